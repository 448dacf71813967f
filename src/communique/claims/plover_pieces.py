"""A sentence as the word pieces that the encoder reads (BERT's uncased WordPiece), with their places.

Invariant: every piece but the first and last ([CLS], [SEP]) covers `start`..`end` of the text it was made
from, in code points; the same text gives the same pieces as the tokenizer the encoder was trained with.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

LONGEST = 128
"""Pieces of a sentence that are read; what follows is left out."""

_CLS, _SEP, _UNKNOWN = 101, 102, 100
_WORD_LIMIT = 100


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces' numbers, and where each stands in the text."""

    ids: tuple[int, ...]
    places: tuple[tuple[int, int], ...]


def pieces(text: str) -> Pieces:
    """The pieces of a text, cut after `LONGEST`."""
    ids, places = [_CLS], [(0, 0)]
    for start, end in _words(text):
        for number, low, high in _cut(text[start:end]):
            ids.append(number)
            places.append((start + low, start + high))
        if len(ids) >= LONGEST:
            break
    return Pieces((*ids[: LONGEST - 1], _SEP), (*places[: LONGEST - 1], (0, 0)))


@cache
def _vocabulary() -> dict[str, int]:
    lines = (files("communique.claims") / "data" / "plover_vocabulary.txt").read_text(encoding="utf-8")
    return {word: number for number, word in enumerate(lines.split("\n")) if word}


_UNBROKEN = re.compile(r"\S+")
_PLAIN = re.compile(r"[A-Za-z0-9]+")


def _words(text: str) -> Iterator[tuple[int, int]]:
    for found in _UNBROKEN.finditer(text):
        begun, end = found.span()
        if not _PLAIN.fullmatch(text, begun, end):
            for place in range(begun, end):
                if _apart(text[place]):
                    if begun < place:
                        yield begun, place
                    yield place, place + 1
                    begun = place + 1
        if begun < end:
            yield begun, end


@lru_cache(maxsize=10_000)
def _apart(char: str) -> bool:
    """Whether a character is a word of its own: punctuation and symbols of ASCII, and CJK."""
    code = ord(char)
    if 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126:
        return True
    return unicodedata.category(char).startswith("P") or 0x3400 <= code <= 0x9FFF


@lru_cache(maxsize=50_000)
def _cut(word: str) -> tuple[tuple[int, int, int], ...]:
    """A word's pieces, the longest first from its beginning, each with its place in the word."""
    plain, places = _plain(word)
    if not plain:
        return ()
    if len(plain) > _WORD_LIMIT:
        return ((_UNKNOWN, 0, len(word)),)
    known, found, here = _vocabulary(), [], 0
    while here < len(plain):
        for end in range(len(plain), here, -1):
            number = known.get(("##" if here else "") + plain[here:end])
            if number is not None:
                found.append((number, places[here], places[end - 1] + 1))
                here = end
                break
        else:
            return ((_UNKNOWN, 0, len(word)),)
    return tuple(found)


def _plain(word: str) -> tuple[str, list[int]]:
    """A word in small letters without accents, and for each letter its place in the word as it stands."""
    letters, places = [], []
    for place, char in enumerate(word):
        for letter in unicodedata.normalize("NFD", char.lower()):
            if unicodedata.category(letter) not in ("Mn", "Cc", "Cf"):
                letters.append(letter)
                places.append(place)
    return "".join(letters), places
