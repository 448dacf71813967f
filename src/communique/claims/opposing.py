"""Who stands on the two sides of a meeting, or of words that one addresses to the other.

Invariant: two who are both met by a third, or of whom one is only told of in passing, are no two sides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.claims import allegiance
from communique.claims.words import Words

if TYPE_CHECKING:
    from communique.claims.belonging import Spot

MEETING = frozenset(
    {
        "meet",
        "talk",
        "discuss",
        "host",
        "call",
        "greet",
        "welcome",
        "receive",
        "telephone",
        "phone",
        "negotiate",
        "visit",
    }
    | {"invite", "counterpart", "between", "discussion", "meeting", "summit", "speak", "with"}
)
_ADDRESSING = MEETING | {"urge", "tell", "warn", "ask", "accuse", "criticize", "praise", "thank", "congratulate"}


def meets(words: Words, other: Spot, spot: Spot) -> bool:
    """Whether the two stand on the two sides of a word for meeting or addressing, or are joined by "and"."""
    low, high = sorted((other, spot), key=lambda s: s.start)
    between = range(low.end, high.start)
    if _both_met(words, low, high):
        return False
    if words.word(_phrase_start(words, high) - 1) in ("between", "since"):
        return False  # "X spoke of the call between Y and Z", "X's visit is the first since Y's"
    addressing = [i for i in between if words.lemma[i] in _ADDRESSING or words.low[i] in _ADDRESSING]
    if addressing:
        return not all(_of_another(words, here, low) for here in addressing)
    return len(between) <= 4 and any(words.low[i] == "and" for i in between) and low.titled and high.titled


def _both_met(words: Words, low: Spot, high: Spot) -> bool:
    """Whether two are both met by a third: "He had lunch with A before talks with B"."""
    if words.dep[low.end - 1] != "pobj" or words.dep[high.end - 1] != "pobj":
        return False
    if "between" in words.low[: low.start] or words.word(high.start - 1) == "and":
        return False
    return any(
        dep == "nsubj" and (words.low[i] in ("he", "she") or words.pos[i] == "PROPN")
        for i, dep in enumerate(words.dep[: low.start])
    )


def _of_another(words: Words, here: int, spot: Spot) -> bool:
    """Whether somebody before the name acts, and it stands aside: "the king, who was greeted by X, will meet Y"."""
    while words.pos[here] != "VERB" and words.head[here] != here:
        here = words.head[here]
    subject = allegiance.subject_of(words, here)
    if subject is None or subject >= spot.start:
        return False
    aside = spot.end - 1
    while words.dep[aside] in ("conj", "appos", "compound", "flat") and words.head[aside] != aside:
        aside = words.head[aside]
    return aside != subject and words.dep[aside] in ("pobj", "agent") and words.head[aside] < spot.start


def _phrase_start(words: Words, spot: Spot) -> int:
    """Where the capitals before a name begin, its office among them."""
    here = spot.start
    while here and words.capital(here - 1):
        here -= 1
    return here
