"""Whether a title is the role that is wanted: its field of work, its rank, and no other job in the same words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from outreach.words import concepts, seniority
from outreach.words.concepts import Hit
from outreach.words.shown import Shown, Text, is_trade
from outreach.words.wishes import NEAR, Part, Wish

_ELSEWHERE = 0.4  # a part of the role that only another stretch or field shows
_ABSENT = 0.5  # a part of the role that nothing shows
_PARTLY = 0.48  # a "maybe" at most where a neighbour shows a part: a graphic designer is no furniture designer
_OTHER_JOB = 0.5  # the title is another function's: "exhibition sales" for exhibitions
_RANK_ALONE = {6: 0.75, 5: 0.55, 1: 0.75}  # a wish that names a rank and nothing else; the middle says little …
_LOWER_RANK = 0.4  # … and are a "maybe"
_UNTITLED = {4: 0.8, 5: 0.65, 6: 0.6}  # a leader is wanted and the title names no rank
_WORKS = 2  # the rank of who does the work
_TITLES = ("position", "headline")
_GENERAL = frozenset(  # functions that go with any field of work
    concepts.terms(
        "general management, project management, operations, strategy, agile, production, engineering,"
        "entrepreneurship, innovation, programming arts, partnerships, research and development, consulting"
    )
)
# What is left of a match when the title's rank is not the one wanted: by wanted rank, then by rank of the title.
_BY_RANK = {
    6: {6: 1.0, 5: 0.75, 4: 0.5, 3: 0.4, 2: 0.35, 1: 0.2},
    5: {6: 0.95, 5: 1.0, 4: 0.85, 3: 0.65, 2: 0.5, 1: 0.25},
    4: {6: 0.9, 5: 1.0, 4: 1.0, 3: 0.75, 2: 0.55, 1: 0.35},
    1: {6: 0.3, 5: 0.35, 4: 0.4, 3: 0.5, 2: 0.6, 1: 1.0},
}
_DOES_THE_WORK = {6: 0.95, 5: 1.0, 4: 1.0, 3: 1.0, 2: 1.0, 1: 0.5}

Judged = tuple[float, Shown | None]


def judge(wish: Wish, parts: Sequence[Part], each: Sequence[Sequence[Shown]], texts: Mapping[str, Text]) -> Judged:
    """Return how strongly somebody's titles are the role, and the place that shows it best."""
    places = [one for shown in each for one in shown]
    stretches = dict.fromkeys((one.field, one.soft) for one in places if one.field in _TITLES)
    judged = [_in_stretch(wish, parts, each, texts[field], field, soft) for field, soft in stretches]
    if outside := [one for one in places if one.field not in _TITLES]:
        judged.append((_sum(parts, each, outside[0].field, outside[0].soft) * _rank_anywhere(wish, texts), outside[0]))
    return max(judged, key=lambda pair: pair[0], default=(0.0, None))


def judge_rank(wanted: int, texts: Mapping[str, Text]) -> Judged:
    """Judge a wish that names a rank and nothing else ("founder", "team lead")."""
    judged: list[Judged] = [(0.0, None)]
    for field in _TITLES:
        if field in texts:
            text = texts[field]
            for hit in _ranks(text, None):
                strength = _RANK_ALONE.get(wanted, _LOWER_RANK) * _fits(wanted, seniority.rank(hit))
                judged.append((strength, Shown(strength, field, text, hit)))
    return max(judged, key=lambda pair: pair[0])


def _in_stretch(
    wish: Wish, parts: Sequence[Part], each: Sequence[Sequence[Shown]], text: Text, field: str, soft: int
) -> Judged:
    strength = _sum(parts, each, field, soft) * _fits(wish.level, _rank(text, soft))
    mine = [one for shown in each for one in shown if (one.field, one.soft) == (field, soft)]
    if _names_a_job(wish, parts) and _is_other_job(parts, mine, text, soft):
        strength *= _OTHER_JOB
    return strength, max(mine, key=lambda one: one.strength)


def _sum(parts: Sequence[Part], each: Sequence[Sequence[Shown]], field: str, soft: int) -> float:
    """The mean of the parts as one stretch shows them; what stands elsewhere counts less, what stands nowhere costs."""
    total = 0.0
    for part, shown in zip(parts, each, strict=True):
        here = max((one.strength for one in shown if (one.field, one.soft) == (field, soft)), default=0.0)
        total += part.weight * max(here, _ELSEWHERE * shown[0].strength if shown else 0.0)
    mean = total / sum(part.weight for part in parts)
    worth = [_worth(part, shown) for part, shown in zip(parts, each, strict=True) if part.weight == 1]
    if 0.0 in worth:
        return mean * _ABSENT
    return min(mean, _PARTLY) if worth and min(worth) <= NEAR else mean


def _worth(part: Part, shown: Sequence[Shown]) -> float:
    """How near what shows a part best is to it: 1 for the thing itself, 0 where nothing shows it."""
    return max((part.concepts.get(one.hit.concept, 1.0) for one in shown), default=0.0)


def _fits(wanted: int, found: int) -> float:
    table = _BY_RANK.get(wanted, _DOES_THE_WORK)
    return table.get(found, _UNTITLED.get(wanted, 1.0))


def _rank(text: Text, soft: int) -> int:
    """The rank in a stretch, or in the one beside it that says nothing but a rank ("VP, Engineering")."""
    here = _ranks(text, soft)
    if seniority.of(here) > _WORKS:  # below that the field itself may have been read as a rank: "engineering"
        return seniority.of(here)
    for beside in (soft - 1, soft + 1):
        if not any(_is_job(hit) for hit in text.in_stretch(beside)) and (ranks := _ranks(text, beside)):
            return seniority.of([*here, *ranks])
    return seniority.of(here)


def _rank_anywhere(wish: Wish, texts: Mapping[str, Text]) -> float:
    return _fits(
        wish.level, seniority.of(hit for field in _TITLES if field in texts for hit in _ranks(texts[field], None))
    )


def _ranks(text: Text, soft: int | None) -> list[Hit]:
    ranks = seniority.ranks(text.hits if soft is None else text.in_stretch(soft))
    return [hit for hit in ranks if not seniority.is_over(hit, text.hits, text.tokens)]


def _names_a_job(wish: Wish, parts: Sequence[Part]) -> bool:
    """Whether a wish asks for a rank or a function, and not for anybody in a field ("cargo bikes")."""
    lexicon = concepts.lexicon()
    direct = [name for part in parts for name, worth in part.concepts.items() if worth == 1]
    return wish.level > 0 or any(lexicon[name].group == "functions" for name in direct)


def _is_other_job(parts: Sequence[Part], mine: Sequence[Shown], text: Text, soft: int) -> bool:
    """Whether the stretch names a function that has nothing to do with the wanted one."""
    wanted = {name for part in parts for name, worth in part.concepts.items() if worth >= NEAR}
    titles = {(hit.first, hit.last) for hit in _ranks(text, soft)}
    for hit in text.in_stretch(soft):
        inside = any(one.hit.first <= hit.first and one.hit.last >= hit.last for one in mine)
        follows = any(one.hit.last + 1 == hit.first for one in mine)  # "teaching hospital", "teacher recruitment"
        if (
            not inside
            and (_is_job(hit) or (follows and is_trade(hit)))
            and hit.concept not in wanted
            and not _is_related(hit.concept, wanted)
        ):
            if hit.concept == "administration" and (hit.first, hit.last) in titles:
                continue  # "assistant" is a rank here, and counted as one
            return True
    return False


def _is_job(hit: Hit) -> bool:
    concept = concepts.lexicon().get(hit.concept)
    return concept is not None and concept.group == "functions" and hit.weight == 1 and hit.concept not in _GENERAL


def _is_related(name: str, wanted: set[str]) -> bool:
    concept = concepts.lexicon()[name]
    return not wanted.isdisjoint((*concept.near, *concept.broader))
