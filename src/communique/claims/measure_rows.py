"""The ways in which reports tell of measures between states, as `data/measures.toml` has them.

Invariant: what a measure is, by which words it is told and of which kind it is stand in that file alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Token

MEASURE = "measure"
"""The detail that says which measure a claim tells, as "tariffs on steel"."""
MEASURED = "a measure is told"
"""The first reason of what is read as a measure."""
_ABOUT = ("compound", "amod", "nmod", "poss", "nummod", "npadvmod", "quantmod")


@dataclass(frozen=True, slots=True)
class Row:
    """One way of dealing with a group of measures, as the data file says."""

    of: frozenset[str]
    kind: str
    does: frozenset[str]
    goes: frozenset[str]
    act: frozenset[str]
    on: tuple[str, ...]
    own: bool = False
    others: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """One sort of measure: its words, those about them that they need, and what its number is called."""

    name: str
    words: frozenset[str]
    only: dict[str, frozenset[str]]
    called: str
    counts: str | None = None
    named: bool = False


@cache
def rows() -> tuple[Row, ...]:
    """Every row, in the order of the file."""
    return tuple(
        Row(
            frozenset(row["of"]),
            row["kind"],
            frozenset(row["does"]),
            frozenset(row["goes"]),
            frozenset(row["act"]),
            tuple(row["on"]),
            row.get("own", False),
            row.get("others", False),
        )
        for row in _data()["row"]
    )


@cache
def groups() -> tuple[Group, ...]:
    """Every group, in the order of the file."""
    return tuple(
        Group(
            name,
            frozenset(row["words"]),
            {word: frozenset(about) for word, about in row.get("only", {}).items() if about},
            row.get("called", name),
            row.get("counts"),
            row.get("named", False),
        )
        for name, row in _data()["group"].items()
    )


@cache
def words(name: str) -> frozenset[str]:
    """A list of other words by its name in the data file."""
    return frozenset(_data()["words"][name])


def groups_of(noun: Token) -> tuple[str, ...]:
    """The groups that a noun names, by itself and the words about it."""
    lemma = lemma_of(noun)
    if lemma not in _heads():
        return ()
    about = list(_about(noun))
    found = []
    for group in groups():
        told = lemma not in group.only or bool(group.only[lemma] & set(about)) or (group.named and _named(noun))
        alone = lemma in group.words and told
        if alone or any(f"{word} {lemma}" in group.words for word in about):
            found.append(group.name)
    return tuple(found)


def _named(noun: Token) -> bool:
    """Whether a noun stands behind a name: "the Bright Star exercises"."""
    return any(child.dep_ == "compound" and child.pos_ == "PROPN" for child in noun.children)


def lemma_of(token: Token) -> str:
    """A noun's lemma, also where the parse takes it for a name or a verb."""
    lemma = str(token.lemma_.lower())
    return lemma if token.pos_ == "NOUN" else lemma.removesuffix("s")


def _about(noun: Token) -> Iterator[str]:
    """The words that say of what sort a measure is: before it, and under its "on", "of" or "for"."""
    for child in noun.children:
        if child.dep_ in _ABOUT:
            yield lemma_of(child)
            yield from (lemma_of(each) for each in child.children if each.dep_ in _ABOUT)
        elif child.lower_ in ("on", "of", "for", "against"):
            for each in child.children:
                yield lemma_of(each)
                yield from (lemma_of(deep) for deep in each.children if deep.dep_ in ("compound", "amod", "conj"))


@cache
def _heads() -> frozenset[str]:
    return frozenset(word.split()[-1] for group in groups() for word in group.words)


@cache
def telling() -> re.Pattern[str]:
    """Words of which a sentence needs one to tell of a measure."""
    nouns = {word.removesuffix("y") for word in _heads()}
    verbs = {word.removesuffix("e") for word in words("sanctioning") | words("banning")}
    both = "|".join(map(re.escape, sorted(nouns | verbs)))
    return re.compile(rf"\b(?:{both})(?:s|es|y|ies|e|n?ed|r?ed|n?ing|r?ing)?\b", re.IGNORECASE)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("communique.claims") / "data" / "measures.toml").read_text("utf8"))
