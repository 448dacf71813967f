"""What two short reports say differently of one happening, as a brief shows it, with both sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

import communique
from communique.brief import compose
from communique.brief.parts import Line
from communique.record import Record

SAME, LATER = ("2019-05-14", "2019-05-14"), ("2019-05-14", "2019-05-15")


def shown(folder: Path, one: str, other: str, name: str, days: tuple[str, str]) -> list[Line]:
    """What a brief on a name has under its disagreements, from two reports of these days."""
    for at, (text, day) in enumerate(zip((one, other), days, strict=True)):
        (folder / f"{at}.txt").write_text(f"Date: {day}\n\n{text}\n", encoding="utf-8")
    record = folder / "made.record"
    communique.read([folder / "0.txt", folder / "1.txt"], record=record).close()
    with Record(record) as made:
        sections = compose(made, (name,)).sections
    return [line for part in sections if part.key == "disagreements" for group in part.groups for line in group.lines]


@pytest.mark.parametrize(
    ("one", "other", "days", "means"),
    [
        ("31", "36", SAME, "both cannot be true"),
        ("36", "31", LATER, "both cannot be true"),
        ("31", "36", LATER, "a later report knows more"),
        ("dozens of", "36", SAME, "one is a rounder form of the other"),
        ("more than 30", "34", SAME, "one is a rounder form of the other"),
    ],
)
def test_a_brief_shows_what_reports_count_differently_with_both_sentences(
    tmp_path: Path, one: str, other: str, days: tuple[str, str], means: str
) -> None:
    first = f"A bomb at a market in Nairobi killed {one} people on Monday, the police said."
    second = f"The bomb at a market in Nairobi on Monday killed {other} people, medics said."
    (line,) = shown(tmp_path, first, second, "Kenya", days)
    assert means in line.words
    assert {citation.quote for citation in line.citations} == {first, second}


def test_reports_that_count_alike_do_not_differ(tmp_path: Path) -> None:
    first = "A bomb at a market in Nairobi killed 31 people on Monday, the police said."
    assert shown(tmp_path, first, first.replace("the police", "medics"), "Kenya", SAME) == []


def test_a_part_told_with_its_whole_does_not_differ_from_another_whole(tmp_path: Path) -> None:
    first = "Bombs in Nairobi killed 36 people on Monday. One bomb killed 12 people at a market in Nairobi."
    assert shown(tmp_path, first, "Bombs in Nairobi killed 36 people on Monday.", "Kenya", SAME) == []


def test_how_many_came_differs_where_no_meeting_is_told(tmp_path: Path) -> None:
    first = "More than 40 world leaders joined a march in Paris on Sunday."
    second = "Nearly 30 world leaders joined the march in Paris on Sunday."
    (line,) = shown(tmp_path, first, second, "France", SAME)
    assert "leaders (both cannot be true)" in line.words
    assert {citation.quote for citation in line.citations} == {first, second}


def test_papers_counted_differently_are_shown_once_though_the_agreement_and_its_signing_both_hold_them(
    tmp_path: Path,
) -> None:
    told = (
        "OSLO - Chilean President Pedro Soto held talks with Norwegian King Harald in Oslo on Tuesday. "
        "Norway and Chile signed {} documents on fishing and trade."
    )
    lines = shown(tmp_path, told.format(15), told.format(14), "Chile", SAME)
    assert [[value.words for value in line.inside] for line in lines] == [["14 documents", "15 documents"]]
