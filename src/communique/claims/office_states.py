"""Which states an office can be of, by its own words alone: where none leads so, where its holder is sent.

Invariant: nothing here looks at a sentence; the same office always has the same answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.claims.lexicon import (
    ADMINISTRATION,
    BETWEEN_STATES,
    CHANCELLORS,
    MONARCHIES,
    NO_PRESIDENT,
    NO_PRIME_MINISTER,
    PART,
    ROYAL,
    SPOKESMEN,
)
from communique.claims.places import country_meant

if TYPE_CHECKING:
    from communique.claims.belonging import Holding

_LINKS = frozenset({"for", "of", "the"})


def possible(holding: Holding, country: str) -> bool:
    """Whether a state can have such an office at all: some have a president and no prime minister, some a king."""
    words = holding.title.split()
    if country == ADMINISTRATION and (words[-1] == "minister" or "ministry" in words):
        return False
    if holding.title in ROYAL:
        return country in MONARCHIES
    if holding.title == "chancellor":
        return country in CHANCELLORS
    if holding.title in ("president", "vice president"):
        return country not in NO_PRESIDENT
    return not (holding.title.endswith("prime minister") and country in NO_PRIME_MINISTER)


def posted_to(title: str) -> str | None:
    """The state that an envoy is sent to, and so does not act for: "ambassador to Moscow"."""
    to = title.rpartition(" to ")[2] if " to " in title else ""
    return country_meant(to.removeprefix("the ")) if to else None


def may_be_a_states(holding: Holding) -> bool:
    """Whether an office whose words name no state may be a state's, and no firm's, body's or town's."""
    if holding.organization or holding.country or holding.title in BETWEEN_STATES:
        return False
    words = holding.title.split()
    plain = all(word in PART for word in words[:-1]) or (words[0] in SPOKESMEN and set(words[1:]) <= PART | _LINKS)
    return holding.kind in ("top", "state") or (holding.kind == "body" and plain)
