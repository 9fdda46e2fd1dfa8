"""Cut the lines of a pasted page into one card per person, in one pass.

A person is only ever read from a sign that a page of people sets: a degree marker ("• 2nd"), a label for screen readers
("View Ada Moe’s profile"), a link to a profile, "Connected on …", or a mutual line. Any other line belongs to the card
that is open, or to nobody. In a card the first free line is the headline and the second the place (a guess: pages of
all years and languages order them so).
"""

from __future__ import annotations

from outreach.sources import dates
from outreach.sources import pasted_words as say
from outreach.sources.pasted_card import TORN, Card, Page, is_bare, join, same, settle, without, without_doubles
from outreach.sources.pasted_lines import Line
from outreach.text import fold

MOST_ABOUT = 80  # lines


def cut(lines: list[Line]) -> Page:
    """Return the cards of a page, in time linear in its length."""
    cutter = _Cutter()
    for line in lines:
        cutter.take(line)
    cutter.finish()
    return cutter.page


class _Cutter:
    def __init__(self) -> None:
        self.page = Page()
        self.card: Card | None = None
        self.expects = ""  # what a label announced for the next line
        self.section = ""  # of a profile: "about", or "after" all that is used
        self.pending: list[Line] = []  # free lines that belong to no open card
        self.block = 0  # where in `pending` the lines since the last button or furniture begin

    def take(self, line: Line) -> None:
        """Read the next line."""
        if not line.text or (self.section and self._in_profile(line)):
            return
        if self.expects:
            self._expected(line)
        elif (found := say.mutual(line.text)) is not None:
            self._mutual(line, *found)
        elif (mark := say.marker(line.text)) is not None:
            self._marker(line, *mark)
        elif not self._label(line) and not self._link(line) and not self._connected(line):
            self._plain(line)

    def finish(self) -> None:
        """Settle the last card."""
        if self.card:
            settle(self.card, self.page)
        self.page.loose += self.pending

    # Signs that open a card

    def _open(self, card: Card) -> Card:
        if self.card:
            settle(self.card, self.page)
        card.aside = self.section == "after"
        if not card.aside:
            self.page.loose += self.pending
        self.pending, self.block, self.section = [], 0, ""
        self.page.cards.append(card)
        self.card = card
        return card

    def _marker(self, line: Line, name: str, degree: int) -> None:
        if self._marks_open_card(name, degree):
            return
        url = next((url for text, url in line.links if not name or fold(name) in fold(text)), "")
        first = line.number
        if name:
            self._drop_above(name)
        elif above := self._name_above():
            name, first, url = above.text, above.number, url or next((url for _, url in above.links), "")
        self._open(Card(name, first, degree, url, discard=not degree or not say.is_name(name)))

    def _marks_open_card(self, name: str, degree: int) -> bool:
        """Tell whether the marker belongs to the card that a label or a link has just opened, or repeats its own."""
        card = self.card
        if card is None or card.closed or card.mutual or card.known:
            return False
        if any(not same(line.text, card.name) and not say.is_pronouns(line.text) for line in card.rest):
            return False
        if name and not same(name, card.name):
            return False
        if not card.degree and (card.labelled or card.url):
            card.degree, card.discard = degree, card.discard or not degree
            return True
        return not name and card.degree == degree

    def _name_above(self) -> Line | None:
        above = self._above()
        while above and say.is_pronouns(above[-1].text):
            above.pop()
        line = above.pop() if above else None
        while line and above and same(above[-1].text, line.text):
            line = above.pop()
        return line

    def _drop_above(self, name: str) -> None:
        above = self._above()
        while above and same(above[-1].text, name):
            above.pop()

    def _above(self) -> list[Line]:
        return self.card.rest if self.card and not self.card.closed else self.pending

    def _label(self, line: Line) -> bool:
        if say.is_like("labels", "next_is_name", line.text):
            self.expects = "name"
            return True
        if say.is_like("labels", "next_is_work", line.text):
            return True
        name = "" if say.is_furniture(line.text) else say.labelled(line.text)
        if not name:
            return False
        url = next((url for _, url in line.links), "")
        if self.card and not self.card.closed and same(self.card.name, name):
            self.card.url = self.card.url or url
            self.card.labelled = True
        else:
            self._drop_above(name)
            self._open(Card(name, line.number, url=url, labelled=True, discard=not say.is_name(name)))
        return True

    def _expected(self, line: Line) -> None:
        expects, self.expects = self.expects, ""
        if expects == "about" and self.card:
            self.card.about.append(say.without_more(line.text))
            return
        if self.card and not self.card.closed and same(self.card.name, line.text):
            return
        above = self._above()
        if above and fold(line.text) in fold(above[-1].text):
            above.pop()
        self._open(Card(line.text, line.number, labelled=True, discard=not say.is_name(line.text)))

    def _link(self, line: Line) -> bool:
        """Open a card for a line that is as a whole the link to a profile."""
        if len(line.links) != 1:
            return False
        (text, url), card = line.links[0], self.card
        if not text and card and not card.closed:
            card.url = card.url or url
            return True
        if len(text) < len(line.text) - 3:
            return False
        if (card and card.url == url) or not say.is_name(line.text):
            return False
        if card and not card.closed and not card.url and same(card.name, line.text):
            card.url = url
        else:
            self._drop_above(line.text)
            self._open(Card(line.text, line.number, url=url))
        return True

    # Evidence for a card

    def _mutual(self, line: Line, names: str, more: int, torn: bool) -> None:
        linked = self._linked_above() if torn and not names else []
        if torn and not names and not linked:
            names = join(self._above())
        card = self._for_evidence(certain=torn)
        if card is None:
            self.pending.append(line)
            return
        linked += [(text, url) for text, url in line.links if url != card.url and fold(text) in fold(names)]
        card.known += linked
        if names := without(names, linked):
            card.mutual.append((line.number, names))
        card.counted = max(card.counted, more)

    def _linked_above(self) -> list[tuple[str, str]]:
        """Take back cards that were only the linked names of a mutual line, each on a line of its own."""
        cards = self.page.cards
        bare = len(cards)
        while bare > 1 and is_bare(cards[bare - 1]):
            bare -= 1
        linked = [(card.name, card.url) for card in cards[bare:]]
        if linked:
            del cards[bare:]
            self.card = cards[-1]
        return linked

    def _connected(self, line: Line) -> bool:
        found = say.connected(line.text)
        card = self._for_evidence(certain=True) if found else None
        if card:
            card.connected, card.since = True, dates.day(found)
        return bool(found)

    def _for_evidence(self, certain: bool) -> Card | None:
        """Return the open card, else one made of the free lines just above: a name, or a name and a headline.

        Where the evidence is not certain (a bare count), the block must hold nothing else and a button must follow.
        """
        if self.card and not self.card.closed:
            return self.card
        start = self.block if certain else max(self.block, len(self.pending) - 4)
        lines = without_doubles(self.pending[max(start, len(self.pending) - 6) :])
        if not certain and len(lines) > 2:
            return None
        lines = lines[-2:]
        while lines and not say.is_full_name(lines[0].text):
            lines.pop(0)
        if not lines:
            return None
        name, *rest = lines
        while self.pending and (same(self.pending[-1].text, name.text) or self.pending[-1] in rest):
            self.pending.pop()
        card = self._open(Card(name.text, name.number, url=next((u for _, u in name.links), ""), unsure=not certain))
        card.rest = rest
        return card

    def _plain(self, line: Line) -> None:
        text, card = line.text, self.card
        if card and (self.page.profile or not card.closed) and self._in_card(line, card):
            return
        if say.is_hidden(text):
            self._open(Card(text, line.number, labelled=True, discard=True))
        elif TORN.fullmatch(text):
            self._above().append(line)
        elif say.is_button(text) or say.is_furniture(text) or say.is_snippet(text):
            self.page.total |= not self.page.cards and say.is_total(text)
            self.block = len(self.pending)
            if card and say.is_button(text):
                card.unsure, card.closed = card.unsure and card.closed, True
                card.asked = card.asked or say.asked(text)
        elif card and say.ago(text) is not None:
            card.ago = say.ago(text)
        elif card and not card.closed:
            card.rest.append(line)
        else:
            self.pending.append(line)

    def _in_card(self, line: Line, card: Card) -> bool:
        """Read what only a profile or a list of leads has: "Contact info" after the place, and headings."""
        if contact := say.contact(line.text):
            place = contact if contact != line.text else card.rest.pop().text if len(card.rest) > 1 else ""
            card.location, card.aside, self.page.profile = place.strip(" ·•"), False, True
        elif fold(line.text) == "about:":
            self.expects = "about"
        elif self.page.profile and not card.aside and not card.about and say.is_line("profile", "about", line.text):
            self.section = "about"
        elif self.page.profile and say.is_line("profile", "after", line.text):
            self.section, card.closed = "after", True
        else:
            return False
        return True

    def _in_profile(self, line: Line) -> bool:
        """Take a line of the "About" text, or one below all that is used; False where another person begins."""
        if say.is_line("profile", "after", line.text):
            self.section = "after"
            if self.card:
                self.card.closed = True
            return True
        if self.section == "about" and self.card and len(self.card.about) < MOST_ABOUT:
            if not say.is_line("profile", "about", line.text) and not say.is_more(line.text):
                self.card.about.append(say.without_more(line.text))
            return True
        mark = say.marker(line.text)
        if (mark and mark[1]) or (not mark and say.labelled(line.text)):
            return False
        self.page.after += 1
        self.pending = [*self.pending[-2:], line]
        return True
