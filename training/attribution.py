"""`python -m training.attribution --data FOLDER [--out FILE]`: learn the weights of attributions from PolNeAR.

Logistic regression with a ridge over the features of `communique.claims.weighing`, one case for each word of saying
outside quotation marks that governs something; it is an attribution if the annotators marked the word as a cue.
No chance is in it: the same data give the same table. It takes about three minutes, of which parsing is most.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from evaluation.attribution import documents

from communique.claims.attribution import find_attributions
from communique.claims.marks import find_quoted
from communique.claims.parsing import Parsed, parse
from communique.claims.weighing import features
from communique.model import Report

OUT = Path(__file__).parent.parent / "src/communique/claims/data/attribution_weights.tsv"
RIDGE, RAREST, STEPS, RATE, LEAST = 1.0, 3, 400, 0.05, 0.05
HEADER = """\
# Weights of a logistic regression: is what hangs on this word given to a source?
# Made by `python -m training.attribution`; learnt from the training part of PolNeAR (Newell, Margolin and Ruths 2018,
# LREC), which states no licence. No text of it is here, only weights of words and forms: docs/models/attribution.md.
"""


def cases(texts: Iterable[tuple[dict[str, Any], Parsed]]) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Features and label of every word of saying outside quotation marks."""
    for document, parsed in texts:
        cue_at = {at for each in document["attributions"] for low, high in each["cue"] for at in range(low, high)}
        stretches = find_quoted(parsed.paragraphs)
        for sentence in parsed.sentences:
            found = [each for each in find_attributions(sentence) if each.content]
            for each in found:
                place = sentence.at(each.cue.idx)
                if not any(stretch.covers(place) for stretch in stretches):
                    yield tuple(features(each, found)), place in cue_at


def fit(labelled: list[tuple[tuple[str, ...], bool]]) -> dict[str, float]:
    """The weights, by Adam on the ridge loss from zero."""
    seen = Counter(feature for named, _ in labelled for feature in named)
    place = {feature: at for at, feature in enumerate(sorted(f for f, n in seen.items() if n >= RAREST))}
    rows = [[place[feature] for feature in named if feature in place] for named, _ in labelled]
    columns = np.array([at for row in rows for at in row])
    owners = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    truth = np.array([label for _, label in labelled], dtype=float)
    weight, mean, square = np.zeros(len(place)), np.zeros(len(place)), np.zeros(len(place))
    for step in range(1, STEPS + 1):
        chance = 1 / (1 + np.exp(-np.bincount(owners, weight[columns], len(rows))))
        slope = np.bincount(columns, (chance - truth)[owners], len(place)) + RIDGE * weight
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope * slope
        weight -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return {feature: round(float(weight[at]), 2) for feature, at in place.items() if abs(weight[at]) >= LEAST}


def write(table: dict[str, float], out: Path) -> None:
    """The table as the room reads it."""
    lines = [f"{feature}\t{weight:.2f}\n" for feature, weight in sorted(table.items())]
    out.write_text(HEADER + "".join(lines), encoding="utf-8")


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(prog="python -m training.attribution", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of labelled data, or a file of it")
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    path = given.data / "attribution/train.jsonl.gz" if given.data.is_dir() else given.data

    def texts() -> Iterator[tuple[dict[str, Any], Parsed]]:
        for each in documents(path):
            identity = each["doc_id"]
            yield each, parse(Report(id=identity, uri=identity, text=each["text"], published=each.get("date")))

    labelled = list(cases(texts()))
    table = fit(labelled)
    write(table, given.out)
    print(f"{len(labelled)} cases, {len(table)} weights -> {given.out}")


if __name__ == "__main__":
    main()
