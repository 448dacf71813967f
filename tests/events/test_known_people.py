"""A table of known persons, which is never needed."""

from __future__ import annotations

from pathlib import Path

import pytest
from stories import Story

from communique.events import read_people, resolve
from communique.model import Actor, Given, KnownPerson, Reading


def _persons(people: tuple[KnownPerson, ...], *readings: Reading) -> list[Actor]:
    found = resolve(readings, Given(people=people)).actors
    return sorted((a for a in found if a.type == "person"), key=lambda a: a.name)


def _one(id: str, *who: tuple, day: str | None = "2021-05-01") -> Reading:
    story = Story(id, day)
    for person in who:
        story.person(*person)
    return story.reading()


BERG = KnownPerson("Anna Berg", ("Anja Fjell", "A. B. Fjell-Berg"), "Q42", "NOR", "prime minister")
OTHER = KnownPerson("Anna Berg", (), "Q43", "SWE")


def test_other_names_of_a_known_person_are_one_with_its_item() -> None:
    told = (_one("r1", ("Anna Berg", "NOR")), _one("r2", ("Anja Fjell", "NOR")), _one("r3", ("Juan Soto", "CHL")))
    assert [(a.name, a.wikidata) for a in _persons((), *told)] == [
        ("Anja Fjell", None), ("Anna Berg", None), ("Juan Soto", None)
    ]  # fmt: skip
    berg, soto = _persons((BERG,), *told)
    assert (berg.name, berg.wikidata, berg.country) == ("Anna Berg", "Q42", "NOR")
    assert set(berg.names) == {"Anna Berg", "Anja Fjell"}
    assert (soto.name, soto.wikidata) == ("Juan Soto", None)


def test_a_state_tells_namesakes_apart_and_is_not_overruled() -> None:
    told = (_one("r1", ("Anna Berg", "NOR")), _one("r2", ("Anna Berg", "SWE")), _one("r3", ("Anna Berg", "DNK")))
    assert {(a.country, a.wikidata) for a in _persons((BERG, OTHER), *told)} == {
        ("NOR", "Q42"), ("SWE", "Q43"), ("DNK", None)
    }  # fmt: skip


def test_of_two_that_fit_nobody_is_guessed_unless_an_office_tells() -> None:
    nobody, minister = _one("r1", ("Anna Berg", None)), _one("r1", ("Anna Berg", None, "prime minister"))
    assert [a.wikidata for a in _persons((BERG, OTHER), nobody)] == [None]
    assert [(a.wikidata, a.country) for a in _persons((BERG, OTHER), minister)] == [("Q42", "NOR")]


def test_a_bare_surname_is_a_known_person_only_in_the_known_office() -> None:
    assert [a.wikidata for a in _persons((BERG,), _one("r1", ("Berg", "NOR", "prime minister")))] == ["Q42"]
    assert [a.wikidata for a in _persons((BERG,), _one("r1", ("Berg", "NOR", "mayor")))] == [None]
    assert [a.wikidata for a in _persons((BERG,), _one("r1", ("Berg", "NOR")))] == [None]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_table_is_read(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "people.csv"
    rows = [
        ["name", "names", "wikidata", "country", "office", "note"],
        ["Anna Berg", "Anja Fjell|Å. Berg", "https://www.wikidata.org/wiki/Q42", "Norway", "prime minister", "x"],
        ["Juan Soto", "", "", "chl", "", ""],
    ]
    inner = "," if mark == ";" else ";"
    path.write_text("\n".join(mark.join(row).replace("|", inner) for row in rows), encoding="utf-8-sig")
    if mark == ";":
        path.write_text(path.read_text("utf-8-sig").replace("Anja Fjell,Å. Berg", '"Anja Fjell;Å. Berg"'), "utf-8")
    assert read_people(path) == (
        KnownPerson("Anna Berg", ("Anja Fjell", "Å. Berg"), "Q42", "NOR", "prime minister"),
        KnownPerson("Juan Soto", (), None, "CHL", None),
    )


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "no column `name`"),
        ("title,country\nx,NOR", "no column `name`"),
        ("name,country\n,NOR", "row 2: there is no name"),
        ("name,country\nA B,NOR\nC D,Atlantis", "row 3: 'Atlantis' is no state"),
        ("name,wikidata\nA B,42", "no item of Wikidata"),
    ],
)
def test_a_wrong_table_says_what_is_wrong(tmp_path: Path, text: str, wrong: str) -> None:
    path = tmp_path / "people.csv"
    path.write_text(text)
    with pytest.raises(ValueError, match=wrong):
        read_people(path)


def test_a_table_in_another_encoding_is_said(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes("name\nJosé".encode("latin-1"))
    with pytest.raises(ValueError, match="UTF-8"):
        read_people(path)
