"""Any order, any batch: the same events, and every id that was ever shown leads to its claim's event."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from stories import told, visit
from test_order import readings

from communique.flow import settle
from communique.model import Event, Reading
from communique.record import Record

Shown = dict[str, frozenset[str]]
"""What stood under each id when it was shown last."""


def _add(record: Record, batch: Sequence[Reading]) -> None:
    for one in batch:
        record.add(one)
    settle(record)


def _batches(order: Sequence[Reading], chance: random.Random) -> Iterator[Sequence[Reading]]:
    begun = 0
    while begun < len(order):
        size = chance.randint(1, len(order) - begun)
        yield order[begun : begun + size]
        begun += size


def _claims(event: Event) -> frozenset[str]:
    return frozenset(event.claims)


def _within(told_readings: Sequence[Reading]) -> list[Reading]:
    """Readings that a record takes: texts that hold their claims, which name only claims of their own report."""
    from dataclasses import replace

    fit = []
    for one in map(told, told_readings):
        ids = {c.id for c in one.claims}
        claims = tuple(replace(c, within=c.within if c.within in ids else None) for c in one.claims)
        fit.append(replace(one, claims=claims))
    return fit


@settings(max_examples=50)
@given(readings(), st.randoms(use_true_random=False))
def test_any_order_and_batch_gives_the_same_events_found_by_each_others_ids(
    made: list[Reading], chance: random.Random
) -> None:
    order = _within(made)
    with Record() as straight, Record() as record:
        _add(straight, order)
        chance.shuffle(order)
        for batch in _batches(order, chance):
            _add(record, batch)
        assert {_claims(e) for e in record.events} == {_claims(e) for e in straight.events}
        for here, there in ((straight, record), (record, straight)):
            assert all(_claims(there.event(e.id)) == _claims(e) for e in here.events)
            assert all(there.actor(a.id).members == a.members for a in here.actors)


@settings(max_examples=50)
@given(readings(), st.randoms(use_true_random=False))
def test_no_id_is_lost_and_one_that_only_grows_stays(made: list[Reading], chance: random.Random) -> None:
    order = _within(made)
    chance.shuffle(order)
    shown: Shown = {}
    first: dict[str, int] = {}
    with Record() as record:
        for number, batch in enumerate(_batches(order, chance)):
            before = {e.id: _claims(e) for e in record.events}
            _add(record, batch)
            now = {e.id: _claims(e) for e in record.events}
            for key, claims in before.items():
                holding = [e for e, c in now.items() if claims <= c]
                if holding and sum(1 for other in before.values() if other & now[holding[0]]) == 1:
                    assert holding == [key]  # it only grew
            for key in now:
                first.setdefault(key, number)
            shown |= now
            for key in shown:
                found = _found(record, key)
                assert found is None or _claims(found) & shown[key], key
                if found is not None and found.id != key:
                    assert first[found.id] <= first[key]  # of two ids the older stays
            assert _unmoved(record)


def _found(record: Record, key: str) -> Event | None:
    """The event that an id leads to; None where its claim tells of none any more (a journey now known to be home)."""
    from communique.record import UnknownIdError

    try:
        return record.event(key)
    except UnknownIdError:
        (founder,) = record._connection.execute("SELECT founder FROM shown_ids WHERE id = ?", (key,)).fetchone()
        assert founder not in record.event_of
        return None


def _unmoved(record: Record) -> bool:
    """Whether the record's own table says the same of what has moved as its door does."""
    rows = record._connection.execute("SELECT old, now FROM moved_ids").fetchall()
    events = {e.id for e in record.events}
    return all(record.event(old).id == now for old, now in rows if now in events)


def test_an_older_report_that_comes_late_moves_no_id() -> None:
    with Record() as record:
        _add(record, [told(visit("r5", "2021-05-05", date="2021-05-03"))])
        (shown,) = (v.id for v in record.visits)
        for late in ("r4", "r3", "r2"):
            _add(record, [told(visit(late, f"2021-05-0{late[1]}", date="2021-05-03"))])
            assert [v.id for v in record.visits] == [shown]
        settle(record, again=True)
        assert [v.id for v in record.visits] == [shown]
        assert record.visits[0].reports == 4


def test_the_older_of_two_that_prove_one_stays_and_the_other_leads_to_it() -> None:
    first = told(visit("r9", "2021-05-10", date="2021-05-09"))
    second = told(visit("r1", "2021-05-04", date="2021-05-03"))
    between = [told(visit(f"r{n}", f"2021-05-0{n}", date=f"2021-05-0{n}")) for n in (5, 7)]
    with Record() as record, Record() as other:
        _add(record, [first])
        (shown,) = (v.id for v in record.visits)
        _add(record, [second])
        (later,) = (v.id for v in record.visits if v.id != shown)
        _add(record, between)
        (event,) = record.visits
        assert event.id == shown
        assert record.event(later) == event
        explained = record.explain(later)
        assert (explained.id, explained.asked) == (shown, later)
        assert record._connection.execute("SELECT old, now FROM moved_ids").fetchall() == [(later, shown)]
        _add(other, [first, second, *between])
        assert other.visits[0].id == later  # read in one go, the oldest claim gives the id
        assert other.event(shown).claims == event.claims


def test_reports_that_come_in_the_order_of_their_days_have_the_ids_of_one_go() -> None:
    days = [visit(f"r{n}", f"2021-05-{n:02}", date="2021-05-03") for n in (3, 4, 5)]
    days += [visit(f"s{n}", f"2021-08-{n:02}", date="2021-08-03") for n in (3, 4, 5)]
    with Record() as record, Record() as straight:
        for one in days:
            _add(record, [told(one)])
        _add(straight, [told(one) for one in days[::-1]])
        assert [e.id for e in record.events] == [e.id for e in straight.events]
        assert [a.id for a in record.actors] == [a.id for a in straight.actors]
