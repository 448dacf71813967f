"""Looking into a record a piece at a time: the same things as the whole record holds, one state at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

import made
from communique.record import Catalogue, Record, UnknownIdError


def test_a_look_finds_what_the_record_holds(story: Path) -> None:
    with Record(story) as record, Catalogue(story).look() as look:
        for event in record.events:
            assert look.event(event.id) == event
            claims = look.claims(event.claims)
            assert list(claims.values()) == [record.claim(key) for key in claims]
            assert set(claims) == set(event.claims)
        for report in record.reports:
            assert look.report(report.id) == report
        assert look.actors([actor.id for actor in record.actors]) == {actor.id: actor for actor in record.actors}
        for agreement in record.agreements:
            assert look.agreement(agreement.id) == agreement


def test_what_belongs_to_an_event(story: Path) -> None:
    with Catalogue(story).look() as look:
        assert [event.id for event in look.inside("visit-1")] == ["meeting-1"]
        assert [quotation.text for quotation in look.quotations_at("visit-1")] == ["The sea joins us,"]
        assert [agreement.id for agreement in look.agreements_at("meeting-1")] == ["pact-1"]
        assert [claim.id for claim in look.claims_in("bbb2")] == ["bbb2:0", "bbb2:p", "bbb2:1"]
        assert look.event_of(["bbb2:1", "nothing"]) == {"bbb2:1": "visit-1"}


@pytest.mark.parametrize("what", ["event", "report", "actor", "agreement"])
def test_what_is_not_there_is_said(story: Path, what: str) -> None:
    with Catalogue(story).look() as look, pytest.raises(UnknownIdError, match=f"no {what} nothing"):
        getattr(look, what)("nothing")


def test_a_look_stays_as_it_was_beside_a_writer_and_the_next_sees_what_was_written(story: Path) -> None:
    catalogue = Catalogue(story)
    with catalogue.look() as look:
        before = look.state
        with Record(story, writing=True) as record:
            record.settle(made.replaced(made.findings(), events=(), event_of={}, agreements=(), quotations=()))
        assert look.event("visit-1").label
        assert look.state == before
    with catalogue.look() as look, pytest.raises(UnknownIdError):
        look.event("visit-1")


def test_a_record_put_in_the_place_of_another_is_seen(story: Path, tmp_path: Path) -> None:
    catalogue = Catalogue(story)
    with catalogue.look() as look:
        assert look.event("visit-1")
    with Record(tmp_path / "other.record", writing=True) as other:
        other.settle(made.replaced(made.findings(), events=(), event_of={}, agreements=(), quotations=()))
    (tmp_path / "other.record").replace(story)
    with catalogue.look() as look, pytest.raises(UnknownIdError):
        look.event("visit-1")
