"""What stands in memory once after readings were taken out of a record, and that they are what was put in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from test_order import readings as some_readings
from test_order import standing

from communique.model import Reading
from communique.record import Record


@given(some_readings())
def test_readings_come_back_as_they_were_put_in(told: list[Reading]) -> None:
    put = [standing(one) for one in told]
    with Record() as record:
        for one in put:
            record.add(one)
        assert record.readings() == tuple(sorted(put, key=lambda one: one.report.id))


@given(some_readings(), st.data())
def test_what_two_readings_say_alike_stands_in_memory_once(told: list[Reading], data: st.DataObject) -> None:
    with Record() as record:
        for one in told:
            record.add(standing(one))
        found = record.readings()
    one, other = data.draw(st.sampled_from(found)), data.draw(st.sampled_from(found))
    for mine in one.actors:
        for theirs in other.actors:
            assert mine.name is theirs.name or mine.name != theirs.name
            assert mine.offices is theirs.offices or mine.offices != theirs.offices
    keys = {actor.key: actor.key for actor in one.actors}
    assert all(part.actor is keys[part.actor] for claim in one.claims for part in claim.participants)
