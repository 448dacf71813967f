"""The words of saying, read once from `data/saying.toml`.

Invariant: every word is a lower-case lemma, and a word's groups come in the order of the file, speech first.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from spacy.tokens import Token

Sort = Literal["speech", "report", "thought", "judgement", "request"]
"""What an attribution gives to its source: words, a finding, a state of mind, praise or blame, a wish to act."""

Relation = Literal["clause", "infinitive", "object", "preposition"]
SORTS: tuple[Sort, ...] = ("speech", "report", "thought", "judgement", "request")


SAID = frozenset({"said", "says", "told", "added", "announced", "confirmed", "noted", "tweeted"})
"""Words after the name of whoever says what a sentence tells: "will meet A, Minister X said"."""


@dataclass(frozen=True, slots=True)
class Saying:
    """All word lists of attribution: what each word means by what it governs."""

    sorts: Mapping[tuple[str, Relation], Sort]
    prepositions: Mapping[tuple[str, str], Sort]
    clause_nouns: frozenset[str]
    noun_prepositions: Mapping[str, frozenset[str]]
    media: frozenset[str]
    adjectives: frozenset[str]
    speaking: frozenset[str]
    lemmas: Mapping[str, str]

    def sort(self, lemma: str, relation: Relation) -> Sort | None:
        """What a verb means when it governs this, or None if it attributes nothing."""
        return self.sorts.get((lemma, relation))

    def lemma(self, token: Token) -> str:
        """A token's lemma in lower case, the lemmatiser's known faults set right."""
        lemma = token.lemma_.lower()
        return self.lemmas.get(lemma, lemma)


@cache
def saying() -> Saying:
    """The lists of `data/saying.toml`. Raises as tomllib does if the file is broken."""
    path = files("communique.claims").joinpath("data/saying.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    sorts: dict[tuple[str, Relation], Sort] = {}
    prepositions: dict[tuple[str, str], Sort] = {}
    relations: tuple[Relation, ...] = ("clause", "infinitive", "object")
    for sort in SORTS:
        group = data[sort]
        for relation in relations:
            for word in group[relation]:
                sorts.setdefault((word, relation), sort)
        for word, governed in group.get("prepositions", {}).items():
            for preposition in governed:
                prepositions.setdefault((word, preposition), sort)
    return Saying(
        sorts,
        prepositions,
        frozenset(data["nouns"]["clause"]),
        {noun: frozenset(governed) for noun, governed in data["nouns"]["prepositions"].items()},
        frozenset(data["nouns"]["medium"]),
        frozenset(data["adjectives"]["clause"]),
        frozenset(data["speech"]["clause"]) | frozenset(data["spoken"]["verbs"]),
        data["lemmas"],
    )
