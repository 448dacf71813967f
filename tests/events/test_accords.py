"""When two reports tell of one agreement or cease-fire, and when of two; how such an event is called."""

from __future__ import annotations

import pytest
from stories import Story

from communique.claims.accords import REACHED, TRUCE
from communique.events import resolve
from communique.model import Event, Reading


def accord(
    id: str, published: str, papers: str, *, states: str = "PER CHL", truce: bool = False, **more: str
) -> Reading:
    story = Story(id, published)
    role = "actor" if truce else "signatory"
    roles = {story.state(code, code.title()): role for code in states.split()}
    group = {"with": more.pop("group")} if "group" in more else {}
    story.claim(
        "retreat" if truce else "signing",
        more.pop("status", "happened"),
        roles,
        details={"papers": papers, **group},
        reasons=(TRUCE if truce else REACHED,),
        text=more.pop("text", f"{id} tells this in words of its own"),
        **more,
    )
    return story.reading()


def events(*readings: Reading) -> tuple[Event, ...]:
    return resolve([*readings]).events


@pytest.mark.parametrize(
    ("date", "phase", "expected"),
    [
        ("2021-05-03", None, 1),
        ("2021-05-03/2021-05-09", "somewhere", 1),
        ("2021-05", "somewhere", 1),
        ("2021-06", "somewhere", 2),
        ("2021-05-20", None, 2),
    ],
)
def test_two_states_make_one_deal_of_a_sort_by_a_day_or_what_holds_it(
    date: str, phase: str | None, expected: int
) -> None:
    one = accord("a", "2021-05-04", "a fishing deal", date="2021-05-03")
    other = accord("b", "2021-06-20", "the fishing deal", date=date, phase=phase, when="then")  # type: ignore[arg-type]
    assert len(events(one, other)) == expected


def test_a_coarser_day_of_one_deal_is_told_as_such() -> None:
    one = accord("a", "2021-05-04", "a fishing deal", date="2021-05-03")
    other = accord("b", "2021-06-20", "the fishing deal", date="2021-05", phase="somewhere", when="last month")
    [event] = events(one, other)
    [told] = event.disagreements
    assert (told.attribute, told.kind) == ("date", "precision")


def test_deals_of_two_sorts_on_one_day_are_two() -> None:
    one = accord("a", "2021-05-04", "a fishing deal", date="2021-05-03")
    assert len(events(one, accord("b", "2021-05-04", "a customs deal", date="2021-05-03"))) == 2


def test_a_claim_that_names_one_party_joins_by_paper_and_day() -> None:
    one = accord("a", "2021-05-04", "a fishing deal", date="2021-05-03")
    other = accord("b", "2021-05-05", "the fishing deal", states="PER", group="world powers", date="2021-05-03")
    assert len(events(one, other)) == 1


def test_a_cease_fire_is_one_however_it_is_worded() -> None:
    one = accord("a", "2021-05-04", "a cease-fire", date="2021-05-03", truce=True)
    other = accord("b", "2021-05-05", "the fragile truce", date="2021-05-03", truce=True)
    [event] = events(one, other)
    assert event.kind == "retreat"


def test_plans_for_one_deal_by_one_day_are_one() -> None:
    more = {"status": "planned", "phase": "somewhere", "when": "the end of May"}
    one = accord("a", "2021-05-04", "a fishing deal", date="2021-05-04/2021-05-31", **more)
    other = accord("b", "2021-05-07", "a fishing deal", date="2021-05-07/2021-05-31", **more)
    assert len(events(one, other)) == 1


def test_what_nobody_says_was_signed_is_called_an_agreement() -> None:
    [event] = events(accord("a", "2021-05-04", "a fishing deal", date="2021-05-03"))
    assert event.label == "Agreement of Chl and Per"


@pytest.mark.parametrize(
    ("papers", "text", "expected"),
    [
        ("a preliminary deal", "Peru and others reached a preliminary deal on fishing rights", 1),
        ("a preliminary deal", "Peru and others reached a preliminary deal on timber", 2),
        ("a timber deal", "Peru, known for fishing, and others reached a timber deal", 2),
    ],
)
def test_a_deal_without_a_name_is_the_one_whose_subject_its_sentence_tells(
    papers: str, text: str, expected: int
) -> None:
    one = accord("a", "2021-05-04", papers, states="PER CHL", group="seven powers", text=text, date="2021-05-03")
    other = accord("b", "2021-05-10", "the fishing accord", states="PER", group="seven powers", date="2021-05-03")
    assert len(events(one, other)) == expected
