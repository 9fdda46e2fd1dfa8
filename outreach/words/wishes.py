"""What somebody wants, taken apart: alternatives, the parts of each, and the concepts of the lexicon they lead to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from outreach.words import concepts, seniority
from outreach.words.concepts import Hit, Token
from outreach.words.wordindex import FILLERS, sound

KINDS = ("value", "industry", "role", "topic")
_GROUPS = {
    "value": ("values", "industries", "functions"),
    "industry": ("industries", "functions", "values"),
    "role": ("functions", "industries"),
    "topic": ("functions", "industries", "values"),
}
_OR = frozenset(map(sound, ("and", "or", "und", "oder", "et", "ou", "y", "o", "e", "och", "eller", "og", "of", "ou")))
_FAITH = "religion"
_JOINED = 6  # letters from which an s at the end of the first part of a compound only joins it to the second
_SIDE = 0.7  # a concept that only shares the word, beside one that bears it as its name
NEAR = 0.45  # a trade or value next to the one wanted
CHILD = 0.95  # a branch of the one wanted: opera for music
PARENT = 0.35  # the broader one: health care for nursing
_QUALIFIER = 0.25  # weight of a word the lexicon does not know beside one it knows …
_NARROWS = 0.9  # … which in a role makes another job of it: no graphic designer is a sound designer


@dataclass(frozen=True, slots=True)
class Part:
    """One idea of a wish: the concepts that show it with their worth from 0 to 1, and its own words."""

    concepts: dict[str, float]
    own: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Wish:
    """A wanted term as the matcher uses it. `level` is the rank a role asks for (0 none); `refused` says why not."""

    term: str
    kind: str
    alternatives: tuple[tuple[Part, ...], ...] = ()
    level: int = 0
    refused: str = ""


def understand(term: str, kind: str) -> Wish:
    """Take a wanted term apart. `kind` is one of `KINDS`.

    Health, religion, origin, orientation and age of a person are no values to look for: such a wish is `refused`.
    """
    index = concepts.wishes()
    tokens = concepts.tokens(term, index)
    found = concepts.hits(tokens)
    if reason := _refusal(found, kind):
        return Wish(term, kind, refused=reason)
    level = max((seniority.rank(hit) for hit in seniority.ranks(found)), default=0) if kind == "role" else 0
    groups = [_parts(term, tokens, found, kind, stretch) for stretch in _stretches(tokens, found)]
    return Wish(term, kind, tuple(group for group in groups if group), level)


def narrowed(wish: Wish, without: Collection[str]) -> Wish:
    """Return `wish` in the strict sense: no neighbours or broader concepts, and none of those named `without`."""
    kept = tuple(
        tuple(
            replace(part, concepts={n: w for n, w in part.concepts.items() if w >= CHILD and n not in without})
            for part in parts
        )
        for parts in wish.alternatives
    )
    return replace(wish, alternatives=kept)


def exact(wish: Wish) -> Wish:
    """Return `wish` with things that stand for themselves, not for a field: "cargo bikes" are not all of cycling."""
    if wish.level:
        return wish
    return replace(wish, alternatives=tuple(tuple(map(_thing, parts)) for parts in wish.alternatives))


def _thing(part: Part) -> Part:
    """Take the field for a neighbour where the last of several words says it alone and the others narrow it."""
    lexicon = concepts.lexicon()
    fields = {name for name, worth in part.concepts.items() if worth == 1 and lexicon[name].group == "industries"}
    named = {hit.concept for hit in concepts.read(part.own[-1])[1] if hit.weight == 1} if len(part.own) > 1 else set()
    if not fields & named:
        return part
    return replace(part, concepts={name: min(worth, NEAR) for name, worth in part.concepts.items()})


def is_about_a_person(text: str) -> str:
    """Return which protected trait `text` names ("health", "religion", …), "" for none."""
    _, found = concepts.read(text)
    return next((hit.concept.removeprefix("person.") for hit in found if hit.concept.startswith("person.")), "")


def _refusal(found: list[Hit], kind: str) -> str:
    """The trait a wish asks for: named outright and not within a wider term, or faith in any of its words."""
    if kind not in ("value", "topic"):
        return ""
    personal = [hit for hit in found if hit.concept.startswith("person.")]
    free = [h for h in personal if not any(_covers(o, h) for o in found if not o.concept.startswith("person."))]
    if free:
        return free[0].concept.removeprefix("person.")
    lexicon = concepts.lexicon()
    faiths = (lexicon[hit.concept].sensitive == _FAITH for hit in found if hit.concept in lexicon)
    return _FAITH if any(faiths) else ""


def _covers(outer: Hit, inner: Hit) -> bool:
    return (
        outer.first <= inner.first and outer.last >= inner.last and outer.last - outer.first > inner.last - inner.first
    )


def _stretches(tokens: list[Token], found: list[Hit]) -> Iterator[list[int]]:
    """The positions of each alternative: parted by commas and "or", unless a phrase of the lexicon spans them."""
    stretch: list[int] = []
    for place, token in enumerate(tokens):
        spanned = any(hit.first < place < hit.last for hit in found)
        parted = bool(stretch) and token.soft != tokens[stretch[-1]].soft
        if stretch and (parted or (token.sound in _OR and not spanned)):
            yield stretch
            stretch = []
        if token.sound not in _OR or spanned:
            stretch.append(place)
    if stretch:
        yield stretch


def _parts(term: str, tokens: list[Token], found: list[Hit], kind: str, stretch: list[int]) -> tuple[Part, ...]:
    free = set(stretch)
    parts: list[Part] = []
    useful = [hit for hit in found if _group(hit) in _GROUPS[kind] and hit.first in free and hit.last in free]
    for best in sorted(useful, key=lambda hit: (hit.first - hit.last, -hit.weight, -hit.letters, hit.first)):
        places = set(range(best.first, best.last + 1)) & set(stretch)
        bare = len(places) == 1 and best.weight < 1 and _says(best, found, "generic")
        if places <= free and not (bare and (kind != "role" or _group(best) != "functions")):
            same = [hit for hit in useful if (hit.first, hit.last) == (best.first, best.last)]
            weight = _QUALIFIER if _says(best, found, "qualifier") and len(useful) > len(same) else 1.0
            chosen = _chosen(same, kind)
            if kind == "role":
                chosen |= dict.fromkeys(_fields(best, chosen, found), _SIDE)
            parts.append(Part(_reach(chosen), _words(term, tokens, sorted(places)), weight))
            free -= places
    parts = [part for part in parts if not any(_holds(part, other) for other in parts if other is not part)]
    loose = [_words(term, tokens, [place]) for place in sorted(free) if not _is_empty(place, tokens, found, kind)]
    if kind == "role":
        loose += [(led,) for place in sorted(free) for word in _words(term, tokens, [place]) if (led := _led(word))]
    weight = (_NARROWS if kind == "role" else _QUALIFIER) if parts else 1.0
    return (*parts, *(Part({}, own, weight) for own in loose))


def _led(title: str) -> str:
    """What a compound title leads, without the letter that joins it: "redaktion" of "Redaktionsleiterin"."""
    led = seniority.led(title)
    return led.removesuffix("s") if len(led) > _JOINED else led


def _fields(title: Hit, chosen: Iterable[str], found: list[Hit]) -> Iterator[str]:
    """The concepts of a title's field where the rest of it is a rank: "logistics manager" is in logistics."""
    lexicon = concepts.lexicon()
    related = {name for concept in chosen for name in (*lexicon[concept].broader, *lexicon[concept].near)}
    ranked = {place for hit in found if seniority.rank(hit) for place in range(hit.first, hit.last + 1)}
    for hit in found:
        rest = {*range(title.first, hit.first), *range(hit.last + 1, title.last + 1)}
        inside = title.first <= hit.first and hit.last <= title.last
        if inside and rest and rest <= ranked and hit.concept in related:
            yield hit.concept


def _holds(wide: Part, narrow: Part) -> bool:
    """Whether the first idea says no more than the second ("education" beside "early childhood")."""
    lexicon = concepts.lexicon()
    direct = [name for name, worth in narrow.concepts.items() if worth == 1]
    return any(wide.concepts.get(broader) == 1 for name in direct for broader in lexicon[name].broader)


def _group(hit: Hit) -> str:
    concept = concepts.lexicon().get(hit.concept)
    return concept.group if concept else ""


def _says(hit: Hit, found: Iterable[Hit], concept: str) -> bool:
    return any(o.concept == concept and o.first <= hit.first and o.last >= hit.last for o in found)


def _is_empty(place: int, tokens: list[Token], found: Iterable[Hit], kind: str) -> bool:
    if tokens[place].sound in FILLERS or len(tokens[place].sound) < 2:
        return True
    saying = ("generic", "marker.", "person.") + (("level.",) if kind == "role" else ())
    return any(hit.concept.startswith(saying) and hit.first <= place <= hit.last for hit in found)


def _words(term: str, tokens: list[Token], places: list[int]) -> tuple[str, ...]:
    return tuple(
        term[tokens[place].start : tokens[place].end] for place in places if tokens[place].sound not in FILLERS
    )


def _chosen(same: list[Hit], kind: str) -> dict[str, float]:
    """The concepts behind one stretch of a wish: those of the group its kind asks for first."""
    for group in _GROUPS[kind]:
        mine = {hit.concept for hit in same if _group(hit) == group}
        if mine:
            named = {hit.concept for hit in same if hit.weight == 1}
            if kind == "value":
                mine |= named
            side = _SIDE if named & mine else 1.0
            return {name: 1.0 if name in named else side for name in sorted(mine)}
    return {}


def _reach(direct: dict[str, float]) -> dict[str, float]:
    """The worth of every concept for these: their branches nearly as much, neighbours and the broader ones less."""
    lexicon = concepts.lexicon()
    reach: dict[str, float] = {}
    for name, worth in direct.items():
        others = {name: worth}
        others |= dict.fromkeys(lexicon[name].near, worth * NEAR) | dict.fromkeys(lexicon[name].broader, worth * PARENT)
        for branch, depth in _branches(name):
            others[branch] = worth * CHILD**depth
        for other, much in others.items():
            reach[other] = max(reach.get(other, 0.0), much)
    return reach


def _branches(name: str, depth: int = 1) -> Iterator[tuple[str, int]]:
    """The concepts that belong to one, and those that belong to them, with their distance."""
    for concept in concepts.lexicon().values():
        if name in concept.broader:
            yield concept.name, depth
            yield from _branches(concept.name, depth + 1)
