"""Where things happen, when the reporter only says "here"."""

from __future__ import annotations

from communique.claims import read_report
from communique.model import Place, Report

DATELINE = "BANGKOK, May 14 (Agency) -- "


def _places(text: str, kind: str = "visit") -> set[Place | None]:
    made = read_report(Report(id="r1", uri="r1.txt", text=text, published="2019-05-14"))
    return {claim.place for claim in made.claims if claim.kind == kind}


def test_here_is_the_town_of_the_dateline() -> None:
    assert _places(DATELINE + "Kenyan President Peter Otieno arrived here on Monday.") == {Place("Bangkok", "THA")}
    met = DATELINE + "Thai King Rama met with Kenyan President Peter Otieno here on Monday."
    assert _places(met, "meeting") == {Place("Bangkok", "THA")}
    assert _places(met) == {Place("Bangkok", "THA")}


def test_here_is_nowhere_without_a_dateline_or_inside_a_quote() -> None:
    assert _places("Kenyan President Peter Otieno arrived here on Monday.") == set()
    quoted = DATELINE + "“Our president arrived here on Monday,” Kenyan President Peter Otieno wrote."
    assert Place("Bangkok", "THA") not in _places(quoted)


def test_a_later_dateline_moves_here() -> None:
    text = (
        DATELINE + "Rice was on the table.\n\nVIENTIANE, May 14 (Agency) -- Kenyan President Peter Otieno arrived here."
    )
    assert _places(text) == {Place("Vientiane", "LAO")}


def test_a_university_called_by_its_capital_is_there() -> None:
    spoke = "Thai Prime Minister Anan Chai gave a speech at {} on Monday."
    assert _places(spoke.format("Nairobi University"), "address") == {Place("Nairobi", "KEN")}
    assert _places(spoke.format("Washington University"), "address") == {Place("Washington University", "USA")}
    assert _places(spoke.format("Mahidol University"), "address") == {None}


def test_the_last_word_of_a_long_name_is_no_place() -> None:
    text = "The visit of Kuwaiti Emir Sheikh Omar Al Said Al Nasser Al Sabah to Jordan came to its end on Monday."
    assert {place.country for place in _places(text) if place} == {"JOR"}


def test_a_state_whose_name_ends_in_small_letters_is_a_place() -> None:
    text = "Kenyan President Peter Otieno was in Togo, Burkina Faso and Cote d’Ivoire."
    assert {place.country for place in _places(text) if place} == {"TGO", "BFA", "CIV"}
