"""Which state a name means: countries, demonyms, capitals, seats of government, cities, venues.

Invariant: every answer is an ISO 3166-1 alpha-3 code (XKX for Kosovo) that stands in
`data/countries.tsv`, or None; the same name always gives the same answer. Nothing here knows a
sentence: a name that may be a place or its state ("Moscow") gets both answers from two functions,
and the caller's grammar chooses.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

SeatKind = Literal["seat", "body", "house"]

_SHORTEST_WORD = 2
_LONGEST_NAME = 120
_AREAS = re.compile(
    r"^(?:(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)(?:ern)?|central|downtown|greater|"
    r"mainland|upper|lower|eastern|rebel-held|government-held|occupied|war-torn|neighbou?ring|nearby|near)[ -]+",
    re.IGNORECASE,
)
_KINDS = re.compile(
    r"(?: (?:international airport|airport|air base|airbase|province|region|city hall|city|state|governorate|oblast|"
    r"district|prefecture|suburbs?|area|islands?|peninsula))$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Names:
    """Names by key, and the abbreviations that must be written exactly so."""

    words: dict[str, str] = field(default_factory=dict)
    exact: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, value: str, *, over: bool = False) -> None:
        name = _bare(name)
        table, key = (self.exact, name) if _is_short(name) else (self.words, _key(name))
        if over or key not in table:
            table[key] = value
        if not _is_short(name) and name[0].islower():
            self.exact.setdefault(name, value)

    def drop(self, name: str) -> None:
        self.words.pop(_key(_bare(name)), None)

    def get(self, name: str) -> str | None:
        bare = _bare(name)
        if bare in self.exact:
            return self.exact[bare]
        if not bare or len(bare) > _LONGEST_NAME or not bare[0].isupper():
            return None
        return self.words.get(_key(bare))


@dataclass(frozen=True, slots=True)
class _Tables:
    countries: _Names
    demonyms: _Names
    metonyms: _Names
    capitals: _Names
    seats: _Names
    cities: _Names
    parts: _Names
    shorts: _Names
    regions: _Names
    names: dict[str, tuple[str, ...]]
    adjectives: dict[str, str]
    seat_kinds: dict[str, SeatKind]


def country_named(name: str) -> str | None:
    """The state of a country's name, official or former name, or abbreviation: "U.K.", "Burma", "the Holy See".

    Case counts: "US" is a state, "us" is not; a leading "the" and a trailing "'s" do not.
    """
    return _tables().countries.get(name)


def country_of_demonym(word: str) -> str | None:
    """The state of an adjective or of its people: "Iranian", "Iranians", "British", "Briton", "US" before a noun."""
    return _tables().demonyms.get(word)


def country_of_capital(name: str) -> str | None:
    """The state whose government news means by its capital: "Moscow", "Kiev", "Tel Aviv", "Washington"."""
    return _tables().metonyms.get(name)


def country_of_seat(name: str) -> str | None:
    """The state of a seat, ministry, parliament, residence or hall: "Kremlin", "Pentagon", "Camp David"."""
    return _tables().seats.get(name)


def seat_kind(name: str) -> SeatKind | None:
    """Whether a seat stands for the leadership ("seat"), for one body of it ("body"), or is a house to meet in."""
    return _tables().seat_kinds.get(_key(_bare(name))) if country_of_seat(name) else None


def country_meant(name: str) -> str | None:
    """The state a name may stand for as an actor: by name, demonym, capital, or seat (no houses)."""
    return (
        country_named(name)
        or country_of_demonym(name)
        or country_of_capital(name)
        or (country_of_seat(name) if seat_kind(name) != "house" else None)
    )


@lru_cache(maxsize=20_000)
def country_of_place(name: str) -> str | None:
    """The state in which any place lies: country, capital, part of a country, city, venue; None for regions.

    "Paris, Texas" and "Birmingham, Alabama" lie where the part after the comma says; "southern
    Lebanon" and "Jeddah airport" where the plain name does. Territories answer with their own code.
    """
    tables = _tables()
    found = _place(tables, name)
    if found or region_named(name):
        return found
    if "," in name:
        town, rest = name.split(",", 1)
        read = place_in_context(town, f", {rest}")
        last = country_named(rest.strip())
        return read if last is None or rest.strip() == "Georgia" else last
    plain = _KINDS.sub("", _AREAS.sub("", _bare(name)))
    return _place(tables, plain) if plain != _bare(name) and not region_named(plain) else None


def place_in_context(name: str, text_after: str) -> str | None:
    """The state of a place, read with what follows it in the text: ("Moscow", ", Idaho, on Monday") is the USA.

    `text_after` begins right after the name. A part of a country after a comma decides; a country
    does only where nothing speaks against it ("in Paris, Germany and Italy said" stays in France).
    """
    own = country_of_place(name) if "," not in name else None
    follows = re.match(r"\s?,\s*((?:[A-Z][\w.'’-]*[ ]?){1,4})", text_after[:80])
    words = follows[1].split() if follows else []
    for size in range(len(words), 0, -1):
        for word in (" ".join(words[:size]), " ".join(words[:size]).rstrip(".,")):
            if word == "Georgia":
                return own or "USA"
            holder = _tables().shorts.get(word) or _tables().parts.get(word)
            if holder:
                return holder
            if country_named(word):
                return own or country_named(word)
    return own


def is_capital(name: str) -> bool:
    """Whether the name is a capital's, metonym or not."""
    return _tables().capitals.get(name) is not None


@lru_cache(maxsize=20_000)
def has_seat_in(office: str, town: str) -> bool:
    """Whether an office is one of a body of states that has its seat in a town: ("U.N. spokesman", "New York")."""
    words = f" {office.lower()} "
    return any(f" {body} " in words for body in _body_seats().get(_key(_bare(town)), ()))


@lru_cache(maxsize=20_000)
def of_a_body_of_states(office: str) -> bool:
    """Whether an office is one of a body of states, whose holders act for no single state: "U.N. spokesman"."""
    words = f" {office.lower()} "
    return any(f" {body} " in words for bodies in _body_seats().values() for body in bodies)


@cache
def _body_seats() -> dict[str, list[str]]:
    seats: dict[str, list[str]] = {}
    for towns, bodies in _rows("body_seats.tsv"):
        for town in _list(towns):
            seats.setdefault(_key(town), []).extend(_list(bodies))
    return seats


def region_named(name: str) -> bool:
    """Whether the name is a part of the world that is no state: "Europe", "the Middle East", "West Africa"."""
    bare = _bare(name)
    return _tables().regions.get(bare) is not None or _tables().regions.get(_AREAS.sub("", bare)) is not None


def town_named(name: str) -> bool:
    """Whether the name is a capital's or another town's: "Oslo", not "the Kremlin", "Florida" or "Mar-a-Lago"."""
    tables = _tables()
    return bool(tables.capitals.get(name) or tables.cities.get(name)) and not tables.seats.get(name)


def canonical_country_name(iso3: str) -> str:
    """How communique writes a state ("Russia", "United States"); the code itself if it is not in the table."""
    return _tables().names.get(iso3, (iso3,))[0]


def names_of(iso3: str) -> tuple[str, ...]:
    """Every name of a state in the table, the canonical one first; empty for an unknown code."""
    return _tables().names.get(iso3, ())


def demonym(iso3: str) -> str:
    """The adjective of a state ("Iranian", "British"); its name where it has none of its own."""
    return _tables().adjectives.get(iso3) or canonical_country_name(iso3)


@cache
def capital_of(iso3: str) -> str | None:
    """The first-named capital of a state ("Russia" -> "Moscow"), or None for a code without one."""
    for code, _, _, capitals in _rows("countries.tsv"):
        if code == iso3 and capitals:
            return _list(capitals)[0].lstrip("~")
    return None


def countries() -> tuple[str, ...]:
    """The codes of all states and territories in the table, sorted."""
    return tuple(sorted(_tables().names))


def _place(tables: _Tables, name: str) -> str | None:
    for table in (tables.countries, tables.capitals, tables.parts, tables.cities, tables.seats):
        found = table.get(name)
        if found:
            return found
    return None


def _is_short(name: str) -> bool:
    """An abbreviation: no small letter in it, or a dot after its first letters ("Calif.")."""
    return (not any(c.islower() for c in name) and len(name) <= 8) or bool(re.fullmatch(r"[A-Z][a-z]{1,4}\.", name))


@lru_cache(maxsize=50_000)
def _bare(name: str) -> str:
    """The name without spaces around it, article, possessive mark; quotes and spaces made plain."""
    if len(name) > _LONGEST_NAME:
        return name
    bare = " ".join(name.replace("’", "'").replace("‘", "'").replace("\u00ad", "").split())
    bare = re.sub(r"^(?:the|The|THE) (?=\S)", "", bare)
    return re.sub(r"(?:'s|'S|(?<=s)')$", "", bare)


@lru_cache(maxsize=50_000)
def _key(name: str) -> str:
    """The name as the tables file it: no marks over letters, no case, hyphens as spaces, "Saint" as "st"."""
    letters = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    letters = letters.translate({0x131: "i", 0xF8: "o", 0xD8: "O", 0x142: "l", 0x141: "L", 0x2BF: "", 0x2BE: ""})
    words = re.sub(r"[-‐‑–]", " ", letters.lower().replace("’", "'")).split()
    words = [re.sub(r"^(?:saint|st\.)$", "st", word) for word in words]
    if len(words) >= _SHORTEST_WORD and words[0] == "the":
        words = words[1:]
    return " ".join(words)


def _rows(name: str) -> Iterator[list[str]]:
    text = (files("communique.claims") / "data" / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _list(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


@cache
def _tables() -> _Tables:
    tables = _Tables(
        _Names(), _Names(), _Names(), _Names(), _Names(), _Names(), _Names(), _Names(), _Names(), {}, {}, {}
    )
    for iso3, names, demonyms, capitals in _rows("countries.tsv"):
        tables.names[iso3] = tuple(_list(names))
        for name in _list(names):
            tables.countries.put(name, iso3)
        for word in _list(demonyms):
            tables.adjectives.setdefault(iso3, word.lstrip("~"))
            if not word.startswith("~"):
                tables.demonyms.put(word, iso3)
        for capital in _list(capitals):
            tables.capitals.put(capital.lstrip("~"), iso3)
            if not capital.startswith("~"):
                tables.metonyms.put(capital, iso3)
    _read_places(tables)
    for row in _rows("regions.tsv"):
        for name in _list(row[0]):
            tables.regions.put(name, name)
    return tables


def _read_places(tables: _Tables) -> None:
    for name, iso3 in _rows("cities.tsv"):
        tables.cities.put(name, iso3)
    by_kind = {"state": tables.parts, "short": tables.shorts}
    dropped: list[str] = []
    for iso3, kind, names in _rows("venues.tsv"):
        for name in _list(names):
            if iso3 == "-":
                dropped.append(name)
            else:
                by_kind.get(kind, tables.cities).put(name, iso3, over=True)
    for name in dropped:
        tables.cities.drop(name)
    for iso3, seat, names in _rows("seats.tsv"):
        for name in _list(names):
            tables.seats.put(name, iso3)
            kind_of: SeatKind = "seat" if seat == "seat" else "body" if seat == "body" else "house"
            tables.seat_kinds[_key(_bare(name))] = kind_of
