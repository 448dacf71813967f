"""The state whose affairs are home affairs to a text, by the bodies it names without saying whose they are.

Invariant: a body counts only where no state's name and no other capital stands before it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from communique.claims.lexicon import ADMINISTRATION, APOSTROPHES, HOME_BODIES
from communique.claims.words import Words


def home_state(sentences: Iterable[Words]) -> tuple[str, int] | None:
    """The state whose bodies a text names without saying whose they are, and how often it does so."""
    counts: Counter[str] = Counter()
    sentences = tuple(sentences)
    others = {name for words in sentences for name in _others_bodies(words)}
    for words in sentences:
        for here in range(len(words)):
            country = _home_body(words, here) if words.capital(here) else None
            if country and not any(words.surface(here, end).lower() in others for end in (here + 1, here + 2)):
                counts[country] += 1
    if not counts:
        return None
    (country, count), *rest = counts.most_common(2)
    return (country, count) if not rest or rest[0][1] * 2 <= count else None


def administrated(sentences: Iterable[Words], here: str | None) -> bool:
    """Whether "the X administration" can be the government of the one state that is mostly called so.

    Not in a report from elsewhere (`here`, by its dateline) that never speaks of that state.
    """
    named = any(geo.country == ADMINISTRATION for words in sentences for geo in words.geos)
    return named or here in (None, ADMINISTRATION)


def _others_bodies(words: Words) -> Iterator[str]:
    """The bodies that a sentence names as another state's ("Pakistan's Foreign Office")."""
    for geo in words.geos:
        here = geo.end + (words.word(geo.end) in APOSTROPHES)
        for end in (here + 1, here + 2):
            name = words.surface(here, min(end, len(words))).lower() if here < len(words) else ""
            if HOME_BODIES.get(name, geo.country) != geo.country:
                yield name


def _home_body(words: Words, here: int) -> str | None:
    """The state of a body that is named at a word, with no state's name and no other capital before it."""
    if here and (here - 1 in words.geo_at or (words.capital(here - 1) and words.pos[here - 1] == "PROPN")):
        return None
    two = HOME_BODIES.get(f"{words.low[here]} {words.word(here + 1)}")
    alone = not words.capital(here + 1) or here + 1 in words.geo_at
    return two or (HOME_BODIES.get(words.low[here]) if alone else None)


def names_body(words: Words, country: str) -> bool:
    """Whether a sentence names a body of a state so."""
    return any(_home_body(words, here) == country for here in range(len(words)) if words.capital(here))
