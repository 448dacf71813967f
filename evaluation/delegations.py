"""Delegations against the White House's announcements: who goes, and in which office.

`names` counts a member as found where an entry's person has the labelled surname and first name;
`offices` asks besides that at least half of the labelled position's words stand in what we read as
the position. The baseline takes every paragraph with a comma under the heading for a member.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from communique.claims.actors import read_cast
from communique.claims.delegations import read_delegations
from communique.claims.lexicon import fold
from communique.claims.parsing import parse
from communique.model import Report

_MARKS = re.compile(r"</?\w+[^>\n]*>|[*#\\]")
_TITLES = frozenset(
    ["mr", "ms", "mrs", "dr", "the", "honorable", "his", "her", "excellency", "jr", "sr", "iii", "ii", "reverend"]
)
_RANKS = frozenset({"rev", "admiral", "general", "rear", "captain"})
Entry = tuple[tuple[str, ...], str]
"""First and last name, folded, and the position as written."""


def evaluate(data: Path) -> dict[str, Any]:
    """Precision, recall and F1 of members' names, and of names with offices; `data` is the folder of data sets."""
    lines = (data / "readouts/presidential_delegations.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["members"]]
    ours = {"names": [0, 0, 0], "offices": [0, 0, 0], "leaders": [0, 0, 0]}
    plain = {"names": [0, 0, 0], "offices": [0, 0, 0]}
    worst: list[str] = []
    for row in rows:
        text = _MARKS.sub("", row["text"])
        parsed = parse(Report(row["id"], row["id"], text))
        cast = read_cast(parsed)
        delegations = read_delegations(parsed, cast)
        found = [(_name(cast.actor(m.actor).name), m.position) for d in delegations for m in d.members]
        labels = [(_name(m["name"]), m["position"]) for m in row["members"]]
        for part in ("names", "offices"):
            _count(ours[part], found, labels, offices=part == "offices")
            _count(plain[part], _paragraphs_with_commas(text), labels, offices=part == "offices")
        leaders = [(_name(cast.actor(d.leader).name), "") for d in delegations if d.leader]
        wanted = [(_name(row["leader"].split(",")[0]), "")] if row.get("leader") else []
        _count(ours["leaders"], leaders, wanted, offices=False)
        names = {name for name, _ in found}
        worst.extend(f"{row['id'][-50:]}: {' '.join(name)}" for name, _ in labels if name not in names)
    return {
        "texts": len(rows),
        "figures": {key: value for part, each in ours.items() for key, value in _scores(part, each).items()},
        "baseline": {key: value for part, each in plain.items() for key, value in _scores(part, each).items()},
        "worst": worst,
    }


def _paragraphs_with_commas(text: str) -> list[Entry]:
    """The baseline: after the heading, what stands before the first comma of a paragraph is a member."""
    listed = re.split(r"Members of the[^\n]*\n", text, maxsplit=1)[-1]
    parts = [" ".join(part.split()).split(",", 1) for part in re.split(r"\n\s*\n", listed)]
    return [(_name(part[0]), part[1]) for part in parts if len(part) == 2]


def _name(name: str) -> tuple[str, ...]:
    words = tuple(word for word in fold(name).split() if word not in _TITLES | _RANKS)
    return (words[0], words[-1]) if words else ()


def _count(counts: list[int], ours: list[Entry], labels: list[Entry], *, offices: bool) -> None:
    left = list(labels)
    for name, position in ours:
        fit = next((each for each in left if each[0] == name and (not offices or _alike(position, each[1]))), None)
        if fit:
            left.remove(fit)
            counts[0] += 1
    counts[1] += len(ours)
    counts[2] += len(labels)


def _alike(ours: str, label: str) -> bool:
    want, have = set(fold(label).split()), set(fold(ours).split())
    return len(want & have) * 2 >= len(want)


def _scores(part: str, counts: list[int]) -> dict[str, float]:
    right, ours, labels = counts
    precision, recall = right / max(ours, 1), right / max(labels, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {f"{part} precision": precision, f"{part} recall": recall, f"{part} F1": f1}
