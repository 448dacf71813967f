"""What differs between the claims of one event, and of what kind the difference is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.events.disagreements import disagreements
from communique.model import Claim, Detail, Disagreement, Status

EARLY, LATE = date(2021, 5, 3).toordinal(), date(2021, 5, 5).toordinal()


def claim(report: str, attribute: str, value: str) -> Claim:
    return Claim(
        id=f"{report}-{value}",
        report=report,
        start=0,
        end=1,
        text="x",
        kind="assault",
        status="happened",
        details=(Detail(attribute, value),),
    )


def kind(attribute: str, one: str, other: str, later: bool = True) -> str | None:
    said = {"a": EARLY, "b": LATE if later else EARLY}
    found = disagreements([claim("a", attribute, one), claim("b", attribute, other)], said, {}, "assault")
    return found[0].kind if found else None


@pytest.mark.parametrize(
    ("one", "other", "later", "expected"),
    [
        ("30", "31", True, "update"),
        ("30", "31", False, "conflict"),
        ("31", "30", True, "conflict"),  # the dead do not become fewer
        ("at least 30", "31", True, "precision"),
        ("at least 30", "31", False, "precision"),
        ("at least 40", "84", True, "update"),
        ("at least 40", "84", False, "precision"),
        ("dozens", "84", False, "precision"),
        ("dozens", "355", False, "conflict"),
        ("hundreds", "355", True, "precision"),
        ("about 300", "322", False, "precision"),
        ("84", "84", True, None),
        ("some 62", "67", True, "update"),  # nobody rounds to 62
        ("some 60", "67", True, "precision"),
        ("as many as 300", "about 300", False, "precision"),
        ("as many as 300", "140", False, "conflict"),
    ],
)
def test_tolls_differ_as_later_words_bounds_or_contradictions(
    one: str, other: str, later: bool, expected: str | None
) -> None:
    assert kind("deaths", one, other, later) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("at least 12", "41", "update"),  # a bound, and the next word on it
        ("12", "41", "conflict"),  # another count
        ("31", "41", "update"),
    ],
)
def test_a_toll_that_doubles_after_days_is_another_count(one: str, other: str, expected: str) -> None:
    assert kind("deaths", one, other, later=True) == expected


def test_a_part_differs_from_no_whole_but_from_what_is_near_it() -> None:
    said = {"a": EARLY, "b": EARLY}
    part = claim("a", "deaths of some", "12")
    assert disagreements([part, claim("b", "deaths", "41")], said, {}, "assault") == ()
    (found,) = disagreements([part, claim("b", "deaths", "14")], said, {}, "assault")
    assert (found.attribute, found.kind) == ("deaths", "conflict")


def test_those_who_count_for_themselves_give_another_count_and_no_part() -> None:
    part = replace(claim("a", "deaths of some", "12"), text="Activists said 12 people were killed.")
    (found,) = disagreements([part, claim("b", "deaths", "41")], {"a": EARLY, "b": LATE}, {}, "assault")
    assert found.kind == "conflict"
    activists = replace(claim("b", "deaths", "41"), text="Activists put the dead at 41.")
    (found,) = disagreements([claim("a", "deaths", "31"), activists], {"a": EARLY, "b": LATE}, {}, "assault")
    assert found.kind == "conflict"


def test_a_week_is_a_coarser_form_of_a_day_in_it() -> None:
    day = replace(claim("a", "with", "x"), kind="visit", date="2021-05-05")
    week = replace(
        claim("b", "with", "x"), kind="visit", date="2021-05-03/2021-05-09", phase="somewhere", when="this week"
    )
    (found,) = disagreements([day, week], {"a": EARLY, "b": EARLY}, {}, "visit")
    assert (found.attribute, found.kind) == ("date", "precision")


def test_tolls_of_different_people_do_not_differ() -> None:
    claims = [claim("a", "deaths", "31"), claim("b", "deaths of peruvians", "2")]
    assert disagreements(claims, {"a": EARLY, "b": LATE}, {}, "assault") == ()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("1928", "about 1928", "precision"),
        ("1928", "about 1926", "precision"),
        ("1928", "about 1959", "conflict"),
        ("1928", "1929", "conflict"),
        ("1928", "1928", None),
        ("1928", "ever", "precision"),
    ],
)
def test_since_when_it_is_the_first(one: str, other: str, expected: str | None) -> None:
    assert kind("first-since", one, other, later=False) == expected


def test_the_largest_toll_of_a_report_speaks_for_it() -> None:
    whole, part = claim("a", "deaths", "31"), claim("a", "deaths", "20")
    said = {"a": EARLY, "b": EARLY}
    assert disagreements([whole, part], said, {}, "assault") == ()
    assert disagreements([whole, part, claim("b", "deaths", "31")], said, {}, "assault") == ()
    [found] = disagreements([whole, part, claim("b", "deaths", "34")], said, {}, "assault")
    assert found.kind == "conflict"
    assert {value.value for value in found.values} == {"31", "34"}


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        ("The death toll has risen to 12.", 80, True),
        ("Police said that 12 died.", 0, True),  # the report begins with it
        ("Police said that 12 died.", 80, False),
    ],
)
def test_what_a_report_begins_with_or_calls_the_toll_speaks_beside_its_largest(
    text: str, start: int, expected: bool
) -> None:
    early = replace(claim("a", "deaths", "12"), text=text, start=start)
    late = replace(claim("a", "deaths", "31"), start=40)
    found = disagreements([early, late, claim("b", "deaths", "34")], {"a": EARLY, "b": LATE}, {}, "assault")
    assert (["12", "34"] in [sorted(value.value for value in each.values) for each in found]) == expected


def test_what_is_near_the_largest_toll_of_a_report_speaks_with_it() -> None:
    report = [claim("a", "deaths", "at least 31"), claim("a", "deaths", "nearly 30")]
    found = disagreements([*report, claim("b", "deaths", "25")], {"a": EARLY, "b": EARLY}, {}, "assault")
    assert [(each.kind, {value.value for value in each.values}) for each in found] == [
        ("conflict", {"at least 31", "25"}),
        ("conflict", {"nearly 30", "25"}),
    ]


def test_whom_a_report_names_for_a_count_gives_it_beside_the_reports_own() -> None:
    own, theirs = claim("a", "deaths", "31"), replace(claim("a", "deaths", "12"), said_by="a#1")
    said = {"a": EARLY, "b": EARLY}
    found = disagreements([own, theirs, claim("b", "deaths", "14")], said, {}, "assault")
    assert ["12", "14"] in [sorted(value.value for value in each.values) for each in found]
    part = replace(claim("a", "deaths of some", "12"), said_by="a#1")
    found = disagreements([own, part, claim("b", "deaths", "14")], said, {}, "assault")
    assert ["12", "14"] not in [sorted(value.value for value in each.values) for each in found]


def test_fighters_are_counted_with_militants() -> None:
    claims = [claim("a", "deaths of fighters", "31"), claim("b", "deaths of militants", "40")]
    (found,) = disagreements(claims, {"a": EARLY, "b": EARLY}, {}, "assault")
    assert (found.attribute, found.kind) == ("deaths of militants", "conflict")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("nearly $2 billion of food aid", "$1.85 billion in food aid", "precision"),
        ("$102 million in food aid", "$100 million in food aid", "precision"),
        ("$6 billion to $10 billion in food aid", "up to $7 billion in food aid", "precision"),
        ("$6 billion to $10 billion in food aid", "$50 billion in food aid", "conflict"),
        ("$2 billion of food aid", "$3 billion for new roads", None),
        ("$2 billion of food aid", "$2 billion in food aid", None),
        ("up to $2 billion", "$1.9 billion in food aid", "precision"),
        ("$2 billion", "$3 billion in food aid", None),  # nothing says that these are for one thing
        ("$2 billion of food aid for Ukraine", "$45 billion in new roads for Ukraine", None),
    ],
)
def test_sums_differ_where_they_are_for_one_thing(one: str, other: str, expected: str | None) -> None:
    assert kind("money", one, other, later=False) == expected


def test_who_names_another_sum_later_contradicts_the_first() -> None:
    assert kind("money", "$50 billion of relief", "$7 billion in relief", later=True) == "conflict"


def test_two_sums_of_one_report_are_for_two_things() -> None:
    claims = [claim("a", "money", "$2 billion of food aid"), claim("a", "money", "$3 billion of food aid")]
    assert disagreements(claims, {"a": EARLY}, {}, "aid") == ()


@pytest.mark.parametrize(
    ("day", "month", "family", "expected"),
    [
        ("2021-05-03", "2021-05", "address", "precision"),
        ("2021-05-03", "2021-06", "address", None),  # what only holds an event contradicts no day
        ("2021-05-03", "2021-05", "visit", "precision"),
        ("2021-05-03", "2021-05-05", "visit", None),  # two days of one visit
    ],
)
def test_a_month_is_a_coarser_form_of_its_days(day: str, month: str, family: str, expected: str | None) -> None:
    dated = replace(claim("a", "x", "1"), date=day, details=(), kind=family)
    loose = replace(dated, id="b", report="b", date=month, phase="within" if len(month) == 7 else None)
    found = disagreements([dated, loose], {"a": EARLY, "b": LATE}, {}, family)
    assert [each.kind for each in found] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("day", "when", "words", "expected"),
    [
        ("2021-06-07/2021-06-08", "2021-06-01~/2021-06-10~", "early June", "precision"),
        ("2021-06-07", "2021", "this year", "precision"),
        ("2021-04-26/2021-05-02", "2021-04-18", "Easter", "conflict"),  # "last week" is days off
        ("2021-04-26/2021-05-02", "2021-04-24", "Saturday", None),  # a week may be counted otherwise
    ],
)
def test_what_is_dated_roughly_is_a_coarser_form(day: str, when: str, words: str, expected: str | None) -> None:
    one = replace(claim("a", "x", "1"), date=day, details=(), kind="meeting", when="last week")
    one = replace(one, phase="somewhere") if expected in ("conflict", None) else one
    other = replace(one, id="b", report="b", date=when, when=words, phase=None if len(when) == 10 else "somewhere")
    found = disagreements([one, other], {"a": EARLY, "b": EARLY}, {}, "meeting")
    assert [each.kind for each in found] == ([expected] if expected else [])


def test_those_who_died_at_one_of_several_places_are_compared_with_those_who_died_there() -> None:
    here = [
        replace(claim(id, "deaths of some", dead), text=text)
        for id, dead, text in (
            ("a", "10", "An official said 10 people were killed at the Lima airport."),
            ("b", "11", "Bombs went off at the airport, where 11 people were killed."),
        )
    ]
    found = disagreements([*here, claim("c", "deaths", "14")], dict.fromkeys("abc", EARLY), {}, "assault")
    assert [(each.attribute, each.kind, len(each.values)) for each in found] == [
        ("deaths of those at the airport", "conflict", 2)
    ]


@pytest.mark.parametrize(("dead", "expected"), [("34", "update"), ("90", "conflict")])
def test_those_who_count_for_themselves_contradict_others_where_they_are_far_from_them(
    dead: str, expected: str
) -> None:
    theirs = replace(claim("a", "deaths", "31"), text="Activists said that 31 people died.")
    [found] = disagreements([theirs, claim("b", "deaths", dead)], {"a": EARLY, "b": EARLY + 1}, {}, "assault")
    assert found.kind == expected


def test_the_toll_of_a_war_contradicts_none_of_an_attack() -> None:
    war = replace(claim("a", "deaths", "12000"), text="The civil war in Kenya has killed 12,000 people.")
    assert disagreements([war, claim("b", "deaths", "12")], {"a": EARLY, "b": LATE}, {}, "assault") == ()


@pytest.mark.parametrize(("later", "expected"), [(3, "conflict"), (100, "update")])
def test_a_count_doubled_within_days_is_another_count_and_within_months_is_news(later: int, expected: str) -> None:
    claims = [claim("a", "deaths", "70000"), claim("b", "deaths", "more than 200,000")]
    [found] = disagreements(claims, {"a": EARLY, "b": EARLY + later}, {}, "assault")
    assert found.kind == expected


@given(st.lists(st.sampled_from(["30", "31", "at least 40", "dozens", "hundreds", "about 35"]), min_size=2, max_size=6))
def test_two_values_stand_together_in_the_kind_in_which_they_differ(values: list[str]) -> None:
    claims = [claim(f"r{n}", "deaths", value) for n, value in enumerate(values)]
    said = {each.report: EARLY for each in claims}
    found = disagreements(claims, said, {}, "assault")
    for n, one in enumerate(claims):
        for other in claims[n + 1 :]:
            alone = {each.kind for each in disagreements([one, other], said, {}, "assault")}
            assert alone == {each.kind for each in found if _stand_apart(one, other, each)}


def _stand_apart(one: Claim, other: Claim, found: Disagreement) -> bool:
    held = {c: value.value for value in found.values for c in value.claims}
    return one.id in held and other.id in held and held[one.id] != held[other.id]


def test_dozens_contradict_neither_of_two_counts_that_contradict_each_other() -> None:
    claims = [claim("a", "deaths", "30"), claim("b", "deaths", "dozens"), claim("c", "deaths", "40")]
    found = disagreements(claims, dict.fromkeys("abc", EARLY), {}, "assault")
    told = [(each.kind, {value.value for value in each.values}) for each in found]
    assert told == [
        ("conflict", {"30", "40"}),
        ("precision", {"30", "dozens"}),
        ("precision", {"dozens", "40"}),
    ]


def test_one_report_is_no_later_word_of_itself() -> None:
    def visit(key: str, report: str, day: str, status: Status) -> Claim:
        told = claim(report, "x", "x")
        return replace(told, id=key, kind="visit", status=status, date=day, phase="start", details=())

    came, due = visit("one", "a", "2021-05-04", "happened"), visit("two", "a", "2021-05-03", "planned")
    assert disagreements([came, due], {"a": EARLY}, {}, "visit") == ()
    other = replace(due, report="b")
    assert [d.kind for d in disagreements([came, other], {"a": LATE, "b": EARLY}, {}, "visit")] == ["update"]
