"""The learnt weights of line features, and what they say of a page's lines.

Invariant: the weights are data (`data/debris_weights.tsv`, made by `training/train_debris.py`); what
comes out for a line is the probability, between 0 and 1, that it is the report and not debris.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from communique.reports.debris_features import context_features, local_features, read_page
from communique.reports.lines import Line

_HEADER = (
    "# Weights of line features, two logistic regressions: the first looks at a line and its surroundings,\n"
    "# the second also at what the first says of its neighbours. Made by training/train_debris.py, which names\n"
    "# the data.\n"
    "look\tfeature\tweight\n"
)


@dataclass(frozen=True, slots=True)
class Weights:
    """A weight for each feature of the first and of the second look; features without one count for nothing."""

    first: Mapping[str, float]
    second: Mapping[str, float]

    def first_look(self, rows: Sequence[Sequence[str]]) -> list[float]:
        """Probabilities from the lines' own features."""
        return [_chance(self.first, row) for row in rows]

    def second_look(self, rows: Sequence[Sequence[str]]) -> list[float]:
        """Probabilities once the neighbours' are known."""
        return [_chance(self.second, row) for row in rows]

    def save(self, path: Path) -> None:
        """Write the weights as a table, in the order of the features' names. Raises OSError if it cannot."""
        rows = [("1", name, weight) for name, weight in self.first.items()]
        rows += [("2", name, weight) for name, weight in self.second.items()]
        body = "".join(f"{look}\t{name}\t{weight:g}\n" for look, name, weight in sorted(rows))
        path.write_text(_HEADER + body, encoding="utf-8")


def _chance(weights: Mapping[str, float], row: Sequence[str]) -> float:
    total = sum(weights.get(name, 0.0) for name in row)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def learnt() -> Weights:
    """The weights that are shipped, read once a process."""
    looks: dict[str, dict[str, float]] = {"1": {}, "2": {}}
    table = resources.files("communique.reports").joinpath("data/debris_weights.tsv").read_text("utf-8")
    for row in table.splitlines():
        look, _, rest = row.partition("\t")
        name, _, weight = rest.partition("\t")
        if look in looks:
            looks[look][name] = float(weight)
    return Weights(looks["1"], looks["2"])


def probabilities(text: str, lines: Sequence[Line], weights: Weights | None = None) -> list[float]:
    """For each line of a page, how likely it is the report."""
    known = weights or learnt()
    page = read_page(text, lines)
    local = local_features(page)
    return known.second_look(context_features(page, known.first_look(local), local))
