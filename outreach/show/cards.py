"""What a page says about one suggestion, worked out beforehand: a template neither counts nor sorts."""

from __future__ import annotations

from dataclasses import dataclass

from outreach import addresses
from outreach.model import Answer, Draft, Mutual, Suggestion

DEEDS = {
    "connect": "Invite, with a note",
    "connect_plain": "Invite, without a note",
    "ask": "Ask for an introduction",
    "accept": "Accept",
    "review": "Look closer",
    "ignore": "Ignore",
    "keep": "Keep",
    "unfollow": "Unfollow",
    "remove": "Remove",
}
DRAFTS = {
    "connect": "Your note",
    "ask": "What to ask them",
    "thanks": "A word of thanks",
    "congratulate": "A congratulation",
    "offer": "Your offer",
    "decline": "A kind no",
    "export": "Asking for their export",
}
QUESTIONS = {
    "industry": "In my field, or a competitor?",
    "help": "Can we help each other?",
    "place": "In a place that matters?",
}
WISHES = ("values", "role", "industry", "reciprocity", "place", "similar")
SHOWN_MUTUALS = 3  # drawn in the small route; the others are counted


@dataclass(frozen=True, slots=True)
class Bar:
    """One reason as a step of a waterfall: `start` and `width` are percentages of the whole bar."""

    text: str
    evidence: str
    points: str
    start: str
    width: str
    against: bool


@dataclass(frozen=True, slots=True)
class Leg:
    """One mutual connection in the small route picture: height `y` and thickness of the tie, in its own units."""

    name: str
    word: str
    y: int
    thick: str


@dataclass(frozen=True, slots=True)
class Route:
    """Me, up to three mutuals and the person, as a drawing 360 units wide."""

    legs: tuple[Leg, ...]
    height: int
    middle: int
    label: str
    more: int
    person: str


@dataclass(frozen=True, slots=True)
class Note:
    """A draft in a text area: `name` is unique on the page, `rows` a height that holds it without scrolling."""

    name: str
    title: str
    draft: Draft
    rows: int


@dataclass(frozen=True, slots=True)
class Card:
    """One person on a page."""

    anchor: str
    suggestion: Suggestion
    deed: str
    url: str
    facts: str
    why: str
    bars: tuple[Bar, ...]
    total: Bar
    route: Route | None
    notes: tuple[Note, ...]
    answers: tuple[tuple[str, Answer], ...]


def card(suggestion: Suggestion, section: str, number: int) -> Card:
    """Return what a page shows of `suggestion`, the `number`-th of its `section`; both make its names unique."""
    person, anchor = suggestion.person, f"{section}-{number}"
    bars, total = _bars(suggestion)
    return Card(
        anchor=anchor,
        suggestion=suggestion,
        deed=DEEDS.get(suggestion.action, suggestion.action.replace("_", " ").capitalize()),
        url=profile(person.url),
        facts=" · ".join(dict.fromkeys(filter(None, (_role(suggestion), person.location)))),
        why=_why(suggestion),
        bars=bars,
        total=total,
        route=_route(suggestion),
        notes=tuple(note(f"{anchor}-{place}", draft) for place, draft in enumerate(suggestion.drafts, 1)),
        answers=tuple((QUESTIONS.get(name, name), answer) for name, answer in suggestion.answers.items()),
    )


def note(name: str, draft: Draft) -> Note:
    """Return a draft as a text area called `name`."""
    return Note(name, DRAFTS.get(draft.kind, draft.kind.capitalize()), draft, 1 + len(draft.text) // 46)


def profile(url: str) -> str:
    """Return a profile's address rebuilt from its key; "" where `url` is not a profile's, so no script gets through."""
    return addresses.link(addresses.slug(url))


def strength_word(strength: float) -> str:
    """Return a tie's strength (0 to 1) in words, by thirds."""
    return "strong tie" if strength >= 0.66 else "good tie" if strength >= 0.33 else "light tie"


def _role(suggestion: Suggestion) -> str:
    person = suggestion.person
    if person.position and person.company:
        return f"{person.position}, {person.company}"
    return person.position or person.headline or person.company


def _why(suggestion: Suggestion) -> str:
    """Say in a line why: who leads there, and the wish that weighs most; else the two reasons that weigh most."""
    ranked = sorted((one for one in suggestion.reasons if one.points > 0), key=lambda one: -one.points)
    path = [one for one in ranked if one.kind == "path"][:1]
    wishes = [one for one in ranked if one.kind in WISHES][: 2 - len(path)]
    chosen = [*path, *wishes] or ranked[:2] or list(suggestion.reasons[:1])
    return " ".join(f"{_sentence(one.text)}." for one in chosen)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".")


def _bars(suggestion: Suggestion) -> tuple[tuple[Bar, ...], Bar]:
    """Return the reasons as steps that begin where the one before ended, and the score they add up to."""
    ends = [0.0]
    for reason in suggestion.reasons:
        ends.append(ends[-1] + reason.points)
    low, high = min(ends), max(ends)
    span = (high - low) or 1.0

    def bar(text: str, evidence: str, start: float, end: float, sign: str) -> Bar:
        left, width = (min(start, end) - low) / span, abs(end - start) / span
        points = f"{end - start:{sign}.2f}".replace("-", "−")
        return Bar(text, evidence, points, f"{100 * left:.1f}%", f"{100 * width:.1f}%", end < start)

    steps = tuple(
        bar(_sentence(reason.text), reason.evidence, ends[number], ends[number + 1], "+")
        for number, reason in enumerate(suggestion.reasons)
    )
    return steps, bar("Score", "", 0.0, suggestion.score, "")


def _route(suggestion: Suggestion) -> Route | None:
    mutuals = suggestion.via[:SHOWN_MUTUALS]
    if not mutuals:
        return None
    legs = tuple(
        Leg(_short(mutual.person.name, 22), strength_word(mutual.strength), 26 + 58 * number, _thickness(mutual))
        for number, mutual in enumerate(mutuals)
    )
    height = 58 * len(legs) + 2
    names = " or ".join(mutual.person.name for mutual in mutuals)
    return Route(
        legs=legs,
        height=height,
        middle=(legs[0].y + legs[-1].y) // 2,
        label=f"You know {names}, who {'knows' if len(legs) == 1 else 'know'} {suggestion.person.name}",
        more=len(suggestion.via) - len(legs),
        person=_short(suggestion.person.name, 22),
    )


def _thickness(mutual: Mutual) -> str:
    return f"{1 + 3 * max(0.0, min(1.0, mutual.strength)):.1f}"


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
