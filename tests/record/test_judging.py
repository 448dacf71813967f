"""A person's word, through the record: kept, followed by every settling, never deleted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from stories import Story, meeting, told, visit

from communique.events import resolve
from communique.model import Reading
from communique.record import JudgementError, Record, RecordError, UnknownIdError


def _settle(record: Record) -> None:
    record.settle(resolve(record.readings(), record.given))


def _add(record: Record, *readings: Reading) -> None:
    for reading in readings:
        record.add(reading)
    _settle(record)


@pytest.fixture
def record() -> Iterator[Record]:
    """Two trips of one visitor a month apart, each told twice, and a meeting."""
    with Record() as opened:
        _add(
            opened,
            told(visit("r1", "2021-05-03", date="2021-05-03")),
            told(visit("r2", "2021-05-04", date="2021-05-03")),
            told(visit("r3", "2021-06-03", date="2021-06-03")),
            told(visit("r4", "2021-06-04", date="2021-06-03")),
            told(meeting("r5", "2021-07-01", date="2021-07-01")),
        )
        yield opened


def _visits(record: Record) -> list[set[str]]:
    return sorted(({c[2:4] for c in v.claims} for v in record.visits), key=sorted)


def test_merged_events_are_one_and_stay_so_as_more_is_read(record: Record) -> None:
    first, second = (v.id for v in record.visits)
    made = record.judge("merge", [first, second], by="Ann", why="one long stay")
    assert record.unsettled
    _settle(record)
    (event,) = record.visits
    assert event.id == first
    assert record.event(second) == event
    assert [r for link in event.links for r in link.reasons if "merged by Ann" in r and "one long stay" in r]
    _add(record, told(visit("r6", "2021-05-05", date="2021-05-03")), told(visit("r7", "2021-06-05", date="2021-06-03")))
    assert _visits(record) == [{"r1", "r2", "r3", "r4", "r6", "r7"}]
    assert record.retire(made.id, by="Bo", why="no").in_force is False
    _settle(record)
    assert _visits(record) == [{"r1", "r2", "r6"}, {"r3", "r4", "r7"}]
    assert {v.id for v in record.visits} == {first, second}


def test_what_would_join_neither_part_does_not_join_what_was_merged(record: Record) -> None:
    record.judge("merge", [v.id for v in record.visits], by="Ann")
    _add(record, told(visit("r6", "2021-09-05", date="2021-09-03")))
    assert _visits(record) == [{"r1", "r2", "r3", "r4"}, {"r6"}]


def test_split_claims_are_another_event_and_stay_so(record: Record) -> None:
    event = record.visits[0]
    record.judge("split", [event.id, "c-r2-0"], by="Ann")
    _settle(record)
    assert _visits(record) == [{"r1"}, {"r2"}, {"r3", "r4"}]
    assert record.event(event.id).claims == ("c-r1-0",)
    _add(record, told(visit("r6", "2021-05-05", date="2021-05-03")))
    assert [v for v in _visits(record) if {"r1", "r2"} <= v] == []


def test_a_later_word_holds_against_an_earlier_one(record: Record) -> None:
    event = record.visits[0]
    record.judge("split", [event.id, "c-r2-0"], by="Ann")
    _settle(record)
    record.judge("merge", [v.id for v in record.visits[:2]], by="Bo")
    _settle(record)
    assert _visits(record) == [{"r1", "r2"}, {"r3", "r4"}]
    assert [j.in_force for j in record.judgements] == [True, True]


def test_what_is_rejected_tells_of_no_event_but_is_kept(record: Record) -> None:
    event = record.visits[0]
    record.judge("reject", event.id, by="Ann", why="a film")
    _settle(record)
    assert _visits(record) == [{"r3", "r4"}]
    assert record.claim("c-r1-0").text
    with pytest.raises(UnknownIdError):
        record.event(event.id)
    with pytest.raises(UnknownIdError, match="tells of nothing now"):
        record.judge("merge", [event.id, record.visits[0].id], by="Ann")
    record.judge("reject", "c-r3-0", by="Ann")
    _settle(record)
    assert _visits(record) == [{"r4"}]


def test_a_sentence_that_another_report_prints_again_is_judged_with_it(record: Record) -> None:
    words = "The Norwegian prime minister saw Chile in a dream, the novel goes."
    _add(record, told(visit("r6", "2021-08-03", date="2021-08-03", text=words)))
    (dream,) = (v for v in record.visits if v.start == "2021-08-03")
    record.judge("reject", dream.id, by="Ann")
    _add(record, told(visit("r7", "2021-08-05", date="2021-08-03", text=words)))
    assert {v.start for v in record.visits} == {"2021-05-03", "2021-06-03"}


def test_confirming_holds_one_together_and_two_apart(record: Record) -> None:
    first, second = (v.id for v in record.visits)
    record.judge("confirm", first, by="Ann")
    record.judge("confirm", [first, second], by="Ann")
    _settle(record)
    assert [v.id for v in record.visits] == [first, second]
    assert [j.verb for j in record.explain(first).judgements] == ["confirm", "confirm"]
    assert [j.verb for j in record.explain("c-r3-0").judgements] == ["confirm"]


def test_renaming_and_merging_actors(record: Record) -> None:
    other = Story("r8", "2021-05-09")
    who = other.person("Anne Fjell", "NOR", "prime minister")
    other.claim("visit", "happened", {who: "visitor"}, at=(None, "PER"), date="2021-05-09")
    _add(record, told(other.reading()))
    berg, fjell = (next(a for a in record.actors if a.name == name) for name in ("Anna Berg", "Anne Fjell"))
    record.judge("merge", [berg.id, fjell.id], by="Ann", why="one person, two spellings")
    record.judge("rename", berg.id, by="Ann", value="Anna B. Berg")
    _settle(record)
    assert record.actor(fjell.id) == record.actor(berg.id)
    assert record.name(berg.id) == "Anna B. Berg"
    assert set(record.actor(berg.id).names) == {"Anna B. Berg", "Anna Berg", "Anne Fjell"}
    assert {j.verb for j in record.explain(berg.id).judgements} == {"merge", "rename"}
    record.judge("split", [berg.id, "r8"], by="Bo")
    _settle(record)
    assert record.actor(fjell.id).members == (who,)


@pytest.mark.parametrize(
    ("verb", "targets", "value", "wrong"),
    [
        ("merge", ["visit-000000000000", "FIRST"], None, "holds no event, actor, agreement or claim visit-000"),
        ("merge", ["FIRST"], None, "needs two ids"),
        ("merge", ["FIRST", "MEETING"], None, "different kinds cannot be one"),
        ("merge", ["FIRST", "ACTOR"], None, "things of one sort"),
        ("merge", ["country-CHL", "ACTOR"], None, "different kinds"),
        ("split", ["FIRST"], None, "needs the claims"),
        ("split", ["FIRST", "c-r3-0"], None, "does not stand under"),
        ("split", ["FIRST", "c-r1-0", "c-r2-0"], None, "name only those"),
        ("rename", ["FIRST"], "Trip", "takes the id of one actor"),
        ("rename", ["ACTOR"], " ", "needs the new name"),
        ("reject", ["ACTOR"], None, "cannot be rejected"),
        ("reject", ["FIRST"], "x", "takes no new name"),
        ("confirm", ["FIRST", "SECOND", "MEETING"], None, "or two"),
        ("forget", ["FIRST"], None, "is no judgement"),
        ("reject", [], None, "needs the id"),
    ],
)
def test_what_cannot_be_judged_says_what_to_do(
    record: Record, verb: str, targets: list[str], value: str | None, wrong: str
) -> None:
    names = {
        "FIRST": record.visits[0].id,
        "SECOND": record.visits[1].id,
        "MEETING": record.meetings[0].id,
        "ACTOR": next(a.id for a in record.actors if a.name == "Anna Berg"),
    }
    with pytest.raises(RecordError, match=wrong):
        record.judge(verb, [names.get(t, t) for t in targets], by="Ann", value=value)
    assert len(record.judgements) == 0


def test_nobody_judges_twice_or_without_a_name(record: Record) -> None:
    ids = [v.id for v in record.visits]
    made = record.judge("merge", ids, by="Ann")
    with pytest.raises(JudgementError, match=r"Ann has judged so already \(judgement-1"):
        record.judge("merge", ids[::-1], by="Bo")
    with pytest.raises(JudgementError, match="say who"):
        record.judge("reject", ids[0], by=" ")
    with pytest.raises(JudgementError, match="say who"):
        record.retire(made.id, by="")
    with pytest.raises(UnknownIdError, match="lists them"):
        record.retire("judgement-9", by="Bo")
    record.retire(made.id, by="Bo")
    with pytest.raises(JudgementError, match="was retired by Bo"):
        record.retire(made.id, by="Bo")
    assert record.judge("merge", ids, by="Bo").id == "judgement-2"
    assert [row["state"] for row in record.judgements.rows()] == ["retired", "in force"]


def test_a_reader_cannot_judge(story: Path) -> None:
    with Record(story) as record, pytest.raises(RecordError, match="cannot be written to"):
        record.judge("reject", "visit-1", by="Ann")


def test_candidates_name_pairs_near_the_threshold_until_somebody_decides(record: Record) -> None:
    other = Story("r6", "2021-07-02")
    sides = [other.state("NOR", "Norway"), other.state("CHL", "Chile")]
    other.claim("talks", "happened", dict.fromkeys(sides, "participant"), date="2021-07-01")
    _add(record, told(other.reading()))
    (row,) = record.candidates.where(lambda c: not c.joined).rows()
    assert {row["event"], row["other_event"]} == {m.id for m in record.meetings}
    assert row["reasons"] == "the same states: CHL, NOR; the same day: 2021-07-01"
    assert row["against"] == "too little speaks for it"
    record.judge("confirm", [row["event"], row["other_event"]], by="Ann")
    _settle(record)
    assert len(record.candidates.where(lambda c: not c.joined)) == 0
