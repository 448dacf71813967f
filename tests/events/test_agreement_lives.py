"""One agreement for one paper: lives across reports, renewals kept apart, counts that differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.events import agreements
from communique.events.agreements import resolve_agreements
from communique.events.papers import Paper
from communique.model import Agreement, AgreementClaim, Reading, Report, ReportActor, Stage, Status

STATES = {"IRQ": "Iraq", "OMN": "Oman", "CHL": "Chile"}


def claim(
    report: str,
    number: int,
    stage: Stage,
    label: str,
    parties: str = "IRQ OMN",
    date: str | None = None,
    status: Status = "happened",
    count: int | None = None,
    text: str = "",
    subjects: tuple[str, ...] = (),
) -> AgreementClaim:
    keys = tuple(f"{report}#{state}" for state in parties.split())
    return AgreementClaim(
        f"g-{report}-{number}", report, number * 100, number * 100 + 50, text or f"{count or ''} {label}", label, stage,
        status, keys, subjects, count, date,
    )  # fmt: skip


def reading(report: str, published: str | None, *claims: AgreementClaim) -> Reading:
    actors = tuple(ReportActor(f"{report}#{state}", "country", name, (name,), state) for state, name in STATES.items())
    return Reading(Report(report, report, "x" * 2000, published=published), actors, agreements=claims)


def resolve(*readings: Reading) -> tuple[tuple[Agreement, ...], dict[str, str]]:
    actor_of = {actor.key: f"state-{actor.country}" for each in readings for actor in each.actors}
    return resolve_agreements(readings, actor_of)


def stages(agreement: Agreement) -> list[tuple[str, str | None]]:
    return [(step.stage, step.date) for step in agreement.history]


EXPECTED = claim("r1", 1, "expected", "economic cooperation agreements", status="planned", date="2017-03-28", count=10,
                 text="is to sign more than 10 economic cooperation agreements", subjects=("economic",))  # fmt: skip
SIGNED = claim("r2", 1, "signed", "documents", date="2017-03-28", count=14)


def test_an_expectation_and_its_outcome_are_one_life() -> None:
    found, of = resolve(reading("r1", "2017-03-27", EXPECTED), reading("r2", "2017-03-29", SIGNED))
    assert len(found) == 1
    assert [stage for stage, _ in stages(found[0])] == ["expected", "signed"]
    assert found[0].count == 14
    assert found[0].disagreements == ()
    assert found[0].label == "economic cooperation agreements"
    assert set(of) == {"g-r1-1", "g-r2-1"}
    assert set(of.values()) == {found[0].id}


def test_batches_of_two_visits_stay_two() -> None:
    later = claim("r2", 1, "signed", "documents", date="2018-09-07", count=14)
    found, _ = resolve(reading("r1", "2017-03-27", EXPECTED), reading("r2", "2018-09-08", later))
    assert len(found) == 2


def test_batches_with_other_parties_stay_two() -> None:
    other = claim("r2", 1, "signed", "documents", parties="CHL OMN", date="2017-03-28", count=14)
    found, _ = resolve(reading("r1", "2017-03-27", EXPECTED), reading("r2", "2017-03-29", other))
    assert len(found) == 2


def test_a_renewal_is_a_paper_of_its_own() -> None:
    old = claim("r1", 1, "expired", "20-year agreement", date="2021")
    maybe = claim("r1", 2, "extended", "20-year agreement", status="possible")
    new = claim("r1", 3, "negotiated", "new long-term cooperation agreement", status="ongoing")
    again = claim("r2", 1, "expired", "20-year cooperation agreement", date="2021-03")
    found, of = resolve(reading("r1", "2022-01-19", old, maybe, new), reading("r2", "2021-06-01", again))
    assert len(found) == 2
    assert of[old.id] == of[maybe.id] == of[again.id] != of[new.id]


def test_a_known_deal_is_one_over_the_years_and_in_order() -> None:
    one = claim("r1", 1, "withdrawn", "Iran nuclear deal", date="2018", subjects=("nuclear",))
    two = claim("r1", 2, "signed", "2015 nuclear deal", date="2015", subjects=("nuclear",))
    three = claim("r2", 1, "signed", "nuclear accord", date="2015-07-14", subjects=("nuclear",))
    found, _ = resolve(reading("r1", "2022-01-19", one, two), reading("r2", "2015-07-15", three))
    assert len(found) == 1
    assert stages(found[0]) == [("signed", "2015-07-14"), ("withdrawn", "2018")]


def test_numbers_that_cannot_both_be_so_are_named() -> None:
    twelve = claim("r1", 1, "signed", "agreements", date="2017-03-28", count=12)
    found, _ = resolve(reading("r1", "2017-03-29", twelve), reading("r2", "2017-03-29", SIGNED))
    (disagreement,) = found[0].disagreements
    assert disagreement.kind == "conflict"
    assert {value.value for value in disagreement.values} == {"12", "14"}


def test_a_later_number_is_an_update_and_a_round_one_precision() -> None:
    early = claim("r1", 1, "signed", "agreements", date="2017-03-28", count=12)
    found, _ = resolve(reading("r1", "2017-03-28", early), reading("r2", "2017-03-29", SIGNED))
    assert found[0].disagreements[0].kind == "update"
    rough = claim("r1", 1, "signed", "agreements", date="2017-03-28", count=10, text="more than 10 agreements")
    found, _ = resolve(reading("r1", "2017-03-28", rough), reading("r2", "2017-03-29", SIGNED))
    assert found[0].disagreements[0].kind == "precision"
    assert found[0].count == 14


def test_interim_and_final_are_two() -> None:
    interim = claim("r1", 1, "signed", "interim nuclear agreement", date="2013-11-24", subjects=("nuclear",))
    final = claim("r1", 2, "negotiated", "final nuclear agreement", status="ongoing", subjects=("nuclear",))
    found, _ = resolve(reading("r1", "2014-05-01", interim, final))
    assert len(found) == 2


def test_unknown_parties_are_left_out_and_nothing_is_lost() -> None:
    lone = claim("r1", 1, "signed", "treaty", parties="XXX", date="1999")
    found, of = resolve(reading("r1", None, lone))
    assert found[0].parties == ()
    assert of == {lone.id: found[0].id}


LABELS = ("deal", "trade agreement", "new trade agreement", "agreements", "20-year pact", "ceasefire", "documents",
          "2015 nuclear deal", "interim nuclear deal")  # fmt: skip
STAGES: tuple[Stage, ...] = ("signed", "expected", "expired", "negotiated", "in-force")
DRAWN = st.lists(
    st.tuples(
        st.sampled_from(("r1", "r2", "r3", "r4")),
        st.sampled_from(STAGES),
        st.sampled_from(LABELS),
        st.sampled_from(("IRQ OMN", "OMN IRQ", "IRQ", "CHL OMN", "IRQ OMN CHL", "XXX")),
        st.sampled_from((None, "2015", "2015-07-14", "2015-08", "2019-01-02/2019-01-05")),
        st.sampled_from((None, 3, 10, 14)),
    ),
    max_size=14,
)


def _drawn(rows: Sequence[tuple[Any, ...]]) -> list[Reading]:
    claims: dict[str, list[AgreementClaim]] = {}
    for number, (report, stage, label, parties, date, count) in enumerate(rows):
        claims.setdefault(report, []).append(claim(report, number, stage, label, parties, date, count=count))
    days = {"r1": "2015-07-15", "r2": "2015-09-01", "r3": "2019-01-06", "r4": None}
    return [reading(report, days[report], *held) for report, held in claims.items()]


@settings(max_examples=120)
@given(DRAWN)
def test_no_pair_that_is_passed_over_would_be_one_paper(rows: Sequence[tuple[Any, ...]]) -> None:
    def all_that_share(bundles: Sequence[Paper]) -> set[tuple[int, int]]:
        held = [set(agreements._keys(each)) for each in bundles]
        return {(a, b) for a, b in combinations(range(len(bundles)), 2) if held[a] & held[b]}

    told = _drawn(rows)
    found = resolve(*told)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(agreements, "_pairs", all_that_share)
        assert resolve(*told) == found


@settings(max_examples=120)
@given(DRAWN, st.randoms(use_true_random=False))
def test_order_of_reading_changes_nothing_and_every_claim_has_one_home(rows, random) -> None:  # type: ignore[no-untyped-def]
    readings = _drawn(rows)
    found, of = resolve(*readings)
    shuffled = list(readings)
    random.shuffle(shuffled)
    assert resolve(*shuffled) == (found, of)
    assert set(of) == {each.id for told in readings for each in told.agreements}
    assert set(of.values()) == {each.id for each in found}
    for agreement in found:
        told = sorted(each for step in agreement.history for each in step.claims)
        assert told == sorted(each for each, home in of.items() if home == agreement.id)


def test_two_papers_told_by_one_word_stay_two() -> None:
    one = claim("r1", 1, "signed", "framework agreement", date="2023-12-13", text="signed both")
    other = replace(claim("r1", 2, "signed", "interim agreement", date="2023-12-13"), start=one.start, end=one.end)
    found, _ = resolve(reading("r1", "2023-12-13", one, other))
    assert {each.label for each in found} == {"framework agreement", "interim agreement"}
