"""Where a name begins beside an office, and what of the office is no name."""

from __future__ import annotations

from communique.claims import read_report
from communique.model import Reading, Report


def reading(text: str) -> Reading:
    return read_report(Report(id="r1", uri="r1.txt", text=text, published="2019-05-14"))


def offices(text: str) -> dict[str, set[str]]:
    return {a.name: {o.title for o in a.offices} for a in reading(text).actors if a.type == "person"}


def test_an_office_in_the_plural_is_held_by_all_the_names_after_it() -> None:
    held = offices("Prime Ministers Anna Berg and Juan Soto watched the ceremony on Monday. Berg said it was cold.")
    assert held == {"Anna Berg": {"prime minister"}, "Juan Soto": {"prime minister"}}


def test_who_watched_a_ceremony_was_there() -> None:
    made = reading("Norwegian Prime Minister Anna Berg and Chilean President Juan Soto watched the ceremony on Monday.")
    (rite,) = (c for c in made.claims if c.kind == "ceremony")
    assert (len(rite.participants), rite.date) == (2, "2019-05-13")


def test_under_and_where_a_monarch_goes_are_no_part_of_the_office() -> None:
    assert offices("The treaty was drafted under United Nations envoy Anna Berg.") == {
        "Anna Berg": {"united nations envoy"}
    }
    held = offices("It was the first visit by the Thai monarch to Chile, officials said.")
    assert {title for titles in held.values() for title in titles} == {"monarch"}


def test_an_english_word_is_no_particle_without_its_hyphen() -> None:
    held = offices("She is not to Juan Rojas as Luis Vega was to Omar as-Sadr, Chilean President Pablo Diaz said.")
    assert set(held) == {"Juan Rojas", "Luis Vega", "Omar as-Sadr", "Pablo Diaz"}


def test_a_name_with_letters_changed_is_one_persons_under_one_office() -> None:
    text = "President Manmoon Hussein spoke. {} Mamnoon Hussain of Pakistan left on Monday."
    assert len([a for a in reading(text.format("President")).actors if a.type == "person"]) == 1
    assert len([a for a in reading(text.format("Minister")).actors if a.type == "person"]) == 2


def test_a_minister_named_behind_a_comma_acts() -> None:
    found = offices("Minister of Defence, Adam Stone called on President Ruth Wanja of Kenya.")
    assert found["Adam Stone"] == {"defence minister"}
