"""Whether two names can be one person's: diacritics, transliteration, initials, short forms.

Invariant: comparing is symmetric, and two different given names never count as one (a short form
listed in `data/given_names.tsv`, an initial or a left-out middle name is not a different name).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from rapidfuzz.distance import Indel

_LETTERS = str.maketrans(
    dict(zip("øØłŁđĐıð", "oOlLdDid", strict=True)) | {"ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "þ": "th"}
)
_APOSTROPHES = re.compile(r"[’‘ʿʾʻ]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_OUTSIDE = re.compile(r"[^a-z0-9]+")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_ARTICLES = frozenset({"al", "el", "ul"})
_JOINED_ARTICLE = re.compile(r"(?<![^\W_])(?:al|el|ul|ad|as|ar|ash|an|at)[-‐‑](?=\w)", re.IGNORECASE)
_PARTICLES = frozenset(
    {"bin", "bint", "ben", "ibn", "van", "von", "der", "den", "de", "da", "dos", "del", "di", "du", "la", "le"}
    | {"abu", "abd", "abdul", "abdel", "ter", "ten", "st", "mac", "ould", "o"}
)
_SERVANT_OF = re.compile(r"^abd[aeou]l(?!l[ae]h)(?=[a-z]{4})")
"""Arabic "servant of", as an own word or at the head of the next: "Abdel Fattah", "Abdelfattah"."""
_SOUNDS = (
    *(
        ("tzh", "s"),
        ("dzh", "j"),
        ("dj", "j"),
        ("zh", "j"),
        ("kh", "h"),
        ("gh", "g"),
        ("dh", "d"),
        ("th", "t"),
        ("ph", "f"),
    ),
    *(("sh", "s"), ("ch", "s"), ("ts", "s"), ("tz", "s"), ("ck", "k"), ("cz", "s"), ("sz", "s"), ("qu", "k")),
    ("ou", "u"),
)
_NAME = 60
"""Characters of what may be a name or a title: these come again and again, and are folded once."""
_HARD_C = re.compile(r"c(?![eiy])")
_INNER_X = re.compile(r"(?<=.)x")
_DOUBLED = re.compile(r"(.)\1+")
_LETTER_SOUNDS = str.maketrans({"q": "k", "g": "k", "w": "v", "y": "i", "j": "i", "x": "k", "z": "s", "c": "s"})


def fold(text: str) -> str:
    """Lower-case ASCII words, one space between: "Al-Sisi’s" gives "al sisis"."""
    return _folded(text) if len(text) <= _NAME else _folded.__wrapped__(text)


@lru_cache(maxsize=200_000)
def _folded(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text).translate(_LETTERS))
        text = _NOT_ASCII.sub(_without_marks, text)
    return _OUTSIDE.sub(" ", text.replace("'", "").replace("`", "").lower()).strip()


def _without_marks(run: re.Match[str]) -> str:
    """Nothing for marks over a letter; a space for what is no letter here."""
    return "" if all(map(unicodedata.combining, run[0])) else " "


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in comparable parts.

    `given` are the words before the surname without initials, `initials` the middle ones with a
    single letter, `surname` the last word with its particles left out, `compact` all words in one.
    """

    tokens: tuple[str, ...]
    given: tuple[str, ...]
    initials: tuple[str, ...]
    surname: str
    compact: str

    @property
    def bare(self) -> bool:
        """Whether it is a single word, such as a surname standing alone."""
        return not self.given and not self.initials


@lru_cache(maxsize=200_000)
def person_name(text: str) -> PersonName:
    """Take a person's name apart. A name without letters gives empty parts."""
    # A hyphen inside a name joins its parts ("Amir-Abdollahian", "Jong-un"); an article is left out.
    joined = _JOINED_ARTICLE.sub("", text)
    words = [fold(word.replace("-", "").replace("‐", "").replace("‑", "")) for word in joined.split()]
    words = [piece for word in words for piece in word.split()]
    words = [_SERVANT_OF.sub("", w) for w in words if w not in _SUFFIXES]
    if len(words) > 1:
        words = [w for i, w in enumerate(words) if w not in _ARTICLES or i in (0, len(words) - 1)]
    if not words:
        return PersonName((), (), (), "", "")
    surname = words[-1]
    front = [w for i, w in enumerate(words[:-1]) if w not in _PARTICLES or (i == 0 and w in _short_forms())]
    given = tuple(w for w in front if len(w) > 1)
    initials = tuple(w for w in front if len(w) == 1)
    whole = [w for i, w in enumerate(words) if len(w) > 1 or i == 0]
    return PersonName(tuple(words), given, initials, surname, "".join(whole))


@lru_cache(maxsize=200_000)
def _sounded(word: str) -> str:
    """A word under rules that transliterations share, its vowels kept: "Gaddafi" and "Qadhafi" give "kadafi"."""
    for pair, sound in _SOUNDS:
        word = word.replace(pair, sound)
    word = _INNER_X.sub("ks", _HARD_C.sub("k", word))
    return _DOUBLED.sub(r"\1", word.translate(_LETTER_SOUNDS))


@lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """The consonants of a word as it sounds: "Gaddafi", "Qadhafi" -> "ktf"."""
    sounded = _sounded(word)
    # At the head of a name a J is no Y: Jiang is not Yang.
    first, rest = "j" if word.startswith(("j", "zh", "dj", "dzh")) else sounded[:1], sounded[1:]
    kept = ("" if first in "aeiou" else first) + "".join(c for c in rest if c not in "aeiouh")
    return kept.replace("d", "t").replace("b", "p")


@cache
def _short_forms() -> dict[str, str]:
    text = (files("communique.events") / "data" / "given_names.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[0]: row[1] for row in rows}


_SOUNDS_ALIKE = 0.9
_SURNAME_ALIKE = 0.6
_GIVEN_ALIKE = 0.72
"""How alike two given names of three consonants must be ("Yasser", "Yasir"; not "Hassan", "Hossein")."""


@lru_cache(maxsize=200_000)
def same_word(a: str, b: str) -> bool:
    """Whether two folded words are spellings of one: equal, or one sound and nearly the same letters."""
    if a == b:
        return True
    if min(len(a), len(b)) < 3:
        return _sounded(a) == _sounded(b)
    if skeleton(a) != skeleton(b):
        return False
    if a in (b + "a", b + "aya") or b in (a + "a", a + "aya"):
        return False  # a Petrova is not a Petrov
    if Indel.normalized_similarity(_sounded(a), _sounded(b)) >= _SOUNDS_ALIKE:
        return True
    return Indel.normalized_similarity(a, b) >= (0.6 if len(skeleton(a)) >= 4 else 0.79)


@lru_cache(maxsize=200_000)
def _same_given(a: str, b: str) -> bool:
    forms = _short_forms()
    if same_word(a, b) or forms.get(a, a) == forms.get(b, b):
        return True
    alike = min(len(a), len(b)) > 3 and len(skeleton(a)) > 2 and skeleton(a) == skeleton(b)
    return alike and Indel.normalized_similarity(a, b) >= _GIVEN_ALIKE


@lru_cache(maxsize=200_000)
def same_person_name(first: str, second: str) -> bool:
    """Whether two full names can be one person's. A bare surname is not a full name: it gives False."""
    a, b = person_name(first), person_name(second)
    if not a.surname or not b.surname:
        return False
    if a.compact == b.compact:
        return not _initials_differ(a, b)
    if a.bare or b.bare or _initials_differ(a, b):
        return False
    if sorted(a.tokens) == sorted(b.tokens) and len(a.tokens) > 1:
        return True
    if not same_word(a.surname, b.surname):
        alike = Indel.normalized_similarity(a.surname, b.surname) >= _SURNAME_ALIKE
        return alike and len(a.tokens) == len(b.tokens) and same_word(a.compact, b.compact) and _first_agree(a, b)
    return _given_agree(a, b)


def longer_form(short: str, long: str) -> bool:
    """Whether one full name goes on where the other ends: "Abiy Ahmed", "Abiy Ahmed Ali"; one may be another's."""
    a, b = person_name(short), person_name(long)
    if a.bare or len(a.tokens) >= len(b.tokens) or len(a.tokens) < 2:
        return False
    return all(same_word(x, y) for x, y in zip(a.tokens, b.tokens, strict=False))


def _first_agree(a: PersonName, b: PersonName) -> bool:
    return _same_given(a.tokens[0], b.tokens[0])


def _initials_differ(a: PersonName, b: PersonName) -> bool:
    """Two different middle initials are two people: "George W." is not "George H. W."."""
    mine, theirs = a.initials, b.initials
    if mine and theirs:
        return mine != theirs
    return False


def _given_agree(a: PersonName, b: PersonName) -> bool:
    """Whether the given names agree: the shorter list is found in the longer, in order.

    What may be a particle or a short form ("Ben") agrees with the particle: "Ben Ali", "Zine El Abidine Ben Ali".
    """
    if any(len(x.given) == 1 and {*x.given} & _PARTICLES & {*y.tokens[:-1]} for x, y in ((a, b), (b, a))):
        return True
    if not a.given or not b.given:
        only, other = (a, b) if not a.given else (b, a)
        return bool(only.initials and other.given and other.given[0].startswith(only.initials[0]))
    short, long = (a.given, b.given) if len(a.given) <= len(b.given) else (b.given, a.given)
    here = 0
    for word in short:
        while here < len(long) and not _same_given(word, long[here]):
            here += 1
        if here == len(long):
            return False
        here += 1
    return True


def blocks(text: str) -> Iterator[str]:
    """The keys under which a name must meet every other spelling of it."""
    name = person_name(text)
    if name.surname:
        yield f"s:{skeleton(name.surname) or name.surname}"
        yield f"c:{skeleton(name.compact) or name.compact}"
        yield f"t:{' '.join(sorted(name.tokens))}"
