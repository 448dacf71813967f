"""What sentences say of papers, read through the parser and the cast as a report is."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.claims.actors import read_cast
from communique.claims.agreements import read_agreements
from communique.claims.parsing import parse
from communique.model import AgreementClaim, Claim, Participation, Report

WRITTEN = "2019-05-14"
"""A Tuesday."""


def read(text: str, written: str | None = WRITTEN, meetings: bool = False) -> list[tuple[AgreementClaim, set[str]]]:
    """The agreement claims of a text, each with the names of its parties' states.

    With `meetings`, the first sentence is taken for one visit between the first two states it names.
    """
    report = Report("a" * 16, "test.txt", text, published=written)
    parsed = parse(report)
    cast = read_cast(parsed)
    claims: list[Claim] = []
    if meetings:
        first = parsed.sentences[0]
        states = [actor.key for actor in cast.actors if actor.type == "country"][:2]
        parts = tuple(Participation(key, role) for key, role in zip(states, ("visitor", "host"), strict=True))
        claims = [
            Claim("c-1", report.id, first.start, first.end, "", "visit", "ongoing", "2019-05-14", participants=parts)
        ]
    names = {actor.key: actor.name for actor in cast.actors}
    return [(each, {names[key] for key in each.parties}) for each in read_agreements(parsed, cast, claims)[0]]


def one(text: str, stage: str, **options: object) -> tuple[AgreementClaim, set[str]]:
    found = [each for each in read(text, **options) if each[0].stage == stage]  # type: ignore[arg-type]
    assert len(found) == 1, [(each.stage, each.label) for each, _ in read(text)]
    return found[0]


def test_a_signed_paper_has_label_parties_subject_and_day() -> None:
    claim, parties = one("India and Japan signed a memorandum of understanding on energy on Monday.", "signed")
    assert claim.status == "happened"
    assert claim.label == "memorandum of understanding on energy"
    assert parties == {"India", "Japan"}
    assert "energy" in claim.subjects
    assert claim.date == "2019-05-13"


def test_a_counted_batch_that_is_only_expected() -> None:
    text = (
        "Kenya and China are old partners. President Uhuru Kenyatta of Kenya is expected to sign"
        " more than 12 trade agreements with China."
    )
    claim, parties = one(text, "expected")
    assert (claim.status, claim.count) == ("planned", 12)
    assert claim.label == "trade agreements"
    assert parties == {"Kenya", "China"}


@pytest.mark.parametrize(
    ("words", "count"), [("Fourteen", 14), ("Two dozen", 24), ("Several", None), ("At least nine", 9), ("7", 7)]
)
def test_how_many_papers(words: str, count: int | None) -> None:
    claim, _ = one(f"{words} agreements were signed between Chile and Peru.", "signed")
    assert claim.count == count


def test_a_length_of_years_is_no_number_of_papers() -> None:
    claim, _ = one("A 25-year agreement between Iraq and Oman expired last year.", "expired")
    assert claim.count is None
    assert "25-year" in claim.label
    assert claim.date == "2018"


def test_a_paper_known_by_its_year_was_signed_then() -> None:
    text = "The United States withdrew last week from the 1987 missile treaty with Russia."
    stages = {claim.stage: (claim, parties) for claim, parties in read(text)}
    assert stages["withdrawn"][0].status == "happened"
    assert stages["withdrawn"][1] >= {"United States", "Russia"}
    assert stages["signed"][0].date == "1987"


def test_work_on_a_paper_is_no_signing() -> None:
    claim, parties = one("Norway and Iceland have been working to sign a new fisheries agreement.", "negotiated")
    assert claim.status == "ongoing"
    assert parties == {"Norway", "Iceland"}
    assert "new" in claim.label


def test_what_it_stands_for_is_the_paper_just_named() -> None:
    text = (
        "Norway and Iceland have been working to sign a new fisheries agreement,"
        " but it is not expected to be finalised during the visit."
    )
    claim, parties = one(text, "expected")
    assert claim.status in ("denied", "planned")
    assert claim.label == "new fisheries agreement"
    assert parties == {"Norway", "Iceland"}


@pytest.mark.parametrize(
    "text",
    [
        "No agreement was reached between Sudan and Ethiopia.",
        "India and Japan failed to reach a trade deal.",
        "Egypt will sign the water accord with Sudan on Friday.",
        "Egypt may sign the water accord with Sudan.",
        "A bill to ratify the water treaty between Egypt and Sudan is before parliament.",
    ],
)
def test_what_is_not_so_is_never_told_as_signed(text: str) -> None:
    told = [(claim.stage, claim.status) for claim, _ in read(text)]
    assert told
    assert not [each for each in told if each[1] == "happened"]


def test_a_time_ahead_dates_what_is_planned() -> None:
    claim, _ = one("Egypt will sign the water accord with Sudan on Friday.", "expected")
    assert claim.date == "2019-05-17"


def test_whoever_brokers_a_truce_is_no_party() -> None:
    claim, parties = one(
        "A ceasefire between Armenia and Azerbaijan brokered by Russia took effect on Sunday.", "in-force"
    )
    assert parties == {"Armenia", "Azerbaijan"}
    assert claim.date == "2019-05-12"


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("The free trade agreement between Chile and China entered into force in 2006.", "in-force"),
        ("Ukraine shelved an association agreement with Turkey last November.", "withdrawn"),
        ("France rejected the draft trade agreement with Brazil.", "rejected"),
        ("Russia and the United States extended the New START treaty.", "extended"),
        ("Negotiators from Israel and Egypt are discussing a truce.", "negotiated"),
        ("Greece has proposed a maritime agreement with Libya.", "proposed"),
        ("The gas contract between Poland and Russia ran out in March.", "expired"),
    ],
)
def test_every_stage_of_a_life(text: str, stage: str) -> None:
    _, parties = one(text, stage)
    assert len(parties) == 2


def test_a_passive_takes_its_parties_from_the_visit_around_it() -> None:
    text = "President Sauli Niinisto of Finland is visiting Estonia. Several agreements are expected to be signed."
    claim, parties = one(text, "expected", meetings=True)
    assert parties == {"Finland", "Estonia"}
    assert claim.date == "2019-05-14"


def test_a_definite_paper_takes_up_the_one_before() -> None:
    text = "Chile and Peru signed a border treaty on Monday. Officials said the treaty would be ratified in July."
    stages = {claim.stage: (claim, parties) for claim, parties in read(text)}
    assert stages["in-force"][0].label == stages["signed"][0].label == "border treaty"
    assert stages["in-force"][1] == {"Chile", "Peru"}
    assert stages["in-force"][0].status == "planned"


@pytest.mark.parametrize(
    "text",
    [
        "The actor signed a book deal with a publisher in Canada.",
        "There was a great deal of anger in Canada.",
        "Canada must deal with the floods.",
        "The ministers of Canada were in full agreement.",
        "The protocol officer of Canada greeted the guests.",
    ],
)
def test_what_is_no_paper_between_states(text: str) -> None:
    assert read(text) == []


PIECES = st.lists(
    st.sampled_from(
        [
            "India and Japan signed 14 documents on Monday.",
            "The deal was renewed.",
            "It expired in 2012.",
            "“No pact was reached,” she said.",
            "Their previous 20-year agreement ended last year.",
            "\n\n",
            "Zut! ∑ 条約 agreement",
            "They agreed to a ceasefire.",
            "Agreements, accords, pacts and treaties between Chile and Peru collapsed",
        ]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(PIECES)
def test_every_claim_stands_where_it_says(text: str) -> None:
    report = Report("b" * 16, "test.txt", text, published=WRITTEN)
    parsed = parse(report)
    cast = read_cast(parsed)
    found, _ = read_agreements(parsed, cast, ())
    known = {actor.key for actor in cast.actors}
    assert found == read_agreements(parsed, cast, ())[0]
    assert len({each.id for each in found}) == len(found)
    for each in found:
        assert text[each.start : each.end] == each.text
        assert each.start <= each.cue_start < each.cue_end <= each.end
        assert set(each.parties) <= known
        assert 0 < each.score <= 1
        assert each.label


def test_a_paper_named_twice_in_one_breath_is_told_once() -> None:
    found = read("Japan is negotiating the Trans-Pacific Partnership (TPP) agreement with Chile and Peru.")
    assert [claim.label for claim, _ in found] == ["Trans-Pacific Partnership"]


def test_a_purpose_is_no_outcome() -> None:
    found = read("The envoy flew to Cairo to forge a truce between Israel and Egypt.")
    assert found
    assert all(claim.status != "happened" for claim, _ in found)


@pytest.mark.parametrize(
    ("text", "stage", "label", "count", "states"),
    [
        (
            "Kenyan President Peter Otieno and Thai President Anan Chai signed the Bangkok Declaration on friendship.",
            "signed",
            "Bangkok Declaration",
            None,
            {"Kenya", "Thailand"},
        ),
        (
            "Kenyan President Peter Otieno and Thai President Anan Chai oversaw the signing of a memorandum on a port.",
            "signed",
            "memorandum",
            None,
            {"Kenya", "Thailand"},
        ),
        (
            "Kenya and Thailand signed seven memoranda of understanding on customs.",
            "signed",
            "memoranda",
            7,
            {"Kenya", "Thailand"},
        ),
        (
            "Kenyan and Thai companies signed 34 investment agreements on Monday.",
            "signed",
            "investment",
            34,
            {"Kenya", "Thailand"},
        ),
        (
            "Kenyan President Peter Otieno has handed over the draft of a 20-year strategic pact with Thailand.",
            "drafted",
            "20-year",
            None,
            {"Kenya", "Thailand"},
        ),
    ],
)
def test_papers_by_other_words(text: str, stage: str, label: str, count: int | None, states: set[str]) -> None:
    claim, parties = next(each for each in read(text) if each[0].stage == stage)
    assert (label in claim.label, claim.count, parties) == (True, count, states)


def test_each_paper_named_out_of_a_batch_is_signed_too() -> None:
    found = read(
        "Kenya and Thailand signed 14 documents, among them an agreement on visas and a treaty on extradition."
    )
    told = {claim.label: (claim.stage, claim.count) for claim, parties in found if parties == {"Kenya", "Thailand"}}
    assert told["documents"] == ("signed", 14)
    assert told["agreement on visas"] == told["treaty on extradition"] == ("signed", None)


def test_the_treaty_is_the_one_in_the_news_and_not_one_named_in_passing() -> None:
    text = (
        "Kenya and Chad signed a landmark treaty on Monday. “We keep to the Nuclear Non-Proliferation Treaty,” a "
        "minister said. The treaty must still be ratified by both parliaments."
    )
    claim, parties = one(text, "in-force")
    assert claim.label == "landmark treaty"
    assert parties == {"Kenya", "Chad"}


def test_a_deal_told_after_a_comma_is_that_of_those_who_agreed() -> None:
    claim, parties = one("Kenya and Chad agreed to reopen their embassies, a deal sealed on Monday in Oslo.", "signed")
    assert (claim.date, parties) == ("2019-05-13", {"Kenya", "Chad"})


def test_a_paper_that_two_states_revive_is_theirs() -> None:
    text = "Kenya and Chad revived a defence pact in March. It was first signed in 2016."
    claim, parties = one(text, "signed")
    assert (claim.date, parties) == ("2016", {"Kenya", "Chad"})


@pytest.mark.parametrize("label", ["first-ever peace plan", "P5+1 nuclear deal", "15-year deal"])
def test_a_label_keeps_words_of_several_parts_whole(label: str) -> None:
    paper, _ = one(f"Norway and Chile signed the so-called {label} in Oslo on Monday.", "signed")
    assert paper.label == label


def test_a_paper_told_again_in_brackets_or_behind_a_slash_is_one() -> None:
    found = read(
        "Important agreements / MoUs (Memorandums of Understanding) will be signed by Chile and Peru on Monday."
    )
    assert [each.label for each, _ in found] == ["Important agreements"]


def test_what_an_event_was_held_to_sign_is_signed() -> None:
    found = read(
        "The prime ministers of Chile and Peru presided over an event to sign five memoranda (MoUs) yesterday."
    )
    assert [(each.stage, each.status) for each, _ in found] == [("signed", "happened")]


def test_two_states_sign_what_is_signed_by_the_two_and_who_is_there_does_not() -> None:
    found = read(
        "The new treaty that delimits the borders of Peru and Chile will be signed by the two in Oslo on March 6, "
        "with Anna Berg, the secretary general of the UN, present."
    )
    assert [parties for _, parties in found] == [{"Peru", "Chile"}]
