"""Persons from a table that the user gave: their mentions are one person, with its item in Wikidata.

Invariant: without a table nothing changes; a mention goes to a known person only if one alone fits its name
and state; and what a report says of a person's state is not overruled.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from communique.claims.places import country_named, names_of
from communique.events.names import blocks, fold, longer_form, person_name, same_person_name
from communique.events.people import Seen, majority
from communique.model import KnownPerson

COLUMNS = ("name", "names", "wikidata", "country", "office")
"""What a table may have: `name` it must; several `names` are parted by semicolons."""

_MOST_BYTES = 50_000_000


def read_people(path: Path) -> tuple[KnownPerson, ...]:
    """The persons of a CSV table (commas, semicolons or tabs) with a head of `COLUMNS`.

    A country is a name or an ISO 3166-1 alpha-3 code. Raises ValueError, which names the row and says what is
    wrong with it, and OSError.
    """
    if path.stat().st_size > _MOST_BYTES:
        raise ValueError(f"{path} is larger than {_MOST_BYTES // 1_000_000} MB; give a table of the persons you need")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"{path} is not UTF-8; save it so") from None
    head = text.partition("\n")[0]
    mark = max(",;\t", key=head.count)
    rows = csv.DictReader(text.splitlines(), delimiter=mark)
    if "name" not in (rows.fieldnames or ()):
        raise ValueError(f"{path} has no column `name`; its first row must name its columns: {', '.join(COLUMNS)}")
    return tuple(_person(path, number, row) for number, row in enumerate(rows, 2))


def _person(path: Path, number: int, row: dict[str, str | None]) -> KnownPerson:
    given = {column: (row.get(column) or "").strip() for column in COLUMNS}
    if not given["name"]:
        raise ValueError(f"{path}, row {number}: there is no name")
    country = _code(given["country"])
    if given["country"] and country is None:
        raise ValueError(f"{path}, row {number}: {given['country']!r} is no state; write its name, or three letters")
    wikidata = given["wikidata"].rpartition("/")[2]
    if wikidata and not (wikidata[0] == "Q" and wikidata[1:].isdigit()):
        raise ValueError(f"{path}, row {number}: {given['wikidata']!r} is no item of Wikidata, as Q7747 is")
    names = tuple(name for part in given["names"].split(";") if (name := part.strip()))
    return KnownPerson(given["name"], names, wikidata or None, country, given["office"] or None)


def _code(country: str) -> str | None:
    if len(country) == 3 and names_of(country.upper()):
        return country.upper()
    return country_named(country) if country else None


Known = dict[str, KnownPerson]
"""The known person of each mention, by the mention's key."""


def as_known(groups: Sequence[list[Seen]], people: Sequence[KnownPerson]) -> tuple[list[list[Seen]], Known]:
    """The groups of mentions, those of one known person put together; and whom each mention is of."""
    if not people:
        return list(groups), {}
    table = _Table(people)
    home: dict[int, int] = {}
    kept: list[list[Seen]] = []
    known: Known = {}
    for group in groups:
        number = table.find(group)
        if number is not None:
            known.update((s.actor.key, people[number]) for s in group)
            if number in home:
                kept[home[number]] += group
                continue
            home[number] = len(kept)
        kept.append(list(group))
    return kept, known


class _Table:
    """The known persons by the blocks that their names stand in."""

    def __init__(self, people: Sequence[KnownPerson]) -> None:
        self.people = people
        self.by_block: defaultdict[str, list[int]] = defaultdict(list)
        self.by_surname: defaultdict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(people):
            for name in (one.name, *one.names):
                self.by_surname[person_name(name).surname].append(number)
                for block in set(blocks(name)):
                    self.by_block[block].append(number)

    def find(self, group: Sequence[Seen]) -> int | None:
        """The number of the one known person whose name and state a group's are; None of several."""
        country = majority(Counter(s.actor.country for s in group if s.actor.country))
        names = sorted({s.actor.name for s in group if not person_name(s.actor.name).bare})
        if names:
            found = {n for name in names for b in blocks(name) for n in self.by_block[b] if self._is(name, n)}
        else:
            found = self._holders(group)
        fitting = [n for n in sorted(found) if country in (None, self.people[n].country) or not self.people[n].country]
        if len(fitting) > 1:
            fitting = [n for n in fitting if self._holds(group, n)]
        return fitting[0] if len(fitting) == 1 else None

    def _is(self, name: str, number: int) -> bool:
        one = self.people[number]
        return any(
            fold(name) == fold(known) or same_person_name(name, known) or longer_form(name, known)
            for known in (one.name, *one.names)
        )

    def _holders(self, group: Sequence[Seen]) -> set[int]:
        """For a bare surname: those of that surname whose office and state the mentions show."""
        named = {person_name(s.actor.name).surname for s in group}
        return {n for word in named for n in self.by_surname[word] if self.people[n].country and self._holds(group, n)}

    def _holds(self, group: Iterable[Seen], number: int) -> bool:
        office = fold(self.people[number].office or "")
        return bool(office) and any(fold(o.title) == office for s in group for o in s.actor.offices)
