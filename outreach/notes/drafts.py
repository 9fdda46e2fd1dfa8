"""One message for one suggestion: whom it goes to, in which language, and what may be said in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from outreach import render
from outreach.errors import TemplateError
from outreach.model import Draft, Fact, Mutual, Person, Suggestion
from outreach.notes import compose, fields, history, phrases, specifics
from outreach.notes.compose import Letter
from outreach.notes.fields import Fields
from outreach.notes.specifics import Sender as Sender
from outreach.notes.variety import Past
from outreach.who import names

KINDS = ("connect", "ask", "thanks", "congratulate", "offer", "decline", "export")
TONES = ("plain", "warm", "formal", "brief")
_LIMITS = {"ask": 900, "thanks": 200, "congratulate": 250, "offer": 400, "decline": 160, "export": 600}
_NOTES = {"free": 200, "premium": 300}


def limit(kind: str, account: str = "free") -> int:
    """Return how many UTF-16 units a message of `kind` may have; an invitation's note depends on the account."""
    return _NOTES.get(account, _NOTES["free"]) if kind == "connect" else _LIMITS[kind]


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes messages for one sender. `templates` is the user's own folder, `sent` the last notes really sent."""

    sender: Sender
    templates: Path | None = None
    sent: Sequence[str] = ()

    def write(
        self, kind: str, suggestion: Suggestion, *, tone: str = "plain", language: str = "", facts: Sequence[Fact] = ()
    ) -> Draft | None:
        """Return one draft, the same for the same input; None where nothing true can be said (see `silence`).

        `language` "" follows the receiver. `facts` add to what is known: `need` and `give` of an offer, `new_role` and
        `new_company` of a congratulation. Raises `TemplateError` for a template that is refused.
        """
        letter = self._letter(kind, suggestion, facts, tone, language)
        return None if isinstance(letter, str) else compose.compose(letter, self._past(letter))[0]

    def batch(
        self,
        kind: str,
        suggestions: Sequence[Suggestion],
        *,
        tone: str = "plain",
        language: str = "",
        facts: Sequence[Sequence[Fact]] = (),
    ) -> list[Draft | None]:
        """Return a draft for each suggestion, in order, no two of one language with five words of wording in common.

        `facts` are those of each suggestion, as `write` takes them.
        """
        told = facts or [()] * len(suggestions)
        letters = [self._letter(kind, *one, tone, language) for one in zip(suggestions, told, strict=True)]
        ready = [(place, letter) for place, letter in enumerate(letters) if isinstance(letter, Letter)]
        ready.sort(key=lambda item: (compose.ways(item[1]), item[0]))  # who can be told little is served first
        drafts: list[Draft | None] = [None] * len(letters)
        pasts: dict[str, Past] = {}
        for place, letter in ready:
            past = pasts.get(letter.language) or self._past(letter)
            drafts[place], pasts[letter.language] = compose.compose(letter, past)
        return drafts

    def silence(
        self, kind: str, suggestion: Suggestion, *, tone: str = "plain", language: str = "", facts: Sequence[Fact] = ()
    ) -> str:
        """Return the sentence that says why `write` gives nothing; "" where it gives a draft."""
        letter = self._letter(kind, suggestion, facts, tone, language)
        if isinstance(letter, str):
            return letter
        if compose.compose(letter, self._past(letter))[0]:
            return ""
        return f"no {kind} note in the templates suits what is known about {suggestion.person.name}"

    def _past(self, letter: Letter) -> Past:
        return history.past(self.sent, letter.shapes, letter.language, letter.tone)

    def _letter(
        self, kind: str, suggestion: Suggestion, facts: Sequence[Fact], tone: str, language: str
    ) -> Letter | str:
        """Gather what one message needs, or the sentence that says why there can be none."""
        person, mutual = suggestion.person, _mutual(kind, suggestion)
        if kind in ("connect", "ask") and mutual is None:
            return f"no mutual connection of {person.name} may be named in a note: ask one of them instead"
        receiver = mutual.person if kind == "ask" and mutual else person
        spoken, shapes = self._template(
            kind, tone, [language] if language else _languages(receiver, self.sender.languages)
        )
        known = Fields()
        fields.greet(known, receiver, spoken, tone)
        told = [*specifics.find(suggestion, self.sender, spoken), *specifics.news(suggestion, kind, facts, spoken)]
        fields.mention(known, told, spoken, within=kind == "ask")
        fields.present(known, self.sender, spoken)
        findings = _findings(kind, suggestion, told, facts)
        if mutual:
            fields.introduce(known, mutual, spoken)
            findings += _unsaid(mutual, spoken) if kind != "ask" and not known.values["how"] else ()
        if kind == "ask":
            fields.target(known, person)
        return Letter(kind, spoken, tone, limit(kind, self.sender.account), person.id, known, shapes, findings)

    def _template(self, kind: str, tone: str, languages: Sequence[str]) -> tuple[str, tuple[render.Shape, ...]]:
        """The first of `languages` there is a template in, else English, and its shapes; a user's must be friendly."""
        for language in (*languages, "en"):
            if found := render.note_file(self.templates, language, kind, tone):
                shapes = render.read_shapes(*found, fields.KNOWN)
                if self.templates and found[0].is_relative_to(self.templates):
                    compose.refuse_pitches(shapes)
                return language, shapes
        raise TemplateError(f"there is no template for “{kind}”; known are {', '.join(KINDS)}")


def _mutual(kind: str, suggestion: Suggestion) -> Mutual | None:
    """The best mutual connection: the first with a name who may be named, or the first of all for a request to them."""
    named = (mutual for mutual in suggestion.via if names.display(mutual.person.name, ""))
    return next((mutual for mutual in named if mutual.may_name or kind == "ask"), None)


def _languages(receiver: Person, spoken: Sequence[str]) -> list[str]:
    """The languages to write in, best first: what the receiver writes or lives in, where I speak it, then mine."""
    own = " ".join((receiver.headline, receiver.position, receiver.about))
    word = phrases.language_of(own)  # one word of English is no sign: titles are English everywhere
    shown = phrases.language_of(own, least=2), phrases.language_at(receiver.location), "" if word == "en" else word
    return [*(language for language in shown if language in spoken), *spoken]


def _unsaid(mutual: Mutual, language: str) -> tuple[str, ...]:
    """Why the user's words on a mutual connection are not in the note, if there are any."""
    if not mutual.how:
        return ()
    why = "it is not in the note's language" if phrases.how(mutual.how, language).raw else "it is no sentence"
    return (f"how you know {names.display(mutual.person.name, '')} is left out: {why}",)


def _findings(kind: str, suggestion: Suggestion, told: Sequence[Fact], facts: Sequence[Fact]) -> tuple[str, ...]:
    name = names.display(suggestion.person.name, "")
    if kind == "connect" and not told:
        return (f"nothing particular is known about {name}: a plain short note",)
    if kind == "congratulate" and not facts:
        return (f"your exports show no job change of {name}: check that it is new, and good news",)
    if kind == "offer" and not any(fact.name in ("need", "noted") for fact in told):
        return (f"nothing that {name} asked for is known: say what you offer help with, or do not write",)
    return ()
