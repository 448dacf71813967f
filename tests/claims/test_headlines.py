"""Names in headlines lose what belongs to the headline."""

from __future__ import annotations

import pytest

from communique.claims.actors import read_cast
from communique.claims.parsing import ordinary, parse
from communique.model import Report


def _names(text: str) -> set[str]:
    cast = read_cast(parse(Report("r", "memory", text)))
    return {actor.name for actor in cast.actors if actor.type == "person"}


@pytest.mark.parametrize(
    "headline",
    ["Tavares Lauds Envoys At Summit", "Arriving In Lima, Tavares Reaffirms Old Bond", "Tavares Go Home, Say Crowds"],
)
def test_a_headline_s_verb_is_no_surname(headline: str) -> None:
    body = "Brazilian President Tavares landed in Peru on Monday. Mr. Tavares praised the envoys."
    assert _names(f"{headline}\n\n{body}") == {"Tavares"}


def test_a_surname_that_is_a_verb_too_stays_where_running_text_has_it() -> None:
    text = (
        "Ellen Brooks Opens Talks In Lima\n\nForeign Minister Ellen Brooks met envoys. Brooks said the talks went well."
    )
    assert "Ellen Brooks" in _names(text)


@pytest.mark.parametrize(
    "opening",
    [
        "Discussions Tavares will have with envoys can frame the year.",
        "Will Tavares wait for the summit?",
        "Team Tavares sees it otherwise.",
        "How Far Will President Tavares Go?",
        "The square was full. | REUTERS Tavares honours poets",
        "Tavares Job Approval: 44 percent",
    ],
)
def test_a_word_before_or_behind_a_surname_is_no_part_of_it(opening: str) -> None:
    body = "Brazilian President Ana Tavares landed in Peru on Monday. Tavares praised the envoys. Mrs. Tavares left."
    assert _names(f"{opening}\n\n{body}") == {"Ana Tavares"}


def test_a_given_name_that_is_a_word_too_stays() -> None:
    text = (
        "Bill Tavares came. President Ana Tavares landed in Peru. Mark Rios met Tavares. Rios left, and Tavares stayed."
    )
    assert {"Bill Tavares", "Ana Tavares", "Mark Rios"} <= _names(text)


def test_ordinary_words() -> None:
    assert [ordinary(word) for word in ("Lauds", "Discussions", "Go", "Tavares", "Obama")] == [True] * 3 + [False] * 2
