"""What an event has to do with (elections, oil, refugees ...): PLOVER's contexts, by words.

Invariant: a context rests on a word of `data/plover_contexts.toml` that stands in the text.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files


def contexts_of(text: str) -> tuple[str, ...]:
    """The PLOVER contexts that a text's words tell, in the order of the file."""
    low = text.lower()
    return tuple(name for name, words in _patterns().items() if words.search(low))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    table: dict[str, list[str]] = tomllib.loads(
        (files("communique.claims") / "data" / "plover_contexts.toml").read_text(encoding="utf-8")
    )
    return {name: re.compile("|".join(_pattern(word) for word in words)) for name, words in table.items()}


def _pattern(word: str) -> str:
    stem = re.escape(word.rstrip("*"))
    return rf"\b{stem}" if word.endswith("*") else rf"\b{stem}\b"
