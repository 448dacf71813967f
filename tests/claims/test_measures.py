"""Measures between states: sanctions, tariffs, embargoes, embassies, envoys and exercises, with whom and how much."""

from __future__ import annotations

import pytest

from communique.claims import read_report
from communique.claims.measure_rows import MEASURE, MEASURED
from communique.model import Claim, Reading, Report


def read(text: str, published: str = "2019-05-16") -> Reading:
    return read_report(Report(id="r1", uri="r1.txt", text=text, published=published))


def measured(text: str) -> list[Claim]:
    return [claim for claim in read(text).claims if claim.reasons[:1] == (MEASURED,)]


def details(claim: Claim) -> dict[str, str]:
    return {detail.attribute: detail.value for detail in claim.details}


def named(reading: Reading, claim: Claim, role: str) -> set[str]:
    names = {actor.key: actor.name for actor in reading.actors}
    return {names[part.actor] for part in claim.participants if part.role == role}


@pytest.mark.parametrize(
    ("text", "kind", "status", "date", "doers", "against"),
    [
        ("Chile imposed sanctions on Peru on Monday.", "sanction", "happened", "2019-05-13", {"Chile"}, {"Peru"}),
        (
            "The sanctions imposed in March by the European Union on Peru hit its banks.",
            "sanction",
            "happened",
            "2019-03",
            {"European Union"},
            {"Peru"},
        ),
        (
            "EU foreign ministers on Monday extended economic sanctions against Peru.",
            "sanction",
            "happened",
            "2019-05-13",
            {"European Union"},
            {"Peru"},
        ),
        (
            "Chile will impose a trade embargo on Peru on Friday.",
            "sanction",
            "planned",
            "2019-05-17",
            {"Chile"},
            {"Peru"},
        ),
        ("Chile hit Peru with sanctions on Monday.", "sanction", "happened", "2019-05-13", {"Chile"}, {"Peru"}),
        (
            "Chile lifted its arms embargo on Peru on Monday.",
            "concession",
            "happened",
            "2019-05-13",
            {"Chile"},
            {"Peru"},
        ),
        (
            "Chile announced the lifting of sanctions on Peru on Monday.",
            "concession",
            "happened",
            "2019-05-13",
            {"Chile"},
            {"Peru"},
        ),
        ("Chile closed its embassy in Peru on Monday.", "closing", "happened", "2019-05-13", {"Chile"}, {"Peru"}),
        ("Chile reopened its embassy in Peru in April.", "opening", "happened", "2019-04", {"Chile"}, {"Peru"}),
        (
            "Chile recalled its ambassador from Peru on Monday.",
            "recall",
            "happened",
            "2019-05-13",
            {"Chile"},
            {"Peru"},
        ),
        (
            "Chile expelled the Peruvian ambassador on Monday.",
            "expulsion",
            "happened",
            "2019-05-13",
            {"Chile"},
            {"Peru"},
        ),
        ("Chile cut diplomatic ties with Peru on Monday.", "sanction", "happened", "2019-05-13", {"Chile"}, {"Peru"}),
        (
            "Chile and Peru began joint military exercises on Monday.",
            "exercise",
            "happened",
            "2019-05-13",
            {"Chile", "Peru"},
            set(),
        ),
        (
            "Chile canceled joint military exercises with Peru.",
            "exercise",
            "cancelled",
            None,
            {"Chile", "Peru"},
            set(),
        ),
    ],
)
def test_a_measure_is_told_with_its_sides_and_its_day(
    text: str, kind: str, status: str, date: str | None, doers: set[str], against: set[str]
) -> None:
    reading = read(text)
    [claim] = measured(text)
    assert (claim.kind, claim.status, claim.date) == (kind, status, date)
    assert named(reading, claim, "actor") == doers
    assert named(reading, claim, "recipient") == against


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Chile imposed a 25 percent tariff on steel from Peru and a 10 percent tariff on aluminum.",
            {MEASURE: "tariffs on aluminum and steel", "percent of steel": "25", "percent of aluminum": "10"},
        ),
        (
            "Chile sanctioned 15 Peruvian officials and seven companies.",
            {MEASURE: "sanctions", "people": "15", "companies": "7"},
        ),
        ("Chile expelled 35 Peruvian diplomats.", {MEASURE: "diplomats", "expelled": "35"}),
        ("Chile closed 19 embassies and consulates.", {MEASURE: "missions", "closed": "19"}),
        (
            "More than 20 countries have expelled over 100 Peruvian diplomats.",
            {MEASURE: "diplomats", "expelled": "over 100", "countries": "more than 20"},
        ),
    ],
)
def test_a_measure_keeps_its_numbers(text: str, expected: dict[str, str]) -> None:
    [claim] = measured(text)
    assert details(claim) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Chile could impose sanctions on Peru.",
        "Chile would not impose sanctions on Peru.",
        "Senators argued to lift the sanctions on Peru.",
        "Chile wants to impose tougher sanctions on Peru.",
        "The sanctions bill is before the committee.",
        "The bank imposed tariffs of its own.",
        "Chilean workers did their exercises in Lima.",
        "Protesters closed the road to the embassy in Lima.",
    ],
)
def test_a_thought_or_another_thing_is_no_measure(text: str) -> None:
    assert measured(text) == []


def test_whom_a_measure_is_against_may_be_told_before() -> None:
    text = "Chile imposed sanctions on Peru on Monday. Chile announced the new sanctions in Santiago."
    reading = read(text)
    _, later = measured(text)
    assert named(reading, later, "recipient") == {"Peru"}
    assert "whom it is against was told before" in later.reasons


def test_a_body_acts_by_what_it_decides() -> None:
    [claim] = measured("The European Union agreed on Monday to extend sanctions on Peru.")
    assert (claim.status, claim.date) == ("happened", "2019-05-13")


def test_what_is_told_as_a_measure_is_no_deed_beside_it() -> None:
    claims = read("Chile imposed sanctions on Peru on Monday.").claims
    assert [claim.kind for claim in claims] == ["sanction"]


def test_what_was_decided_in_a_month_is_no_plan() -> None:
    [claim] = measured("The dispute stems from Chile's decision in March to impose sanctions on Peru.")
    assert (claim.status, claim.date) == ("happened", "2019-03")


def test_what_somebody_calls_for_or_supposes_is_no_measure() -> None:
    assert measured("If, say, Chile imposes more sanctions on Peru, its partners would leave.") == []
