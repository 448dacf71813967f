"""Offices are learnt from their shape, whoever holds them."""

from __future__ import annotations

import pytest

from communique.claims.actors import Cast, read_cast
from communique.claims.parsing import parse
from communique.model import Office, Report, ReportActor


def cast_of(text: str) -> Cast:
    return read_cast(parse(Report("r", "memory", text)))


def person(cast: Cast, name: str) -> ReportActor:
    found = [a for a in cast.actors if a.type == "person" and name in " ".join(a.names).split()]
    assert len(found) == 1, [a.name for a in cast.actors]
    return found[0]


@pytest.mark.parametrize(
    ("text", "name", "title", "country"),
    [
        ("Finnish President Sauli Niinisto flew to Oslo on Friday.", "Niinisto", "president", "FIN"),
        ("President Sauli Niinisto of Finland flew to Oslo on Friday.", "Niinisto", "president", "FIN"),
        ("The president of Finland, Sauli Niinisto, flew to Oslo.", "Niinisto", "president", "FIN"),
        ("Finland's president, Sauli Niinisto, flew to Oslo.", "Niinisto", "president", "FIN"),
        ("Sauli Niinisto, the president of Finland, flew to Oslo.", "Niinisto", "president", "FIN"),
        ("Kenyan Foreign Minister Amina Mohamed spoke to reporters.", "Amina", "foreign minister", "KEN"),
        ("Minister of Foreign Affairs Amina Mohamed of Kenya spoke.", "Amina", "foreign minister", "KEN"),
        ("Amina Mohamed, Kenya's foreign minister, spoke to reporters.", "Amina", "foreign minister", "KEN"),
        ("Peru's minister for magic affairs, Rosa Quispe, spoke.", "Quispe", "minister for magic affairs", "PER"),
        ("Turkish Foreign Ministry spokesman Hami Aksoy said so.", "Aksoy", "foreign ministry spokesman", "TUR"),
        ("Kremlin spokesman Dmitry Peskov said so on Monday.", "Peskov", "kremlin spokesman", "RUS"),
        ("US Secretary of State Cyrus Vance arrived in Cairo.", "Vance", "secretary of state", "USA"),
        ("Secretary of State Cyrus Vance arrived in Cairo.", "Vance", "secretary of state", "USA"),
        ("Saudi Crown Prince Mohammed bin Salman arrived in Cairo.", "Mohammed", "crown prince", "SAU"),
        ("Republic of Korea President Yoon Suk Yeol was there.", "Yeol", "president", "KOR"),
        ("The talks were led by Irish Taoiseach Micheal Martin.", "Martin", "prime minister", "IRL"),
        # offices in a row, and the name at their end or at their head
        (
            "She met Chadian Minister of State, Head of the Border Agency, Ali Moussa.",
            "Moussa",
            "minister of state",
            "TCD",
        ),
        ("She met Ali Moussa, Speaker and Chief Adviser to the President of Chad.", "Moussa", "speaker", "TCD"),
        (
            "She met Ali Moussa, National Security Adviser to the Prime Minister of Chad.",
            "Moussa",
            "national security adviser to the prime minister",
            "TCD",
        ),
        (
            "She met the chairman of the National Party of Chad, Ali Moussa at the airport.",
            "Moussa",
            "chairman of the national party",
            "TCD",
        ),
        ("She met Una Daly, Tánaiste, on Monday.", "Daly", "tánaiste", "IRL"),
        (
            "She met Ali Moussa, Head of the Presidential Letters and Petitions Department of Chad.",
            "Moussa",
            "head of the presidential letters and petitions department",
            "TCD",
        ),
        # who is sent to a body is of the state that sends
        ("U.S. ambassador to the United Nations Ann Reed spoke.", "Reed", "ambassador to the united nations", "USA"),
        ("Ann Reed, a director at the National Security Council, spoke.", "Reed", "director", "USA"),
        ("Oklahoma Attorney General Ann Reed spoke.", "Reed", "attorney general", "USA"),
        ("Rep. Ann Reed, a Virginia Democrat, spoke.", "Reed", "representative", "USA"),
        ("Chadian politician Ali Moussa spoke.", "Moussa", "politician", "TCD"),
    ],
)
def test_an_office_is_read_from_the_words_around_a_name(text: str, name: str, title: str, country: str) -> None:
    actor = person(cast_of(text), name)
    assert title in [office.title for office in actor.offices]
    assert actor.country == country


def test_the_minister_of_his_is_of_the_same_state() -> None:
    cast = cast_of(
        "Chilean President Gabriel Boric landed in Ottawa on Monday. He is accompanied by his foreign minister "
        "Antonia Urrejola, economy minister Nicolas Grau and energy minister Claudio Huepe."
    )
    for name, title in [("Urrejola", "foreign minister"), ("Grau", "economy minister"), ("Huepe", "energy minister")]:
        assert person(cast, name).offices == (Office(title, "CHL"),)


def test_ministers_who_come_along_are_of_their_leaders_state() -> None:
    cast = cast_of(
        "Mr Boric, the Chilean president -- accompanied by Foreign Minister Antonia Urrejola and Mining Minister "
        "Marcela Hernando and other officials -- met Canadian Prime Minister Justin Trudeau."
    )
    assert person(cast, "Urrejola").country == "CHL"
    assert person(cast, "Hernando").country == "CHL"
    assert person(cast, "Trudeau").country == "CAN"


def test_a_counterpart_holds_the_same_office_of_another_state() -> None:
    cast = cast_of("Portuguese Defence Minister Helena Carreiras met her Greek counterpart Nikos Dendias in Lisbon.")
    assert person(cast, "Dendias").offices == (Office("Defence minister".lower(), "GRC"),)


def test_a_successor_has_the_office_of_the_one_before() -> None:
    cast = cast_of(
        "The deal was made under then Argentine President Mauricio Macri. Macri's successor Alberto Fernandez kept it."
    )
    assert Office("president", "ARG", former=True) in person(cast, "Macri").offices
    assert Office("president", "ARG") in person(cast, "Fernandez").offices


def test_an_analyst_acts_for_no_state() -> None:
    cast = cast_of(
        "The visit matters, said Helga Brandt, senior fellow at the Danube Institute, adding that Austria would gain."
    )
    actor = person(cast, "Brandt")
    assert actor.country is None
    assert all(office.country is None for office in actor.offices)
    assert not any("minister" in office.title for office in actor.offices)


def test_a_head_of_a_party_is_not_a_head_of_state() -> None:
    cast = cast_of(
        "Tunisian President Kais Saied refused. Opposition leader Rached Ghannouchi protested. "
        "The Tunisian leader left."
    )
    last = cast.mentions[-1]
    assert last.form == "title"
    assert [cast.actor(key).name for key in last.keys] == ["Kais Saied"]


def test_of_two_unmarked_offices_none_is_guessed() -> None:
    cast = cast_of("President Anna Berg met President Carl Holm of Norway. Norwegian fish was on the table.")
    assert person(cast, "Holm").country == "NOR"
    assert person(cast, "Berg").country is None


def test_someone_called_by_a_state_belongs_to_it() -> None:
    assert person(cast_of("Turkey's Erdogan says the visit went well."), "Erdogan").country == "TUR"


def test_an_indefinite_office_is_nobody() -> None:
    cast = cast_of("It was the first visit by a Bolivian president since 1998.")
    assert not [a for a in cast.actors if a.type == "person"]


def test_a_plural_office_is_everybodys_in_its_row() -> None:
    cast = cast_of("Foreign ministers Jane Mwangi of Kenya, Juan Soto of Chile and Ole Lund of Denmark met in Vienna.")
    found = {actor.name: (actor.country, actor.offices[0].title) for actor in cast.actors if actor.type == "person"}
    assert found == {
        "Jane Mwangi": ("KEN", "foreign minister"),
        "Juan Soto": ("CHL", "foreign minister"),
        "Ole Lund": ("DNK", "foreign minister"),
    }


def test_the_adviser_of_a_body_abroad_is_no_official_of_its_state() -> None:
    assert person(cast_of("Anna Berg, an analyst at the Chatham Institute, spoke."), "Berg").country is None


def test_a_short_name_in_brackets_parts_no_office_from_its_state() -> None:
    assert (
        person(cast_of("She met today with Republic of Chad (ROC) President Ali Moussa in Lima."), "Moussa").country
        == "TCD"
    )


def test_a_name_after_a_body_is_none_of_its_words() -> None:
    cast = cast_of("President Anna Berg and Chairman of the National Assembly Tran Van Binh of Vietnam met in Hanoi.")
    assert person(cast, "Binh").country == "VNM"


def test_an_office_that_one_state_names_its_own_way_has_a_counterpart_of_the_usual_name() -> None:
    cast = cast_of("US Secretary of State Cyrus Vance met his Greek counterpart and his Danish counterpart Ole Holm.")
    titles = {actor.name: [office.title for office in actor.offices] for actor in cast.actors}
    assert titles["Greek foreign minister"] == titles["Ole Holm"] == ["foreign minister"]


def test_a_counterpart_told_by_state_is_the_one_named_after() -> None:
    text = "Kenyan Foreign Minister Amina Mohamed met her Finnish counterpart, Foreign Minister Carl Holm, in Oslo."
    assert person(cast_of(text), "Holm").country == "FIN"


def test_a_field_of_affairs_is_no_name_and_an_embassys_town_no_end() -> None:
    from communique.claims.actors import read_cast

    text = (
        "David Soto, the U.S. assistant secretary of state for Near Eastern affairs, flew home. German foreign "
        "minister Karl Huber agreed. His Austrian colleague, Jens Bak, did not. Russia said so through its ambassador "
        "in Belgrade, Ivan Orlov."
    )
    cast = read_cast(parse(Report("r", "memory", text)))
    held = {a.name: (a.country, a.offices[0].title) for a in cast.actors if a.type == "person" and a.offices}
    assert held == {
        "David Soto": ("USA", "assistant secretary of state for near eastern affairs"),
        "Karl Huber": ("DEU", "foreign minister"),
        "Jens Bak": ("AUT", "foreign minister"),
        "Ivan Orlov": ("RUS", "ambassador"),
    }


def test_an_office_of_a_body_may_stand_before_a_name_in_commas_and_a_short_given_name_is_no_title() -> None:
    text = (
        "King Harald of Norway met Chairman of the National Assembly, Jorge Soto, in Lima. Press Secretary Md Joynal "
        "Abedin and Foreign Minister Datuk Seri Ali Rahman came along."
    )
    titles = {actor.name: [o.title for o in actor.offices] for actor in cast_of(text).actors if actor.offices}
    assert titles == {
        "Harald": ["king"],
        "Jorge Soto": ["chairman of the national assembly"],
        "Joynal Abedin": ["press secretary"],
        "Ali Rahman": ["foreign minister"],
    }


def test_a_body_before_an_office_belongs_to_it_after_an_and() -> None:
    text = "Lee met General Secretary Phu Trong, State President Van Thuong and National Assembly Chairman Dinh Hue."
    titles = {actor.name: [o.title for o in actor.offices] for actor in cast_of(text).actors if actor.offices}
    assert titles["Dinh Hue"] == ["national assembly chairman"]


def test_an_emperor_is_japans() -> None:
    text = "MANILA — President Peter Cruz of the Philippines is to hold an audience with Emperor Hiroto on Friday."
    assert person(cast_of(text), "Hiroto").country == "JPN"


def test_in_a_row_of_names_and_offices_each_office_is_of_the_name_before_it() -> None:
    text = (
        "The delegation was made up of Ambassador Rosa Paz, Minister of Foreign Affairs, International Business and "
        "Trade, H.E. Juan Soto, Minister of Agriculture, Animal Husbandry and Fisheries, Luis Vega, Prime Minister and "
        "Minister of Defence, and Ana Rojas, Minister of Health."
    )
    held = {a.name: {o.title for o in a.offices} for a in cast_of(text).actors if a.type == "person"}
    assert held == {
        "Rosa Paz": {"ambassador", "minister of foreign affairs, international business and trade"},
        "Juan Soto": {"minister of agriculture, animal husbandry and fisheries"},
        "Luis Vega": {"prime minister", "defence minister"},
        "Ana Rojas": {"minister of health"},
    }


def test_a_monarch_with_two_styles_is_one_person_of_his_state() -> None:
    cast = cast_of("His Majesty the Sultan and Yang Di-Pertuan of Brunei Darussalam gave a speech on Monday.")
    assert [(a.country, a.offices[0].title) for a in cast.actors if a.type == "person"] == [("BRN", "sultan")]
