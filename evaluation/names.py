"""Spellings of names: pairs that are one person's, and are taken for one; pairs of two people's, and are not.

`data/name_pairs.tsv` beside this file, written by hand; nothing of the labelled data is read. `held` pairs were written
after the rules and no rule was changed for one of them. The baseline compares names with case and diacritics folded.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from communique.events.names import fold, longer_form, same_person_name

_PAIRS = Path(__file__).parent / "data" / "name_pairs.tsv"
Row = tuple[str, str, str, str]


def evaluate(data: Path) -> dict[str, Any]:
    rows = [tuple(line.split("\t")) for line in _PAIRS.read_text("utf-8").splitlines() if not line.startswith("#")]
    pairs: list[Row] = [(part, kind, one, other) for part, kind, one, other in rows]
    return {
        "figures": _figures(pairs, _one),
        "baseline": _figures(pairs, lambda a, b: fold(a) == fold(b)),
        "worst": [f"{part} {kind}: {a} | {b}" for part, kind, a, b in pairs if _one(a, b) != (kind == "same")],
    }


def _one(a: str, b: str) -> bool:
    """Whether the program can take two full names for one person's, a longer form of the other included."""
    return same_person_name(a, b) or longer_form(a, b) or longer_form(b, a)


def _figures(pairs: list[Row], one: Callable[[str, str], bool]) -> dict[str, float]:
    found: dict[str, float] = {}
    for part in ("tuned", "held"):
        for kind in ("same", "different"):
            mine = [(a, b) for p, k, a, b in pairs if (p, k) == (part, kind)]
            found[f"{part}: {kind}, right"] = sum(one(a, b) == (kind == "same") for a, b in mine) / len(mine)
            found[f"{part}: {kind}"] = float(len(mine))
    return found
