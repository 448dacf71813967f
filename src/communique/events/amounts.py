"""Which numbers an amount in words allows: "more than 10", "about 300", "$6 billion to $10 billion".

Invariant: what is read of an amount rests on its own words alone, and an amount without a number allows what its
vague word does ("dozens"), or nothing.
"""

from __future__ import annotations

import re

_NUMBER = re.compile(r"(\d[\d,. ]*\d|\d)")
_AT_LEAST = re.compile(r"more than|over|at least|upwards|above|[>≥+]|or more|nearly|almost")
_AT_MOST = re.compile(r"less than|fewer than|up to|under|below|at most|[<≤]")
_HIGHEST = re.compile(r"as many as|as much(?: as)?\b")
"""The highest that somebody counted: no more than that, and about that."""
ABOUT = re.compile(r"about|around|some|roughly|approximately|estimated|close to|~")
_VAGUE = {
    "hundreds of thousands": (200_000.0, 999_999.0),
    "tens of thousands": (20_000.0, 99_999.0),
    "dozens": (24.0, 99.0),
    "scores": (40.0, 199.0),
    "hundreds": (200.0, 999.0),
    "thousands": (2000.0, 99_999.0),
}
SCALE = {"million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12}
_SCALED = re.compile(r"(\d)[\s-]?(million|billion|trillion|bn|m)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"^\W{0,3}(?:and|to|or|-|–)\W{0,3}(?=\d)")
_ROUND = 10
"""Nobody rounds to what is no multiple of this: "some 62" is 62, give or take one."""
_PART_OF = 0.9
"""Of two sums told of one thing the less is so much of the more, where words do not say that it is one."""


def near(one: str, other: str) -> bool:
    """Whether two amounts in words can be one, more roughly told."""
    x, y = numbers_of(one), numbers_of(other)
    return x is not None and y is not None and max(x[0], y[0]) * _PART_OF <= min(x[1], y[1])


def overlap(x: tuple[float, float], y: tuple[float, float]) -> bool:
    """Whether two ranges have a number in common."""
    return x[0] <= y[1] and y[0] <= x[1]


def rounded(x: tuple[float, float], y: tuple[float, float]) -> bool:
    """Whether of two plain numbers from 100 the one is a round form of the other (100 of 102)."""
    if x[0] != x[1] or y[0] != y[1] or min(x[0], y[0]) < 100:
        return False
    one, other = sorted((x[0], y[0]), key=lambda each: len(f"{each:.0f}".rstrip("0")))
    digits = len(f"{one:.0f}".rstrip("0"))
    return digits <= 2 and float(f"{other:.{digits}g}") == one


def numbers_of(text: str) -> tuple[float, float] | None:
    """The numbers that a value such as "more than 10", "about 300" or "14" allows; None without a number."""
    match = _NUMBER.search(text)
    if not match:
        return next((span for word, span in _VAGUE.items() if f" {word} " in f" {text.lower()} "), None)
    number = _plain(match, text)
    if number is None:
        return None
    words = text[: match.start()].lower() + text[match.end() : match.end() + 10].lower()
    if (to := _second(text, match)) is not None:
        return min(number, to), max(number, to)
    if _AT_MOST.search(words):
        return 0.0, number
    if _HIGHEST.search(words):
        return number * 0.85, number
    if _AT_LEAST.search(words):
        return (number * 0.9, number) if re.search(r"nearly|almost", words) else (number, float("inf"))
    if ABOUT.search(words):
        off = 0.15 if number % _ROUND == 0 or number < 2 * _ROUND else 1 / number
        return number * (1 - off), number * (1 + off)
    return number, number


def only_touch(x: tuple[float, float], y: tuple[float, float]) -> bool:
    """Whether the one is at most what the other is more than ("up to 1,000", "well over 1,000")."""
    low, high = sorted((x, y))
    return low[0] == 0.0 and high[1] == float("inf") and low[1] == high[0]


def _plain(match: re.Match[str], text: str) -> float | None:
    """The number a match says, its million or billion too."""
    try:
        number = float(re.sub(r"[, ]", "", match[1]).rstrip("."))
    except ValueError:
        return None
    scale = _SCALED.match(text, match.end() - 1)
    return number * (SCALE[scale[2].lower()] if scale else 1)


def _second(text: str, match: re.Match[str]) -> float | None:
    """The other end of "$6 billion to $10 billion"; None where there is but one number."""
    scale = _SCALED.match(text, match.end() - 1)
    rest = text[scale.end() if scale else match.end() :]
    between = _BETWEEN.match(rest)
    other = _NUMBER.match(rest, between.end()) if between else None
    return _plain(other, rest) if other else None
