"""Queues hold what nobody has judged, and get it back when a judgement is retired."""

from __future__ import annotations

from pathlib import Path

import pytest

import made
from communique.model import Judgement
from communique.record import Record
from communique.record.catalogue import Catalogue
from communique.record.queues import LOW, QUEUES, Item, item, item_by_id, judgements_by, lengths, place


def _lengths(path: Path) -> dict[str, int]:
    with Catalogue(path).look() as look:
        return lengths(look)


def _item(path: Path, queue: str, skip: int = 0) -> Item | None:
    with Catalogue(path).look() as look:
        return item(look, queue, skip)


def _judge(path: Path, verb: str, *targets: str) -> Judgement:
    with Record(path, writing=True) as record:
        return record.judge(verb, targets, by="Ada")


def _retire(path: Path, judgement: Judgement) -> None:
    with Record(path, writing=True) as record:
        record.retire(judgement.id, by="Ada")


def test_each_queue_holds_what_it_is_named_for(story: Path) -> None:
    assert _lengths(story) == {"same": 1, "two": 1, "disputed": 1, "low": 0, "undated": 1}
    same, two = _item(story, "same"), _item(story, "two")
    assert same
    assert two
    assert (same.events, same.claims, same.against) == (
        ("meeting-1", "meeting-2"), ("bbb2:0", "aaa1:2"), "different places",
    )  # fmt: skip
    assert (two.events, two.part) == (("visit-1",), ("bbb2:1", "ccc3:1"))
    assert [found.events for queue in ("disputed", "undated") if (found := _item(story, queue))] == [
        ("visit-1",), ("meeting-2",),
    ]  # fmt: skip


def test_behind_the_last_there_is_nothing(story: Path) -> None:
    assert _item(story, "same", 1) is None
    assert _item(story, "low") is None
    with pytest.raises(KeyError):
        _item(story, "all")


def test_the_least_certain_come_first(story: Path) -> None:
    events = tuple(
        made.replaced(event, score=score, disagreements=())
        for event, score in zip(made.findings().events, (0.5, 0.1, LOW, 0.3), strict=True)
    )
    with Record(story, writing=True) as record:
        record.settle(made.replaced(made.findings(), events=events))
    found = [one.score for skip in range(4) if (one := _item(story, "low", skip))]
    assert found == [0.1, 0.3, 0.5]


@pytest.mark.parametrize(
    ("queue", "verb", "targets"),
    [
        ("same", "merge", ("meeting-1", "meeting-2")),
        ("same", "confirm", ("meeting-1", "meeting-2")),
        ("two", "confirm", ("visit-1",)),
        ("two", "split", ("visit-1", "bbb2:1", "ccc3:1")),
        ("disputed", "confirm", ("visit-1",)),
        ("disputed", "reject", ("aaa1:0",)),
        ("undated", "reject", ("meeting-2",)),
        ("undated", "confirm", ("meeting-2",)),
    ],
)
def test_what_was_judged_leaves_and_comes_back_when_that_is_retired(
    story: Path, queue: str, verb: str, targets: tuple[str, ...]
) -> None:
    before = _item(story, queue)
    assert before
    judgement = _judge(story, verb, *targets)
    assert _lengths(story)[queue] == 0
    with Catalogue(story).look() as look:
        assert item_by_id(look, queue, before.id) is None
        assert place(look, queue, judgement) is None
    _retire(story, judgement)
    assert _item(story, queue) == before
    with Catalogue(story).look() as look:
        assert item_by_id(look, queue, before.id) == before
        assert place(look, queue, judgement) == 0


def test_that_two_events_are_two_says_nothing_of_either(story: Path) -> None:
    _judge(story, "confirm", "meeting-1", "meeting-2")
    assert _lengths(story)["undated"] == 1


def test_a_judgement_about_something_else_has_no_place(story: Path) -> None:
    judgement = _judge(story, "confirm", "call-1")
    with Catalogue(story).look() as look:
        assert [place(look, queue, judgement) for queue in QUEUES] == [None] * 5


def test_somebodys_judgements_in_force_latest_first(story: Path) -> None:
    first, second = _judge(story, "confirm", "visit-1"), _judge(story, "reject", "meeting-2")
    with Record(story, writing=True) as record:
        record.judge("confirm", "call-1", by="Ben")
    with Catalogue(story).look() as look:
        assert [one.id for one in judgements_by(look, "Ada", 5)] == [second.id, first.id]
        assert len(judgements_by(look, "Ada", 1)) == 1
    _retire(story, second)
    with Catalogue(story).look() as look:
        assert [one.id for one in judgements_by(look, "Ada", 5)] == [first.id]
