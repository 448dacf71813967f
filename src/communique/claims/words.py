"""A sentence as plain lists of words, and the states and towns named in it.

Invariant: positions are local to the sentence (0 is its first word); `Words.char` turns them back
into report offsets. Nothing here decides who is meant: a `Geo` says only what a name can stand for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from spacy.tokens import Span

from communique.claims import places
from communique.claims.lexicon import APOSTROPHES, CALENDAR_WORDS, SEATS_OF_MANY, THINGS, THINGS_AND_NAMES
from communique.claims.parsing import Parsed, Sentence

GeoKind = Literal["country", "demonym", "seat", "capital", "town"]
_LONGEST = 6
_AMERICAS = frozenset({"South", "Latin", "Central", "North", "Pan", "Inter", "-"})
_JOINS = frozenset({"of", "and", "the", "-", "&", "'s", "’s"})


@dataclass(frozen=True, slots=True)
class Geo:
    """Words `start`..`end` that name a state, its people, its seat of government, or a town in it."""

    start: int
    end: int
    kind: GeoKind
    country: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity as the parser marks it."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence: its words and their readings, as lists of one length."""

    sentence: Sentence
    text: tuple[str, ...]
    low: tuple[str, ...]
    pos: tuple[str, ...]
    dep: tuple[str, ...]
    lemma: tuple[str, ...]
    head: tuple[int, ...]
    glued: tuple[bool, ...]
    quoted: tuple[bool, ...]
    entities: tuple[Entity, ...]
    geos: tuple[Geo, ...] = ()
    geo_at: dict[int, Geo] = field(default_factory=dict)
    label_at: dict[int, str] = field(default_factory=dict)

    def __len__(self) -> int:
        """How many words the sentence has."""
        return len(self.text)

    def char(self, start: int, end: int) -> tuple[int, int]:
        """The report offsets that words `start`..`end` cover."""
        span = self.sentence.span
        first, last = span[start], span[end - 1]
        return self.sentence.at(first.idx), self.sentence.at(last.idx + len(last))

    def word(self, position: int) -> str:
        """The lower-case word at a position, or the empty string outside the sentence."""
        return self.low[position] if 0 <= position < len(self.low) else ""

    def capital(self, position: int) -> bool:
        """Whether the word at a position begins with a capital letter."""
        return 0 <= position < len(self.text) and self.text[position][:1].isupper()

    def surface(self, start: int, end: int) -> str:
        """The words as they stand in the text."""
        return _surface(self.text[start:end], self.glued[start:end])


def _surface(text: Sequence[str], glued: Sequence[bool]) -> str:
    found = "".join([word if close else f"{word} " for word, close in zip(text, glued, strict=True)])
    return found if not glued or glued[-1] else found[:-1]


def read_words(parsed: Parsed) -> tuple[Words, ...]:
    """Every sentence of a report as `Words`."""
    quoted = {number: _quoted(paragraph.text) for number, paragraph in enumerate(parsed.paragraphs)}
    found = tuple(_words(sentence, quoted[sentence.paragraph]) for sentence in parsed.sentences)
    lent = {name for words in found for name in _lent(words)} | set(_of_many(found))
    return tuple(_without_seats(words, lent) if lent else words for words in found)


def _lent(words: Words) -> Iterator[str]:
    """The names of one state's seats that the sentence gives to another: "Pakistan's Foreign Office"."""
    for geo in words.geos:
        owner = words.geo_at.get(geo.start - 2) if words.word(geo.start - 1) in APOSTROPHES else None
        if geo.kind == "seat" and owner is not None and owner.country != geo.country:
            yield words.surface(geo.start, geo.end)


def _of_many(sentences: Sequence[Words]) -> Iterator[str]:
    """The names of seats that several states have ("the Foreign Office"), in a report of other states alone."""
    named = {geo.country for words in sentences for geo in words.geos if geo.kind != "seat"}
    for words in sentences:
        for geo in words.geos:
            name = words.surface(geo.start, geo.end)
            if geo.kind == "seat" and named and geo.country not in named and name.lower() in SEATS_OF_MANY:
                yield name


def _without_seats(words: Words, names: Collection[str]) -> Words:
    geos = tuple(g for g in words.geos if g.kind != "seat" or words.surface(g.start, g.end) not in names)
    return replace(words, geos=geos, geo_at={i: g for g in geos for i in range(g.start, g.end)})


def _quoted(text: str) -> bytearray:
    """For each character of a paragraph, whether it stands inside double quotation marks."""
    inside = bytearray(len(text))
    open_at: int | None = None
    for place, char in enumerate(text):
        if char == "“" or (char == '"' and open_at is None):
            open_at = place
        elif char in '”"' and open_at is not None:
            inside[open_at:place] = b"\x01" * (place - open_at)
            open_at = None
    if open_at is not None:
        inside[open_at:] = b"\x01" * (len(text) - open_at)
    return inside


def _words(sentence: Sentence, quoted: bytearray) -> Words:
    span = sentence.span
    first = span.start
    text, low, pos, dep, lemma, head, glued, inside = [], [], [], [], [], [], [], []
    for token in span:
        text.append(token.text)
        low.append(token.lower_)
        pos.append(token.pos_)
        dep.append(token.dep_)
        lemma.append(token.lemma_.lower())
        head.append(min(max(token.head.i - first, 0), len(span) - 1))
        glued.append(not token.whitespace_)
        inside.append(bool(quoted[token.idx]) if token.idx < len(quoted) else False)
    entities = tuple(Entity(e.start - first, e.end - first, _label(e)) for e in span.ents)
    labels = {i: e.label for e in entities for i in range(e.start, e.end)}
    geos = tuple(_geos(text, glued, entities))
    return Words(
        sentence,
        tuple(text),
        tuple(low),
        tuple(pos),
        tuple(dep),
        tuple(lemma),
        tuple(head),
        tuple(glued),
        tuple(inside),
        entities,
        geos,
        {i: g for g in geos for i in range(g.start, g.end)},
        labels,
    )


def _label(entity: Span) -> str:
    """The parser's label, where it takes no body for a person ("the Aceh People's Freedom Front")."""
    thing = entity[-1].lower_ in THINGS - THINGS_AND_NAMES and (entity[0].lower_ == "the" or len(entity) > 3)
    return "ORG" if entity.label_ == "PERSON" and thing else entity.label_


def _geos(text: list[str], glued: list[bool], entities: tuple[Entity, ...]) -> Iterator[Geo]:
    towns = {e.start: e.end for e in entities if e.label in ("GPE", "LOC")}
    here = 0
    while here < len(text):
        if not text[here][:1].isupper() or text[here].lower() in CALENDAR_WORDS or text[here] in ("The", "THE"):
            here += 1
            continue
        if shared := _sharing(text, here):
            yield shared
            here += 2
            continue
        longest = here + 1
        while longest < min(len(text), here + _LONGEST) and (
            text[longest][:1].isupper() or text[longest].lower() in _JOINS
        ):
            longest += 1
        for end in range(longest, here, -1):
            if not text[end - 1][:1].isupper():
                continue
            found = _state_named(_surface(text[here:end], glued[here:end]))
            if found and text[here].startswith("American") and here and text[here - 1] in _AMERICAS:
                here = end  # "the Union of South American Nations" is not of one of them
                break
            if found:
                yield Geo(here, end, *found)
                here = end
                break
        else:
            stop = towns.get(here)
            country = _town(_surface(text[here:stop], glued[here:stop])) if stop and stop <= here + _LONGEST else None
            if stop and country:
                yield Geo(here, stop, "town", country)
                here = stop
            else:
                here += 1


def _sharing(text: list[str], here: int) -> Geo | None:
    """The first of two states that share the end of their names: "North and South Korea", "South and North Korean"."""
    if (
        text[here + 1 : here + 2] != ["and"]
        or here + 3 >= len(text)
        or not _state_named(" ".join(text[here + 2 : here + 4]))
    ):
        return None
    found = _state_named(f"{text[here]} {text[here + 3]}")
    return Geo(here, here + 1, *found) if found else None


@lru_cache(maxsize=50_000)
def _state_named(name: str) -> tuple[GeoKind, str] | None:
    readings: tuple[tuple[GeoKind, str | None], ...] = (
        ("country", places.country_named(name)),
        ("demonym", places.country_of_demonym(name)),
        ("seat", places.country_of_seat(name)),
        ("capital", places.country_of_capital(name)),
    )
    return next(((kind, country) for kind, country in readings if country), None)


@lru_cache(maxsize=50_000)
def _town(name: str) -> str | None:
    return places.country_of_place(name)
