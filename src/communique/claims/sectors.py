"""For whom an actor acts, as PLOVER's sectors have it (GOV, MIL, LEG, IGO, ...), from its name and its offices.

Invariant: a sector rests on words of `data/sectors.toml` that stand in the actor's names or offices; a
state acts as its government; an actor whose words tell nothing has none.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from communique.model import Actor, ReportActor

_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_LONGEST = 3


def sector_of(actor: Actor | ReportActor) -> str | None:
    """The PLOVER sector of an actor, or None. A former office does not count; the last one told does."""
    if actor.type == "country":
        return "GOV"
    held = [office.title for office in actor.offices if not office.former]
    if actor.type == "person":
        return sector_in_words(reversed(held)) if held else None
    return sector_in_words((actor.name,)) or sector_in_words(actor.names)


def sector_in_words(phrases: Iterable[str]) -> str | None:
    """The sector that the first telling phrase tells: by its last telling word, the head of an English phrase."""
    for phrase in phrases:
        told = _told(phrase)
        if told:
            return told
    return None


def _told(phrase: str) -> str | None:
    table, order = _table()
    words = [
        match.group().lower().rstrip("’'").removesuffix("'s").removesuffix("’s") for match in _WORD.finditer(phrase)
    ]
    found = []
    for end in range(len(words), 0, -1):
        for start in range(max(0, end - _LONGEST), end):
            text = " ".join(words[start:end])
            sector = next((table[form] for form in _singulars(text) if form in table), None)
            if sector:
                found.append((end - start, sector))
                break
        if found and end <= len(words) - 2:
            break
    longest = max((length for length, _ in found), default=0)
    best = [sector for length, sector in found if length == longest]
    return min(best, key=order.index) if best else None


def _singulars(text: str) -> Iterable[str]:
    yield text
    if text.endswith("ies"):
        yield text[:-3] + "y"
    if text.endswith("men"):
        yield text[:-3] + "man"
    if text.endswith("s"):
        yield text[:-1]


@cache
def _table() -> tuple[dict[str, str], list[str]]:
    given = tomllib.loads((files("communique.claims") / "data" / "sectors.toml").read_text(encoding="utf-8"))
    order: list[str] = given["order"]
    return {word: sector for sector in reversed(order) for word in given["words"][sector]}, order
