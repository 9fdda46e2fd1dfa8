"""What a line of a pasted page says, judged by the line alone: a degree, a mutual connection, a label, furniture."""

from __future__ import annotations

import re
from functools import cache

from outreach.sources.pasted_lexicon import alternatives, folded, people, words
from outreach.text import fold

LONGEST = 600  # characters: a longer line is somebody's prose
LONGEST_NAME = 120
_DEGREE = re.compile(r"^([1-3])(?!\d)([^\s\d]{1,4})(?=$|\s)(.*)$")
_NOT_IN_NAMES = re.compile(r"https?:|www\.|[@#:;=<>{}\[\]_|\\^~*•·∙—]|\d{3}|[.!?]$|…")
_DAYS = {"none": 0, "day": 1, "week": 7, "month": 30, "year": 365}
_SPELLED = {"first": 1, "second": 2, "third": 3}
_LISTED = re.compile(r"^\d{1,3}[.)]\s+(?=\D)")  # "1. Ada Moe"
_LETTER = re.compile(r"[^\W\d_]")


@cache
def _degree_phrase() -> re.Pattern[str]:
    phrases = alternatives(words().lists["degree"]["phrases"]).replace("{n}", r"(?:[1-3]\S{0,4})")
    return re.compile(f"(?:{phrases})$", re.I)


def degree(text: str) -> int:
    """Return 1, 2 or 3 for what may follow a bullet ("2nd", "3rd+", "2.", "2e", "2nd2nd degree connection"), else 0.

    In any language: a lone digit 1 to 3 with up to four characters after it that are no unit of time or quantity.
    """
    text = text.strip().lstrip("•·∙").strip()
    if len(text) > 60:
        return 0
    phrase = _degree_phrase().search(text)
    if phrase and (number := re.search(r"[1-3](?!\d)", text)):
        return int(number[0])
    if phrase and (word := text.split()[0].casefold()) in _SPELLED:
        return _SPELLED[word]
    match = _DEGREE.match(text)
    if not match or match[3].strip():
        return 0
    return 0 if match[2].casefold().rstrip("+") in folded("degree", "units") else int(match[1])


@cache
def _said_in_full() -> re.Pattern[str]:
    return re.compile(f"^{_degree_phrase().pattern}", re.I)


def marker(text: str) -> tuple[str, int] | None:
    """Return (name, degree) of a line that ends in a degree marker; the name is "" where the marker stands alone.

    The degree is 0 for "• You", oneself. None for any other line: `Founder • CEO`, `X • 2024`, `3K followers`.
    """
    if len(text) > LONGEST_NAME + 60:
        return None
    place = max(text.rfind(bullet) for bullet in "•·∙")
    if place < 0:
        return ("", degree(text)) if _said_in_full().match(text) and degree(text) else None
    name, rest = _LISTED.sub("", text[:place].strip()), text[place + 1 :].strip()
    if found := degree(rest):
        return name, found
    return (name, 0) if rest and fold(rest) in folded("degree", "self") else None


def mutual(text: str) -> tuple[str, int, bool] | None:
    """Return (names, how many more, whether names stood before it) of a mutual line, None for any other line.

    `Ada Moe, Bo Lind & 12 other mutual connections` gives ("Ada Moe, Bo Lind", 12, True), `38 mutual connections`
    ("", 38, False), and the second half of a line that was torn, `& 3 other mutual connections`, ("", 3, True).
    """
    if len(text) > LONGEST:
        return None
    if match := _both_know().match(text):
        return match["names"].strip(" ,"), _number(match["n"] or ""), True
    noun = words().mutual_noun.search(text)
    if not noun:
        return None
    before = text[: noun.start()].rstrip()
    if verb := words().mutual_verb.search(before):
        return before[: verb.start()].strip(" ,"), 0, True
    count = words().mutual_count.search(before)
    if not count:
        return None
    names = before[: count.start()].strip(" ,")
    torn = bool(count["joined"] or count["more"] or count["other"])
    return (names, _number(count["n"]), torn) if torn or not names else None


@cache
def _both_know() -> re.Pattern[str]:
    lists = words().lists["mutual"]
    know, joined = alternatives(lists["both_know"]), alternatives(lists["and"])
    return re.compile(rf"^(?:{know}) (?P<names>\S.*?)(?:,? (?:{joined}) (?P<n>\d[\d.,]*) others?)?\.?$", re.I)


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text) or 0)


def labelled(text: str) -> str:
    """Return the name in a label beside a picture or button (`View Ada Moe’s profile`), else ""."""
    if len(text) > LONGEST_NAME + 60:
        return ""
    return next((match["name"] for pattern in people("labels", "person") if (match := pattern.match(text))), "")


def is_name(text: str) -> bool:
    """Tell whether a line could be somebody's name: short, capitalised, no address, no sentence, no page furniture."""
    if not 2 <= len(text) <= LONGEST_NAME or not _LETTER.search(text) or _NOT_IN_NAMES.search(text.rstrip(".")):
        return False
    if len(text.split()) > 12 or is_furniture(text) or is_hidden(text) or mutual(text) is not None:
        return False
    return _is_capitalised(text)


def is_full_name(text: str) -> bool:
    """Tell whether a line that nothing else marks as a name is one: `is_name`, and two capitalised words or more."""
    free = [word for word in text.split() if fold(word) not in folded("furniture", "particles")]
    return is_name(text) and sum(not word[0].islower() and bool(_LETTER.search(word)) for word in free) >= 2


def _is_capitalised(text: str) -> bool:
    """Tell whether all words before any credentials but particles are; or none is, in a name of two or three words.

    A name made of nothing but words of page furniture is none.
    """
    spoken = [word for word in re.split(r"[,(|]", text)[0].split() if _LETTER.search(word)]
    free = [word for word in spoken if fold(word) not in folded("furniture", "particles")]
    if not free or all(fold(word) in folded("furniture", "lines") for word in free):
        return False
    lower = sum(next(filter(str.isalpha, word)).islower() for word in free)
    return lower == 0 or (lower == len(spoken) and 2 <= lower <= 3 and not re.search(r"\d", text))


def is_hidden(text: str) -> bool:
    """Tell whether the page calls somebody only "LinkedIn Member"."""
    return fold(text) in folded("members", "hidden")


def is_button(text: str) -> bool:
    """Tell whether the line is the text of a button, which ends a card."""
    return fold(text) in folded("furniture", "buttons")


def is_furniture(text: str) -> bool:
    """Tell whether the line belongs to the page and not to a person."""
    if fold(text) in folded("furniture", "lines") or is_button(text):
        return True
    return len(text) <= LONGEST and bool(_furniture().match(text))


def is_pronouns(text: str) -> bool:
    """Tell whether the line gives pronouns: `(She/Her)`."""
    parts = fold(text).strip("()").split("/")
    return 2 <= len(parts) <= 4 and all(part.strip() in folded("furniture", "pronouns") for part in parts)


def is_snippet(text: str) -> bool:
    """Tell whether the line is an excerpt a search shows (`Current: …`)."""
    head, colon, _ = text.partition(":")
    return bool(colon) and fold(head) in folded("snippets", "words")


def is_like(section: str, key: str, text: str) -> bool:
    """Tell whether the whole line fits one of a list's patterns."""
    return len(text) <= LONGEST and bool(_lines_like(section, key).match(text))


def connected(text: str) -> str:
    """Return what follows "Connected on", or the whole of "Connected 3 weeks ago"; "" for any other line."""
    if len(text) > LONGEST_NAME:
        return ""
    if match := _connected_on().match(text):
        return match[1]
    return text if is_like("connected", "ago", text) else ""


def contact(text: str) -> str:
    """Return what stands before a closing "Contact info", the line itself where nothing does, "" for any other line."""
    if is_line("profile", "contact", text):
        return text
    match = _contact().search(text) if len(text) <= LONGEST_NAME + 60 else None
    return text[: match.start()] if match else ""


def asked(text: str) -> str:
    """Return "in" for the button that accepts a request to connect, "out" for the one that withdraws mine, or ""."""
    if is_line("invitations", "accept", text):
        return "in"
    return "out" if is_line("invitations", "withdraw", text) else ""


def ago(text: str) -> int | None:
    """Return how many days ago a line says ("3 weeks ago"), None for any other line; a month has 30 days."""
    match = _ago().match(text) if len(text) <= 60 else None
    if match is None:
        return None
    kind, number = next((kind, number) for kind, number in match.groupdict().items() if number)
    return _DAYS[kind.rstrip("0123456789")] * (int(number) if number.isdigit() else 1)


@cache
def _ago() -> re.Pattern[str]:
    lists = words().lists["ago"]
    frames = []
    for place, frame in enumerate(lists["frames"]):
        units = "|".join(
            rf"(?P<{kind}{place}>\d{{1,3}}|{alternatives(lists['one'])})\+?\s(?:{alternatives(lists[kind])})"
            for kind in _DAYS
        )
        frames.append(frame.replace("{}", f"(?:{units})"))
    return re.compile(f"^(?:{'|'.join(frames)})$", re.I)


def is_total(text: str) -> bool:
    """Tell whether the line counts connections: `683 connections`."""
    return len(text) <= LONGEST_NAME and bool(_total().match(text))


def is_more(text: str) -> bool:
    """Tell whether the line only unfolds a text: `…see more`."""
    return bool(re.match(r"^(?:…|\.\.\.)?\s?(?:see|show) (?:more|less)$|^…", text, re.I))


def without_more(text: str) -> str:
    """Return a text without the "…see more" that unfolds it."""
    return re.sub(r"\s*(?:…|\.\.\.)\s?(?:see|show) more$", "", text, flags=re.I)


@cache
def _lines_like(section: str, key: str) -> re.Pattern[str]:
    return words().pattern(section, key)


@cache
def _connected_on() -> re.Pattern[str]:
    return words().pattern("connected", "on", r"^(?:{}):? (.+)$")


@cache
def _contact() -> re.Pattern[str]:
    return words().pattern("profile", "contact", r"\s*[·•]?\s*(?:{})$")


@cache
def _total() -> re.Pattern[str]:
    return words().pattern("connected", "total", r"^\d[\d., ]*\+?\s?(?:{})$")


def is_line(section: str, key: str, text: str) -> bool:
    """Tell whether the whole line is one of a list's lines."""
    return len(text) <= LONGEST and fold(text) in folded(section, key)


@cache
def _furniture() -> re.Pattern[str]:
    return words().pattern("furniture", "patterns")
