"""The legs of the journeys that a report tells, in its order: who goes where, and who is where by then.

Invariant: a leg stands at the word that names its state, and its traveller is somebody whom the report named
before or in that sentence; who goes home goes on no leg.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from communique.claims.lexicon import APOSTROPHES, HEADS
from communique.claims.words import Geo, Words

if TYPE_CHECKING:
    from communique.claims.belonging import Holding, Spot

GOING = frozenset(
    {"visit", "arrive", "land", "travel", "fly", "head", "come", "go", "tour", "leave", "depart", "touch"}
    | {"proceed", "continue", "reach"}
)
TRIPS = frozenset({"visit", "trip", "tour", "stopover", "stop", "arrival", "stay", "journey", "leg"})
GATHERING = frozenset({"summit", "conference", "forum", "assembly", "sideline", "sidelines", "margin", "margins"})
_STAGES = frozenset({"begin", "start", "open", "end", "conclude", "finish"})
_PLACES = frozenset({"capital", "city", "resort", "town", "port", "territory", "side", "soil", "island"})
_INTO = frozenset({"to", "in", "into", "at", "for", "through"})
AWAY = frozenset({"leave", "depart"})
_BIDDING = frozenset({"invite", "ask", "urge", "want", "tell", "order", "allow"})
_RECEIVING = frozenset({"receive", "welcome", "greet", "host"})
_DIRECT = frozenset({"visit", "tour", "reach"})
_PRONOUNS = frozenset({"he", "she", "his", "her"})
_UNNAMED = -1
_REACH = 12


@dataclass(frozen=True, slots=True)
class Passage:
    """A person of state `of` goes to state `to`, as sentence `sentence` tells."""

    person: int
    of: str
    to: str
    sentence: int
    at: int


@dataclass(frozen=True, slots=True)
class Leg:
    """A person, of whatever state, gets to state `to`, which is named at word `at` of a sentence.

    One whom the report calls by state and office alone is number -1, `of` that state.
    """

    person: int
    to: str
    sentence: int
    at: int
    of: str | None = None


_Told = TypeVar("_Told", Passage, Leg)


def passages(legs: Sequence[Leg], sentences: Sequence[Words], known: Mapping[int, str]) -> tuple[Passage, ...]:
    """The legs of those whose state is known; a summit in a third state brings its guests nearer to nobody."""
    return tuple(
        Passage(leg.person, of, leg.to, leg.sentence, leg.at)
        for leg in legs
        if (of := leg.of or known.get(leg.person))
        and leg.to != of
        and not GATHERING & set(sentences[leg.sentence].lemma)
    )


def read_legs(
    sentences: Sequence[Words],
    in_sentence: Mapping[int, Sequence[Spot]],
    holdings: Mapping[int, Sequence[Holding]],
    here: str | None,
) -> tuple[Leg, ...]:
    """Every leg of the report, in reading order; "he", "the president" and a bare tour are the last traveller's."""
    found: list[Leg] = []
    two = _only_two(sentences)
    for number, words in enumerate(sentences):
        row = sorted(in_sentence.get(number, ()), key=lambda s: s.start)
        for place, geo in _reached(words):
            invited = words.lemma[words.head[place]] in _BIDDING and words.pos[place] == "VERB"
            if invited or {"back", "home"} & set(words.low[place : place + 4]):
                continue
            to = geo.country if geo else here
            goer = _goer(words, place, row, holdings, found)
            if words.lemma[place] in AWAY and to in two:
                been = {here, *(leg.to for leg in found if leg.person == goer)}
                if two - {to} <= been:
                    continue  # home, where the report tells of no third state
            if goer is not None and to:
                of = _called(words, place) if goer == _UNNAMED else None
                found.append(Leg(goer, to, number, geo.start if geo else place, of))
    return tuple(sorted(found, key=lambda leg: (leg.sentence, leg.at)))


def read_homes(
    sentences: Sequence[Words],
    in_sentence: Mapping[int, Sequence[Spot]],
    holdings: Mapping[int, Sequence[Holding]],
    legs: Sequence[Leg],
) -> dict[int, str]:
    """The states to whose capital a traveller returns, and to which the report tells no journey of his."""
    found: dict[int, str] = {}
    homeward = {"return"} | (AWAY if _only_two(sentences) else set())
    for number, words in enumerate(sentences):
        row = sorted(in_sentence.get(number, ()), key=lambda s: s.start)
        for place, lemma in enumerate(words.lemma):
            geo = _destination(words, place) if lemma in homeward and words.pos[place] in ("VERB", "NOUN") else None
            goer = _goer(words, place, row, holdings, legs) if geo is not None and geo.kind == "capital" else None
            if (
                geo is not None
                and goer is not None
                and (goer, geo.country) not in {(leg.person, leg.to) for leg in legs}
            ):
                found.setdefault(goer, geo.country)
    return found


def _only_two(sentences: Sequence[Words]) -> set[str]:
    """The states that a report names, if there are two."""
    named = {geo.country for words in sentences for geo in words.geos}
    return named if len(named) == 2 else set()


def latest(told: Sequence[_Told], spot: Spot) -> _Told | None:
    """Where somebody is by then: the last leg before in the sentence, or the first of the last sentence with one.

    None if none is told before. What follows that first leg is mostly still to come ("on a tour that takes her to").
    """
    before = [each for each in told if (each.sentence, each.at) < (spot.sentence, spot.start)]
    if not before:
        return None
    last = before[-1].sentence
    return before[-1] if last == spot.sentence else next(each for each in before if each.sentence == last)


def _moves(words: Words) -> Iterator[tuple[int, bool]]:
    """The words of going, and whether each is a noun."""
    for here, lemma in enumerate(words.lemma):
        if lemma in GOING and words.pos[here] == "VERB" and words.dep[here] != "amod":  # "hosted the visiting premier"
            yield here, False
        elif lemma in TRIPS and words.pos[here] == "NOUN":
            yield here, True


def _reached(words: Words) -> Iterator[tuple[int, Geo | None]]:
    """The words of going with the state each leads to, None for the dateline's; and the place a sentence opens with."""
    opening = words.geo_at.get(1 + (words.word(1) == "the")) if words.word(0) == "in" else None
    if opening is not None and opening.kind != "demonym" and words.word(opening.end) not in ("and", *APOSTROPHES):
        yield 0, opening
    for here, noun in _moves(words):
        geo = _destination(words, here) or (_called_stop(words, here) if noun else None)
        if geo is not None or (not noun and _to_here(words, here)):
            yield here, geo
    for here, lemma in enumerate(words.lemma):
        staged = lemma in _STAGES and words.pos[here] == "VERB"
        onward = words.low[here] == "on" and words.word(here + 1) == "to"
        if (staged and ("it" in words.low or TRIPS & set(words.lemma))) or onward:
            geo = next((g for g in words.geos if here < g.start <= here + _REACH and g.kind != "demonym"), None)
            if geo is not None and words.word(geo.start - 1 - (words.word(geo.start - 1) == "the")) in ("in", "to"):
                yield here, geo


def _called_stop(words: Words, here: int) -> Geo | None:
    """The state in "the last stop of the tour was Kenya"."""
    if words.lemma[here] not in ("stop", "leg"):
        return None
    return next((g for g in words.geos if here < g.start <= here + 8 and words.lemma[g.start - 1] == "be"), None)


def _goer(
    words: Words,
    place: int,
    row: Sequence[Spot],
    holdings: Mapping[int, Sequence[Holding]],
    told: Sequence[Leg],
) -> int | None:
    """Who goes: the owner of the trip, who is named before, or the last traveller taken up."""
    owner = _owner(words, place, row) or _guest(words, place, row)
    if owner is not None:
        return owner.person
    subject = {i for i in range(len(words)) if words.head[i] == place and words.dep[i] in ("nsubj", "nsubjpass")}
    own = [s for s in row if subject & set(range(s.start, s.end))]
    if not own and any(words.pos[i] == "NOUN" and words.low[i] != words.lemma[i] for i in subject):
        return None  # "X's aides spoke before senators arrived at the palace"
    before = own or [s for s in row if s.end <= place and _role(words, s.end - 1) != "pobj"]
    travellers = {leg.person for leg in told}
    for spot in before:
        if spot.person in travellers or any(h.kind in ("top", "state") for h in holdings.get(spot.person, ())):
            return spot.person
    unnamed = _called(words, place) is not None
    if not before and not unnamed and (holder := _titled(words, place, holdings)) is not None:
        return holder
    if before or unnamed or not told:
        return _UNNAMED if unnamed and not before else None
    last = told[-1].person
    calling = _PRONOUNS | {h.title.split()[-1] for h in holdings.get(last, ())}
    again = words.low[:place] if place else words.low
    taken_up = bool(calling & set(again)) or words.lemma[place] in TRIPS
    return last if taken_up or any(s.person == last for s in row) else None


def _role(words: Words, here: int) -> str:
    """How a noun stands in its clause; of several joined, as the first of them does."""
    while words.dep[here] == "conj" and words.head[here] < here:
        here = words.head[here]
    return words.dep[here]


def _titled(words: Words, place: int, holdings: Mapping[int, Sequence[Holding]]) -> int | None:
    """The one leader of the report whom a bare office before a word of going means: "the chancellor went to P"."""
    subject = next((i for i in range(place) if words.head[i] == place and words.dep[i] == "nsubj"), None)
    if subject is None or (HEADS.get(words.low[subject]) != "top" and words.low[subject] != "minister"):
        return None
    title = words.low[subject] if words.low[subject] != "minister" else f"{words.word(subject - 1)} minister"
    holders = [p for p, held in holdings.items() if any(h.title == title and not h.former for h in held)]
    return holders[0] if len(holders) == 1 and title != "minister" else None


def _owner(words: Words, here: int, row: Sequence[Spot]) -> Spot | None:
    """Whose trip it is: "X's recent trip", "the trip to P of President X"."""
    before = next((s for s in row if s.end < here <= s.end + 4 and words.word(s.end) in APOSTROPHES), None)
    geo = _destination(words, here) if before is None and words.lemma[here] in TRIPS else None
    if geo is None or words.word(geo.end) not in ("of", "by"):
        return before
    after = next((s for s in row if s.start > geo.end), None)
    titled = after is not None and not any(words.pos[i] in ("VERB", "AUX") for i in range(geo.end, after.start))
    return after if titled else None


def _guest(words: Words, here: int, row: Sequence[Spot]) -> Spot | None:
    """Who is received on a trip: "X received Y at the start of a visit to P"."""
    verb = next((i for i in range(here) if words.lemma[i] in _RECEIVING and words.pos[i] == "VERB"), None)
    if verb is None or words.lemma[here] not in TRIPS or words.dep[verb] != "ROOT":
        return None
    return next((s for s in row if words.head[s.end - 1] == verb and words.dep[s.end - 1] == "dobj"), None)


def _destination(words: Words, here: int) -> Geo | None:
    """The state that a word of going leads to: "visited A", "flew into B", "a visit to C"."""
    for geo in words.geos:
        if not here < geo.start <= here + _REACH or "return" in words.lemma[here + 1 : geo.start]:
            continue
        if geo.kind == "demonym" and words.word(geo.end) not in _PLACES:
            continue
        before = words.word(geo.start - 1) if words.word(geo.start - 1) != "the" else words.word(geo.start - 2)
        if words.lemma[here] in AWAY and before not in ("for", "to"):
            continue
        direct = geo.start == here + 1 and words.lemma[here] in _DIRECT
        if direct or before in _INTO or words.word(geo.start - 1) in ("capital", "city", "resort", "town"):
            return geo
    return None


def _to_here(words: Words, here: int) -> bool:
    """Whether somebody arrives where the report was written: "arrived here", "landed at the airport"."""
    if words.lemma[here] not in ("arrive", "land", "come", "touch", "fly", "visit"):
        return False
    return words.lemma[here] in ("arrive", "land", "touch") or "here" in words.low[here : here + 3]


def _called(words: Words, here: int) -> str | None:
    """The state of a traveller told by office alone: "the Iranian leader arrived"."""
    subject = next((i for i in range(len(words)) if words.head[i] == here and words.dep[i] == "nsubj"), None)
    if subject is None or words.low[subject] not in HEADS:
        return None
    before = (g for g in words.geos if subject - 4 <= g.start and g.end <= subject)
    after = (g for g in words.geos if words.word(subject + 1) == "of" and subject + 1 < g.start <= subject + 5)
    geo = next((g for g in (*before, *after) if g.kind in ("demonym", "country")), None)
    return geo.country if geo else None
