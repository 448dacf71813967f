"""What belongs to one occasion: batches of papers, statements that are signed, days lent by talks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from stories import Story, meeting, names, of, only, visit

from communique.events import resolve
from communique.events.agreements import resolve_agreements
from communique.model import AgreementClaim, Reading, Report, ReportActor


def batch(report: str, published: str, stage: str, label: str, count: int, **more: object) -> Reading:
    actors = tuple(ReportActor(f"{report}#{s}", "country", s, (s,), s) for s in ("NOR", "CHL"))
    claim = AgreementClaim(
        f"g-{report}", report, 0, 40, f"{count} {label}", label, stage,  # type: ignore[arg-type]
        "happened" if stage == "signed" else "planned", tuple(a.key for a in actors), (), count,
    )  # fmt: skip
    return Reading(Report(report, report, "x", published=published), actors, agreements=(replace(claim, **more),))  # type: ignore[arg-type]


def settled(*readings: Reading) -> list[tuple[list[str], list[tuple[str, str]]]]:
    actor_of = {a.key: f"country-{a.country}" for r in readings for a in r.actors}
    found, _ = resolve_agreements(readings, actor_of)
    return [([h.stage for h in a.history], [(d.attribute, d.kind) for d in a.disagreements]) for a in found]


def test_counted_papers_of_any_sort_at_one_visit_are_one_batch_whose_count_is_in_dispute() -> None:
    told = settled(
        batch("r1", "2021-05-02", "expected", "agreements", 12),
        batch("r2", "2021-05-04", "signed", "documents on trade and fishing", 15),
        batch("r3", "2021-05-04/2021-05-06", "signed", "agreements", 14),
    )
    assert told == [(["expected", "signed"], [("count (signed)", "conflict")])]


@pytest.mark.parametrize(("label", "published"), [("memoranda", "2021-05-04"), ("agreements", "2021-05-14")])
def test_papers_of_a_sort_or_of_another_week_are_no_such_batch(label: str, published: str) -> None:
    told = settled(batch("r1", "2021-05-04", "signed", "documents", 15), batch("r2", published, "signed", label, 3))
    assert len(told) == 2


def signed(id: str, *papers: str, **more: object) -> Reading:
    story = Story(id, "2021-05-04")
    roles = {story.person("Anna Berg", "NOR"): "signatory", story.person("Juan Soto", "CHL"): "signatory"}
    for each in papers:
        story.claim("signing", "happened", roles, date="2021-05-03", details={"papers": each}, **more)
    return story.reading()


def test_only_batches_can_be_rival_counts() -> None:
    found = resolve([signed("r1", "15 documents", "a memorandum on fishing"), signed("r2", "fourteen agreements")])
    (papers,) = only(found, "signing").disagreements
    assert (papers.attribute, papers.kind) == ("papers", "conflict")
    assert {v.value for v in papers.values} == {"15 documents", "fourteen agreements"}
    assert only(resolve([signed("r1", "15 documents"), signed("r2", "two memoranda")]), "signing").disagreements == ()


def test_a_joint_statement_and_its_signing_are_one_event() -> None:
    told = meeting("r2", "2021-05-04", kind="statement", date="2021-05-03")
    found = resolve([signed("r1", "a joint statement"), told])
    event = only(found, "signing")
    assert of(found, "statement") == []
    assert len(event.claims) == 2
    assert len(of(resolve([signed("r1", "a treaty"), told]), "statement")) == 1


def talks(text: str, *, published: str | None = "2021-05-04", dated: bool = True) -> Reading:
    story = Story("r1", published)
    who = story.person("Anna Berg", "NOR"), story.person("Juan Soto", "CHL")
    story.claim("talks", "happened", dict.fromkeys(who, "participant"), date="2021-05-03" if dated else None)
    story.claim("signing", "happened", dict.fromkeys(who, "signatory"), text=text, details={"papers": "a treaty"})
    return story.reading()


def test_what_was_signed_after_the_talks_was_signed_on_their_day() -> None:
    assert only(resolve([talks("After the talks they signed a treaty.")]), "signing").start == "2021-05-03"
    assert only(resolve([talks("They signed a treaty.")]), "signing").start is None
    assert only(resolve([talks("After the talks they signed a treaty.", dated=False)]), "signing").start is None


def test_the_ceremony_of_a_signing_meets_its_outcome() -> None:
    def told(id: str, published: str, status: str, *guests: str) -> Reading:
        story = Story(id, published)
        pair = story.person("Anna Berg", "NOR"), story.person("Juan Soto", "CHL")
        story.claim("signing", status, dict.fromkeys(pair, "signatory"), date="2021-05-03")
        there = {story.person(name, "NOR", "prime minister"): "participant" for name in guests}
        story.claim("ceremony", status, there, details={"ceremony": "the ceremony"})
        return story.reading()

    found = resolve([told("r1", "2021-05-02", "planned", "Per Lund"), told("r2", "2021-05-03", "happened", "Per Lund")])
    event = only(found, "ceremony")
    assert (event.status, event.start, [h.status for h in event.history]) == (
        "happened",
        "2021-05-03",
        ["planned", "happened"],
    )


def test_a_seat_of_government_is_no_host_beside_its_state() -> None:
    story = Story("r1", "2021-05-04")
    roles = {
        story.person("Anna Berg", "NOR", "prime minister"): "visitor",
        story.person("Donald Park", "USA", "president"): "host",
        story.state("USA", "United States"): "host",
        story.body("White House", "USA"): "host",
        story.body("World Fish Council"): "host",
    }
    story.claim("visit", "happened", roles, at=("Washington", "USA"), date="2021-05-03")
    found = resolve([story.reading()])
    assert names(found, only(found, "visit"), "host") == {"Donald Park", "United States", "World Fish Council"}


@pytest.mark.parametrize("name", ["Europe", "the Middle East", "Oslo", None])
def test_a_visit_to_a_state_is_in_no_region_and_no_other_states_town(name: str | None) -> None:
    told = [visit("r1", "2021-05-04", date="2021-05-03"), visit("r2", "2021-05-04", date="2021-05-03", at=(name, None))]
    assert {e.place.name for e in resolve(told).events if e.place and e.place.country} == {"Chile"}


def test_a_planned_visit_was_made_if_the_visitor_met_somebody_there() -> None:
    plan = visit("r1", "2021-05-01", "planned", date="2021-05-03")
    held = meeting("r2", "2021-05-04", date="2021-05-03", at=("Santiago", "CHL"))
    assert only(resolve([plan, held]), "visit").status == "happened"
    away = meeting("r2", "2021-05-04", date="2021-05-03", kind="call")
    assert only(resolve([plan, away]), "visit").status == "planned"


def test_days_that_are_only_about_contradict_no_other() -> None:
    found = resolve(
        [
            visit("r1", "2021-05-04", date="2021-05-03", phase="start", days=3),
            visit("r2", "2021-05-04", date="2021-05-04~", phase="within"),
            visit("r3", "2021-05-04", date="2021-05-02~"),
        ]
    )
    assert [d for e in of(found, "visit") for d in e.disagreements] == []
