"""Offices: which of them a title alone names somebody by, and from when to when they are shown held.

Invariant: an office shown only as a former one has no days, and days are only those of reports that
show it held.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from communique.events.names import fold
from communique.events.windows import iso
from communique.model import Office

STRAY = 5
"""One mention with another state among so many of a person, or of an office, is a misreading."""


@cache
def _shared_words() -> frozenset[str]:
    text = (files("communique.events") / "data" / "shared_offices.tsv").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


@lru_cache(maxsize=20_000)
def is_shared_office(title: str) -> bool:
    """Whether many people hold such an office at once ("senator"), so that the title names nobody."""
    words = fold(title)
    return any(f" {word} " in f" {words} " for word in _shared_words())


def united_offices(shown: Iterable[tuple[Office, int | None]]) -> tuple[Office, ...]:
    """The offices of one person, each with the first and last day it is shown held.

    `shown` are offices with the day (an ordinal) of the report that shows them, None if undated.
    """
    titles: defaultdict[tuple[str, str | None], Counter[str]] = defaultdict(Counter)
    days: defaultdict[tuple[str, str | None], list[int]] = defaultdict(list)
    held: set[tuple[str, str | None]] = set()
    for office, day in shown:
        key = (fold(office.title), office.country)
        titles[key][office.title] += 1
        if not office.former:
            held.add(key)
            if day is not None:
                days[key].append(day)
    stated = {title for title, country in titles if country is not None}
    most: Counter[str] = Counter()
    for (title, country), forms in titles.items():
        most[title] = max(most[title], sum(forms.values()) if country is not None else 0)
    found: list[Office] = []
    for key in sorted(titles, key=lambda k: (k not in held, -sum(titles[k].values()), k[0], k[1] or "")):
        if key[1] is None and key[0] in stated:
            continue
        if most[key[0]] >= STRAY * sum(titles[key].values()) and key[1] is not None:
            continue
        span = sorted([*days[key], *(days[key[0], None] if key[1] is not None else ())])
        found.append(
            Office(
                title=min(titles[key], key=lambda t: (-titles[key][t], t)),
                country=key[1],
                start=iso(span[0]) if span else None,
                end=iso(span[-1]) if span else None,
                former=key not in held,
            )
        )
    return tuple(found)
