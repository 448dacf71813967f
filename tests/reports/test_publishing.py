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
        (("King and president in talks", "By The Associated Press", *BODY), "AP (The Associated Press)"),
        (("AMMAN, March 3. /TASS/. " + BODY[0], *BODY[1:]), "TASS"),
        (("Amman, Petra – " + BODY[0], *BODY[1:]), "Petra"),
        (("King and president in talks", "(Wirefeed - Anadolu)", *BODY), "Anadolu"),
        (("King and president in talks", "PTI, Amman, Mar 3, 2019, 18:20 IST", *BODY), "PTI"),
        (("King and president in talks", "By The Harbour with AFP", *BODY), "AFP"),
        (("AMMAN — Reuters — " + BODY[0], *BODY[1:]), "Reuters"),
        (("Amman [Jordan], March 3 (ANI): " + BODY[0], *BODY[1:]), "ANI"),
        (("King and president in talks", "PTI / Updated: Mar 3, 2019, 18:20 IST", *BODY), "PTI"),
        (("King and president in talks", "QNA/Amman", *BODY), "QNA"),
        (("King and president in talks", "Petra 3 March 2019, 6:20 pm", *BODY), "Petra"),
        (("King and president in talks", "Baku, March 3, AZERTAC", *BODY), "Azertac"),
        ((*BODY, "SourceAgence France Presse"), "AFP (Agence France Presse)"),
    ],
)
def test_an_agency_signs_its_copy(rows: tuple[str, ...], name: str) -> None:
    assert agency(*rows) == name


@pytest.mark.parametrize(
    "rows",
    [
        BODY,
        (*BODY, "The Associated Press contributed to this report."),
        (*BODY, "With reporting by AFP and Reuters"),
        ("King and president in talks", "AA", "Text size", *BODY),
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
        ("All rights reserved. Harbour Online is not responsible for other sites.", "Harbour Online"),
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
        ("Skip to content\nSkip to search\nThe Harbour Courier", "The Harbour Courier"),
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


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        ((*BODY, "Subscribe to the Hindustan Times newsletter", "Share this with Hindustan Times"), "Hindustan Times"),
        (
            ("King and president in talks", "By Jane Roe | China Daily | Updated: 2019-03-03 09:05", *BODY),
            "China Daily",
        ),
        (("Amman (CNN) " + BODY[0], *BODY[1:]), "CNN"),
        (("Special for USA TODAY", *BODY), "USA TODAY"),
        (
            (
                *BODY,
                "Sign up for The Jakarta Post newsletter",
                "Follow The Jakarta Post on Twitter",
                "© 2019 Quay Holdings",
            ),
            "The Jakarta Post",
        ),
        ((*BODY, "Share", "BBC. © 2019 BBC. The BBC is not responsible for the content of external sites."), "BBC"),
        ((*BODY, "Share", "© 2019 Harbour News or its affiliated companies"), "Harbour News"),
    ],
)
def test_an_outlet_is_named_in_what_stands_around_its_story(rows: tuple[str, ...], name: str) -> None:
    assert publisher(*rows) == name


@pytest.mark.parametrize(
    "row",
    [
        "Follow Jane Roe on Twitter",
        "© Crown copyright",
        "© Content from this site must be hyperlinked when used.",
        "© Jo Doe, AFP",
        "Copyright 2019 The Associated Press. This material may not be published, broadcast or rewritten.",
        "With reporting by AFP and Reuters",
        "Related: What the New York Times and the Times of India wrote",
    ],
)
def test_a_writer_an_agency_and_a_phrase_are_no_publisher(row: str) -> None:
    assert publisher(*BODY, "Share", row) is None


def test_the_points_of_a_story_are_not_its_title() -> None:
    text = "\n".join(
        ("Story highlights", "King of Jordan and president of Cyprus agree to meet again on energy and water", *BODY)
    )
    assert find_title(text, mark_debris(text)) is None


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


@settings(max_examples=100)
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


def test_a_section_that_is_called_like_an_agency_is_none() -> None:
    menu = "The Lake Ledger\nNorth\nMENA\nWorld\nCulture\n\nThe president arrives\n\n"
    story = (
        "The president arrived in Lima on Monday for a visit of two days, and he was met by the mayor at the airport."
    )
    assert find_agency(menu + story, ()) is None
