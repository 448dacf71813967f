"""The review without script: queues, verdicts with a name, taking back, and who may not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pytest

import made
from communique.model import Judgement
from communique.record import Record
from web.desks import Desk


@pytest.fixture
def reviewer(desk: Desk) -> Desk:
    """The desk, and somebody who has said who they are."""
    answer = desk.post("/review/name", "/review", name="Ada Løv", onward="same")
    assert (answer.status_code, answer.headers["location"]) == (303, "/review/same")
    return desk


def _judgements(desk: Desk) -> Sequence[Judgement]:
    with Record(desk.record) as record:
        return tuple(record.judgements)


def _judge(desk: Desk, queue: str, verdict: str, **fields: str) -> Any:
    """Press a button of the thing that a queue shows."""
    page = f"/review/{queue}"
    item = desk.json(page)["item"]["id"]
    return desk.post(f"{page}/verdict", page, item=item, verdict=verdict, **fields)


def test_the_overview_counts_the_queues(desk: Desk) -> None:
    assert desk.json("/review")["queues"] == {"same": 1, "two": 1, "disputed": 1, "low": 0, "undated": 1}
    page = desk.html("/review")
    for queue in ("same", "two", "disputed", "low", "undated"):
        assert f'href="/review/{queue}"' in page


def test_a_thing_is_shown_with_both_sides_their_sentences_and_why(desk: Desk) -> None:
    page = desk.html("/review/same")
    assert "Meeting of Harald and Rosa Luna" in page
    assert "Meeting in Lima" in page
    assert "A planned meeting in Lima was cancelled." in page
    assert "both name Harald" in page
    assert "different places" in page
    assert 'class="differs"' in page


def test_of_a_weak_link_each_part_is_told_by_its_own_sentences(desk: Desk) -> None:
    page = re.sub(r"\s+", " ", desk.html("/review/two"))
    assert re.search(r'When</th> <td data-side="Stays">3 May 2021</td><td data-side="[^"]+">4 May 2021</td>', page)


def test_the_name_is_asked_once_and_kept(desk: Desk) -> None:
    assert 'name="name"' in desk.html("/review/same")
    answer = desk.post("/review/name", "/review", name="  Ada   Løv ", onward="")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert desk.json("/review")["reviewer"] == "Ada Løv"
    assert "You review as <strong>Ada Løv</strong>" in desk.html("/review/same")
    desk.post("/review/name", "/review", name=" ")
    assert desk.json("/review")["reviewer"] is None


def test_without_a_name_nothing_is_judged(desk: Desk) -> None:
    answer = _judge(desk, "same", "accept")
    assert (answer.status_code, "Say who you are first" in answer.text) == (409, True)
    assert _judgements(desk) == ()


@pytest.mark.parametrize(
    ("queue", "verdict", "verb", "targets"),
    [
        ("same", "accept", "merge", ("meeting-1", "meeting-2")),
        ("same", "reject", "confirm", ("meeting-1", "meeting-2")),
        ("two", "accept", "confirm", ("visit-1",)),
        ("two", "reject", "split", ("visit-1", "bbb2:1", "ccc3:1")),
        ("disputed", "accept", "confirm", ("visit-1",)),
        ("disputed", "reject", "reject", ("aaa1:0",)),
        ("disputed", "value-1", "reject", ("bbb2:1", "ccc3:1")),
        ("undated", "accept", "confirm", ("meeting-2",)),
        ("undated", "reject", "reject", ("meeting-2",)),
    ],
)
def test_a_verdict_is_a_judgement_of_the_record_with_the_reviewers_name(
    reviewer: Desk, queue: str, verdict: str, verb: str, targets: tuple[str, ...]
) -> None:
    answer = _judge(reviewer, queue, verdict, why=" as I know ")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/review/{queue}")
    (kept,) = _judgements(reviewer)
    assert (kept.verb, kept.targets, kept.by, kept.why) == (verb, targets, "Ada Løv", "as I know")
    assert reviewer.json(f"/review/{queue}")["left"] == 0
    assert "Nothing is left here" in reviewer.html(f"/review/{queue}")


def test_a_verdict_is_taken_back_and_stays_in_the_history(reviewer: Desk) -> None:
    _judge(reviewer, "same", "accept")
    (kept,) = _judgements(reviewer)
    page = reviewer.html("/review/same")
    assert "one event: “Meeting of Harald and Rosa Luna”" in page
    answer = reviewer.post("/review/undo", "/review/same", judgement=kept.id, queue="same")
    assert (answer.status_code, answer.headers["location"]) == (303, "/review/same")
    (retired,) = _judgements(reviewer)
    assert (retired.in_force, retired.retired_by) == (False, "Ada Løv")
    assert reviewer.json("/review/same")["left"] == 1
    assert "Your last verdict" not in reviewer.html("/review/same")


def test_taking_back_leads_to_the_queue_where_the_thing_stands(reviewer: Desk) -> None:
    _judge(reviewer, "undated", "reject")
    (kept,) = _judgements(reviewer)
    answer = reviewer.post("/review/undo", "/review/disputed", judgement=kept.id, queue="disputed")
    assert answer.headers["location"] == "/review/undated"


def test_more_than_one_verdict_is_taken_back(reviewer: Desk) -> None:
    for queue in ("same", "disputed"):
        _judge(reviewer, queue, "accept")
    for _ in range(2):
        page = reviewer.html("/review")
        newest = re.search(r'name="judgement" value="([^"]+)"', page)
        assert newest
        reviewer.post("/review/undo", "/review", judgement=newest[1], queue="")
    assert [one.in_force for one in _judgements(reviewer)] == [False, False]


def test_what_is_left_is_gone_through_in_order(reviewer: Desk) -> None:
    events = tuple(made.replaced(event, score=0.1 + n / 10) for n, event in enumerate(made.findings().events))
    with Record(reviewer.record, writing=True) as record:
        record.settle(made.replaced(made.findings(), events=events))
    seen = [reviewer.json(f"/review/low?skip={n}")["item"]["id"] for n in range(4)]
    assert seen == ["visit-1", "meeting-1", "call-1", "meeting-2"]
    assert 'href="/review/low?skip=2"' in reviewer.html("/review/low?skip=1")
    answer = reviewer.post("/review/low/verdict", "/review/low?skip=1", item="meeting-1", verdict="accept", skip="1")
    assert answer.headers["location"] == "/review/low?skip=1"
    assert reviewer.json("/review/low?skip=1")["item"]["id"] == "call-1"
    assert reviewer.json("/review/low?skip=99")["item"]["id"] == "meeting-2"
    undone = reviewer.post("/review/undo", "/review/low", judgement=_judgements(reviewer)[0].id, queue="low")
    assert undone.headers["location"] == "/review/low?skip=1"


def test_a_thing_that_was_judged_meanwhile_is_not_judged_twice(reviewer: Desk) -> None:
    item = reviewer.json("/review/same")["item"]["id"]
    _judge(reviewer, "same", "accept")
    answer = reviewer.post("/review/same/verdict", "/review", item=item, verdict="accept")
    assert (answer.status_code, "in the meantime" in answer.text) == (409, True)
    assert len(_judgements(reviewer)) == 1


@pytest.mark.parametrize("verdict", ["", "merge", "value-7"])
def test_only_verdicts_that_are_asked_for_are_taken(reviewer: Desk, verdict: str) -> None:
    assert _judge(reviewer, "same", verdict).status_code == 409
    assert _judgements(reviewer) == ()


def test_while_another_process_writes_it_says_so(reviewer: Desk) -> None:
    with Record(reviewer.record, writing=True):
        answer = _judge(reviewer, "same", "accept")
        assert (answer.status_code, "Another process is writing" in answer.text) == (409, True)
    assert _judge(reviewer, "same", "accept").status_code == 303


def test_what_cannot_be_taken_back_is_said(reviewer: Desk) -> None:
    answer = reviewer.post("/review/undo", "/review", judgement="judgement-99", queue="same")
    assert (answer.status_code, "judgement-99" in answer.text) == (409, True)


@pytest.mark.parametrize("path", ["/review/same/verdict", "/review/undo", "/review/name", "/review/settle"])
def test_another_site_can_do_nothing(reviewer: Desk, path: str) -> None:
    fields = {"item": "doubt-1", "verdict": "accept", "judgement": "judgement-1", "name": "Eve"}
    assert reviewer.client.post(path, data=fields, follow_redirects=False).status_code == 403
    assert reviewer.client.post(path, data=fields | {"guard": "x"}, follow_redirects=False).status_code == 403
    guard = re.search(r'name="guard" value="([^"]+)"', reviewer.html("/review"))
    assert guard
    foreign = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
    sent = reviewer.client.post(path, data=fields | {"guard": guard[1]}, headers=foreign, follow_redirects=False)
    assert sent.status_code == 403
    assert _judgements(reviewer) == ()
    assert reviewer.json("/review")["reviewer"] == "Ada Løv"
    assert reviewer.client.get(path).status_code in (404, 405)


def test_a_name_is_words_and_nothing_else(desk: Desk) -> None:
    trap = '<script>alert(1)</script>"; path=/; x=\r\nset-cookie: a=b'
    desk.post("/review/name", "/review", name=trap)
    page = desk.html("/review")
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert set(desk.client.cookies) == {"communique-reviewer"}


def test_no_verdict_is_given_where_there_is_no_queue(reviewer: Desk) -> None:
    assert reviewer.client.get("/review/all").status_code == 404
    assert reviewer.post("/review/all/verdict", "/review", item="x", verdict="accept").status_code == 404
