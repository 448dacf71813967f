"""The words of time: months, weekdays, numbers, units, and the pieces that the rules' patterns are built of.

Invariant: every pattern piece is bounded (no repetition inside a repetition), so a pattern made of
them takes time linear in the text. Month and weekday names are read with a capital only.
"""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import Any

DATA: dict[str, Any] = tomllib.loads((files("communique.claims") / "data" / "times.toml").read_text("utf8"))

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December"]  # fmt: skip
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_MONTH_OF = {name[:3].lower(): n for n, name in enumerate(MONTHS, 1)}
_WEEKDAY_OF = {name[:3].lower(): n for n, name in enumerate(WEEKDAYS)}

GAP = r"[\s\u00a0]{1,3}"
"""White space inside an expression: a line may break there."""

MONTH = r"(?:" + "|".join([*MONTHS, *(m.upper() for m in MONTHS)]) + r")\b"
SHORT_MONTH = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
ANY_MONTH = rf"(?:{MONTH}|{SHORT_MONTH})"
WEEKDAY = r"(?:" + "|".join([*WEEKDAYS, *(d.upper() for d in WEEKDAYS)]) + r")\b"
ANY_WEEKDAY = rf"(?:{WEEKDAY}|(?:Mon|Tues|Tue|Weds|Wed|Thurs|Thur|Thu|Fri|Sat|Sun)\b\.?)"
YEAR = r"(?:1[4-9]|20|21)\d\d\b(?![.,]\d|[-–]\w|%)"
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:(?:st|nd|rd|th)(?:\b|(?=[A-Z]))|\b)"
TO = r"(?:\s?[-–—]\s?|\s(?:to|and|through|thru|until|till|or)\s(?:on\s)?(?:the\s)?|\s?&\s?)"

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SMALL = "|".join(k for k in DATA["numbers"] if k not in ("a", "an", "dozen"))
WORD_NUMBER = rf"(?:(?:{_TENS})[-\s](?:one|two|three|four|five|six|seven|eight|nine)|{_SMALL})\b"
VAGUE_NUMBER = (
    rf"(?:a{GAP}few|few|several|some|many|a{GAP}couple{GAP}of|a{GAP}couple|a{GAP}dozen|half{GAP}an?|dozens{GAP}of)"
)
NUMBER = rf"(?:\d{{1,3}}(?:\.5|{GAP}1/2)?\b|{WORD_NUMBER}|{VAGUE_NUMBER})"
UNIT = r"(?:second|minute|hour|day|night|week|fortnight|month|quarter|year|decade|centur(?=ies)|century)"
UNITS = rf"(?:{UNIT}(?:s|ies)?)\b"
ORDINAL = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th))"
DAYTIME = rf"(?:{GAP}(?:early{GAP}|late{GAP})?(?:night|morning|afternoon|evening|midday|noon|midnight)\b)"


def month_number(name: str) -> int:
    """1 to 12 for a month's name or abbreviation. Raises KeyError otherwise."""
    return _MONTH_OF[name[:3].lower()]


def weekday_number(name: str) -> int:
    """0 (Monday) to 6 for a weekday's name or abbreviation. Raises KeyError otherwise."""
    return _WEEKDAY_OF[name[:3].lower()]


def number(words: str) -> float | None:
    """The number that words or figures say; None for an unsaid one ("several", "a few")."""
    text = re.sub(r"\s+", " ", words.lower().replace("-", " ")).strip()
    if text.startswith("half a"):
        return 0.5
    if text.startswith("a couple"):
        return 2.0
    if text == "a dozen":
        return 12.0
    figures = re.match(r"(\d+)(\.5| 1/2)?$", text)
    if figures:
        return int(figures[1]) + (0.5 if figures[2] else 0.0)
    parts = [DATA["numbers"].get(part) for part in text.split(" ")]
    return float(sum(parts)) if parts and all(part is not None for part in parts) else None


def ordinal(words: str) -> int:
    """The number an ordinal says ("third", "21st"). Raises KeyError otherwise."""
    figures = re.match(r"\d+", words)
    return int(figures[0]) if figures else int(DATA["ordinals"][words.lower()])


def unit(word: str) -> tuple[str, int]:
    """ISO letter of a unit and how many of that letter it is ("fortnight" is W, 2). Raises KeyError otherwise."""
    text = word.lower()
    if text.startswith("centur"):
        text = "century"
    letter, size = DATA["units"][text.rstrip("s") if text != "s" else text]
    return str(letter), int(size)
