"""The words of agreements, read once from `data/agreements.toml`.

Invariant: every word is lower case except the names of papers in `named`; a word governs a paper in
one stage only for one relation, the first that the file gives.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from communique.model import Stage

RELATIONS = (
    "object", "subject", "to", "on", "into", "upon", "onto", "by", "with", "from", "of", "down", "for", "over",
    "toward", "towards", "about",
)  # fmt: skip
"""How a paper hangs on the word that says what becomes of it: by its case, or by a preposition."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A set phrase of a verb with an object, a particle or a preposition: "take effect", "run out"."""

    stage: Stage
    verbs: frozenset[str]
    objects: frozenset[str]
    prepositions: frozenset[str]
    particles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Named:
    """A paper known by a name of its own: the words that match, how the record calls it, what it is about.

    `begins`, in small letters, stands in every text that the words match in.
    """

    pattern: re.Pattern[str]
    begins: str
    label: str
    subject: str


@dataclass(frozen=True, slots=True)
class Papers:
    """All word lists of agreements; see the data file for what each is."""

    families: Mapping[str, str]
    needs: Mapping[str, frozenset[str]]
    loose: frozenset[str]
    private: frozenset[str]
    private_after: frozenset[str]
    containers: frozenset[str]
    bilateral: frozenset[str]
    empty: frozenset[str]
    fresh: frozenset[str]
    older: frozenset[str]
    lasting: frozenset[str]
    passing: frozenset[str]
    subjects: Mapping[str, str]
    belongings: frozenset[str]
    about: frozenset[str]
    verbs: Mapping[tuple[str, str], Stage]
    nouns: Mapping[tuple[str, str], Stage]
    phrases: tuple[Phrase, ...]
    adjectives: Mapping[str, Stage]
    told_after: frozenset[str]
    attempts: frozenset[str]
    attempt_nouns: frozenset[str]
    making: frozenset[str]
    beginning: frozenset[str]
    groups: Mapping[str, str]
    fighting: frozenset[str]
    mediating: frozenset[str]
    named: tuple[Named, ...]


@cache
def papers() -> Papers:
    """The lists of `data/agreements.toml`, once a process. Raises ValueError if a stage there is unknown."""
    path = files("communique.claims").joinpath("data/agreements.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Papers(
        families={word: family for family, words in data["heads"].items() for word in words},
        needs={word: frozenset(words) for word, words in data["needs"].items()},
        loose=frozenset(data["firm"]["loose"]),
        private=frozenset(data["private"]["modifiers"]),
        private_after=frozenset(data["private"]["after"]),
        containers=frozenset(data["containers"]["words"]),
        bilateral=frozenset(data["bilateral"]["words"]),
        empty=frozenset(data["identity"]["empty"]),
        fresh=frozenset(data["identity"]["fresh"]),
        older=frozenset(data["identity"]["older"]),
        lasting=frozenset(data["opposed"]["lasting"]),
        passing=frozenset(data["opposed"]["passing"]),
        subjects=_first((word, subject) for subject, words in data["subjects"].items() for word in words),
        belongings=frozenset(data["belongings"]["words"]),
        about=frozenset(data["about"]["verbs"]),
        verbs=_governing(data["verb"]),
        nouns=_governing(data["noun"]),
        phrases=tuple(_phrase(row) for row in data["phrase"]),
        adjectives={word: _stage(stage) for stage, words in data["adjectives"].items() for word in words},
        told_after=frozenset(data["gerunds"]["told_after"]),
        attempts=frozenset(data["attempts"]["verbs"]),
        attempt_nouns=frozenset(data["attempts"]["nouns"]),
        mediating=frozenset(data["mediating"]["verbs"]),
        making=frozenset(data["making"]["verbs"]),
        beginning=frozenset(data["beginning"]["verbs"]),
        groups=_first((word, name) for name, words in data["groups"].items() for word in words),
        fighting=frozenset(data["fighting"]["words"]),
        named=tuple(_named(name, *row) for name, row in data["named"].items()),
    )


def _first(pairs: Any) -> dict[str, str]:
    table: dict[str, str] = {}
    for word, value in pairs:
        table.setdefault(word, value)
    return table


def _stage(word: str) -> Stage:
    for stage in get_args(Stage):
        if stage == word:
            return stage  # type: ignore[no-any-return]
    raise ValueError(f"{word!r} is no stage of an agreement")


def _governing(rows: list[dict[str, Any]]) -> dict[tuple[str, str], Stage]:
    table: dict[tuple[str, str], Stage] = {}
    for row in rows:
        for relation in RELATIONS:
            for lemma in row.get(relation, ()):
                table.setdefault((lemma, relation), _stage(row["stage"]))
    return table


def _phrase(row: dict[str, Any]) -> Phrase:
    return Phrase(
        _stage(row["stage"]),
        frozenset(row["verb"]),
        frozenset(row.get("object", ())),
        frozenset(row.get("preposition", ())),
        frozenset(row.get("particle", ())),
    )


def _named(name: str, label: str, subject: str) -> Named:
    flags = re.NOFLAG if name.isupper() else re.IGNORECASE
    words = r"[\s-]+".join(re.escape(word) for word in re.split(r"[\s-]+", name))
    if name.endswith("s") and not name.isupper():
        words += "?"
    begins = re.split(r"[\s-]+", name.lower())[0].removesuffix("s")
    return Named(re.compile(rf"\b{words}\b", flags), begins, label, subject)
