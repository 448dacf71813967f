"""Who carries a report, whose copy it is, and what it is called."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.reports.debris import mark_debris
from communique.reports.publishing import agency_of, find_agency, find_publisher, find_title

BODY = (
    "The king of Jordan received the president of Cyprus in Amman for talks on energy and water on Sunday.",
    "They agreed that their ministers will meet again in the spring, a statement by the royal court said.",
    "The president was to leave for Cairo, where he has talks with the Egyptian leader on the same matters.",
)


def agency(*rows: str) -> str | None:
    text = "\n".join(rows)
    return find_agency(text, mark_debris(text))


def publisher(*rows: str, given: str | None = None, url: str | None = None) -> str | None:
    text = "\n".join(rows)
    return find_publisher(text, mark_debris(text), given, url)


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        (("AMMAN (AP) — " + BODY[0], *BODY[1:]), "AP"),
        (("AMMAN, March 3 (Reuters) - " + BODY[0], *BODY[1:]), "Reuters"),
        (("AMMAN, March 3 (Xinhua) -- " + BODY[0], *BODY[1:]), "Xinhua"),
        (("Amman (AFP) – " + BODY[0], *BODY[1:]), "AFP"),
        ((*BODY[:2], BODY[2] + " ---AFP"), "AFP"),
        ((*BODY[:2], BODY[2] + " (Yonhap)"), "Yonhap"),
        ((*BODY, "Source: Petra"), "Petra"),
        (("King and president in talks", "By The Associated Press", *BODY), "The Associated Press"),
        (("AMMAN, March 3. /TASS/. " + BODY[0], *BODY[1:]), "TASS"),
        (("Amman, Petra – " + BODY[0], *BODY[1:]), "Petra"),
        (("King and president in talks", "(Wirefeed - Anadolu)", *BODY), "Anadolu"),
        (("King and president in talks", "PTI, Amman, Mar 3, 2019, 18:20 IST", *BODY), "PTI"),
        (("King and president in talks", "By The Harbour with AFP", *BODY), "AFP"),
    ],
)
def test_an_agency_signs_its_copy(rows: tuple[str, ...], name: str) -> None:
    assert agency(*rows) == name


@pytest.mark.parametrize(
    "rows",
    [
        BODY,
        (*BODY, "The Associated Press contributed to this report."),
        ("The king and his guest at the gates of the palace [File: Jo Doe/AFP]", *BODY),
        ("The king and his guest at the gates of the palace. REUTERS/Jane Roe", *BODY),
        (*BODY, "“We are friends,” the king told Reuters on Sunday after the talks had come to an end."),
    ],
)
def test_what_is_no_signature(rows: tuple[str, ...]) -> None:
    assert agency(*rows) is None


def test_the_signature_goes_before_the_source_that_passed_it_on() -> None:
    assert agency(*BODY[:2], BODY[2] + " ---AFP", "Source :NNA") == "AFP"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("© 2021 Harbour Media Network", "Harbour Media Network"),
        ("Copyright © 2019 The Harbour Times, LLC. All rights reserved.", "The Harbour Times"),
        ("© 2004-2019 Harbour Interactive. All Rights Reserved.", "Harbour Interactive"),
        ("All rights reserved to Harbour Media Group 2021 ©", "Harbour Media Group"),
        ("Follow Harbour English:", "Harbour English"),
    ],
)
def test_the_publisher_is_named_on_the_page(line: str, name: str) -> None:
    assert publisher(*BODY, "Share", line) == name


@pytest.mark.parametrize(
    ("first", "name"),
    [
        ("The Harbour Times", "The Harbour Times"),
        ("Harbour Tribune | English", "Harbour Tribune"),
        ("IRNA English", "IRNA"),
    ],
)
def test_a_masthead_names_the_publisher(first: str, name: str) -> None:
    assert publisher(first, "Menu", "Sport", *BODY, "Share") == name


@pytest.mark.parametrize("first", ["World News", "Latest News", "King and president in talks", "Press releases"])
def test_a_section_is_no_masthead(first: str) -> None:
    assert publisher(first, "Menu", *BODY, "Share") is None


def test_a_picture_is_not_its_publishers() -> None:
    assert publisher(*BODY, "Share", "© Jo Doe/TASS") is None


def test_what_is_given_goes_before_the_page_and_the_page_before_the_address() -> None:
    rows = (*BODY, "© 2021 Harbour Media")
    url = "https://www.harbour.example/a/1"
    assert publisher(*rows, given=" The Harbour ", url=url) == "The Harbour"
    assert publisher(*rows, url=url) == "Harbour Media"
    assert publisher(*BODY, url=url) == "harbour.example"
    assert publisher(*BODY) is None
    assert publisher(*BODY, url="http://[broken") is None


def test_the_title_is_the_line_above_that_speaks_of_the_story() -> None:
    rows = (
        "Skip to content",
        "Your window on the sea",
        "King of Jordan and president of Cyprus in talks on energy",
        *BODY,
    )
    text = "\n".join(rows)
    assert find_title(text, mark_debris(text)) == rows[2]
    assert find_title("\n".join(BODY), ()) is None


@settings(deadline=None, max_examples=100)
@given(text=st.text(max_size=300), url=st.one_of(st.none(), st.text(max_size=30)))
def test_every_name_is_as_written(text: str, url: str | None) -> None:
    removed = mark_debris(text)
    for name in (find_agency(text, removed), find_title(text, removed)):
        assert name is None or name in text
    name = find_publisher(text, removed, None, url)
    assert name is None or name in text or name in (url or "").lower()


def test_an_agency_that_no_list_knows_is_found_by_where_it_stands() -> None:
    story = "LIMA, May 3 (QXZ) - The president received her guest on Monday, and the two spoke for an hour about ports."
    assert find_agency(story, ()) == "QXZ"
    assert find_agency(story.replace("LIMA, May 3 (QXZ) - The", "LIMA, May 3 - The (QXZ)"), ()) is None


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("Home › News › Kathmandu Post", "Kathmandu Post"),
        ("Dawn.com | Published December 25, 2015", "Dawn.com"),
        ("Post-Courier", "Post-Courier"),
        ("Mint", None),
    ],
)
def test_a_known_outlet_on_a_line_near_the_top_carries_it(line: str, publisher: str | None) -> None:
    story = "The foreign minister of Chile landed in Wellington for talks on fisheries and on trade across the Pacific."
    text = f"{line}\n{story}\n{story}"
    assert find_publisher(text, mark_debris(text)) == publisher


def test_an_agencys_own_page_carries_its_copy() -> None:
    assert agency_of("Anadolu Agency") == "Anadolu Agency"
    assert agency_of("ARMENPRESS.am") in ("ARMENPRESS", "Armenpress")
    assert agency_of("The Jakarta Post") is None
    assert agency_of(None) is None
