"""True details a note may mention, each with the field it comes from, the most particular first.

Only public professional facts: what somebody does and says of it, a value shown in their own words, a place, employer,
school or group in common, and what they look for that I can give. Never a date, an age, a count or a word of a message.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from outreach.model import Fact, Person, Suggestion
from outreach.notes import phrases
from outreach.text import clean, fold
from outreach.words import companies, whereabouts

_QUOTED = re.compile(r"[“\"«„]([^“”\"«»„]{3,60})[”\"»“]")
_FIELDS = ("headline", "about", "position", "company", "industry")
_WISH = re.compile(
    r"\b(?:looking for|seeking|searching for|in search of|auf der Suche nach|suche|recherche|cherche|busco|procuro)\s"
    r"(?!.*\b(?:job|role|position|opportunit|stelle|emploi|poste|empleo|trabajo|emprego|trabalho))[^|•·.;]{4,80}",
    re.I,
)
_SHORTEST_NAME = 3  # letters; a shorter firm's name is found in other words
_INITIALS = 4  # letters; longer words in capitals are shouted
_LONGEST_WORDS = 40  # characters of somebody's own words that still fit into a sentence of ours


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes: the user as `[me]` and `[goal]` of the settings and their own profile show them, as plain data.

    `account` is "free" or "premium"; `goal` a kind of `[goal]`; `value_words` are (value, word) pairs;
    `employers`, `schools` and `groups` are my own, past and present.
    """

    name: str = ""
    first: str = ""
    headline: str = ""
    account: str = "free"
    languages: tuple[str, ...] = ("en",)
    offers: tuple[str, ...] = ()
    seeks: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    statement: str = ""
    location: str = ""
    industry: str = ""
    goal: str = "peers"
    value_words: tuple[tuple[str, str], ...] = ()
    employers: tuple[str, ...] = ()
    schools: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


def find(suggestion: Suggestion, sender: Sender, language: str = "en") -> list[Fact]:
    """Return what may truly be said about the person of `suggestion` in `language`, the most particular first.

    The order of kinds: a group, school or employer in common, words that show a value of mine, role with company,
    role, company, a place in common. Facts of one kind that belong together (`value_words`, `value`) stay together.
    """
    person = suggestion.person
    return [
        *_shared(person, sender),
        *_value(suggestion, sender, language),
        *_work(person, language),
        *_place(person, sender),
    ]


def news(suggestion: Suggestion, kind: str, facts: Sequence[Fact], language: str = "en") -> list[Fact]:
    """Return what is new about the person, for a congratulation or an offer: `facts` where given, else their profile.

    A job is taken from `facts` named `new_role` or `new_company` (also `role`, `position`, `company`), a wish from one
    named `need`, which is in my own words and becomes `noted`, else from "looking for …" in their headline.
    """
    person = suggestion.person
    if kind == "congratulate":
        named = {"position": "new_role", "role": "new_role", "company": "new_company"}
        given = [replace(fact, name=named.get(fact.name, fact.name)) for fact in facts]
        known = [replace(fact, name=named[fact.name]) for fact in _work(person, language)]
        return [_as_said(fact, language) for fact in given or known]
    if kind == "offer" and not any(fact.name == "need" for fact in facts):
        wish = next((match[0] for match in _WISH.finditer(person.headline)), "")
        return [*facts, *([Fact("need", wish.strip(), _source(person, "headline"))] if wish else [])]
    return [replace(fact, name="noted", text=fact.text.rstrip(" .")) if fact.name == "need" else fact for fact in facts]


def _as_said(fact: Fact, language: str) -> Fact:
    if fact.name == "new_company":
        return replace(fact, text=companies.spoken(fact.text))
    return replace(fact, text=phrases.role(fact.text, language) or fact.text) if fact.name == "new_role" else fact


def _shared(person: Person, sender: Sender) -> list[Fact]:
    groups = [("shared_group", own) for own in sender.groups] + [("shared_school", own) for own in sender.schools]
    for name, own in groups:
        if field := _mentions(person, own, ("headline", "about")):
            return [Fact(name, clean(own), _source(person, field))]
    here = companies.key(person.company)
    for employer in sender.employers:
        if here and companies.key(employer) == here:
            return [Fact("shared_employer", companies.spoken(person.company), _source(person, "company"))]
        if len(fold(employer)) > _SHORTEST_NAME and (field := _mentions(person, employer, ("headline", "about"))):
            return [Fact("shared_past", companies.spoken(employer), _source(person, field))]
    return []


def _mentions(person: Person, words: str, fields: tuple[str, ...]) -> str:
    """The first of `fields` in which `words` stand as whole words, "" for none."""
    wanted = fold(words)
    if not wanted:
        return ""
    whole = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
    return next((field for field in fields if whole.search(fold(str(getattr(person, field))))), "")


def _value(suggestion: Suggestion, sender: Sender, language: str) -> list[Fact]:
    """The rarest words of theirs that show a value of mine: longer words are taken for rarer."""
    person = suggestion.person
    quoted = [
        (value, match.strip())
        for reason in suggestion.reasons
        if reason.kind == "values" and not reason.text.startswith("maybe")  # a doubt is no fact
        for match in _QUOTED.findall(reason.evidence)
        for value in _value_of(reason.text + " " + reason.evidence, sender)
    ]
    own = [(value, value) for value in sender.values]
    found = []
    for value, words in [*quoted, *sender.value_words, *own]:
        if value in sender.values and len(words) <= _LONGEST_WORDS and (field := _mentions(person, words, _FIELDS[:2])):
            found.append((-len(words), words, value, field))
    if not found:
        return []
    _, words, value, field = min(found)
    shown = _as_written(str(getattr(person, field)), words, language)
    facts = [Fact("value_words", shown, _source(person, field))]
    if fold(value) == fold(words) or not _sayable(value, sender, language):
        return facts
    return [*facts, Fact("value", clean(value), "outreach.toml [goal] values")]


def _sayable(own: str, sender: Sender, language: str) -> bool:
    """Whether my own words are in the language of the note: mine are in my first, unless they look otherwise."""
    return (phrases.language_of(own) or [*sender.languages, "en"][0]) == language


def _value_of(text: str, sender: Sender) -> list[str]:
    return [value for value in sender.values if fold(value) in fold(text)][:1]


def _as_written(text: str, words: str, language: str) -> str:
    """`words` as they stand in `text`, without the capitals of a headline, which only German nouns keep."""
    match = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.I)
    found = match[0] if match else words
    plain = found.istitle() or found[1:].islower() or (found.isupper() and len(found) > _INITIALS)
    return found.lower() if language != "de" and plain else found


def _work(person: Person, language: str) -> list[Fact]:
    facts = []
    field = "position" if person.position else "headline"
    if title := phrases.role(person.position or person.headline, language):
        facts.append(Fact("role", title, _source(person, field)))
    if firm := companies.spoken(person.company):
        facts.append(Fact("company", clean(firm), _source(person, "company")))
    return facts


def _place(person: Person, sender: Sender) -> list[Fact]:
    """The town both live in, as they write it; a country or region in common is no news."""
    here, mine = _towns(person.location), _towns(sender.location)
    if len(here) == 1 and here == mine:
        name = re.sub(
            r"^Greater\s+|\s+(?:Metropolitan\s+)?(?:Area|Region)$", "", clean(re.split("[,(]", person.location)[0])
        )
        return [Fact("place", name.strip(), _source(person, "location"))]
    return []


def _towns(location: str) -> set[tuple[str, str]]:
    meant = whereabouts.understand(location)
    return {(area.name, area.country) for areas in meant if len(areas) == 1 for area in areas if area.kind == "town"}


def _source(person: Person, field: str) -> str:
    return f"{field} of {person.id}"
