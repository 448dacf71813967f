"""Parties told one after the other, and calls told without a telephone."""

from __future__ import annotations

import pytest

from communique.claims.reading import read_report
from communique.model import Report


def _told(text: str) -> list[tuple[str, set[str]]]:
    reading = read_report(Report("r", "memory", text, published="2022-05-04"))
    names = {actor.key: actor.name for actor in reading.actors}
    return [(claim.kind, {names[part.actor] for part in claim.participants}) for claim in reading.claims]


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        (
            "President Alar Kask of Estonia spoke today with President Juris Ozols of Latvia, "
            "Prime Minister Rasa Petraite of Lithuania, and Chancellor Ernst Vogel of Germany.",
            "call",
            {"Alar Kask", "Juris Ozols", "Rasa Petraite", "Ernst Vogel"},
        ),
        (
            "President Alar Kask of Estonia and President Juris Ozols of Latvia spoke yesterday about the ferry.",
            "call",
            {"Alar Kask", "Juris Ozols"},
        ),
        (
            "President Alar Kask of Estonia met virtually with President Juris Ozols of Latvia.",
            "call",
            {"Alar Kask", "Juris Ozols"},
        ),
        (
            "President Alar Kask of Estonia met today with Juris Ozols, Prime Minister of Latvia to thank him.",
            "meeting",
            {"Alar Kask", "Juris Ozols"},
        ),
    ],
)
def test_all_who_are_listed_take_part(text: str, kind: str, names: set[str]) -> None:
    assert (kind, names) in _told(text)


def test_who_speaks_next_is_no_party_of_the_meeting_told_before() -> None:
    text = (
        "After a meeting with President Juris Ozols of Latvia in Tartu, President Alar Kask of Estonia said nothing. "
        "Finnish President Aino Salo read a book."
    )
    assert all("Aino Salo" not in names for _, names in _told(text))


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("President Alar Kask of Estonia called President Juris Ozols of Latvia today to thank him.", 1),
        ("President Alar Kask of Estonia had a long call with President Juris Ozols of Latvia.", 1),
        ("President Alar Kask of Estonia called President Juris Ozols of Latvia a liar.", 0),
        ("President Alar Kask of Estonia backed a call by President Juris Ozols of Latvia for peace.", 0),
        ("President Alar Kask of Estonia called on President Juris Ozols of Latvia to resign.", 0),
    ],
)
def test_a_call_is_no_name_and_no_demand(text: str, calls: int) -> None:
    assert sum(kind == "call" for kind, _ in _told(text)) == calls
