"""Single capitalised words that a report uses as surnames, by what they do in it.

Invariant: a word comes out only if it stands by itself, without another name or an article before it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from communique.claims.offices import OfficePhrase
from communique.claims.words import Words

_TWICE = 2
_TRIPS = frozenset({"visit", "trip", "tour", "stay", "entourage", "delegation", "counterpart", "arrival"})
_ARRIVING = frozenset({"arrive", "land", "fly", "travel", "depart", "accompany"})
_RECEIVED = frozenset({"receive", "welcome", "greet", "accompany", "host", "invite"})


def alone_surnames(sentences: Sequence[Words]) -> frozenset[str]:
    """Capitalised words that act by themselves at least twice, as surnames do."""
    counts: Counter[str] = Counter()
    for words in sentences:
        for here, dep in enumerate(words.dep):
            if dep in ("nsubj", "poss") and words.pos[here] == "PROPN" and here not in words.geo_at:
                before = words.pos[here - 1] if here else "PUNCT"
                if before not in ("PROPN", "DET", "ADJ"):
                    counts[words.text[here]] += 1
    return frozenset(word for word, count in counts.items() if count >= 2)


def led_surnames(sentences: Sequence[Words], phrases: Sequence[Sequence[OfficePhrase]]) -> frozenset[str]:
    """The single names that an office stands before: "President Last"."""
    return frozenset(
        words.text[phrase.name[0]]
        for words, here in zip(sentences, phrases, strict=True)
        for phrase in here
        if phrase.name and phrase.name[1] - phrase.name[0] == 1
    )


def goers_surnames(sentences: Sequence[Words]) -> frozenset[str]:
    """Capitalised words by themselves that travel or are received at least twice, as nothing but persons do."""
    counts: Counter[str] = Counter()
    for words in sentences:
        for here, dep in enumerate(words.dep):
            if words.pos[here] != "PROPN" or here in words.geo_at or not words.text[here].isalpha():
                continue
            if not words.text[here].istitle() or words.pos[here - 1 : here] in (("PROPN",), ("DET",), ("ADJ",)):
                continue
            owns = dep == "poss" and _TRIPS & {words.low[words.head[here]]}
            verb = words.lemma[words.head[here]]
            counts[words.text[here]] += bool(
                owns or (dep == "nsubj" and verb in _ARRIVING) or (dep == "nsubjpass" and verb in _RECEIVED)
            )
    return frozenset(word for word, count in counts.items() if count >= _TWICE)
