"""Who or what in a sentence could act or be acted upon: its noun phrases, with the state each belongs to.

Invariant: candidates are noun phrases of one parsed sentence in text order, none inside another; nothing
is decided here about what anybody does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Span, Token

from communique.claims.parsing import Sentence

_NO_ACTOR = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"})
_PLACED = frozenset({"in", "of", "from", "at", "near", "outside", "across", "for"})
MOST = 12
"""Candidates of one sentence at most: a list of fifty states tells no fifty deeds."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A noun phrase: its place in the parsed text (`start`..`end`), its head word, and all words that belong to it.

    `reach` holds also the words of places that hang on it ("police *in Colombia's capital*").
    """

    start: int
    end: int
    head: Token
    reach: tuple[Token, ...]


def candidates(sentence: Sentence) -> tuple[Candidate, ...]:
    """The noun phrases of a sentence that could stand for somebody or for a place, the first ones if they are many."""
    found = []
    for chunk in _noun_phrases(sentence.span):
        span = _trimmed(chunk)
        if span is None or chunk.root.pos_ == "PRON" or chunk.root.ent_type_ in _NO_ACTOR:
            continue
        found.append(Candidate(span.start_char, span.end_char, chunk.root, tuple(_reach(span))))
    return tuple(found[:MOST])


def _noun_phrases(span: Span) -> Iterator[Span]:
    """spaCy's noun chunks of a sentence. Its own `noun_chunks` looks through the whole paragraph for each sentence."""
    chunks: Any = span.vocab.get_noun_chunks
    for low, high, _ in chunks(span):
        if span.start <= low and high <= span.end:
            yield span.doc[low:high]


def _trimmed(chunk: Span) -> Span | None:
    low, high = chunk.start, chunk.end
    while low < high and (chunk.doc[low].is_punct or chunk.doc[low].is_space):
        low += 1
    while high > low and (chunk.doc[high - 1].is_punct or chunk.doc[high - 1].is_space):
        high -= 1
    return chunk.doc[low:high] if low < high else None


def _reach(span: Span) -> list[Token]:
    words = list(span)
    for child in span.root.children:
        if child.dep_ == "prep" and child.lower_ in _PLACED and child.i >= span.end:
            for each in child.children:
                if each.dep_ == "pobj" and each.pos_ == "PROPN":
                    words.extend(token for token in each.subtree if token.i >= span.end and token.i <= each.i)
    return words
