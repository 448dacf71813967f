"""For which state somebody speaks, by what is done in its name."""

from __future__ import annotations

import pytest

from communique.claims.actors import read_cast
from communique.claims.parsing import parse
from communique.model import Report


def _states(text: str) -> dict[str, str | None]:
    cast = read_cast(parse(Report("r", "memory", text)))
    return {actor.name: actor.country for actor in cast.actors if actor.type == "person"}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        (
            "President Anna Berg spoke with President Carl Holm and reaffirmed the Danish commitment to peace.",
            "Anna Berg",
            "DNK",
        ),
        ("President Anna Berg stressed that Norway will keep its ports open.", "Anna Berg", "NOR"),
        (
            "President Anna Berg met with President Carl Holm. Berg welcomed Finland’s decision to build a road.",
            "Carl Holm",
            "FIN",
        ),
        ("President Anna Berg congratulated Carl Holm on becoming Prime Minister of Finland.", "Carl Holm", "FIN"),
        ("He met with Council Secretary Armen Sarian of Armenia.", "Armen Sarian", "ARM"),
        (
            "President Anna Berg met today with President Carl Holm to discuss the Norway-Finland partnership. "
            "President Berg affirmed Norwegian support for the treaty.",
            "Carl Holm",
            "FIN",
        ),
    ],
)
def test_a_state_is_told_by_what_is_done_in_its_name(text: str, name: str, country: str) -> None:
    assert _states(text)[name] == country


def test_a_third_state_that_is_talked_of_is_nobodys() -> None:
    assert _states("President Anna Berg and President Carl Holm spoke about Mali and the drought in Mali.") == {
        "Anna Berg": None,
        "Carl Holm": None,
    }


def test_who_travels_to_a_state_is_not_of_it() -> None:
    text = "President Holm arrived in Finland on Monday. President Holm thanked reporters for Finland’s welcome."
    assert _states(text).get("Holm") != "FIN"
