"""Lists, counts, charts and facets of a larger record, against the findings that it was made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from benchmarks.desk import findings
from hypothesis import given
from hypothesis import strategies as st

from communique.events.windows import window
from communique.model import Event, Findings
from communique.record import Catalogue, Record
from communique.record.browsing import columns, count, entries, latest_day, rows
from communique.record.catalogue import Look
from communique.record.choosing import Choice, days_of
from communique.record.dossiers import agreements_between, encounters, quotations_of, stays
from communique.record.finding import facets, hits, report_passages
from communique.record.people import best_known, people, states

FOUND = findings(400)
COUNTRY = {actor.id: actor.country for actor in FOUND.actors}


@pytest.fixture(scope="module")
def look(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Look]:
    path = tmp_path_factory.mktemp("large") / "large.record"
    with Record(path, writing=True) as record:
        record.settle(FOUND)
    with Catalogue(path).look() as opened:
        yield opened


def _states(event: Event) -> set[str]:
    held = {COUNTRY[part.actor] for part in event.participants}
    if event.kind == "visit" and event.place:
        held.add(event.place.country)
    return {one for one in held if one}


def _expected(choice: Choice, found: Findings = FOUND) -> set[str]:
    disputed = {e.id for e in found.events for d in e.disagreements if d.kind == "conflict"}

    def fits(event: Event) -> bool:
        start, end = window(event.start), window(event.end)
        since, until = window(choice.since), window(choice.until)
        return (
            (not since or (start is not None and max(start.hi, end.hi if end else 0) >= since.lo))
            and (not until or (start is not None and start.lo <= until.hi))
            and (not choice.kind or event.kind == choice.kind)
            and (not choice.status or event.status == choice.status)
            and set(choice.states) <= _states(event)
            and (not choice.actor or choice.actor in {part.actor for part in event.participants})
            and (not choice.reports or event.independent_reports >= choice.reports)
            and (not choice.disputed or event.id in disputed)
            and (not choice.undated or event.start is None)
            and (not choice.open or event.status in ("planned", "possible"))
            and (not choice.met or event.kind in ("visit", "meeting", "talks", "call"))
            and (not choice.place or (event.place is not None and event.place.country == choice.place))
        )

    return {event.id for event in found.events if fits(event)}


_PERSON = FOUND.events[0].participants[0].actor
_CHOICES = st.builds(
    Choice,
    since=st.sampled_from([None, "2005-01-01", "2015-06-01"]),
    until=st.sampled_from([None, "2016-12-31", "2020-01-01"]),
    kind=st.sampled_from([None, "visit", "meeting", "signing"]),
    status=st.sampled_from([None, "happened", "planned", "cancelled"]),
    states=st.sampled_from([(), ("AFG",), ("ALB", "AFG")]),
    actor=st.sampled_from([None, _PERSON]),
    place=st.sampled_from([None, "AFG"]),
    reports=st.sampled_from([0, 2]),
    disputed=st.booleans(),
    undated=st.booleans(),
    open=st.booleans(),
    met=st.booleans(),
)


@given(choice=_CHOICES)
def test_a_choice_holds_what_it_asks_for_and_nothing_else(look: Look, choice: Choice) -> None:
    found = entries(look, choice, 1000)
    assert {entry.id for entry in found} == _expected(choice)
    assert count(look, choice) == len(found)
    assert sum(column.total for column in columns(look, choice, 7)) == sum(entry.first is not None for entry in found)


@given(choice=_CHOICES)
def test_a_facet_counts_the_list_that_it_leads_to(look: Look, choice: Choice) -> None:
    fields = {"kind": "kind", "status": "status", "year": "year", "who": "actor", "outlet": "outlet"}
    for name, values in facets(look, choice).items():
        for value in values[:3]:
            if name in fields and getattr(choice, fields[name]) is None:
                narrowed = Choice(**{f: getattr(choice, f) for f in Choice.__slots__} | {fields[name]: value.value})
                assert count(look, narrowed) == value.events


def test_rows_hold_every_dated_event_once_under_what_contains_it(look: Look) -> None:
    found, total = rows(look, Choice(), 1000)
    assert len(found) == total
    assert all(row.chosen for row in found)
    inner = {event.id: event.part_of for event in FOUND.events}
    told = [entry.id for row in found for entry in (row.event, *row.inside)]
    dated = {event.id for event in FOUND.events if event.start or event.part_of}
    assert len(told) == len(set(told))
    assert {event.id for event in FOUND.events if event.start} <= set(told) <= dated | set(inner.values())
    for row in found:
        assert inner[row.event.id] is None
        assert all(inner[entry.id] == row.event.id for entry in row.inside)
    assert [row.event.first for row in found if row.event.first] == sorted(
        row.event.first for row in found if row.event.first
    )


def test_in_a_span_of_time_what_began_before_it_comes_last(look: Look) -> None:
    long = next(e for e in FOUND.events if e.kind == "visit" and len(e.start or "") == 10 and str(e.end) > str(e.start))
    found, _ = rows(look, Choice(since=long.end, until="2030-01-01"), 1000)
    before = [(row.event.first or "") < str(long.end) for row in found]
    assert before == sorted(before)
    assert long.id in {row.event.id for row, is_before in zip(found, before, strict=True) if is_before}


def test_what_is_inside_is_shown_with_its_visit_though_the_visit_was_not_asked_for(look: Look) -> None:
    found, _ = rows(look, Choice(kind="signing"), 1000)
    within = [row for row in found if row.event.kind == "visit"]
    assert within
    assert all(not row.chosen and row.inside for row in within)
    assert {entry.kind for row in within for entry in row.inside} == {"signing"}


def test_pages_of_a_list_join_to_the_whole(look: Look) -> None:
    whole = entries(look, Choice(), 1000, latest=True)
    parts = [entry for skip in range(0, 500, 90) for entry in entries(look, Choice(), 90, skip, latest=True)]
    assert list(whole) == parts
    dated = [entry.first for entry in whole if entry.first]
    assert dated == sorted(dated, reverse=True)
    assert all(entry.first is None for entry in whole[len(dated) :])


def test_words_find_events_by_label_name_place_and_sentence(look: Look) -> None:
    event = next(event for event in FOUND.events if event.place)
    assert event.place is not None
    name = next(actor.name for actor in FOUND.actors if actor.id == event.participants[0].actor)
    for words in (event.label, str(event.place.name), name, name.upper()):
        assert event.id in {hit.event.id for hit in hits(look, Choice(words=words), 1000)}
    best = hits(look, Choice(words="grain"), 3)
    assert best
    assert all("grain" in hit.sentence for hit in best)
    passages = report_passages(look, "grain", 3)
    assert passages
    assert all("grain" in passage.text for passage in passages)


@pytest.mark.parametrize(
    "words", ['"grain" AND (', "note* OR -x", "grain NEAR/2 note", "***", "'; DROP TABLE events --"]
)
def test_no_character_of_a_search_is_an_operator(look: Look, words: str) -> None:
    assert len(hits(look, Choice(words=words), 10)) <= count(look, Choice(words=words))
    assert facets(look, Choice(words=words)) is not None


def test_people_and_states_are_counted_by_their_events(look: Look) -> None:
    counted = Counter(one for event in FOUND.events for one in _states(event))
    assert dict(states(look)) == dict(counted)
    found, total = people(look, limit=5000)
    assert total == len(found) == sum(actor.type != "country" for actor in FOUND.actors)
    taking_part = Counter(actor for event in FOUND.events for actor in {part.actor for part in event.participants})
    assert {one.id: one.events for one in found if one.events} == dict(taking_part)
    assert people(look, name="%", limit=10) == ((), 0)
    some = found[0]
    for text in (some.id, some.name, some.name.upper()):
        known = best_known(look, text)
        assert known is not None
        assert known.name == some.name


def test_encounters_are_of_two_sides_and_counted_once_an_event(look: Look) -> None:
    met = [e for e in FOUND.events if e.kind in ("visit", "meeting", "talks", "call")
           and e.status not in ("cancelled", "denied")]  # fmt: skip
    expected = Counter(
        tuple(sorted(part.actor for part in event.participants)) for event in met if len(_states(event)) > 1
    )
    found = encounters(look, "person", Choice(), 10_000)
    assert {(one.one, one.other): one.events for one in found} == dict(expected)
    around = encounters(look, "person", Choice(), 100, of=[_PERSON])
    assert all(_PERSON in (one.one, one.other) for one in around)
    assert encounters(look, "person", Choice(), 100, among=[_PERSON]) == ()


def test_stays_papers_and_words_are_those_of_the_findings(look: Look) -> None:
    assert sum(stay.visits for stay in stays(look, Choice())) == sum(e.kind == "visit" for e in FOUND.events)
    paper = FOUND.agreements[0]
    states_of = sorted({str(COUNTRY[party]) for party in paper.parties})
    found, total = agreements_between(look, states_of, 1000)
    assert paper in found
    assert total == len(found)
    quotation = FOUND.quotations[0]
    said, number = quotations_of(look, str(quotation.speaker), 1000)
    assert quotation in said
    assert number == len(said)


def test_the_latest_day_is_that_of_the_latest_report(look: Look) -> None:
    assert latest_day(look) == max(str(report.published) for report in FOUND.reports)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2016", ("2016-01-01", "2016-12-31")),
        ("2016-02", ("2016-02-01", "2016-02-29")),
        ("2016-02-29", ("2016-02-29", "2016-02-29")),
        ("2015-02-29", None),
        ("2016-13", None),
        ("all", None),
        ("", None),
        ("2016/2017", None),
    ],
)
def test_days_of_what_an_address_holds(text: str, days: tuple[str, str] | None) -> None:
    assert days_of(text) == days
