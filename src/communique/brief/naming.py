"""Actors in words, as a sentence names them.

Invariant: an office is named only where reports show it held, and the one nearest to the day spoken of.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from communique.brief.dates import first_day, last_day
from communique.claims.lexicon import HEADS
from communique.claims.places import canonical_country_name
from communique.model import Actor, Office


@cache
def wording() -> dict[str, Any]:
    """The room's words, from `data/wording.toml`."""
    text = files("communique.brief").joinpath("data/wording.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def state(iso3: str) -> str:
    """A state's name as a sentence has it: "Iran", "the United States"."""
    try:
        name = canonical_country_name(iso3) or iso3
    except KeyError:
        name = iso3
    return with_article(name)


def with_article(name: str) -> str:
    """The name of a state or region with "the" where English wants it."""
    article = wording()["article"]
    words = name.split()
    takes = words and (words[0] in article["first"] or words[-1] in article["last"] or name in article["whole"])
    return f"the {name}" if takes and not name.lower().startswith("the ") else name


def named(actor: Actor) -> str:
    """An actor's name as a sentence has it, with an article where English wants one."""
    name, words = actor.name, actor.name.split()
    if actor.type == "country":
        return with_article(name)
    if not words or words[0].lower() in ("the", "a", "an", "his", "her", "their", "its"):
        return name
    if words[0].endswith(("'s", "’s")):
        return name  # "Mexico's foreign ministry"
    if words[-1].islower() or (words[0].islower() and {"of", "for"} & set(words)):
        return f"the {name}"
    is_body = actor.type == "organization"
    if is_body and (words[-1] in wording()["article"]["bodies"] or (len(words) > 2 and words[1] in ("of", "for"))):
        return f"the {name}"
    return name


def described(actor: Actor, day: str | None, known: str | None = None) -> str:
    """A name with the office held on that day: "Anna Berg (foreign minister of Norway)".

    `known` is the state that the sentence has named already: its offices go without it.
    """
    office = office_on(actor, day)
    if office is None or actor.type == "country":
        return named(actor)
    if office.title.casefold() in actor.name.casefold():
        return named(actor)
    of = f" of {state(office.country)}" if office.country and office.country != known else ""
    former = "former " if office.former else ""
    return f"{named(actor)} ({former}{office.title}{of})"


def office_on(actor: Actor, day: str | None) -> Office | None:
    """The office that reports show held on that day, or else the one shown nearest to it."""
    here = first_day(day)

    def distance(office: Office) -> tuple[bool, bool, int]:
        low, high = first_day(office.start), last_day(office.end or office.start)
        styled = HEADS.get(office.title) in ("rank", "private")  # "Doctor X" is also foreign minister
        if not here or not low:
            months = 10_000
        else:
            months = 0 if low <= here <= high else abs(_months(here) - _months(low if here < low else high)) + 1
        return office.former, styled, months

    return min(actor.offices, key=distance, default=None)


def is_private(actor: Actor) -> bool:
    """Whether a person is known only for work that speaks for no state or body, as a think tank's fellow is."""
    held = [office.title.casefold() for office in actor.offices]
    return actor.type == "person" and bool(held) and all(_is_private(title) for title in held)


def _is_private(title: str) -> bool:
    head = re.split(r" (?:of|at|for|in|on) |, ", title, maxsplit=1)[0]
    return HEADS.get(head.rpartition(" ")[2]) == "private"


def _months(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7])


def listed(words: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def capital(words: str) -> str:
    """The words with a capital first letter."""
    return words[:1].upper() + words[1:]


def without_spoken_for(actors: Iterable[Actor]) -> list[Actor]:
    """The actors, less states whose own persons or bodies are among them, and bodies whose persons are; each once."""
    once = list({actor.id: actor for actor in actors}.values())
    by_person = {actor.country for actor in once if actor.type == "person" and actor.country}
    by_body = {actor.country for actor in once if actor.type == "organization" and actor.country}
    spoken_for: dict[str, set[str]] = {"country": by_person | by_body, "organization": by_person, "person": set()}
    return [actor for actor in once if actor.country not in spoken_for[actor.type]]
