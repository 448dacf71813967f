"""What an office is of or for: "of Iran, Russia and Turkey", "for magic affairs", "of the National Bank".

Invariant: a complement ends before a person's name, before a verb and where a state's name goes on as a body's.
"""

from __future__ import annotations

from communique.claims.lexicon import (
    APOSTROPHES,
    BODIES,
    BODY_HEADS,
    CALENDAR_WORDS,
    FIELDS,
    HEADS,
    INTERNATIONAL,
    PART,
    THINGS,
)
from communique.claims.naming import looks_like_thing, name_end
from communique.claims.words import Geo, Words

MODIFIER_POS = frozenset({"NOUN", "PROPN", "ADJ"})
_OF_TOWNS = frozenset({"mayor", "governor", "chairman", "chairwoman", "chairperson", "head", "chief", "ruler", "emir"})
_OF_FIELDS = frozenset({"minister", "ministers", "secretary", "undersecretary"})
_TARGETS = frozenset({"ambassador", "envoy", "adviser", "advisor", "negotiator", "representative", "aide", "delegate"})


def complement_of(words: Words, end: int, noun: str) -> tuple[int, list[str], tuple[str, ...], bool]:
    """What the office is of or for: where it ends, its words, the states it names, whether it is a body's."""
    parts: list[str] = []
    countries: list[str] = []
    organization = False
    if noun == "counterpart" and words.word(end) == "from":
        return (*_from_states(words, end, countries), tuple(countries), False)
    while words.word(end) in ("of", "for", "to", "at", "with") and len(parts) < 12:
        link, here = words.low[end], end + 1
        if link == "to" and HEADS.get(noun) == "top":
            break  # "the first visit by a president to Chile"
        at_body = here + (words.word(here) in ("the", "a"))
        if link in ("at", "with"):
            own = BODIES.get(" ".join(words.low[at_body : _run(words, at_body)]))
            countries.extend([own] if own else [])
            organization = organization or (not own and (words.capital(here) or words.capital(here + 1)))
            break
        here = at_body
        geo = words.geo_at.get(here)
        stands = geo and geo.start == here and not _inside_body(words, geo)
        if geo and stands and (geo.kind == "country" or (geo.kind == "capital" and link == "to")):
            if not _closed(words, geo.end):
                stop = _run(words, geo.end + 1) if link == "of" and words.word(geo.end) in APOSTROPHES else 0
                if words.text[geo.end + 1].islower() and words.word(stop + 1) == "," and words.capital(stop + 2):
                    stop += words.capital(
                        stop
                    )  # the name of the body that the lower-case words before it tell the sort of
                plain = stop > geo.end + 2 and HEADS.get(noun) == "body"  # "head of Peru's port authority Callao Sur"
                if stop > geo.end + 1 and (words.capital(geo.end + 1) or plain):
                    countries.append(geo.country)
                    parts.extend([link, "the", *words.low[geo.end + 1 : stop]])
                    end = stop
                break
            end = geo.end
            if link == "of":
                countries.append(geo.country)
                end = _more_states(words, end, countries)
                if noun in _TARGETS and words.word(end) == "to":
                    continue  # "Ambassador of Egypt to India X"
                break
            parts.extend([link, *words.text[here:end]])
            continue
        if geo and stands and link == "of" and noun in _OF_TOWNS and geo.kind in ("capital", "town"):
            parts.extend([link, *words.low[here : geo.end]])
            countries.append(geo.country)
            end = geo.end
            break
        stop = _run(words, here, noun in _OF_FIELDS)
        stop = _fields(words, stop) if noun in _OF_FIELDS else stop
        if link != "of" and stop > here and words.low[stop - 1] in HEADS and name_end(words, stop) > stop:
            break  # "adviser to Prime Minister X": the second office is another's
        if stop == here or (
            link in ("for", "to") and noun not in _TARGETS and HEADS.get(noun) not in ("state", "body")
        ):
            break
        countries.extend(g.country for g in words.geos if here <= g.start < stop and g.kind in ("demonym", "seat"))
        name = " ".join(words.low[here:stop])
        if name in INTERNATIONAL:
            organization = organization or link != "to"  # who is sent to a body is not the body's
        elif name in BODIES and not countries:
            countries.append(BODIES[name])
        parts.extend([link, *(("the",) if words.low[here - 1] == "the" else ()), *words.low[here:stop]])
        end = stop
    return end, parts, tuple(countries), organization


def _from_states(words: Words, end: int, countries: list[str]) -> tuple[int, list[str]]:
    """Whose counterparts: "from Peru and Chile", "from NATO allies Norway and Denmark"; where the states end."""
    here = end + 1
    while (
        here < end + 4 and here not in words.geo_at and (words.capital(here) or words.word(here) in ("the", "allies"))
    ):
        here += 1
    geo = words.geo_at.get(here)
    if geo is None or geo.kind != "country":
        return end, []
    countries.append(geo.country)
    return _more_states(words, geo.end, countries), []


def _inside_body(words: Words, geo: Geo) -> bool:
    """Whether a state's name begins the name of a body ("the UK Independence Party")."""
    return words.capital(geo.end) and any(
        e.label == "ORG" and e.start <= geo.start and geo.end < e.end and looks_like_thing(words, geo.end, e.end)
        for e in words.entities
    )


def _closed(words: Words, end: int) -> bool:
    """Whether a state's name ends there, and does not go on as a body's ("Bank of China Ltd", "Iran's army")."""
    return words.word(end) not in APOSTROPHES and not (words.word(end) == "-" and words.glued[end - 1])


def _more_states(words: Words, end: int, countries: list[str]) -> int:
    """Go on over "of Iran, Russia and Turkey"."""
    here = end
    while words.word(here) in (",", "and"):
        here += 1
        if words.word(here) in ("and", "the"):
            here += 1
        geo = words.geo_at.get(here)
        if not geo or geo.kind != "country" or geo.start != here or not _closed(words, geo.end):
            break
        countries.append(geo.country)
        here = end = geo.end
    return end


def _two_names(words: Words, here: int) -> bool:
    """Whether two capitals or more that are part of no title stand here, with no "of" after them."""
    end = here
    if words.low[here] in FIELDS:
        return False
    while words.capital(end) and words.low[end] not in PART | THINGS and words.low[end] not in HEADS:
        end += 1
    return end - here > 1 and words.word(end) != "of"


def _run(words: Words, here: int, fields: bool = False) -> int:
    """Where the nouns that begin at `here` end; a person's name ends them. `fields` are those of a minister."""
    start, known = here, FIELDS if fields else PART
    while here < len(words) and here - start < 8:
        geo = words.geo_at.get(here)
        if geo and geo.kind == "country" and here > start and words.word(here - 1) != "of":
            break
        if words.label_at.get(here) == "PERSON" and words.low[here] not in known and geo is None:
            break
        if fields and here > start and words.low[here - 1] in known and _two_names(words, here):
            break  # "Minister of Transport Jassim Al Kaabi", whatever body the parser makes of it
        if (
            words.low[here] == "and"
            and here > start
            and {words.label_at.get(here - 1), words.label_at.get(here + 1)} == {"LOC"}
        ):
            here = start = here + 1
            continue
        joins = words.low[here] in ("and", "&") and here > start
        short = joins and words.surface(here + 1, here + 2).isupper() and len(words.word(here + 1)) in range(2, 6)
        joins = (
            joins
            and (words.word(here + 1) in known or short or _up_to_state(words, here))
            and not _to_office(words, here + 1)
        )
        if not (words.pos[here] in MODIFIER_POS or words.low[here] in known or joins):
            break
        if words.low[here] in CALENDAR_WORDS:
            break
        inside = words.low[here] in known or _one_entity(words, start, here) or _up_to_state(words, here)
        inside = inside or _up_to_affairs(words, here) or _named_body(words, start, here)
        inside = inside or (words.low[here - 1] in ("and", "&") and words.text[here].isupper())  # "Science and ICT"
        inside = inside or (words.low[here] in THINGS and words.low[here - 1] in PART)  # "the Islamic Revolution"
        inside = inside or (here > start and geo is not None and words.geo_at.get(here - 1) is geo)
        if words.low[here - 1] == "affairs" and words.low[here] not in known | THINGS and words.word(here + 1) != "of":
            inside = False  # "Minister of State for External Affairs Juan Soto"
        if words.low[here - 1] in BODY_HEADS and words.low[here] not in THINGS | PART:
            inside = False  # "chairman of the National Assembly Juan Soto"
        if here > start and words.capital(here) and not inside:
            break
        here += 1
    return here


def _to_office(words: Words, here: int) -> bool:
    """Whether words of a title go on to another office: "Head of State and | First Lady X"."""
    while here < len(words) and (words.low[here] in PART or words.low[here] == "-") and words.low[here] not in HEADS:
        here += 1
    return words.word(here) in HEADS and words.capital(here)


def _fields(words: Words, stop: int) -> int:
    """Where the fields of a minister's office end: "Minister of Development, Trade and Agriculture X"."""
    here = stop
    while words.word(here) == "," and words.capital(here + 1) and words.low[here + 1] in FIELDS:
        here += 1
        while here < len(words) and (words.low[here] in FIELDS or words.low[here] in ("and", "&")):
            if words.low[here] in HEADS:
                return stop
            here += 1
        if words.low[here - 1] in ("and", "&"):
            return stop
        if {"and", "&"} & set(words.low[stop:here]):
            return stop if words.word(here) in HEADS else here
    return stop


def _named_body(words: Words, start: int, here: int) -> bool:
    """Whether capitals after "the" name a body, up to the comma before its head's name: "of the Milli Majlis, X"."""
    if words.word(start - 1) != "the" or words.low[start] in PART:
        return False
    while words.capital(here) and words.low[here] not in HEADS:
        here += 1
    return words.word(here) == "," and words.capital(here + 1) and words.low[here + 1] not in HEADS


def _up_to_state(words: Words, here: int) -> bool:
    """Whether capitals go on as a body's name up to whose it is ("the Presidential | Press Department of Peru")."""
    for ahead in range(here, min(here + 8, len(words))):
        if words.low[ahead] == "of":
            geo = words.geo_at.get(ahead + 1 + (words.word(ahead + 1) == "the"))
            return geo is not None and geo.kind == "country" and words.low[ahead - 1] in BODY_HEADS | PART
        plain = words.low[ahead] in HEADS or words.label_at.get(ahead) == "PERSON"
        if plain or not (words.capital(ahead) or words.low[ahead] in ("and", "&", "for")):
            return False
    return False


def _up_to_affairs(words: Words, here: int) -> bool:
    """Whether capitals go on as the name of a field ("for Near | Eastern affairs"), and not as somebody's."""
    while here < len(words) and (words.capital(here) or words.low[here] in ("and", "&")):
        if words.low[here] == "affairs":
            return True
        here += 1
    return words.word(here) == "affairs"


def _one_entity(words: Words, start: int, here: int) -> bool:
    return words.text[start].islower() or any(e.start <= start and here < e.end for e in words.entities)


def second_style(words: Words, end: int) -> int:
    """Where a monarch's second style ends, before whose state it is: "the Sultan and Yang Di-Pertuan | of P"."""
    stop = end + 1
    while words.capital(stop) or (words.word(stop) == "-" and stop > end + 1):
        stop += 1
    geo = words.geo_at.get(stop + 1)
    styled = end + 1 < stop <= end + _STYLE and not any(word in HEADS for word in words.low[end + 1 : stop])
    return stop if styled and words.word(stop) == "of" and geo is not None and geo.kind == "country" else end


_STYLE = 6
