"""Which places the words of a sentence name: destinations of travel, and where a thing happens.

Invariant: a place is named by a word of the sentence itself; its state is the one that the tables in
`claims/places.py` know for that name, or None for a region such as Europe or the Middle East. A
reporter's "here" is the town of the dateline.
"""

from __future__ import annotations

from spacy.tokens import Token

from communique.claims.lexicon import CALENDAR_WORDS
from communique.claims.parsing import HERE
from communique.claims.places import (
    capital_of,
    country_named,
    country_of_demonym,
    country_of_place,
    country_of_seat,
    region_named,
)
from communique.claims.syntax import hanging, is_here
from communique.model import Place

_WHERE = ("in", "at", "near", "outside")
_FIELDS = ("airport", "airbase", "aerodrome", "airfield")
_NOT_PLACES = {"PERSON", "NORP", "DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"}
_OCCASIONS = {
    "summit",
    "meeting",
    "conference",
    "talk",
    "forum",
    "ceremony",
    "funeral",
    "session",
    "event",
    "airport",
    "base",
    "city",
    "town",
    "capital",
    "resort",
}


_BEFORE = 8
"""Words before "where" among which its place is named."""


def destinations(word: Token) -> list[Place]:
    """The places that a noun names: a state, a town, "the Russian capital", "a summit in Tokyo", "Tokyo and Seoul"."""
    found = _named(word)
    if found:
        return [found]
    if word.lower_ in ("region", "area"):  # "visits the Middle East region"
        beside = (_named(child) for child in word.children if child.dep_ in ("compound", "nmod", "amod"))
        return [place for place in beside if place]
    if word.lower_ in CALENDAR_WORDS:  # "visits Laos Monday", read as one name
        near = [child.text for child in word.children if child.dep_ in ("compound", "nmod")]
        return [Place(name, country) for name in near if (country := country_of_place(name))]
    if word.lower_ in ("capital", "city") and word.i + 2 < len(word.doc):  # "in the capital, Luanda"
        town = _named(word.nbor(1 + (word.nbor(1).lower_ == ",")))
        if town and town.name:
            return [town]
    if word.lemma_.lower() in _OCCASIONS or word.pos_ in ("NOUN", "PROPN"):
        return [place for _, each in hanging(word, (*_WHERE, "of")) for place in [_named(each)] if place]
    return []


def in_town(place: Place) -> Place:
    """A seat of government or an airport as a destination is its town: who is received at the Kremlin visits Moscow."""
    if place.country and place.name and place.name.rpartition(" ")[2].lower() in _FIELDS:
        words = place.name.split()
        towns = (" ".join(words[:end]) for end in range(len(words) - 1, 0, -1))
        return Place(next((town for town in towns if country_of_place(town) == place.country), None), place.country)
    seat = place.country and place.name and country_of_seat(place.name) == place.country
    return Place(capital_of(place.country), place.country) if seat and place.country else place


def place_at(word: Token) -> Place | None:
    """Where a verb or event noun says it is: "in Geneva", "at a summit in Hanoi", "the Geneva talks"."""
    return place_after(word) or place_before(word)


def place_after(word: Token) -> Place | None:
    """Where what follows a word says it is. What stands before a person's office is no place: "the U.S. envoy"."""
    for _, each in hanging(word, _WHERE):
        for place in destinations(each):
            return place
    for child in word.children:
        if child.dep_ in ("npadvmod", "tmod"):
            for _, each in hanging(child, _WHERE):
                for place in destinations(each):
                    return place
    for _, margin in hanging(word, ("on",)):
        if margin.lemma_.lower() in ("sideline", "margin"):
            for _, occasion in hanging(margin, ("of",)):
                for place in destinations(occasion):
                    return place
    return where_it_was(word)


def town_told(verb: Token) -> Place | None:
    """The first town that follows a verb by "in" or "at" in its clause, wherever the parse hangs it."""
    for place in range(verb.i + 1, verb.sent.end - 1):
        word = verb.doc[place]
        if word.text in _BREAKS or word.lower_ in _OTHERWISE or (word.pos_ in ("VERB", "AUX") and word.dep_ != "amod"):
            return None
        if word.lower_ in ("in", "at"):
            named = next((here for each in word.children for here in destinations(each)), None)
            if named and is_town(named):
                return named
    return None


def is_town(place: Place) -> bool:
    """Whether a place is known to lie in a state and is not a state itself."""
    return bool(place.name) and place.country is not None and country_named(place.name or "") is None


_BREAKS = frozenset({";", ":", "—", "–", ",", "(", ")"})
_OTHERWISE = frozenset({"that", "which", "who", "after", "before", "when", "while", "where", "amid", "but", "despite"})


def where_it_was(verb: Token) -> Place | None:
    """The place of "in Luanda, where he arrived": the last named before "where"."""
    where = next((child for child in verb.children if child.lower_ == "where" and child.i < verb.i), None)
    if where is None:
        return None
    before = reversed(verb.doc[max(verb.sent.start, where.i - _BEFORE) : where.i])
    return next((place for word in before if word.pos_ == "PROPN" for place in destinations(word)), None)


def place_before(word: Token) -> Place | None:
    """The place by which an event noun is called: "the Geneva talks", "a White House meeting"."""
    for child in word.children:
        if (
            child.dep_ in ("compound", "nmod")
            and child.ent_type_ in ("GPE", "FAC", "LOC", "ORG")
            and not _one_name(child, word)
        ):
            named = None if _one_of_two(child) else _named(child)
            if child.ent_type_ == "ORG" and named and not country_of_seat(named.name or ""):
                continue  # of bodies only a seat of government is a place
            if named and not (word.lemma_.lower() in _TALKS and country_named(child.text) == named.country):
                return named
    return None


_TALKS = frozenset({"talk", "talks", "negotiation", "consultation", "discussion", "dialogue"})
"""What a state's name before tells the party of ("the U.S. negotiations"), and not the place."""


def _one_of_two(word: Token) -> bool:
    """Whether a state's name is the second of two that meet ("a Chile-Peru summit")."""
    before = word.doc[word.i - 1] if word.i > 0 else None
    joined = before is not None and (
        before.text in ("-", "–") or (before.dep_ == "compound" and "-" in before.text[1:])
    )
    return joined or "-" in word.text[1:-1]


def _one_name(one: Token, other: Token) -> bool:
    """Whether two words are of one name: "United" in "talks with the United States" is no place of its own."""
    return any(each.start <= one.i < each.end and each.start <= other.i < each.end for each in one.doc.ents)


def _named(word: Token) -> Place | None:
    if is_here(word):
        town = str(word.doc.user_data[HERE])
        return Place(town, country_of_place(town))
    if word.pos_ == "PRON" or word.ent_type_ in _NOT_PLACES - {"PERSON", "NORP"} or _in_long_name(word):
        return None
    for name in _names(word):
        country = country_of_place(name) or country_of_seat(name)
        if country:
            return Place(name, country)
        if region_named(name):
            return Place(name, None)
    if word.text == "University" and word.i > word.sent.start and word.nbor(-1).dep_ == "compound":
        town = word.nbor(-1).text  # "Cairo University", which no table has, is where its capital is
        alone = sum(child.dep_ == "compound" for child in word.lefts) == 1
        country = country_of_place(town) if alone else None
        return Place(town, country) if country and capital_of(country) == town else None
    if word.lemma_.lower() == "capital":
        for child in word.children:
            country = country_of_demonym(child.text) or (country_of_place(child.text) if child.dep_ == "poss" else None)
            if country:
                return Place(capital_of(country), country)
    return None


def _in_long_name(word: Token) -> bool:
    """Whether a word ends a name of somebody that is too long for a place's: "Sheikh Omar Al Said Al Sabah"."""
    entity = next((each for each in word.doc.ents if each.start <= word.i < each.end), None)
    return entity is not None and entity.label_ == "PERSON" and len(entity) >= _LONG_NAME


_LONG_NAME = 4


def _names(word: Token) -> list[str]:
    """The names that may stand at a word, the longest first; a lower-case word names no place."""
    of_two = word.text[:2] in ("d'", "d’") and word.i > 0 and country_named(word.doc[word.i - 1 : word.i + 1].text)
    if not word.text[:1].isupper() and not of_two:
        return []
    found = []
    entity = next((each for each in word.doc.ents if each.start <= word.i < each.end), None)
    row = entity is not None and "," in entity.text and country_named(entity.text.partition(",")[0]) is not None
    if entity is not None and not row and entity.label_ in ("GPE", "LOC", "FAC", "ORG"):
        found.append(entity.text.removeprefix("the ").removeprefix("The ").removesuffix("'s").removesuffix("’s"))
    left = word.i
    while (
        left > 0
        and word.doc[left - 1].dep_ in ("compound", "nmod", "amod")
        and word.doc[left - 1].head.i <= word.i
        and word.doc[left - 1].text[:1].isupper()
        and word.i - left < 4
    ):
        left -= 1
    right = word.i + 1
    for start in range(left, word.i + 1):
        found.append(word.doc[start:right].text)
    return [name for name in dict.fromkeys(found) if name]
