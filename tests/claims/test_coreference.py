"""Whom titles alone, pronouns and plurals mean."""

from __future__ import annotations

import pytest

from communique.claims.actors import Cast, read_cast
from communique.claims.parsing import parse
from communique.model import Report

_VISIT = (
    "Indonesian President Joko Widodo arrived in Canberra on Sunday for talks with Australian Prime Minister "
    "Malcolm Turnbull. "
)


def meant(text: str, words: str, which: int = -1) -> list[str]:
    """The names of the actors that the given words stand for, at their last place in the text by default."""
    cast: Cast = read_cast(parse(Report("r", "memory", text)))
    found = [m for m in cast.mentions if text[m.start : m.end] == words]
    return sorted(cast.actor(key).name for key in found[which].keys) if found else []


@pytest.mark.parametrize(
    ("then", "words", "who"),
    [
        ("The Indonesian president will stay two days.", "The Indonesian president", ["Joko Widodo"]),
        ("The Australian leader thanked his guest.", "The Australian leader", ["Malcolm Turnbull"]),
        ("The president thanked his host.", "The president", ["Joko Widodo"]),
        ("The prime minister was pleased.", "The prime minister", ["Malcolm Turnbull"]),
        ("The two leaders spoke for an hour.", "The two leaders", ["Joko Widodo", "Malcolm Turnbull"]),
        ("Both leaders spoke for an hour.", "Both leaders", ["Joko Widodo", "Malcolm Turnbull"]),
        ("Widodo and Turnbull dined. They spoke of trade.", "They", ["Joko Widodo", "Malcolm Turnbull"]),
        ("The two countries are neighbours.", "The two countries", ["Australia", "Indonesia"]),
        ("Widodo said he was glad.", "he", ["Joko Widodo"]),
        ("It is his first visit.", "his", ["Joko Widodo"]),
        ("During his stay, Turnbull was silent.", "his", ["Malcolm Turnbull"]),
        ("Turnbull, who was late, apologised.", "who", ["Malcolm Turnbull"]),
        ("The commander of the fleet said he had asked Widodo.", "he", []),
        ("Turnbull thanked the police. They questioned John Doe before he left.", "he", ["John Doe"]),
    ],
)
def test_words_without_a_name_find_their_actors(then: str, words: str, who: list[str]) -> None:
    assert meant(_VISIT + then, words) == who


def test_a_pronoun_heeds_gender_once_it_is_known() -> None:
    text = (
        "German Chancellor Angela Merkel met French President Francois Hollande in Berlin. Mrs. Merkel spoke first. "
        "Hollande said he agreed. She smiled."
    )
    assert meant(text, "She") == ["Angela Merkel"]
    assert meant(text, "he") == ["Francois Hollande"]


def test_the_nearer_subject_has_the_pronoun() -> None:
    text = "Sweden's Stefan Lofven and Finland's Juha Sipila were to meet, but Sipila fell ill and called his doctor."
    assert meant(text, "his") == ["Juha Sipila"]


def test_an_object_is_not_its_own_subject() -> None:
    text = "Swiss President Alain Berset saw Polish President Andrzej Duda. Berset thanked him."
    assert meant(text, "him") == ["Andrzej Duda"]


def test_a_counterpart_without_a_name_is_the_holder_of_that_office() -> None:
    text = (
        "Brazilian Foreign Minister Mauro Vieira called Indian Foreign Minister Subrahmanyam Jaishankar on Monday. "
        "Vieira will meet his Indian counterpart in May."
    )
    assert meant(text, "his Indian counterpart") == ["Subrahmanyam Jaishankar"]


def test_an_office_of_a_state_that_nobody_is_named_for_is_a_nameless_person() -> None:
    cast = read_cast(parse(Report("r", "memory", "The Georgian prime minister will travel to Baku on Monday.")))
    nameless = [actor for actor in cast.actors if actor.nameless]
    assert [(a.name, a.country, a.offices[0].title) for a in nameless] == [
        ("Georgian prime minister", "GEO", "prime minister")
    ]


def test_holders_of_one_office_of_two_states_are_told_apart() -> None:
    text = (
        "Serbian President Aleksandar Vucic met Croatian President Zoran Milanovic. The Croatian president was late. "
        "The Serbian president was not."
    )
    assert meant(text, "The Croatian president") == ["Zoran Milanovic"]
    assert meant(text, "The Serbian president") == ["Aleksandar Vucic"]


@pytest.mark.parametrize("verb", ["praised", "criticized"])
def test_what_somebody_is_praised_or_blamed_for_is_their_own(verb: str) -> None:
    text = f"Mr. Widodo {verb} Mr. Turnbull for his answer."
    assert meant(_VISIT + text, "his") == ["Malcolm Turnbull"]


def test_who_speaks_as_he_leaves_is_named_after_the_pronoun() -> None:
    text = (
        "The Danish foreign minister, Jens Bak, spoke first. Bak hailed the deal. As he was preparing to leave for "
        "Oslo, Finnish President Carl Holm said that more would follow."
    )
    assert meant(text, "he") == ["Carl Holm"]


def test_the_official_of_a_state_is_the_one_spoken_of() -> None:
    visit = "Finnish Foreign Minister Carl Holm arrived in Lima on Monday. "
    met = "The senior Finnish official met Peruvian President Luis Quispe."
    assert meant(visit + met, "The senior Finnish official") == ["Carl Holm"]
    nameless = "A Finnish official said that talks went well. "
    assert meant(visit + nameless + met, "The senior Finnish official") == []
    two = "Finnish President Aino Berg came too. "
    assert meant(visit + two + met, "The senior Finnish official") == []


def test_he_is_the_minister_whose_name_stands_in_commas() -> None:
    text = (
        "Carl Holm, the president of the European Council, said that more steps would follow. The Danish foreign "
        "minister, Jens Bak, said the choice had not been easy. He blamed nobody."
    )
    cast = read_cast(parse(Report("r", "memory", text)))
    last = max((m for m in cast.mentions if m.form == "pronoun"), key=lambda m: m.start)
    assert [cast.actor(key).name for key in last.keys] == ["Jens Bak"]


def test_the_two_are_the_two_officials_of_the_sentence_before() -> None:
    text = (
        "Danish President Anna Berg spoke to Finnish President Carl Holm in May. Jens Bak, the Danish foreign "
        "minister, said that he would meet his Kenyan opposite number, Peter Otieno, soon. The two will dine in Oslo."
    )
    cast = read_cast(parse(Report("r", "memory", text)))
    both = next(m for m in cast.mentions if text[m.start : m.end] == "The two")
    assert {cast.actor(key).name for key in both.keys} == {"Jens Bak", "Peter Otieno"}
    assert {a.name: a.country for a in cast.actors}["Peter Otieno"] == "KEN"


def test_a_bare_surname_is_of_whoever_was_named_in_full_before() -> None:
    text = "Peter Berg won. Berg thanked his voters. “I see national security adviser Tina Berg coming,” a rival joked."
    assert meant(text, "Berg") == ["Peter Berg"]


def test_a_surname_with_an_office_is_not_of_who_comes_later_with_another() -> None:
    text = "President Berg and first lady Ida Berg stood on the lawn. On Monday Berg made a speech."
    assert meant(text, "Berg") == ["Berg"]
    assert meant("President Berg spoke. President Peter Berg will go. On Monday Berg left.", "Berg") == ["Peter Berg"]


def test_he_who_added_had_said_something() -> None:
    text = (
        "Peruvian President Jorge Soto will attend three openings. He will visit a school, said Minister Luis Paz on "
        "Monday. Soto will then go to a clinic and a farm. “With these we keep our word,” he added."
    )
    assert meant(text, "he")[-1] == "Luis Paz"


def test_a_style_before_a_name_is_the_named_persons() -> None:
    text = (
        "President Ana Rojas of Chile arrived on Monday. In March His Excellency Dr. Luis Vega, President of Peru, "
        "went to Chile."
    )
    assert meant(text, "His Excellency") == ["Luis Vega"]


@pytest.mark.parametrize(("style", "who"), [("Majesty", ["Omar II"]), ("Highness", ["Said Al Nasser"])])
def test_a_king_is_a_majesty_and_an_emir_a_highness(style: str, who: list[str]) -> None:
    text = (
        "King Omar II of Jordan met Emir Said Al Nasser of Kuwait. The king praised the emir, and the emir praised the "
        f"king. On Monday, Emir Said dined with King Omar. His {style} spoke of trade."
    )
    assert meant(text, f"His {style}") == who
