"""The shapes of personal names, and which names in one report are one person's.

Invariant: a name is a run of words of one sentence without titles or forms of address, and a
person's `full` name is the longest run the report gives. Two full names with one surname and
different first names stay two persons, but for a slip of letters under one office.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Indel

from communique.claims.lexicon import (
    ABBREVIATIONS,
    ADDRESS,
    APOSTROPHES,
    CALENDAR_WORDS,
    HEADS,
    HYPHENED,
    PART,
    PARTICLES,
    PLURAL_HEADS,
    SUFFIXES,
    THINGS,
    fold,
)
from communique.claims.places import country_named
from communique.claims.words import Words

_LONGEST = 7
_LONG_ENOUGH, _ALIKE = 5, 0.8
"""Letters that a word of a name must have, and the share that must be the same, for a slip: "Tayyip", "Rayyip"."""
_NO_NAME = frozenset({"DET", "PRON", "ADP", "CCONJ", "SCONJ", "AUX", "VERB", "NUM", "PUNCT", "PART", "ADV", "INTJ"})
_AFTER_HYPHEN = frozenset(
    {"led", "era", "backed", "born", "style", "like", "run", "ally", "allied", "aligned", "elect"}
)
_SON_OF = frozenset({"bin", "ibn", "bint", "ben"})
_PLACE_LABELS = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"})


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name where it stands: words `start`..`end` of sentence number `sentence`.

    `led` says that an office or a form of address stands before it, `titles` which words those were
    and `gender` what they tell.
    """

    sentence: int
    start: int
    end: int
    tokens: tuple[str, ...]
    text: str
    led: bool = False
    titles: tuple[str, ...] = ()
    gender: str | None = None


@dataclass(slots=True)
class PersonDraft:
    """A person of one report while it is being read. `introduced` is the (sentence, word) of the first full name."""

    number: int
    tokens: tuple[str, ...]
    full: str
    introduced: tuple[int, int]
    names: list[str] = field(default_factory=list)
    mentions: int = 0
    led: bool = False
    titles: set[str] = field(default_factory=set)
    gender: str | None = None
    votes: dict[str, int] = field(default_factory=lambda: {"he": 0, "she": 0})


def name_end(words: Words, start: int, lenient: bool = False) -> int:
    """Where the personal name that begins at `start` ends, or `start` if no name begins there.

    `lenient` is for a place where only a name can stand, such as after a title.
    """
    if not _can_begin(words, start, lenient):
        return start
    here, taken = start + 1, 1
    while here < len(words) and taken < _LONGEST:
        step = _step(words, here, start)
        if not step:
            break
        if words.low[here - 1] in SUFFIXES and here - 1 > start and words.low[here] not in PARTICLES:
            break
        here += step
        taken += 1
    while here > start + 1 and (words.low[here - 1] in PARTICLES or words.text[here - 1] == "-"):
        here -= 1
    return start if _pair(words, start, here) else here


def runs_on(words: Words, stop: int, end: int) -> bool:
    """Whether a name may run on past the parser's entity: over a hyphen or a particle, or to the surname it hangs on.

    Of "Ali Reza Karimi Nejad's trip" the parser may see but the first two words as somebody's name.
    """
    rest = range(end, stop)
    hangs = words.dep[end - 1] == "compound" and words.head[end - 1] == stop - 1 and words.capital(end - 2)
    plain = all(words.pos[i] == "PROPN" and i not in words.label_at and words.low[i] not in THINGS for i in rest)
    joined = any(words.text[i] == "-" or words.low[i] in PARTICLES for i in rest)
    return stop > end and (joined or (hangs and plain))


def names_joined(words: Words, start: int) -> list[tuple[int, int]]:
    """The names that begin at `start` and are told in a row ("X, Y of P and Z"); none if there is but one."""
    found: list[tuple[int, int]] = []
    here = start
    while (end := name_end(words, here, lenient=True) if here < len(words) else here) > here:
        if looks_like_thing(words, here, end):
            break
        found.append((here, end))
        end = here = _over_bracket(words, _over_state(words, end))
        while here < len(words) and words.low[here] in (",", "and", "&"):
            here += 1
        if here == end:
            break
    return found if len(found) > 1 else []


def _over_bracket(words: Words, end: int) -> int:
    """Where a short bracket after a name ends, in which its office stands: "X (Trade), Y (Transport)"."""
    if words.word(end) != "(":
        return end
    stop = next((i for i in range(end + 1, min(end + 10, len(words))) if words.text[i] == ")"), None)
    return end if stop is None else stop + 1


def _over_state(words: Words, end: int) -> int:
    """Where "of Chile" after a name ends; the name's own end where no state follows."""
    geo = words.geo_at.get(end + 1 + (words.word(end + 1) == "the")) if words.word(end) == "of" else None
    return geo.end if geo and geo.kind == "country" else end


def _pair(words: Words, start: int, end: int) -> bool:
    """Whether two surnames are joined before what they share ("the Sarkozy-Brown meeting"), no name of one person."""
    joined = end - start == 3 and words.text[start + 1] == "-" and words.text[start + 2][0].isupper()
    return joined and words.pos[end : end + 1] == ("NOUN",) and words.text[end].islower()


def _can_begin(words: Words, start: int, lenient: bool) -> bool:
    if not words.capital(start) or not words.text[start][0].isalpha():
        return False
    word = words.low[start]
    person = words.label_at.get(start) == "PERSON"
    if "/" in word or word in CALENDAR_WORDS or word in ADDRESS or word in ABBREVIATIONS:
        return False
    if word in THINGS and not (words.capital(start + 1) and (person or words.word(start - 1) in ADDRESS)):
        return False
    if (word in HEADS or word in PART or word in PLURAL_HEADS) and not person:
        return False
    if word in PLURAL_HEADS and words.capital(start + 1):
        return False  # "Prime Ministers Anna Berg and Juan Soto"
    if start in words.geo_at and not (person and not _whole_label(words, start)):
        return False
    if words.pos[start] in ("PROPN", "NOUN", "ADJ", "X"):
        return True
    given = (
        words.capital(start + 1) and words.word(start + 2) == "-"
    )  # "Im Sang-woo", whatever the parser takes "Im" for
    return person or (lenient and (words.pos[start] not in _NO_NAME or given))


def _whole_label(words: Words, start: int) -> bool:
    """Whether the state's name at `start` is all there is of the entity it stands in."""
    geo = words.geo_at[start]
    return not any(e.start <= start < e.end and (e.start < geo.start or e.end > geo.end) for e in words.entities)


def _step(words: Words, here: int, start: int) -> int:
    """How many words from `here` on go on with the name."""
    word, text = words.low[here], words.text[here]
    if text == "-":
        return _hyphen(words, here)
    if word in APOSTROPHES and words.word(here + 1) in ("al", "el") and words.word(here + 2) == "-":
        return 1
    if word in HYPHENED and words.word(here + 1) != "-":
        return 0
    if word in PARTICLES:
        ahead = here + 1
        while ahead < len(words) and (words.low[ahead] in PARTICLES or words.text[ahead] == "-"):
            ahead += 1
        if words.capital(ahead) and ahead - here <= 3 and (text[0].islower() or words.pos[here] not in ("DET", "ADP")):
            return ahead - here if text[0].islower() else 1
        return 0
    if word in SUFFIXES and (words.capital(here) or word.endswith(".")):
        return 1
    if word == "," and words.word(here + 1) in SUFFIXES and words.text[here + 1][0] in "JS":
        return 2
    if not words.capital(here) or not text[0].isalpha():
        return 0
    if len(text) <= 2 and (text.endswith(".") or len(text) == 1):
        return 1 if words.capital(here + 1) else 0
    return 1 if _can_go_on(words, here, start) else 0


def _can_go_on(words: Words, here: int, start: int) -> bool:
    word = words.low[here]
    if "/" in word:
        return False
    same = any(e.start <= start and here < e.end and e.label == "PERSON" for e in words.entities)
    if word in CALENDAR_WORDS or word in ADDRESS or word in ABBREVIATIONS:
        return False
    if (word in HEADS or word in PART) and not same:
        return False
    if words.label_at.get(here) in _PLACE_LABELS:
        return False
    if here in words.geo_at and not same:
        return False
    return words.pos[here] in ("PROPN", "NOUN", "ADJ", "X") or same


def _hyphen(words: Words, here: int) -> int:
    if not words.glued[here - 1] or not words.glued[here] or here + 1 >= len(words):
        return 0
    following = words.text[here + 1]
    if following[0].isupper() and here + 1 not in words.geo_at:
        return 2
    return 2 if following.isalpha() and len(following) <= 5 and following.lower() not in _AFTER_HYPHEN else 0


_NUMERALS = frozenset("IVX")
_LEADING = frozenset({"van", "von", "der", "den", "al", "el", "ul", "du", "di"})


def name_tokens(words: Words, start: int, end: int) -> tuple[str, ...]:
    """The folded words of a name, particles and hyphens left out: "Bashar al-Assad" -> (bashar, assad).

    A father's name keeps its "bin", for the son of Salman is not Salman: (mohammed, binsalman).
    """
    parts: list[str] = []
    son = ""
    for here, text in enumerate(words.text[start:end], start):
        if text.lower() in SUFFIXES and set(text) <= _NUMERALS and len(parts) == 1:
            parts.append(text.lower())  # "Mohammed VI" is no other Mohammed
            continue
        if text in ("-", ",") or text.lower() in SUFFIXES or text in APOSTROPHES:
            continue
        if text.lower() in _SON_OF and not (text == "Ben" and here == start):
            son = "bin"
            continue
        leads = here == start and end - start > 1 and text.lower() in _LEADING  # "Van Klaveren" without the first name
        if text.lower() in PARTICLES and (parts or son or leads or words.word(here + 1) == "-"):
            continue
        plain = son + fold(text) if son else fold(text)
        son = ""
        pieces = plain.split()
        if len(pieces) == 2 and pieces[0] in PARTICLES:
            pieces = pieces[1:]
        parts.extend(pieces)
    return tuple(parts)


def looks_like_thing(words: Words, start: int, end: int) -> bool:
    """Whether a run of capitals names a body, a place or a thing rather than somebody."""
    named = words.label_at.get(start) == "PERSON" or words.word(start - 1) in ADDRESS
    if any(words.low[i] in THINGS for i in range(start + (named and end - start > 1), end)):
        return True
    if end - start == 1 and country_named(words.text[start].partition("-")[0]):
        return True
    follows = words.word(end)
    if words.text[start:end] and all(len(t) > 1 and t.isupper() for t in words.text[start:end]):
        return end - start == 1
    return words.capital(end) and follows in THINGS


def gather(mentions: Iterable[NameMention]) -> tuple[list[PersonDraft], dict[tuple[int, int], int]]:
    """The persons that a report's names stand for, and each name's person by (sentence, first word)."""
    listed = list(mentions)
    persons: list[PersonDraft] = []
    by_last: dict[str, list[int]] = defaultdict(list)
    owner: dict[tuple[int, int], int] = {}
    for mention in sorted(listed, key=lambda m: (-len(m.tokens), m.sentence, m.start)):
        if not mention.tokens:
            continue
        number = _find(mention, persons, by_last)
        if number is None:
            number = len(persons)
            persons.append(PersonDraft(number, mention.tokens, mention.text, (mention.sentence, mention.start)))
            by_last[mention.tokens[-1]].append(number)
            if len(mention.tokens) > 1:
                by_last[mention.tokens[0]].append(number)
                for token in mention.tokens[1:-1]:
                    by_last[token].append(number)
        person = persons[number]
        if len(mention.tokens) > 1:
            person.introduced = min(person.introduced, (mention.sentence, mention.start))
        person.mentions += 1
        person.led = person.led or mention.led
        person.titles.update(mention.titles)
        person.gender = person.gender or mention.gender
        if mention.text not in person.names:
            person.names.append(mention.text)
        owner[mention.sentence, mention.start] = number
    return persons, owner


def _find(mention: NameMention, persons: list[PersonDraft], by_last: dict[str, list[int]]) -> int | None:
    """The person already known whom this name, never longer than the known ones, also names."""
    best: tuple[int, ...] | None = None
    here = (mention.sentence, mention.start)
    for number in by_last.get(mention.tokens[-1], ()):
        person = persons[number]
        if mention.gender and person.gender and mention.gender != person.gender:
            continue
        if len(mention.tokens) == 1 and _held_by_another(mention, person):
            continue
        fit = name_fit(mention.tokens, person.tokens)
        known = (fit, *likelihood(person, here))
        if fit and (best is None or known > best):
            best, chosen = known, number
    if best is None and len(mention.tokens) > 1 and mention.titles:
        slips = [each for each in persons if set(mention.titles) & each.titles and a_slip(mention.tokens, each.tokens)]
        return slips[0].number if len(slips) == 1 else None
    return chosen if best else None


def a_slip(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether a full name is another with letters changed by a slip ("Manmoon Hussein", "Mamnoon Hussain").

    Alone it says little: two can have such names. It is asked of those who hold one office.
    """
    pairs = zip(one, other, strict=False)
    return len(one) == len(other) > 1 and all(a == b or _slipped(a, b) for a, b in pairs)


def _slipped(a: str, b: str) -> bool:
    return min(len(a), len(b)) >= _LONG_ENOUGH and Indel.normalized_similarity(a, b) >= _ALIKE


def likelihood(person: PersonDraft, here: tuple[int, int]) -> tuple[int, ...]:
    """How likely a surname at (sentence, word) is a person's: named in full before, spoken of more, titled, earlier."""
    first, word = person.introduced
    return person.introduced < here, person.mentions, person.led, -first, -word


def _held_by_another(mention: NameMention, person: PersonDraft) -> bool:
    """Whether a surname has an office, and the one with a first name comes later with others: "first lady X Berg"."""
    later = (mention.sentence, mention.start) < person.introduced
    return later and bool(mention.titles and person.titles) and person.titles.isdisjoint(mention.titles)


def name_fit(short: tuple[str, ...], full: tuple[str, ...]) -> int:
    """How well a shorter name fits a fuller one: 3 surname agrees, 2 first of several, 1 inner part, 0 not.

    "Zarif" fits "Mohammad Javad Zarif", "Xi" fits "Xi Jinping", "Bill Clinton" does not fit "Hillary Clinton".
    """
    if len(short) > len(full):
        return 0
    if len(short) == 1:
        if short[0] == full[-1]:
            return 3
        if short[0] == full[0]:
            return 2
        return 1 if short[0] in full and len(short[0]) > 3 else 0
    if short[-1] == full[-1]:
        if _initials(short) and _initials(full) and _initials(short) != _initials(full):
            return 0
        return 3 if _first_names_fit(short[:-1], full[:-1]) else 0
    return 2 if any(full[i : i + len(short)] == short for i in range(len(full) - len(short) + 1)) else 0


def _initials(tokens: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(token for token in tokens[1:-1] if len(token) == 1)


def _first_names_fit(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """First names agree when each shorter one begins or shortens one of the fuller, in order."""
    at = 0
    for name in short:
        while at < len(full) and not _same_first(name, full[at]):
            at += 1
        if at == len(full):
            return False
        at += 1
    return True


def _same_first(one: str, other: str) -> bool:
    if one == other:
        return True
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    short, long = sorted((one, other), key=len)
    return len(short) >= 3 and (long.startswith(short) or (short[:2] == long[:2] and len(short) <= 4))
