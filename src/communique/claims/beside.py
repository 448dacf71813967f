"""How two names stand to each other in a sentence: in one list, on two sides of a meeting, each with a verb of its own.

Invariant: an answer is read off the words of one sentence, and nothing is known here of anybody's state.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from communique.claims.legs import GOING, TRIPS
from communique.claims.lexicon import APOSTROPHES, COMPANY, HEADS
from communique.claims.saying import SAID
from communique.claims.words import Words

if TYPE_CHECKING:
    from communique.claims.belonging import Spot

RECEIVING = frozenset({"greet", "welcome", "receive", "host", "embrace", "meet", "invite", "hug"})
MEETING = RECEIVING | frozenset(
    {
        "talk",
        "discuss",
        "dine",
        "confer",
        "sit",
        "call",
        "lunch",
        "dinner",
        "negotiate",
        "counterpart",
        "summit",
        "tell",
    }
    | {"meeting", "breakfast", "invitation", "conversation", "inaugurate", "oversee", "witness", "attend", "sign"}
)
_WITHIN = frozenset({"include", "comprise", "consist", "compose", "bring", "lead", "head", "make", "represent"})
_JOINTLY = frozenset({"discuss", "agree", "speak", "meet", "talk", "exchange", "commit", "affirm", "reaffirm", "share"})
_LISTED = 14
"""Words between two names of one list: a comma, and an office as long as they come."""


def said_of(words: Words, spot: Spot) -> bool:
    """Whether a state is named right before a title and name or right after: "X of Y", "the Y-ish president X"."""
    for geo in words.geos:
        before = spot.start - 6 <= geo.start and geo.end <= spot.start
        after = words.word(spot.end) == "of" and spot.end < geo.start <= spot.end + 2
        if geo.kind != "town" and (before or after):
            return True
    return False


def acts_otherwise(words: Words, spot: Spot) -> bool:
    """Whether somebody is the subject of a verb of their own that is none of meeting ("which X has said")."""
    if speaks_up(words, spot):
        return True
    head = spot.end - 1
    verb = words.head[head]
    return words.dep[head] == "nsubj" and words.pos[verb] == "VERB" and words.lemma[verb] not in MEETING


def speaks_up(words: Words, spot: Spot) -> bool:
    """Whether a word of saying follows a name, whatever the parse makes of it: "will meet A, Minister X (…) said"."""
    after = spot.end
    if words.word(after) == "(" and ")" in words.low[after : after + 6]:
        after = words.low.index(")", after) + 1
    return words.word(after) in SAID


def met_at(words: Words, link: int) -> bool:
    """Whether a preposition of place hangs on the meeting or on whom it is with, not on "the situation in Y"."""
    if words.word(link) not in ("in", "to", "at"):
        return False
    above = words.head[link]
    return words.pos[above] == "PROPN" or words.lemma[above] in MEETING | GOING | TRIPS | {"hold", "have", "be"}


def of_several(words: Words, spot: Spot) -> bool:
    """Whether somebody is one of those that a plural counts: "the ministers, X and Y, are to meet" one another."""
    here = spot.end - 1
    while words.dep[here] in ("appos", "conj") and words.head[here] != here:
        here = words.head[here]
    return words.pos[here] == "NOUN" and words.low[here] != words.lemma[here]


def do_jointly(words: Words, row: Sequence[Spot]) -> bool:
    """Whether the two of a row do something to each other, as two sides do: "X and Minister Y agreed"."""
    last = max(s.end for s in row)
    verb = next((i for i in range(last, min(last + 4, len(words))) if words.pos[i] == "VERB"), None)
    return verb is not None and words.lemma[verb] in _JOINTLY and "with" not in words.low[verb : verb + 3]


def after_with(words: Words, spot: Spot) -> bool:
    """Whether a name and its office follow "with", whatever the parse makes of "met with X to discuss"."""
    here = spot.start - 1
    while here >= 0 and words.capital(here):
        here -= 1
    return words.word(here) == "with"


def first_word(spot: Spot) -> int:
    """Where a name begins, to sort names by."""
    return spot.start


def titled_after(words: Words, spot: Spot) -> bool:
    """Whether an office stands behind a name: "X, the foreign minister"."""
    return words.word(spot.end) in (",", "(") and any(word in HEADS for word in words.low[spot.end : spot.end + 8])


def in_one_list(words: Words, first: Spot, second: Spot) -> bool:
    """Whether only a comma or "and" and an office stand between two names."""
    between = words.low[first.end : second.start]
    if words.dep[first.end - 1] == "pobj" and words.dep[second.end - 1] == "nsubj":
        return False  # "After talks with X, President Y met"
    if invites(words, first) != invites(words, second):
        return False  # "At the invitation of X and Minister Y, Minister Z will"
    if not 1 <= len(between) <= _LISTED or between[0] not in (",", "and", ";", "&", "as", "("):
        return False
    if any(word in ("his", "her", "their", "its", "counterpart", "with") for word in between) or any(
        geo.kind in ("demonym", "country") for geo in words.geos if first.end <= geo.start < second.start
    ):
        return False
    return not any(words.pos[i] in ("VERB", "AUX", "SCONJ") for i in range(first.end, second.start))


def invites(words: Words, spot: Spot) -> bool:
    """Whether somebody is one of those "at the invitation of" whom another comes."""
    here, seen = spot.end - 1, 0
    while words.lemma[here] != "invitation" and words.dep[here] in ("conj", "appos", "pobj", "prep") and seen < 20:
        here, seen = words.head[here], seen + 1
    return words.lemma[here] == "invitation" and here < spot.start


def still_listing(words: Words, here: int, spot: int) -> bool:
    """Whether what follows "delegation" up to a name lists its members: "delegation including A, B and"."""
    verbs = [
        words.lemma[i]
        for i in range(here + 1, spot)
        if words.pos[i] in ("VERB", "AUX") and words.lemma[i] not in ("be", "have")
    ]
    listing = any(
        words.lemma[i] in _WITHIN or words.low[i] in ("including", "of", "by", ":") for i in range(here + 1, spot)
    )
    return listing and all(verb in _WITHIN for verb in verbs)


def meeting_between(words: Words, other: Spot, spot: Spot) -> bool:
    """Whether a word for meeting or receiving stands between two names, or "with" and one in the sentence."""
    low, high = sorted((other, spot), key=first_word)
    between = range(low.end, high.start)
    if words.word(low.end) in APOSTROPHES and any(words.lemma[i] in COMPANY for i in between):
        return False
    if any(words.lemma[i] in MEETING for i in between):
        return not any(
            words.lemma[i] in COMPANY
            for i in between
            if i > low.end + 2 and high is spot and _last_verb(words, i, high.start)
        )
    joined = any(words.low[i] in ("with", "by", "of") for i in between) and any(
        lemma in MEETING for lemma in words.lemma
    )
    return joined and not any(words.low[i] in COMPANY or words.lemma[i] in COMPANY for i in between)


def _last_verb(words: Words, here: int, end: int) -> bool:
    return not any(words.lemma[i] in MEETING for i in range(here + 1, end))
