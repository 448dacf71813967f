"""Whether a sentence recalls what is long past: it stands right after a time that was over when the report was written.

Invariant: the nearest time told, in the sentence or in the two before it, decides; where none is told, nothing is
recalled.
"""

from __future__ import annotations

import re
from datetime import timedelta

from communique.claims.calendar import bounds
from communique.claims.parsing import Parsed, Sentence
from communique.claims.times import TimeExpression, read

_THEN = re.compile(
    r"\b(?:(?:came|come) the same day|at the time,|back then|(?:weeks|months|years) (?:after|before)"
    r"|that (?:same )?(?:year|month|week)\b)"
)
_BACK, _LONG = 2, 45
"""Sentences before that still set the time; days after which a time is long past."""


def recalled(sentence: Sentence, times: tuple[TimeExpression, ...], parsed: Parsed) -> bool:
    """Whether a sentence of the report is told of a time long past ("In 2010 ... he said in a speech")."""
    written = bounds(parsed.report.published)
    if written is None:
        return False
    if _THEN.search(sentence.span.text):
        return True
    for near in reversed(parsed.sentences[max(0, sentence.index - _BACK) : sentence.index + 1]):
        told = [each for each in times if near.start <= each.start < near.end]
        days = [read(each, "happened") for each in told if each.kind not in ("duration", "set", "vague")]
        spans = [span for day in days if (span := bounds(day)) is not None]
        if spans:
            return all(span.last < written.first - timedelta(_LONG) for span in spans)
    return False
