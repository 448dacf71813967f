"""What bodies are told apart by: their names without their state, and ministries by what they are for.

Invariant: two names meet only under one state (or none), and what is left of a name is never empty.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

from communique.claims.places import country_named, country_of_capital, country_of_demonym
from communique.events.names import fold
from communique.model import ReportActor

_MINISTRY = frozenset({"ministry", "ministries"})
_SMALL = frozenset({"of", "for", "the", "and"})
_OWNING = re.compile(r"['’]s?$")
_LONGEST = 3
"""Words that a state's name or demonym has at most at the head of a body's ("United Arab Emirates'")."""


def body_names(actor: ReportActor, country: str | None) -> list[str]:
    """Names that tell a body apart: the full one, and others of several words or in capitals.

    A state at the head of a name that is the body's own state says nothing more: "China's Foreign Ministry",
    "the Chinese Ministry of Foreign Affairs" and, of China, "the foreign ministry" are one name.
    """
    return sorted({found for name in _telling(actor) if (found := _told_by(name, country))})


def plain_body_names(actor: ReportActor) -> list[str]:
    """The same names with their state, folded."""
    return sorted({found for name in _telling(actor) if (found := fold(name).removeprefix("the "))})


def _telling(actor: ReportActor) -> set[str]:
    return {actor.name, *(n for n in actor.names if len(n.split()) > 1 or (n.isupper() and len(n) > 1))}


@lru_cache(maxsize=100_000)
def _told_by(name: str, country: str | None) -> str:
    """A body's name, folded, without its state; a ministry by what it is for."""
    own = _without_state(name, country) if country else name
    words = fold(own).removeprefix("the ").split()
    if len(words) > 1 and _MINISTRY & {words[0], words[-1]}:
        subject = " ".join(w for w in words if w not in _SMALL | _MINISTRY)
        return f"ministry {_subjects().get(subject, subject.removesuffix(' affairs'))}" if subject else fold(name)
    return " ".join(words) or fold(name).removeprefix("the ")


def _without_state(name: str, country: str) -> str:
    """The name without a state at its head, or a ministry's behind "of", if that is the body's own state."""
    words = name.removeprefix("the ").removeprefix("The ").split()
    for count in range(min(_LONGEST, len(words) - 1), 0, -1):
        head = " ".join(words[:count])
        owner = _OWNING.sub("", head)
        if fold(owner) in _parts():
            return name
        # A capital owns ("Seoul's Foreign Ministry"), or it is a place ("Washington Post").
        if country in (country_named(owner), country_of_demonym(owner)):
            return " ".join(words[count:])
        if owner != head and country_of_capital(owner) == country:
            return " ".join(words[count:])
    parts = name.split(" of ")
    for count in range(1, min(len(parts), 5)):
        state = " of ".join(parts[count:]).removeprefix("the ")
        if "ministry" in parts[0].lower() and country_named(state) == country:
            return " of ".join(parts[:count])
    return name


@cache
def _subjects() -> dict[str, str]:
    return {row[0]: row[1] for row in _rows("ministries.tsv")}


@cache
def _parts() -> frozenset[str]:
    return frozenset(row[0] for row in _rows("parts_of_states.tsv"))


def _rows(name: str) -> list[list[str]]:
    text = (files("communique.events") / "data" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
