"""Whether two names may be one person's: the same, near (only the user can tell), or different."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from outreach.who.names import Name, formal_names

SAME, NEAR, DIFFERENT = "same", "near", "different"
CLOSE = 0.88  # Jaro-Winkler likeness of given names from which a slip of the pen is possible; never enough to link


@lru_cache(maxsize=1 << 16)
def compare(one: Name, other: Name) -> str:
    """Return `same`, `near` or `different`.

    Spelling, order of an East Asian name, everyday short forms and a maiden name given in brackets may differ in the
    same name. A given name that is merely similar (Daniel, Danielle), shortened to its initial or one of several is
    `near` and never more: people of one family name who work together are often two.
    """
    if not one.given or not other.given:
        return SAME if one.key and one.key == other.key else DIFFERENT
    if _turned(one, other):
        return SAME if one.eastern or other.eastern else NEAR
    return min(_family(one, other), _given(one, other), key=(DIFFERENT, NEAR, SAME).index)


def _turned(one: Name, other: Name) -> bool:
    """The same two parts in the other order, or written together."""
    parts, others = ("".join(one.given), one.surname), ("".join(other.given), other.surname)
    if one.eastern or other.eastern:
        return "".join(parts) in ("".join(others), "".join(reversed(others))) or parts == others[::-1]
    return all(parts) and parts != others and parts == others[::-1]


def _family(one: Name, other: Name) -> str:
    if not one.surname or not other.surname:
        return DIFFERENT
    if one.surname == other.surname or one.surname in other.also or other.surname in one.also:
        return SAME
    words, others = set(one.family), set(other.family)
    shared = {word for word in words & others if len(word) > 3}
    return NEAR if shared and (words <= others or others <= words) else DIFFERENT


def _given(one: Name, other: Name) -> str:
    first, second = one.given[0], other.given[0]
    if "".join(one.given) == "".join(other.given):
        return SAME
    if len(first) == 1 or len(second) == 1:
        return NEAR if first[0] == second[0] else DIFFERENT
    if first == second:
        return SAME if _middle(one.given[1:], other.given[1:]) else NEAR
    if formal_names(first) & formal_names(second) or first in other.also or second in one.also:
        return SAME
    if set(one.given) & set(other.given) or JaroWinkler.similarity(first, second) >= CLOSE:
        return NEAR
    return DIFFERENT


def _middle(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the names after the first agree, an initial agreeing with any name it begins."""
    return all(a.startswith(b) or b.startswith(a) for a, b in zip(one, other, strict=False))
