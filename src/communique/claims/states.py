"""States and bodies as actors: which names of countries, capitals and seats act, and which are only places.

Invariant: a name that the sentence uses as a place (where somebody goes, is, or comes from) gives no
mention; an adjective gives one only where the noun it stands before acts for the state.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from communique.claims.lexicon import (
    ADMINISTRATION,
    APOSTROPHES,
    BODIES,
    BODY_HEADS,
    GOING,
    INTERNATIONAL,
    PART,
    PLACE_PREPOSITIONS,
    SEATS_OF_MANY,
    STATE_HEADS,
    TOWN_THINGS,
)
from communique.claims.places import country_of_demonym
from communique.claims.words import Geo, Words

_BODY_LONGEST = 5
_ACTING = frozenset({"nsubj", "nsubjpass", "agent", "poss"})
_PARTICIPLES = frozenset({"led", "backed", "brokered", "engineered", "based", "born", "made", "style", "held", "run"})
_EVENTS = frozenset({"summit", "meeting", "talks", "conference", "forum", "stop", "attacks", "attack", "bombing"})


@dataclass(frozen=True, slots=True)
class StateMention:
    """Words `start`..`end` that stand for a state, or for a body called `body` (of `country`, if one)."""

    start: int
    end: int
    head: int
    country: str | None
    body: str | None = None


def possible_states(words: Words, administration: bool = True) -> tuple[StateMention, ...]:
    """The states and bodies that a sentence may let act, some of them in one another's place, the likeliest first.

    `administration` says that "the X administration" can be a state (`homes.administrated`).
    """
    return (
        *_named_bodies(words),
        *(_administrations(words) if administration else ()),
        *_states(words),
        *_entities(words),
    )


def read_states(possible: Iterable[StateMention], taken: Mapping[int, object]) -> tuple[StateMention, ...]:
    """Those states and bodies that do act; words in `taken` belong to persons already."""
    found: list[StateMention] = []
    used: set[int] = set(taken)
    for mention in possible:
        if not used.intersection(range(mention.start, mention.end)):
            found.append(mention)
            used.update(range(mention.start, mention.end))
    return tuple(sorted(found, key=lambda m: m.start))


def _named_bodies(words: Words) -> Iterator[StateMention]:
    here = 0
    while here < len(words):
        end = _body_end(words, here) if words.capital(here) else here
        if end == here:
            here += 1
            continue
        name = words.surface(here, end).lower()
        if not is_place(words, here, end):
            before = words.geo_at.get(here - 1 - (words.word(here - 1) in APOSTROPHES))
            if before and before.kind in ("country", "demonym") and name not in INTERNATIONAL:
                yield StateMention(before.start, end, end - 1, before.country, words.surface(before.start, end))
            elif name in INTERNATIONAL:
                yield StateMention(here, end, end - 1, None, INTERNATIONAL[name])
            elif not (here and words.capital(here - 1) and words.pos[here - 1] == "PROPN"):
                unknown = name in SEATS_OF_MANY and here not in words.geo_at
                country = None if unknown else BODIES[name]
                yield StateMention(here, end, end - 1, country, words.surface(here, end))
        here = end


def bodies_of_states(words: Words) -> dict[int, str]:
    """The bodies of several states that a sentence names, as a place too, by each of their words."""
    found: dict[int, str] = {}
    here = 0
    while here < len(words):
        end = _body_end(words, here) if words.capital(here) else here
        name = INTERNATIONAL.get(words.surface(here, end).lower())
        if name is not None:
            found |= dict.fromkeys(range(here, end), name)
        here = max(end, here + 1)
    return found


_BEGIN_BODIES = frozenset(name[:end] for name in (*BODIES, *INTERNATIONAL) for end in range(1, len(name) + 1))
"""What a body's name may begin with."""


def _body_end(words: Words, here: int) -> int:
    if words.text[here].lower() not in _BEGIN_BODIES:
        return here
    for end in range(min(len(words), here + _BODY_LONGEST), here, -1):
        if not words.capital(end - 1) and not words.text[end - 1].isdigit():
            continue
        name = words.surface(here, end)
        low = name.lower()
        if (low in BODIES or low in INTERNATIONAL) and (len(name) > 4 or not name[1:].islower()):
            follows = words.capital(end) and words.pos[end] == "PROPN" and words.low[end] not in PART
            return here if follows and end - here == 1 and words.label_at.get(end) == "ORG" else end
    return here


def _administrations(words: Words) -> Iterator[StateMention]:
    for here, word in enumerate(words.low):
        if word == "administration" and words.pos[here - 1] == "PROPN" and here - 1 not in words.geo_at and here:
            yield StateMention(here - 1, here + 1, here, ADMINISTRATION)


def _states(words: Words) -> Iterator[StateMention]:
    for geo in words.geos:
        body = _body_of(words, geo)
        if body:
            yield body
        elif geo.kind == "demonym":
            if _acting_people(words, geo) or _linked(words, geo):
                yield StateMention(geo.start, geo.end, geo.end - 1, geo.country)
        elif geo.kind == "town" or _part_of_name(words, geo) or is_place(words, geo.start, geo.end, geo.kind):
            continue
        elif geo.kind == "seat":
            yield StateMention(
                geo.start,
                geo.end,
                geo.end - 1,
                geo.country,
                words.surface(geo.start + (words.low[geo.start] == "the"), geo.end),
            )
        else:
            name = words.surface(geo.start, geo.end).lower()
            if name in INTERNATIONAL:
                yield StateMention(geo.start, geo.end, geo.end - 1, None, INTERNATIONAL[name])
            else:
                yield StateMention(geo.start, geo.end, geo.end - 1, geo.country)


def _body_of(words: Words, geo: Geo) -> StateMention | None:
    """ "the Israeli government" is the state, "Iran's Foreign Ministry" a body of it."""
    if geo.kind in ("town", "seat"):
        return None
    here, steps = geo.end, 0
    owned = words.word(here) in APOSTROPHES
    if geo.kind == "capital" and not owned:
        return None
    here += owned
    while here < len(words) and steps < 5:
        word, steps = words.low[here], steps + 1
        two = f"{word} {words.word(here + 1)}"
        if two in BODY_HEADS:
            return StateMention(geo.start, here + 2, here + 1, geo.country, words.surface(geo.start, here + 2))
        last = words.word(here + 1) not in BODY_HEADS and words.word(here + 1) not in STATE_HEADS
        if word in STATE_HEADS and last and words.pos[here] in ("NOUN", "PROPN"):
            return StateMention(geo.start, here + 1, here, geo.country)
        if word in BODY_HEADS and last and words.pos[here] in ("NOUN", "PROPN"):
            if words.pos[here + 1 : here + 2] == ("NOUN",) and words.dep[here] == "compound":
                return None
            return StateMention(geo.start, here + 1, here, geo.country, words.surface(geo.start, here + 1))
        modifier = words.pos[here] in ("ADJ", "NOUN", "PROPN") and words.dep[here] in ("amod", "compound", "nmod")
        if not modifier and word not in PART:
            return None
        if here in words.geo_at:
            return None
        here += 1
    return None


def _acting_people(words: Words, geo: Geo) -> bool:
    """ "the Iranians", where they act or are met; not "many Iranians", not "an Iranian"."""
    head = geo.end - 1
    if words.pos[head] not in ("NOUN", "PROPN") or not words.low[head].endswith(("s", "ese", "ish", "ch")):
        return False
    return words.word(geo.start - 1) == "the" and words.dep[head] in ("nsubj", "nsubjpass", "dobj", "pobj", "conj")


def _linked(words: Words, geo: Geo) -> bool:
    """The parts of "Russian-Turkish talks"."""
    for beside, far in ((geo.end, geo.end + 1), (geo.start - 1, geo.start - 2)):
        other = words.geo_at.get(far)
        if words.word(beside) in ("-", "–") and other and other.kind in ("demonym", "country"):
            last = words.word(max(geo.end, other.end) - 1)
            return not country_of_demonym(last.removesuffix("s").title()) or not last.endswith("s")
    return False


def _part_of_name(words: Words, geo: Geo) -> bool:
    """Whether the state's name is only a word of something else's name or of a topic ("Iran deal")."""
    for entity in words.entities:
        if entity.start <= geo.start and geo.end <= entity.end and entity.label not in ("GPE", "LOC", "NORP", "DATE"):
            inner = [
                i
                for i in range(entity.start, entity.end)
                if not geo.start <= i < geo.end and words.capital(i) and words.low[i] != "the"
            ]
            if inner and entity.label != "PERSON":
                return True
    following = words.word(geo.end)
    if following == "-" and words.glued[geo.end - 1]:
        return words.word(geo.end + 1) in _PARTICIPLES or not _linked(words, geo)
    head = geo.end - 1
    if words.dep[head] in ("compound", "amod", "nmod") and words.head[head] >= geo.end:
        upper = words.text[head].isupper() or "." in words.text[head]
        return not (_linked(words, geo) or upper or _listed(words, geo))
    return False


def _listed(words: Words, geo: Geo) -> bool:
    return words.word(geo.end) == "and" and geo.end + 1 in words.geo_at


def is_place(words: Words, start: int, end: int, kind: str = "country") -> bool:
    """Whether the name at `start`..`end` is where something is or where somebody goes, not who acts."""
    head = next((i for i in range(end - 1, start - 1, -1) if not start <= words.head[i] < end), end - 1)
    if words.word(end) in APOSTROPHES:
        owned = words.head[head]
        if kind == "capital":
            return words.lemma[owned] in TOWN_THINGS or words.low[owned] in TOWN_THINGS
        return False
    if _dateline(words, start, end):
        return True
    if kind == "capital" and words.word(end) in GOING | _EVENTS:
        return True
    dep, governor = words.dep[head], words.head[head]
    for _ in range(4):
        if dep not in ("conj", "appos") or governor == head:
            break
        if dep == "appos" and kind == "capital":
            return True
        head = governor
        dep, governor = words.dep[head], words.head[head]
    if dep in ("pobj", "pcomp"):
        return _after_preposition(words, governor, kind)
    if dep == "dobj":
        return words.lemma[governor] in GOING
    if dep in ("npadvmod", "dep", "ROOT", "appos", "nmod"):
        return kind in ("capital", "seat") or words.low[start - 1 : start] == (",",)
    if dep in ("compound", "amod"):
        return kind in ("capital", "seat") and not words.glued[end - 1]
    if kind == "capital" and dep == "attr":
        return True
    return kind == "capital" and dep in ("nsubj", "nsubjpass") and words.lemma[governor] in ("be", "host", "lie")


def _after_preposition(words: Words, preposition: int, kind: str) -> bool:
    word = words.low[preposition]
    if word in PLACE_PREPOSITIONS:
        return True
    governor = words.head[preposition]
    if word in ("to", "from", "for", "toward", "towards", "out"):
        if kind == "capital" and word in ("to", "from"):
            return words.lemma[governor] not in ("pressure", "message", "support", "concession", "threat")
        return words.lemma[governor] in GOING or words.low[governor] in GOING
    if word == "of":
        going = words.lemma[governor] in GOING or words.lemma[governor] in ("capital", "city", "town", "north", "south")
        return going or kind == "capital" or words.lemma[governor] in ("part", "rest", "east", "west", "map", "outside")
    return kind == "capital" and word in ("on", "by") and words.lemma[governor] in GOING


def _dateline(words: Words, start: int, end: int) -> bool:
    """ "MOSCOW (AP) —", "Tehran, Iran –": a town at the head of the first sentence of a paragraph."""
    if start > 4 or words.sentence.span.start > 1:
        return False
    return any(
        words.text[i] in ("—", "–", "--", "-") and not words.glued[i] for i in range(end, min(end + 9, len(words)))
    )


def _entities(words: Words) -> Iterator[StateMention]:
    """Other bodies that act in the sentence: subjects, agents, and those after "according to"."""
    for entity in words.entities:
        if entity.label != "ORG" or not words.capital(entity.end - 1):
            continue
        start = entity.start + (words.low[entity.start] in ("the", "a", "an"))
        end = entity.end - (words.low[entity.end - 1] in APOSTROPHES)
        if end <= start or any(i in words.geo_at and words.geo_at[i].kind == "country" for i in (end - 1,)):
            continue
        town = words.geo_at.get(start)
        if town is not None and town.kind in ("capital", "town") and (town.start, town.end) == (start, end):
            continue  # "goes to Lusaka", which the parse takes for a body
        head = next((i for i in range(end - 1, start - 1, -1) if not start <= words.head[i] < end), end - 1)
        while words.dep[head] == "conj" and words.head[head] != head:
            head = words.head[head]
        governor = words.head[head]
        told = words.dep[head] == "pobj" and words.low[governor] in ("to", "by", "with")
        if words.dep[head] in _ACTING or told:
            yield StateMention(start, end, end - 1, None, words.surface(start, end))
