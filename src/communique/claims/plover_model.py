"""The trained reader of deeds: which PLOVER type, and whether one named party does it to another.

Invariant: a sentence is encoded once, whatever number of pairs is asked about, and apart from all others, so that
its answers hang on it alone; scores are calibrated probabilities between 0 and 1; nothing is fetched. Where the
runtime or the weights are missing, loading raises OSError with what to install.

COMMUNIQUE_DEEDS names another folder with `plover_encoder.onnx`, `plover_heads.onnx` and `plover_known.npz` of the
same form, for instance of a larger encoder, or is "off".
"""

from __future__ import annotations

import os
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from communique.claims.plover_pieces import Pieces, pieces

Numbers = npt.NDArray[np.float32]
Span = tuple[int, int]
_AT_ONCE = 64
"""Sentences whose pairs the heads are asked about together."""
_SETTING = "COMMUNIQUE_DEEDS"


@dataclass(frozen=True, slots=True)
class Question:
    """A text, spans in it, and the ordered pairs of spans (by number) that are asked about."""

    text: str
    spans: tuple[Span, ...]
    pairs: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """For one pair: how likely the first does something to the second, and how likely each type is."""

    link: float
    roots: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """The encoder and its heads as sessions, and digests of the sentences taught (8 bytes of BLAKE2b each)."""

    encoder: Any
    heads: Any
    roots: tuple[str, ...]
    calibration: tuple[float, float, float] = (1.0, 1.0, 0.0)
    taught: frozenset[int] = frozenset()

    def ask(self, questions: Sequence[Question]) -> list[list[Answer]]:
        """The answers to each question, a list a question, in the order of its pairs.

        Each sentence is encoded alone: the encoder's numbers are rounded by the largest among those that are read
        together, so that beside others, and padded to their length, a sentence would have other answers.
        """
        asked = [question for question in questions if question.pairs]
        answers: Iterator[Answer] = iter(())
        for begin in range(0, len(asked), _AT_ONCE):
            answers = chain(answers, self._asked(asked[begin : begin + _AT_ONCE]))
        return [[next(answers) for _ in question.pairs] for question in questions]

    def _asked(self, questions: Sequence[Question]) -> list[Answer]:
        whole: list[Numbers] = []
        held: list[Numbers] = []
        for question in questions:
            read = pieces(question.text)
            ids = np.array([read.ids], dtype=np.int64)
            vectors: Numbers = self.encoder.run(None, {"ids": ids})[0][0]
            whole.append(vectors.mean(axis=0))
            held.extend(_pooled(vectors, read, span) for span in question.spans)
        return self._logits(np.stack(whole), np.stack(held), questions)

    def _logits(self, whole: Numbers, held: Numbers, questions: Sequence[Question]) -> list[Answer]:
        """Every pair's answer. The heads run where the encoder does: numpy's threads would wait for one another."""
        rows, first, second, begun = [], [], [], 0
        for row, question in enumerate(questions):
            for a, b in question.pairs:
                rows.append(row)
                first.append(begun + a)
                second.append(begun + b)
            begun += len(question.spans)
        numbers = {"rows": rows, "actors": first, "recipients": second}
        given = {"whole": whole, "held": held, **{name: np.array(each, np.int64) for name, each in numbers.items()}}
        root, link = self.heads.run(None, given)
        heat, scale, shift = self.calibration
        roots = np.exp((root - root.max(axis=1, keepdims=True)) / heat)
        roots /= roots.sum(axis=1, keepdims=True)
        links = 1.0 / (1.0 + np.exp(-np.clip(link * scale + shift, -30.0, 30.0)))
        return [Answer(float(link), tuple(map(float, row))) for link, row in zip(links, roots, strict=True)]


def _pooled(vectors: Numbers, read: Pieces, span: Span) -> Numbers:
    """The mean of the vectors of a span's pieces; zero where the span lies beyond what was read."""
    last = len(read.places) - 1
    begin = bisect_right(read.places, span[0], 1, last, key=lambda place: place[1])
    end = bisect_left(read.places, span[1], begin, last, key=lambda place: place[0])
    return np.asarray(vectors[begin:end].mean(axis=0)) if begin < end else np.zeros(vectors.shape[1], dtype=np.float32)


def switched_off() -> bool:
    """Whether the environment asks for no trained reader."""
    return os.environ.get(_SETTING, "").lower() in ("off", "no", "0")


@cache
def load(folder: str | None = None) -> Model:
    """The model in a folder (default: the one that comes with communique), once a process. OSError if there is none."""
    try:
        import onnxruntime
    except ImportError as error:
        raise OSError(
            f"the trained reader needs onnxruntime: pip install onnxruntime, or set {_SETTING}=off"
        ) from error
    named = folder or os.environ.get(_SETTING)
    with as_file(files("communique.claims") / "data") as own:
        place = Path(named) if named else own
        wanted = [place / name for name in ("plover_encoder.onnx", "plover_heads.onnx", "plover_known.npz")]
        if missing := [path.name for path in wanted if not path.is_file()]:
            raise OSError(f"no {' and '.join(missing)} in {place}")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        encoder, heads = (
            onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"]) for path in wanted[:2]
        )
        with np.load(wanted[2], allow_pickle=False) as known:
            calibration = float(known["root"][0]), float(known["link"][0]), float(known["link"][1])
            taught = frozenset(map(int, known["taught"]))
            return Model(encoder, heads, tuple(map(str, known["roots"])), calibration, taught)
