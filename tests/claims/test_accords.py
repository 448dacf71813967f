"""Agreements and cease-fires as events: what was made where and when by whom, and by when it is to be."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.claims import read_report
from communique.claims.accords import REACHED, TRUCE
from communique.model import Claim, Reading, Report


def read(text: str, published: str = "2019-05-14") -> Reading:
    return read_report(Report(id="r1", uri="r1.txt", text=text, published=published))


def accords(text: str) -> list[Claim]:
    return [claim for claim in read(text).claims if {REACHED, TRUCE} & set(claim.reasons)]


def states(text: str, claim: Claim) -> set[str]:
    names = {actor.key: actor.name for actor in read(text).actors}
    return {names[part.actor] for part in claim.participants}


@pytest.mark.parametrize(
    ("text", "date", "place"),
    [
        ("Peru and Chile reached a border agreement in Nairobi on Monday.", "2019-05-13", "Nairobi"),
        ("Peru and Chile struck a deal last month.", "2019-04", None),
        ("The deal that Peru and Chile struck in Nairobi on May 2 limits fishing.", "2019-05-02", "Nairobi"),
        ("The agreement, reached on May 2 in Nairobi between Peru and Chile, limits fishing.", "2019-05-02", "Nairobi"),
        ("The accord between Peru and Chile announced last month in Nairobi will be debated.", "2019-04", "Nairobi"),
        ("The Peru-Chile fishing deal, agreed in Nairobi on May 2, has angered owners.", "2019-05-02", "Nairobi"),
        ("Last week's deal between Peru and Chile was hailed.", "2019-05-06/2019-05-12", None),
        ("The agreement between Peru and Chile last week was hailed.", "2019-05-06/2019-05-12", None),
        ("The Nairobi agreement of May 2 between Peru and Chile has not been carried out.", "2019-05-02", "Nairobi"),
        ("Since the April deal between Peru and Chile, boats have gone out.", "2019-04", None),
        ("Boats go out under a pact struck by Peru and Chile in April.", "2019-04", None),
        ("Peru and Chile announced an agreement on water late Friday.", "2019-05-10", None),
    ],
)  # fmt: skip
def test_what_two_states_made_is_an_event_of_its_day_and_town(text: str, date: str, place: str | None) -> None:
    [claim] = accords(text)
    assert (claim.kind, claim.status, claim.date) == ("signing", "happened", date)
    assert (claim.place.name if claim.place else None) == place
    assert states(text, claim) == {"Peru", "Chile"}


@pytest.mark.parametrize(
    ("text", "date", "place"),
    [
        ("A cease-fire between Peru and Chile took effect late Friday.", "2019-05-10", None),
        ("Peru and Chile agreed on Friday in Nairobi to a truce.", "2019-05-10", "Nairobi"),
        ("The truce agreed in Nairobi last month by Peru and Chile has mostly held.", "2019-04", "Nairobi"),
        ("Peru and Chile began a three-day cease-fire on Friday.", "2019-05-10", None),
        ("The cease-fire announced on Friday in Nairobi ended days of fighting between Peru and Chile.", "2019-05-10",
         "Nairobi"),
        ("A Kenyan-brokered truce between Peru and Chile went into effect on Friday.", "2019-05-10", None),
    ],
)  # fmt: skip
def test_a_cease_fire_is_an_event_from_its_making_or_beginning(text: str, date: str, place: str | None) -> None:
    [claim] = accords(text)
    assert (claim.kind, claim.status, claim.date) == ("retreat", "happened", date)
    assert (claim.place.name if claim.place else None) == place
    assert states(text, claim) == {"Peru", "Chile"}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Peru and Chile face a May 31 deadline to reach a border accord.", "2019-05-14/2019-05-31"),
        ("The deadline for a border accord between Peru and Chile is May 31.", "2019-05-14/2019-05-31"),
        ("A deal between Peru and Chile is expected by the end of the month.", "2019-05-14/2019-05-31"),
        ("Negotiators from Peru and Chile have until May 31 to reach a final agreement.", "2019-05-14/2019-05-31"),
        ("Peru and Chile have set a May 31 deadline to reach the details of an agreement.", "2019-05-14/2019-05-31"),
    ],
)
def test_a_deadline_is_by_when_an_agreement_is_to_be(text: str, date: str) -> None:
    [claim] = accords(text)
    assert (claim.status, claim.date, claim.phase) == ("planned", date, "somewhere")
    assert states(text, claim) == {"Peru", "Chile"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru and six world powers reached an interim deal on Monday.", ("with", "world powers")),
        ("The truce reached by Peru and the separatists in April is fragile.", ("with", "rebels")),
        ("A deal struck by Peru and five other nations on Monday limits fishing.", ("with", "countries")),
        ("Peru and Chile struck a 30-year gas deal on Monday.", ("years", "30")),
        ("Peru and Chile agreed on Monday to a 72-hour truce.", ("days", "3")),
    ],
)
def test_groups_and_lengths_are_told_as_details(text: str, expected: tuple[str, str]) -> None:
    [claim] = accords(text)
    assert expected in {(detail.attribute, detail.value) for detail in claim.details}


@pytest.mark.parametrize(
    "text",
    [
        "Peru hopes to reach a deal with Chile.",
        "Any deal reached between Peru and Chile in Nairobi must be fair.",
        "The proposed pact announced on Monday by Peru and Chile limits fishing.",
        "Peru has refused to sign the deal with Chile.",
        "Under the agreement with Chile, Peru has until Friday to count its boats.",
        "Boats have gone out since Peru struck a deal with Chile.",
    ],
)
def test_what_is_wished_refused_or_only_referred_to_is_no_event(text: str) -> None:
    assert accords(text) == []


def test_who_brought_a_paper_about_is_its_mediator_and_no_party() -> None:
    text = "Chile on Monday brokered a truce between Peru and Kenya."
    [claim] = accords(text)
    names = {actor.key: actor.name for actor in read(text).actors}
    assert {(names[part.actor], part.role) for part in claim.participants} == {
        ("Peru", "actor"), ("Kenya", "actor"), ("Chile", "mediator"),
    }  # fmt: skip


def test_an_agreements_claim_names_the_event_that_it_tells() -> None:
    reading = read("Peru and Chile reached a border agreement in Nairobi on Monday.")
    [paper] = reading.agreements
    [event] = [claim for claim in reading.claims if claim.kind == "signing"]
    assert (paper.event_claim, paper.date) == (event.id, event.date)


def test_what_is_signed_is_told_by_its_signing_alone() -> None:
    reading = read("Peru and Chile signed a border agreement in Nairobi on Monday.")
    assert [claim.kind for claim in reading.claims] == ["signing"]
    assert reading.claims[0].place is not None
    assert reading.claims[0].place.name == "Nairobi"


_ROW = """the a Peru Chile deal truce reached struck agreed announced last week in Nairobi on Monday by between and
with , deadline for May 31 is was to under until six powers 's"""
_WORDS = st.lists(st.sampled_from(_ROW.split()), min_size=3, max_size=18)


@settings(deadline=None, max_examples=60)
@given(_WORDS)
def test_any_row_of_such_words_is_read_and_stands_where_it_says(words: list[str]) -> None:
    text = " ".join([*words, "."])
    for claim in accords(text):
        assert text[claim.start : claim.end] == claim.text
        assert claim.start <= claim.cue_start < claim.cue_end <= claim.end


def test_a_cease_fire_is_told_once_where_the_trained_reader_finds_it_too() -> None:
    reading = read("Peru and Chile announced a cease-fire late Friday in Nairobi.")
    assert [claim.kind for claim in reading.claims] == ["retreat"]
