"""`python -m training.trust RECORD... [--out FILE]`: learn how far to trust events from those that were read by hand.

Logistic regression with a ridge over the features of `communique.events.trust`, one case for each row of
`evaluation/data/read_events.tsv` whose event stands in one of the records (of `news/international.jsonl.gz`, or of a
part of it) and stands there as it did when it was read. No chance is in it: the same records give the same table.
Rows marked "unseen" teach nothing: with a record that holds them the table is measured on them. Prints how often a
true event has the higher score of a true and a false one, those learnt from each scored by the other nine tenths.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from communique.events.trust import features
from communique.record import Record

ROWS = Path(__file__).parent.parent / "evaluation/data/read_events.tsv"
OUT = Path(__file__).parent.parent / "src/communique/events/data/trust_weights.tsv"
RIDGE, ROUNDS, FOLDS = 3.0, 40, 10
HEADER = """\
# Weights of a logistic regression: is nothing in this event false by its own sentences?
# Source: made by `python -m training.trust` from the rows of evaluation/data/read_events.tsv, events of news of 2012 to
# 2016 that were read by hand on 2026-11-28. No text of the news is here.
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One event that was read: where one of its claims stands, how it stood then, and whether all of it was true."""

    document: str
    at: int
    kind: str
    status: str
    start: str
    true: bool
    unseen: bool


def rows(path: Path) -> list[Row]:
    """The rows of the file, in its order."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            document, at, kind, status, start, verdict, part = line.split("\t")
            found.append(Row(document, int(at), kind, status, start, verdict == "true", part == "unseen"))
    return found


def cases(read: Sequence[Row], record: Record) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The place and the features of each row whose event the record holds as it was read."""
    wanted = {(row.document, row.at, row.kind): place for place, row in enumerate(read)}
    documents = {row.document for row in read}
    reports = {r.id: r.uri.rpartition("#")[2] for r in record.reports if r.uri.rpartition("#")[2] in documents}
    told = {claim.id: claim for claim in record.claims}
    actors = {actor.id: actor for actor in record.actors}
    for event in record.events:
        claims = [told[key] for key in event.claims if key in told]
        for claim in claims:
            place = wanted.get((reports.get(claim.report, ""), claim.cue_start, event.kind))
            if place is not None and (event.status, event.start or "-") == (read[place].status, read[place].start):
                yield (
                    place,
                    tuple(
                        features(event.kind, event.status, event.start, event.place, event.participants, claims, actors)
                    ),
                )
                break


def fit(named: Sequence[Sequence[str]], truth: np.ndarray, names: Sequence[str]) -> np.ndarray:
    """The weights, by Newton's method on the ridge loss from zero; the first, "always", is free."""
    matrix = np.array([[float(name in each) for name in names] for each in named])
    weight, ridge = np.zeros(len(names)), np.full(len(names), RIDGE)
    ridge[0] = 0.01
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-matrix @ weight))
        slope = matrix.T @ (chance - truth) + ridge * weight
        weight -= np.linalg.solve((matrix.T * (chance * (1 - chance))) @ matrix + np.diag(ridge), slope)
    return weight


def held_out(named: Sequence[Sequence[str]], truth: np.ndarray, names: Sequence[str]) -> np.ndarray:
    """The score of each case by the weights of the other nine tenths."""
    score = np.zeros(len(truth))
    for fold in range(FOLDS):
        out = [i for i in range(len(truth)) if i % FOLDS == fold]
        rest = [i for i in range(len(truth)) if i % FOLDS != fold]
        weight = fit([named[i] for i in rest], truth[rest], names)
        for i in out:
            score[i] = sum(w for name, w in zip(names, weight, strict=True) if name in named[i])
    return score


def ranked(score: np.ndarray, truth: np.ndarray) -> float:
    """How often a true case has the higher score of a true and a false one."""
    high, low = score[truth == 1][:, None], score[truth == 0]
    return float((high > low).mean() + 0.5 * (high == low).mean())


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(prog="python -m training.trust", description=__doc__)
    parser.add_argument("records", type=Path, nargs="+", help="records of the news, or of a part of it")
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    read = rows(ROWS)
    found: dict[int, tuple[str, ...]] = {}
    for path in given.records:
        with Record(path) as record:
            for place, named in cases(read, record):
                found.setdefault(place, named)
    order = sorted((place for place in found if not read[place].unseen), key=lambda p: (read[p].document, read[p].at))
    named, truth = [found[place] for place in order], _truth(read, order)
    names = ["always", *sorted({name for each in named for name in each} - {"always"})]
    table = dict(zip(names, (round(float(w), 2) for w in fit(named, truth, names)), strict=True))
    lines = [f"{feature}\t{weight:.2f}\n" for feature, weight in sorted(table.items()) if weight]
    given.out.write_text(HEADER + "".join(lines), encoding="utf-8")
    _tell("learnt, held out", held_out(named, truth, names), truth)
    rest = [place for place in found if read[place].unseen]
    if rest:
        score = np.array([sum(table.get(name, 0.0) for name in found[place]) for place in rest])
        _tell("unseen", score, _truth(read, rest))


def _truth(read: Sequence[Row], places: Sequence[int]) -> np.ndarray:
    return np.array([float(read[place].true) for place in places])


def _tell(what: str, score: np.ndarray, truth: np.ndarray) -> None:
    chance = 1 / (1 + np.exp(-score))
    print(f"{what}: {len(truth)} events, {1 - truth.mean():.3f} false; ranked {ranked(score, truth):.3f}")
    for least in (0.5, 0.6, 0.7, 0.8):
        sure = chance >= least
        print(f"  score of {least} and more: {sure.mean():.2f} of them, {1 - truth[sure].mean():.3f} false")


if __name__ == "__main__":
    main()
