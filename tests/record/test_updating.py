"""What new reports change is what settling everything again would change, however the reports are split."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import Story
from test_order import readings, standing

from communique.events import resolve
from communique.flow import settle
from communique.model import Findings, Reading
from communique.record import Record
from communique.record.cataloguing import TABLES, make_catalogue


def _different(one: Findings, other: Findings) -> dict[str, tuple[object, object]]:
    """The parts in which findings differ."""
    parts = {f.name: (getattr(one, f.name), getattr(other, f.name)) for f in fields(Findings)}
    return {
        name: tuple(sorted(set(a) - set(b), key=str) if not isinstance(a, dict) else a for a, b in ((x, y), (y, x)))
        for name, (x, y) in parts.items()
        if x != y
    }


def _added(record: Record, batch: Sequence[Reading]) -> str | None:
    for one in batch:
        record.add(one)
    return settle(record)


def _as_stored(found: Findings) -> Findings:
    with Record() as other:
        other.settle(found)
        return other.findings()


def _sound(record: Record) -> None:
    assert record._connection.execute("PRAGMA foreign_key_check").fetchall() == []
    for index in ("reports_fts", "claims_fts"):
        record._connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")


def _catalogue(record: Record) -> dict[str, list[tuple[object, ...]]]:
    """The catalogue's rows, and the words by which its events are found, with events in the place of their numbers."""
    ask = record._connection.execute
    order = [event for (event,) in ask("SELECT event FROM timeline ORDER BY number")]
    event = dict(ask("SELECT number, event FROM timeline"))
    columns = "event, kind, status, first, last, rough, independent, disputed, score, outermost"
    found = {
        "timeline": [(*row[:-1], event[row[-1]]) for row in ask(f"SELECT {columns} FROM timeline ORDER BY number")]
    }
    for table in TABLES[:-1]:
        found[table] = sorted((*row[:-1], event[row[-1]]) for row in ask(f"SELECT * FROM {table}"))
    ask("CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab (main, events_fts, instance)")
    found["words"] = sorted((event[number], term) for term, number in ask("SELECT term, doc FROM temp.words"))
    assert len(order) == len(found["timeline"])
    return found


def _catalogued(record: Record) -> None:
    """What came and went a few events at a time is what is made from all of them."""
    standing = _catalogue(record)
    record._connection.execute("BEGIN")
    make_catalogue(record._connection, record.findings())
    anew = _catalogue(record)
    record._connection.execute("ROLLBACK")
    assert standing == anew


@settings(max_examples=150)
@given(readings(), st.randoms(use_true_random=False), st.integers(1, 3))
def test_any_split_gives_what_all_at_once_gives(told: list[Reading], chance: random.Random, cuts: int) -> None:
    order = [standing(one) for one in told]
    chance.shuffle(order)
    ends = sorted(chance.randint(1, len(order)) for _ in range(cuts))
    with Record() as record, pytest.MonkeyPatch.context() as patch:
        patch.setattr("communique.record.updating.MUCH", 0)
        begun = 0
        for end in (*ends, len(order)):
            before = record.given
            why = _added(record, order[begun:end])
            assert why is None or begun == 0
            begun = max(begun, end)
            wrong = _different(record.findings(), _as_stored(resolve(order[:begun], before)))
            assert not wrong, wrong
            _sound(record)
            _catalogued(record)


@pytest.mark.parametrize("room", [1 << 40, 16])
def test_events_that_come_to_a_full_day_find_room_in_it(monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    monkeypatch.setattr("communique.record.cataloguing._ROOM", room)
    with Record() as record:
        for number, name in enumerate(("Aas", "Berg", "Dahl", "Eide", "Foss", "Gran", "Holm", "Krog", "Lund", "Moe")):
            story = Story(f"r{number}", "2021-05-01")
            one, other = story.person(f"Anna {name}", "NOR"), story.person("Juan Soto", "CHL")
            story.claim("meeting", "happened", {one: "participant", other: "participant"}, date="2021-05-01")
            why = _added(record, [standing(story.reading())])
            assert why is None or number < 4
            _catalogued(record)
        assert len(record.events) == 10


def test_an_index_of_words_that_was_filled_at_once_grows_as_any_other() -> None:
    with Record() as record:
        story = Story("r1", "2021-05-01")
        one, other = story.person("Anna Aas", "NOR"), story.person("Juan Soto", "CHL")
        story.claim("meeting", "happened", {one: "participant", other: "participant"}, date="2021-05-01")
        assert _added(record, [standing(story.reading())]) is not None
        for index in ("reports_fts", "claims_fts", "events_fts"):
            known = dict(record._connection.execute(f"SELECT k, v FROM {index}_config"))
            assert (known["automerge"], known["crisismerge"]) == (4, 16)
