"""Delegations against the White House's announcements: who goes, in which office, where and when.

Measured on what `read_report` gives: the delegates of a planned visit, led by the labelled leader to the
labelled state. `names` counts a delegate as found where first name and surname are the label's; `offices`
asks besides that the offices learnt for the delegate hold at least half the words of the labelled position,
as far as its first comma. `leaders`, `states` and `planned` are shares of announcements. The baseline takes
every paragraph with a comma under the heading for a member.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

from communique.claims.lexicon import fold
from communique.claims.places import country_named
from communique.claims.reading import read_report
from communique.model import Claim, Reading, Report, ReportActor

_MARKS = re.compile(r"</?\w+[^>\n]*>|[*#\\]")
_TITLES = frozenset(
    ["mr", "ms", "mrs", "dr", "the", "honorable", "his", "her", "excellency", "jr", "sr", "iii", "ii", "reverend"]
)
_RANKS = frozenset({"rev", "admiral", "general", "rear", "captain", "lieutenant", "major"})
_PLAIN = frozenset({"of", "the", "to", "for", "and", "united", "states", "u", "s", "us", "america", "former", "acting"})
"""Words of a position that an office is kept without: its state has a place of its own."""
_SAME = {"undersecretary": ("under", "secretary")}
Entry = tuple[tuple[str, ...], str]
"""First and last name, folded, and the position as written."""


def learnt(identity: str) -> bool:
    """Whether a text is of the half that was looked at."""
    return hashlib.sha256(identity.encode()).digest()[0] % 2 == 0


def evaluate(data: Path) -> dict[str, Any]:
    """Precision, recall and F1 of delegates, on all announcements and on each half; `data` is the folder of data."""
    path = data if data.is_file() else data / "readouts/presidential_delegations.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    rows = [row for row in rows if row["leader"] or row["members"]]
    counts = {part: {kind: [0, 0, 0] for kind in ("names", "offices")} for part in ("all", "learnt", "unseen")}
    plain = {"names": [0, 0, 0], "offices": [0, 0, 0]}
    shares: dict[str, list[bool]] = {"leaders": [], "states": [], "planned": [], "dated": []}
    worst: list[str] = []
    for row in rows:
        reading = read_report(Report(row["id"], row["id"], row["text"], published=row["date"]))
        actors = {actor.key: actor for actor in reading.actors}
        visit = _visit(reading)
        found = _delegates(reading, actors)
        labels = [(_name(member["name"]), member["position"]) for member in row["members"]]
        for kind in ("names", "offices") if labels else ():
            for part in ("all", "learnt" if learnt(row["id"]) else "unseen"):
                _count(counts[part][kind], found, labels, offices=kind == "offices")
            _count(plain[kind], _paragraphs_with_commas(_MARKS.sub("", row["text"])), labels, offices=kind == "offices")
        if row["leader"]:
            leader = _name(row["leader"].split(",")[0])
            shares["leaders"].append(any(_name(actors[key].name) == leader for key in _visitors(visit)))
        wanted = {country_named(name.split(",")[0]) for name in row["countries"]} - {None}
        if wanted:
            shares["states"].append(bool(visit and visit.place and visit.place.country in wanted))
        shares["planned"].append(bool(visit and visit.status == "planned"))
        shares["dated"].append(bool(visit and visit.date))
        if learnt(row["id"]):
            worst.extend(_missed(row, found, labels, visit))
    every = {f"{kind} {name}": value for kind, each in counts["all"].items() for name, value in _scores(each).items()}
    return {
        "texts": len(rows),
        "figures": every | {name: sum(each) / max(len(each), 1) for name, each in shares.items()},
        "learnt": {f"{kind} F1": _scores(each)["F1"] for kind, each in counts["learnt"].items()},
        "unseen": {f"{kind} F1": _scores(each)["F1"] for kind, each in counts["unseen"].items()},
        "baseline": {f"{kind} {name}": value for kind, each in plain.items() for name, value in _scores(each).items()},
        "worst": worst,
    }


def _visit(reading: Reading) -> Claim | None:
    """The delegation's visit: the one with most delegates."""
    visits = [claim for claim in reading.claims if claim.kind == "visit"]
    return max(visits, key=lambda claim: sum(p.role == "delegate" for p in claim.participants), default=None)


def _visitors(visit: Claim | None) -> list[str]:
    return [part.actor for part in visit.participants if part.role == "visitor"] if visit else []


def _delegates(reading: Reading, actors: dict[str, ReportActor]) -> list[Entry]:
    keys = dict.fromkeys(
        part.actor for claim in reading.claims for part in claim.participants if part.role == "delegate"
    )
    return [(_name(actors[key].name), " ".join(office.title for office in actors[key].offices)) for key in keys]


def _missed(row: dict[str, Any], found: list[Entry], labels: list[Entry], visit: Claim | None) -> list[str]:
    where = row["id"][-50:]
    lines = [] if visit else [f"{where}: no visit"]
    for name, position in labels:
        ours = [office for each, office in found if each == name]
        if not ours or not _alike(ours[0], position):
            lines.append(f"{where}: {' '.join(name)}, {position}  //  ours: {ours}")
    return lines


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
    want, have = _content(re.sub(r"\([^()]*\)", "", label).split(",", maxsplit=1)[0]), _content(ours)
    return len(want & have) * 2 >= len(want)


def _content(position: str) -> set[str]:
    words = (part for word in fold(position).split() for part in _SAME.get(word, (word,)))
    return {word for word in words if word not in _PLAIN}


def _scores(counts: list[int]) -> dict[str, float]:
    right, ours, labels = counts
    precision, recall = right / max(ours, 1), right / max(labels, 1)
    return {"precision": precision, "recall": recall, "F1": 2 * precision * recall / max(precision + recall, 1e-9)}
