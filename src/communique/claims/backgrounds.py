"""Whether a sentence recalls what is long past: it stands right after a time that was over when the report was written.

Invariant: the nearest time told, in the sentence or in the two before it, decides; where none is told, nothing is
recalled.
"""

from __future__ import annotations

import re
from datetime import timedelta

from communique.claims.calendar import bounds
from communique.claims.parsing import Parsed
from communique.claims.times import TimeExpression, read

_THEN = re.compile(
    r"\b(?:(?:came|come) the same day|at the time,|back then|(?:weeks|months|years) (?:after|before)"
    r"|that (?:same )?(?:year|month|week)\b)"
)
_BACK, _LONG = 2, 45
"""Sentences before that still set the time; days after which a time is long past."""


def recalled(start: int, times: tuple[TimeExpression, ...], parsed: Parsed) -> bool:
    """Whether the sentence that begins at `start` is told of a time long past ("In 2010 ... he said in a speech")."""
    written = bounds(parsed.report.published)
    here = next((at for at, each in enumerate(parsed.sentences) if each.start == start), None)
    if written is None or here is None:
        return False
    if _THEN.search(parsed.sentences[here].span.text):
        return True
    for sentence in reversed(parsed.sentences[max(0, here - _BACK) : here + 1]):
        told = [each for each in times if sentence.start <= each.start < sentence.end]
        days = [read(each, "happened") for each in told if each.kind not in ("duration", "set", "vague")]
        spans = [span for day in days if (span := bounds(day)) is not None]
        if spans:
            return all(span.last < written.first - timedelta(_LONG) for span in spans)
    return False
