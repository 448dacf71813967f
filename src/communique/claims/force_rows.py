"""The ways in which reports count force and captives, as `data/forces.toml` has them.

Invariant: what is counted, by which words it is told and what it is called stand in that file alone.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Relation = Literal["does", "goes", "act", "itself", "stands", "swaps"]
"""How a word stands to what is counted; see the head of the data file."""
OTHERS = " of others"
"""How a count is named that comes to what was there before: "another 130"."""
PEOPLE, NATIONALS, HELD = "people", "nationals", "held"
"""Groups that no list of words makes: anybody; the people of a state ("Chileans"); whoever is told to be held."""


@dataclass(frozen=True, slots=True)
class Row:
    """One way of telling, as the head of the data file says."""

    counted: frozenset[str]
    kind: str
    attribute: str | None = None
    words: dict[Relation, frozenset[str]] = field(default_factory=dict)
    at: tuple[str, ...] = ()
    needs: str | None = None
    by: frozenset[str] = frozenset()
    sorts: frozenset[str] = frozenset()
    own: bool = False
    there: bool = False
    news: bool = False
    grows: bool = False
    lots: bool = False
    named: bool = False
    known: bool = False

    def says(self, relation: Relation, lemma: str, beside: frozenset[str]) -> bool:
        """Whether a word stands in the row, alone or with a particle of those `beside` it."""
        words = self.words[relation]
        return lemma in words or any(f"{lemma} {each}" in words for each in beside)


@cache
def rows() -> tuple[Row, ...]:
    """Every row, in the order of the file."""
    relations: tuple[Relation, ...] = ("does", "goes", "act", "stands", "swaps")
    return tuple(
        Row(
            frozenset(row["counted"]),
            row["kind"],
            row.get("attribute"),
            {**{each: frozenset(row.get(each, ())) for each in relations}, "itself": frozenset(row.get("itself", ()))},
            tuple(row["at"]),
            row.get("needs"),
            frozenset(row.get("by", ())),
            frozenset(row.get("sorts", ())),
            *(row.get(each, False) for each in ("own", "there", "news", "grows", "lots", "named", "known")),
        )
        for row in _data()["row"]
    )


def growing() -> frozenset[str]:
    """The counts of which a later one holds an earlier one, by the word before "of"."""
    return frozenset(name for row in rows() if row.grows for name in _names(row))


def in_lots() -> frozenset[str]:
    """The counts of which there are several at several times, whose numbers exclude nothing."""
    return frozenset(row.attribute for row in rows() if row.lots and row.attribute)


@cache
def names() -> frozenset[str]:
    """All that is counted here, by the word before "of": "troops", "kidnapped"."""
    return frozenset(name for row in rows() for name in _names(row))


def _names(row: Row) -> frozenset[str]:
    return frozenset({row.attribute.partition(" of ")[0]}) if row.attribute else row.counted


@cache
def groups() -> dict[str, frozenset[str]]:
    """The groups that each lemma stands in."""
    lemmas = {lemma for group in _data()["things"].values() for lemma in group}
    return {lemma: frozenset(name for name, group in _data()["things"].items() if lemma in group) for lemma in lemmas}


@cache
def words(name: str) -> frozenset[str]:
    """A list of other words by its name in the data file."""
    return frozenset(_data()["words"][name])


@cache
def telling() -> re.Pattern[str]:
    """Words of which a sentence needs one: what is counted, or what becomes of people."""
    return _stems(frozenset(groups()) | _of_people())


@cache
def befalling() -> re.Pattern[str]:
    """Words of which a sentence needs one to tell what becomes of people, whatever they are called."""
    return _stems(_of_people())


def _of_people() -> frozenset[str]:
    relations: tuple[Relation, ...] = ("does", "act", "swaps")
    rows_ = (row for row in rows() if row.counted & {PEOPLE, NATIONALS, HELD})
    return frozenset(word for row in rows_ for each in relations for word in row.words[each])


def _stems(lemmas: frozenset[str]) -> re.Pattern[str]:
    first = {lemma.split()[0] for lemma in lemmas}
    stems = {word if word.endswith("ee") else word.removesuffix("e") for word in first} | words("forms")
    return re.compile(rf"\b(?:{'|'.join(sorted(stems))})", re.IGNORECASE)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("communique.claims") / "data" / "forces.toml").read_text("utf8"))
