"""Names of states and places: what each name means, and where it must not mean anything."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.claims import places


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("Russia", "RUS"),
        ("the Russian Federation", "RUS"),
        ("U.S.", "USA"),
        ("US", "USA"),
        ("the United States", "USA"),
        ("Burma", "MMR"),
        ("Swaziland", "SWZ"),
        ("Czechia", "CZE"),
        ("the Czech Republic", "CZE"),
        ("Côte d’Ivoire", "CIV"),
        ("Ivory Coast", "CIV"),
        ("the Holy See", "VAT"),
        ("Gaza", "PSE"),
        ("the Palestinian Authority", "PSE"),
        ("Kosovo", "XKX"),
        ("Türkiye", "TUR"),
        ("North Korea", "PRK"),
        ("South Korea’s", "KOR"),
        ("South Sudan", "SSD"),
        ("Republic of the Congo", "COG"),
        ("Congo", "COD"),
        ("Niger", "NER"),
        ("Nigeria", "NGA"),
        ("UAE", "ARE"),
        ("CHINA", "CHN"),
        ("Scotland", "GBR"),
    ],
)
def test_countries_by_every_name(name: str, iso3: str) -> None:
    assert places.country_named(name) == iso3


@pytest.mark.parametrize(
    "word", ["us", "turkey", "china", "Us", "", " ", "the", "Iranian", "Moscow", "Europe", "x" * 5000]
)
def test_words_that_are_no_country(word: str) -> None:
    assert places.country_named(word) is None


@pytest.mark.parametrize(
    ("word", "iso3"),
    [
        ("Iranian", "IRN"),
        ("Iranians", "IRN"),
        ("British", "GBR"),
        ("Danes", "DNK"),
        ("South Korean", "KOR"),
        ("Nigerien", "NER"),
        ("Nigerian", "NGA"),
        ("Congolese", "COD"),
        ("Dominican", "DOM"),
        ("Filipino", "PHL"),
        ("Polish", "POL"),
    ],
)
def test_demonyms(word: str, iso3: str) -> None:
    assert places.country_of_demonym(word) == iso3


def test_a_demonym_written_small_is_another_word() -> None:
    assert places.country_of_demonym("polish") is None


@pytest.mark.parametrize(
    ("name", "iso3"),
    [("Moscow", "RUS"), ("Kiev", "UKR"), ("Kyiv", "UKR"), ("Washington", "USA"), ("Washington, D.C.", "USA"),
     ("Tel Aviv", "ISR"), ("Nur-Sultan", "KAZ"), ("The Hague", "NLD"), ("New Delhi", "IND"), ("Bogotá", "COL")],
)  # fmt: skip
def test_capitals_stand_for_states(name: str, iso3: str) -> None:
    assert places.country_of_capital(name) == iso3
    assert places.is_capital(name)


@pytest.mark.parametrize("name", ["Victoria", "Hamilton", "Georgetown", "Kingston", "Paris Hilton", "Geneva"])
def test_names_too_common_stand_for_no_state(name: str) -> None:
    assert places.country_of_capital(name) is None


@pytest.mark.parametrize(
    ("name", "iso3", "kind"),
    [
        ("the Kremlin", "RUS", "seat"),
        ("White House", "USA", "seat"),
        ("Downing Street", "GBR", "seat"),
        ("Élysée", "FRA", "seat"),
        ("Elysee Palace", "FRA", "seat"),
        ("the Blue House", "KOR", "seat"),
        ("Knesset", "ISR", "body"),
        ("the State Department", "USA", "body"),
        ("Camp David", "USA", "house"),
        ("the Great Hall of the People", "CHN", "house"),
    ],
)
def test_seats(name: str, iso3: str, kind: str) -> None:
    assert places.country_of_seat(name) == iso3
    assert places.seat_kind(name) == kind


def test_a_house_to_meet_in_is_no_government() -> None:
    assert places.country_meant("Camp David") is None
    assert places.country_meant("the Kremlin") == "RUS"


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("Sharm El-Sheikh", "EGY"),
        ("Sharm el Sheikh", "EGY"),
        ("Hangzhou", "CHN"),
        ("Lausanne", "CHE"),
        ("Schloss Elmau", "DEU"),
        ("Panmunjom", "KOR"),
        ("St. Petersburg", "RUS"),
        ("Saint Petersburg", "RUS"),
        ("Texas", "USA"),
        ("southern Lebanon", "LBN"),
        ("Jeddah airport", "SAU"),
        ("Paris", "FRA"),
        ("Paris, Texas", "USA"),
        ("Moscow, Idaho", "USA"),
        ("Atlanta, Georgia", "USA"),
        ("Tbilisi, Georgia", "GEO"),
        ("Valencia, Venezuela", "VEN"),
        ("Guantanamo Bay", "CUB"),
    ],
)
def test_where_a_place_lies(name: str, iso3: str) -> None:
    assert places.country_of_place(name) == iso3


@pytest.mark.parametrize(
    ("name", "after", "iso3"),
    [
        ("Birmingham", ", Alabama, on Friday", "USA"),
        ("Birmingham", " on Friday", "GBR"),
        ("Paris", ", Germany and Italy said", "FRA"),
        ("Moscow", " Vladimir Putin", "RUS"),
        ("Lebanon", ", Pa., where", "USA"),
        ("Macon", ", Georgia", "USA"),
    ],
)
def test_what_follows_a_place_may_move_it(name: str, after: str, iso3: str) -> None:
    assert places.place_in_context(name, after) == iso3


@pytest.mark.parametrize(
    "name", ["Europe", "the Middle East", "Asia", "eastern Europe", "West Africa", "the Gulf", "Latin America"]
)
def test_regions_are_no_states(name: str) -> None:
    assert places.region_named(name)
    assert places.country_of_place(name) is None
    assert places.country_named(name) is None


def test_every_state_is_found_by_what_the_table_calls_it() -> None:
    for iso3 in places.countries():
        assert re.fullmatch("[A-Z]{3}", iso3)
        assert places.country_named(places.canonical_country_name(iso3)) == iso3
        assert all(places.country_named(name) == iso3 for name in places.names_of(iso3))
        assert places.country_of_demonym(places.demonym(iso3)) or places.demonym(iso3) == places.canonical_country_name(
            iso3
        )
        capital = places.capital_of(iso3)
        assert capital is None or places.is_capital(capital)


def test_unknown_codes_name_themselves() -> None:
    assert places.canonical_country_name("QQQ") == "QQQ"
    assert places.demonym("QQQ") == "QQQ"
    assert places.names_of("QQQ") == ()


@given(st.text(max_size=200))
def test_any_text_gives_a_state_of_the_table_or_nothing(name: str) -> None:
    known = set(places.countries())
    for ask in (places.country_named, places.country_of_demonym, places.country_of_capital, places.country_of_seat,
                places.country_of_place, places.country_meant):  # fmt: skip
        answer = ask(name)
        assert answer is None or answer in known
    assert places.place_in_context(name, name) in {None, *known}


@given(
    st.sampled_from(sorted(places.countries())),
    st.sampled_from(["", "the ", "The "]),
    st.sampled_from(["", "'s", "’s", " "]),
)
def test_article_and_possessive_change_nothing(iso3: str, before: str, after: str) -> None:
    assert places.country_named(f"{before}{places.canonical_country_name(iso3)}{after}") == iso3
