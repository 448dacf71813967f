"""Offices learnt from their shape: "Iranian President X", "his oil minister", "X, minister for magic affairs".

Invariant: a phrase is found by its head noun and the words around it, never by who holds it; the
words of `title` stand in the text, or are the canonical wording of what stands there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from communique.claims.lexicon import (
    ABBREVIATIONS,
    ADDRESS,
    AFTER,
    APOSTROPHES,
    BODIES,
    BODY_HEADS,
    CALENDAR_WORDS,
    COUNTERPARTS,
    FIELDS,
    FORMER,
    HEADS,
    INTERNATIONAL,
    PART,
    PARTY_WORDS,
    PLURAL_HEADS,
    POSSESSIVE_PRONOUNS,
    ROYAL,
    STANDING,
    UNIQUE,
    OfficeKind,
    canonical_title,
)
from communique.claims.naming import name_end
from communique.claims.office_complements import MODIFIER_POS, complement_of, second_style
from communique.claims.words import Geo, Words

_DEFINITE = frozenset({"the", "this", "that"})
_INDEFINITE = frozenset({"a", "an", "no", "any", "every", "each", "another", "which", "some", "what", "whichever"})
COUNTRY_NOUNS = frozenset({"country", "nation", "state", "kingdom", "republic", "island", "sultanate", "emirate"})
_SWITCH: dict[str, OfficeKind] = {"attorney": "state", "solicitor": "state", "prosecutor": "state"}
_BORN = frozenset({"sheikh", "sheik", "prince", "princess", "ayatollah"})
"""Styles that stand before a name beside an office, and are none where a "crown" or "grand" goes before."""
_SIDES = frozenset({"countries", "nations", "states", "sides"})
_RANKS = frozenset(word for word, kind in HEADS.items() if kind == "rank") | _BORN
_OF_PARTS = frozenset({"governor", "mayor", "attorney", "senator", "representative", "congressman", "congresswoman"})
"""Offices of a state's part, which is named before them: "Oklahoma Attorney General X"."""
_ORDINALS = frozenset({"first", "second", "third", "last", "next", "only"})
_GENERALS = frozenset(
    {"secretary", "attorney", "consul", "governor", "director", "solicitor", "prosecutor", "brigadier"}
)


@dataclass(frozen=True, slots=True)
class OfficePhrase:
    """An office named at words `start`..`end`, and the name it introduces, if one stands beside it.

    `countries` are the states that the words themselves name for it. `possessor` is the place of the
    word whose office-holder this is ("his", "Putin's"). `name` is where the holder's name stands.
    """

    start: int
    end: int
    head: int
    noun: str
    title: str
    kind: OfficeKind
    countries: tuple[str, ...] = ()
    plural: bool = False
    former: bool = False
    definite: bool = False
    indefinite: bool = False
    possessor: int | None = None
    of_country: bool = False
    organization: bool = False
    name: tuple[int, int] | None = None
    number: int | None = None


def find_offices(words: Words) -> tuple[OfficePhrase, ...]:
    """The offices named in a sentence, from left to right; they do not overlap."""
    found: list[OfficePhrase] = []
    here = 0
    while here < len(words):
        phrase = _phrase(words, here, found[-1] if found else None)
        if phrase:
            found.append(phrase)
            here = max(phrase.name[1] if phrase.name else phrase.end, here + 1)
        else:
            here += 1
    return tuple(found)


def head_noun(word: str) -> tuple[str, bool] | None:
    """The office noun that a lower-case word is, and whether it is plural; None if it is none."""
    if word in HEADS:
        return word, False
    if word in PLURAL_HEADS:
        return PLURAL_HEADS[word], True
    return None


def _phrase(words: Words, head: int, before: OfficePhrase | None) -> OfficePhrase | None:
    word = words.low[head]
    short = ABBREVIATIONS.get(word) if words.capital(head) else None
    noun = (short.split()[-1], False) if short else head_noun(word)
    if (word == "number" and words.word(head - 1) == "opposite") or (
        word == "colleague" and head - 1 in words.geo_at and words.word(head - 2) in POSSESSIVE_PRONOUNS
    ):
        noun = ("counterpart", False)
    if noun is None or not _is_head(words, head, noun[0], bool(short)):
        return None
    kind = HEADS.get(noun[0], "body")
    floor = (before.name[1] if before.name else before.end) if before else 0
    left = _Left(words, head, floor)
    left.walk()
    end, after = _after(words, head)
    if after and noun[0] in _SWITCH:
        kind = "state"
    if noun[0] == "host" and left.countries and left.possessor is not None:
        kind = "counterpart"  # "their Thai host" is who receives them, and no presenter
    elif noun[0] == "host" and left.possessor is not None and words.low[left.possessor] in ("his", "her", "their"):
        return None  # "his host, King X"
    end, complement, countries, organization = complement_of(words, end, noun[0])
    title = " ".join([*left.parts, short or noun[0], *after, *complement]).replace(" ,", ",")
    if title in UNIQUE and not (left.countries or countries):
        countries = (UNIQUE[title],)  # by its own wording, before the canonical one hides it
    phrase = OfficePhrase(
        left.start,
        end,
        head,
        noun[0],
        canonical_title(title),
        _kind(kind, noun[0], left.parts),
        tuple(dict.fromkeys([*left.countries, *countries])),
        noun[1],
        left.former or (left.indefinite and since_somebody(words, end) is not None),
        left.definite,
        left.indefinite,
        left.possessor,
        left.of_country,
        organization or left.organization,
        number=left.number,
    )
    return _with_unique(_with_name(words, phrase, before))


def _kind(kind: OfficeKind, noun: str, parts: list[str]) -> OfficeKind:
    """A vice president leads no state, a prime minister does, an opposition leader does not."""
    if noun == "general" and parts and parts[-1] in _GENERALS - {"brigadier"}:
        return _SWITCH.get(parts[-1]) or HEADS.get(parts[-1], "state")  # an attorney general is no soldier
    if noun == "minister" and "prime" in parts and not {"deputy", "vice"} & set(parts):
        return "top"
    if kind == "top" and parts and not set(parts) <= {"supreme", "paramount", "national", "crown", "grand"}:
        return "state" if {"vice", "deputy"} & set(parts) else "body"
    return kind


def _is_head(words: Words, head: int, noun: str, short: bool) -> bool:
    """Whether the word is used as an office's noun, and is the last such noun of its run."""
    pos, following = words.pos[head], head + 1
    if pos not in ("NOUN", "PROPN", "ADJ", "X") or (pos == "ADJ" and not words.capital(head)):
        return False
    while words.word(following) == "-" and words.glued[head]:
        following += 1
    ahead = words.word(following)
    if (
        following > head + 1
        and words.capital(following)
        and ahead not in AFTER
        and ahead not in HEADS
        and ahead not in PART
    ):
        return False  # "Amir-Hosseini" is no emir
    if HEADS.get(noun) == "rank" and not (words.capital(head) and words.capital(head + 1)):
        return False
    if ahead in ABBREVIATIONS and words.capital(following):
        return False
    if not short and _leads_to_head(words, following):
        return False
    if short:  # "PM Modi", and a headline's "Belarusian PM ends visit"
        whose = words.text[head].isupper() and any(geo.end == head and geo.kind == "demonym" for geo in words.geos)
        return words.capital(following) or whose
    lower_noun = words.pos[following] == "NOUN" and words.text[following][0].islower() if ahead else False
    return not (lower_noun and words.dep[head] in ("compound", "amod") and ahead not in AFTER)


def _leads_to_head(words: Words, here: int) -> bool:
    """Whether words from `here` on go on to another office noun ("deputy | foreign minister")."""
    for ahead in range(here, min(here + 4, len(words))):
        word = words.low[ahead]
        if _addresses(words, ahead):
            return False
        if word in AFTER and not (word in HEADS and words.capital(ahead + 1) and ahead == here):
            return False
        if head_noun(word) and words.pos[ahead] in ("NOUN", "PROPN"):
            return HEADS[head_noun(word)[0]] not in ("private",) or words.text[ahead].islower()  # type: ignore[index]
        if word not in PART:
            return False
    return False


def _addresses(words: Words, here: int) -> bool:
    """Whether a rank or a "Sheikh" stands between an office and its holder's name ("Minister General X")."""
    word = words.word(here)
    if word in ADDRESS or (word in ABBREVIATIONS and HEADS.get(ABBREVIATIONS[word]) == "rank"):
        return words.capital(here)
    if word not in _RANKS or not words.capital(here) or words.word(here - 1) in ("crown", "grand"):
        return False
    if words.word(here - 1) in _GENERALS and word not in _BORN:
        return False
    return words.capital(here + 1) and words.low[here + 1] not in HEADS and words.low[here + 1] not in PART


class _Left:
    """What stands before an office's noun: the words of the title, whose it is, and since when."""

    def __init__(self, words: Words, head: int, floor: int) -> None:
        self.words, self.floor = words, floor
        self.start = self.head = head
        self.parts: list[str] = []
        self.countries: list[str] = []
        self.former = self.definite = self.indefinite = self.of_country = self.organization = False
        self.possessor: int | None = None
        self.number: int | None = None
        self.known = FIELDS if words.low[head] in ("minister", "ministers") else PART

    def walk(self) -> None:
        """Go left from the head noun as far as the phrase reaches."""
        here = self.head - 1
        while here >= self.floor:
            step = self._step(here)
            if not step:
                break
            here -= step
            self.start = here + 1
            if self.possessor is not None or self.of_country:
                break
        self._determiner(self.start - 1)

    def _step(self, here: int) -> int:
        words, word = self.words, self.words.low[here]
        if word == "-":
            return 1 if here and words.glued[here - 1] and words.glued[here] else 0
        if word in APOSTROPHES:
            return self._possessive(here)
        if word == ")" and here - 3 >= self.floor and words.text[here - 2] == "(" and here - 3 in words.geo_at:
            return 3
        if word in POSSESSIVE_PRONOUNS:
            self.possessor = here
            return 1
        geo = words.geo_at.get(here)
        if geo:
            return self._state(here)
        if word in _ORDINALS and not self.parts and HEADS.get(self.words.low[self.head]) == "top":
            self.indefinite = True
            return 1
        if word in FORMER or word == "ex":
            self.former = True
            return 1
        if word == "old" and words.word(here - 1) == "-" and here - 4 >= self.floor:
            return 5  # "the 81-year-old king"
        if word in STANDING and (words.pos[here] != "VERB" or words.dep[here] == "amod"):
            return 1
        if self.countries:
            return 0
        if (
            word in ("and", "&")
            and here > self.floor
            and self.parts
            and words.word(here - 1) in self.known
            and self.parts[0] in self.known
        ):
            self.parts.insert(0, "and")
            return 1
        return self._modifier(here)

    def _modifier(self, here: int) -> int:
        words, word = self.words, self.words.low[here]
        noun = head_noun(word)
        if word in CALENDAR_WORDS or (noun and noun[1]) or (word in ADDRESS and words.capital(here)):
            return 0
        if word == "under" and words.word(here + 1) not in ("secretary", "minister", "-"):
            return 0  # "brokered under envoy Anna Berg"
        if words.label_at.get(here) == "PERSON" and word not in PART and not noun:
            if words.head[here] == self.head and words.dep[here] == "compound":
                self.possessor = here
            return 0
        inside = words.pos[here] in MODIFIER_POS and here < words.head[here] <= self.head
        field = word in self.known and words.capital(here)
        # "U.N. envoy", "X and National Assembly Chairman Y"
        body = words.pos[here] == "PROPN" and (word in INTERNATIONAL or (word in BODY_HEADS and words.capital(here)))
        known = word in PART or field or bool(noun) or body
        if not (known or (inside and words.dep[here] in ("compound", "amod", "nmod", "nn"))) or not word[0].isalpha():
            return 0
        if known and words.pos[here] in ("VERB", "AUX", "ADV") and words.text[here].islower():
            return 0
        if words.pos[here] == "ADJ" and not known and not words.capital(here):
            return 1
        if word in PARTY_WORDS and words.capital(here):
            self.countries.append(PARTY_WORDS[word])
            return 1
        if word in BODIES:
            self.countries.append(BODIES[word])
        elif words.surface(here, here + 1).lower() in INTERNATIONAL:
            self.organization = True
        two = f"{word} {words.word(here + 1)}"
        if two in BODIES and not self.countries:
            self.countries.append(BODIES[two])
        self.parts.insert(0, word)
        return 1

    def _state(self, here: int) -> int:
        """A demonym, country or seat before the title; "Russian and Turkish" gives both."""
        words, geo = self.words, self.words.geo_at[here]
        if geo.kind in ("capital", "town") and _OF_PARTS & {words.low[self.head], *self.parts} and not self.countries:
            self.countries.insert(0, geo.country)
            return here - geo.start + 1
        if geo.kind in ("capital", "town") or (self.countries and words.word(here + 1) not in ("and", "-")):
            return 0
        self.countries.insert(0, geo.country)
        if geo.kind == "seat":
            self.parts[:0] = [w for w in words.low[geo.start : geo.end] if w != "the"]
        length = here - geo.start + 1
        low = geo.start - 1
        if words.word(low) in ("and", "-") and low - 1 in words.geo_at and self._alike(geo, words.geo_at[low - 1]):
            length += 1
        return length

    def _alike(self, one: Geo, other: Geo) -> bool:
        """Whether two states are told in one form, or several office-holders are of both: "U.S. and Chinese envoys"."""
        if one.kind == other.kind:
            return True
        words, kinds = self.words, {one.kind, other.kind}
        short = next((each for each in (one, other) if each.kind == "country"), one)
        letters = words.text[short.start].replace(".", "")
        plural = words.low[self.head] != words.lemma[self.head]
        return kinds == {"country", "demonym"} and plural and len(letters) < 4 and letters.isupper()

    def _possessive(self, here: int) -> int:
        words = self.words
        owner = here - 1
        if owner < self.floor:
            return 0
        geo = words.geo_at.get(owner)
        if geo and geo.kind != "town":
            self.countries.insert(0, geo.country)
            self.possessor = None
            self.of_country = True
            return here - geo.start + 1
        if words.low[owner] in COUNTRY_NOUNS:
            self.possessor = owner
            return 2 + (1 if words.word(owner - 1) in ("the", "that", "this", "his", "her", "their") else 0)
        self.possessor = owner
        return 0

    def _determiner(self, here: int) -> None:
        word = self.words.word(here)
        if here >= self.floor and word in _DEFINITE and self.words.pos[here] != "SCONJ":
            self.definite = True
            self.start = here
        elif here >= self.floor and word in _INDEFINITE:
            self.indefinite = True
        elif word in ("both", "two"):
            self.number = 2
        elif word in ("three", "four"):
            self.number = 3 if word == "three" else 4
        if self.number and self.words.word(here - 1) in _DEFINITE:
            self.definite = True
            self.start = here - 1
        elif self.number:
            self.start = here


def _after(words: Words, head: int) -> tuple[int, list[str]]:
    """Words after the noun that belong to the title: "secretary-general", "commander in chief"."""
    end = head + 1
    taken: list[str] = []
    if words.word(end) == "-" and words.glued[head] and words.word(end + 1) in AFTER:
        taken.append(words.low[end + 1])
        end += 2
    elif words.word(end) in AFTER:
        taken.append(words.low[end])
        end += 1
    if words.word(end) == "in" and words.word(end + 1) in ("chief", "council"):
        taken.extend(words.low[end : end + 2])
        end += 2
    elif words.word(end) == "of" and words.word(end + 1) == "staff":
        taken.extend(("of", "staff"))
        end += 2
    if words.low[head] in ROYAL and words.word(end) == "and" and words.capital(head):
        end = second_style(words, end)
    return end, [word for word in taken if word not in ("elect", "designate")]


def _office_after(words: Words, end: int) -> bool:
    """Whether an office stands between commas behind a name that ends here, as in a list of names with theirs."""
    if words.word(end) != ",":
        return False
    row = words.text[end + 1 : end + 9]
    row = row[: row.index(",")] if "," in row else row
    return bool(row) and words.capital(end + 1) and any(head_noun(word.lower()) is not None for word in row)


def _with_name(words: Words, phrase: OfficePhrase, before: OfficePhrase | None) -> OfficePhrase:
    """The phrase with the name that follows it at once, or between commas after a definite office."""
    if phrase.plural:
        return phrase
    begin = phrase.end
    while _addresses(words, begin):
        begin += 1
    stop = name_end(words, begin, lenient=True)
    if stop > begin:
        return replace(phrase, name=(begin, stop))
    pinned = phrase.definite or phrase.countries or phrase.possessor is not None
    pinned = pinned or (before is not None and bool(before.countries) and in_row(words, before, phrase))
    # "met Chairman of the National Assembly, X"
    of_body = words.word(phrase.head + 1) == "of" and phrase.end > phrase.head + 1
    of_body = of_body and words.capital(phrase.head) and not phrase.indefinite
    pinned = pinned or (of_body and not _behind_name(words, phrase, before))
    town = words.geo_at.get(phrase.end + 1) if words.word(phrase.end) == "in" else None
    comma = town.end if town else phrase.end  # "the Russian ambassador in Belgrade, X, said"
    if pinned and words.word(comma) == ",":
        begin = comma + 1
        while _addresses(words, begin):
            begin += 1
        stop = name_end(words, begin)
        closes = stop >= len(words) or words.text[stop] in ",.;:–—-)" or words.low[stop] in ("who", "and", "said")
        acts = stop < len(words) and words.pos[stop] in ("VERB", "AUX")
        closes = closes or words.dep[stop] == "prep" or (acts and (begin > comma + 1 or _opens(words, phrase)))
        if stop - begin >= 2 and closes and not (_behind_name(words, phrase, before) and _office_after(words, stop)):
            return replace(phrase, name=(begin, stop))
    return phrase


def _behind_name(words: Words, phrase: OfficePhrase, before: OfficePhrase | None) -> bool:
    """Whether an office stands behind its holder's name, in a row of them: "X, Minister of Trade, Y, Minister of"."""
    start = phrase.start
    if before is not None and not before.name and in_row(words, before, phrase) and words.word(before.end) != ",":
        start = before.start  # "X, Prime Minister and Minister of Defence, Y"
    comma = start - 1
    if words.word(comma) != ",":
        return False
    if before is not None and before.name and before.name[1] == comma:
        return before.name[0] <= before.end + 1 and words.word(before.end) != ","
    begins = range(max(0, comma - _NAME_WORDS), comma - 1)
    return any(words.capital(here) and name_end(words, here) == comma for here in begins)


_NAME_WORDS = 7


def _opens(words: Words, phrase: OfficePhrase) -> bool:
    """Whether an office stands in a sentence's subject: no verb goes before it, nor "At talks with"."""
    before = words.pos[: phrase.start]
    return not {"VERB", "AUX"} & set(before) and words.pos[0] not in ("ADP", "SCONJ", "ADV")


def read_offices(sentences: Sequence[Words]) -> tuple[tuple[OfficePhrase, ...], ...]:
    """The offices of every sentence of a report.

    A bare "House Speaker" is no American's in a report that names states, and not America.
    """
    found = tuple(find_offices(words) for words in sentences)
    named = {geo.country for words in sentences for geo in words.geos}
    if not named or _HOUSES_STATE in named or any(_AT_HOME & set(words.low) for words in sentences):
        return found
    return tuple(tuple(map(_of_some_house, phrases)) for phrases in found)


def _of_some_house(phrase: OfficePhrase) -> OfficePhrase:
    bare = phrase.countries == (_HOUSES_STATE,) and bool(_HOUSES & set(phrase.title.split()))
    return replace(phrase, countries=()) if bare else phrase


_HOUSES, _HOUSES_STATE = frozenset({"house", "senate"}), "USA"
_AT_HOME = frozenset({"congress", "pentagon", "washington", "capitol"})


def since_somebody(words: Words, end: int) -> int | None:
    """Where the name stands of whom an office is counted from: "the first by a Danish minister since X in 1998"."""
    for here in range(end, min(end + _COUNTED_FROM, len(words) - 1)):
        if words.low[here] == "since":
            named = (
                words.capital(here + 1) and here + 1 not in words.geo_at and words.low[here + 1] not in CALENDAR_WORDS
            )
            return here + 1 if named and words.low[here + 1] not in HEADS else None
        if words.pos[here] == "VERB" or words.text[here] in (".", ";", ","):
            return None
    return None


_COUNTED_FROM = 8
"""So many words after an office at most stands the "since" that tells who held it before."""


def names_after(words: Words, phrase: OfficePhrase) -> int:
    """Where names stand that an office in the plural introduces: "the ministers, X", "ministers of both sides, X"."""
    end = phrase.end
    row = [words.word(at) for at in range(end, end + 5)]
    if row[0] == "of" and {"two", "both"} & set(row[1:3]):
        noun = next((at for at, word in enumerate(row) if word in _SIDES), None)
        end += noun + 1 if noun else 0
    return end + (words.word(end) == "," and phrase.definite)


def in_row(words: Words, first: OfficePhrase, second: OfficePhrase) -> bool:
    """Whether two offices stand one after the other as one holder's: "Minister of State, Head of the Bureau"."""
    bare = not (second.definite or second.indefinite or second.plural or second.possessor is not None)
    joined = second.start == first.end + 1 and words.word(first.end) in (",", "and", "&")
    alike = words.capital(first.head) == words.capital(second.head)
    return joined and bare and alike and not (first.name or first.plural)


def _with_unique(phrase: OfficePhrase) -> OfficePhrase:
    """The state that an office has by its name alone, where the report names none for it."""
    if phrase.countries or phrase.organization or (phrase.possessor is not None and not phrase.name):
        return phrase
    country = UNIQUE.get(phrase.title) or UNIQUE.get(phrase.title.partition(" for ")[0])
    return replace(phrase, countries=(country,)) if country else phrase


def named_elsewhere(title: str, country: str | None) -> str:
    """What a state calls the office that another gives a name of its own: a secretary of state's counterpart."""
    return title if title not in COUNTERPARTS or UNIQUE.get(title) == country else COUNTERPARTS[title]
