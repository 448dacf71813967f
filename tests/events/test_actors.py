"""Who is who across reports."""

from __future__ import annotations

from dataclasses import replace

import pytest
from stories import Story, meeting, visit

from communique.claims.places import country_named
from communique.events import resolve
from communique.events.actors import resolve_actors
from communique.events.names import same_person_name
from communique.model import Actor, Office, Reading


def people(*readings: Reading) -> dict[str, Actor]:
    """The persons by name; of several with one name, the last."""
    return {a.name: a for a in resolve(readings).actors if a.type == "person"}


def one(id: str, day: str | None, *who: tuple, **more) -> Reading:
    story = Story(id, day)
    for person in who:
        story.person(*person, **more)
    return story.reading()


@pytest.mark.parametrize(
    ("one_name", "other"),
    [
        ("Hossein Amirabdollahian", "Hossein Amir-Abdollahian"),
        ("Kim Jong Un", "Kim Jong-un"),
        ("Barack Obama", "Barack H. Obama"),
        ("Joe Biden", "Joseph R. Biden Jr."),
        ("Recep Tayyip Erdogan", "Recep Tayyip Erdoğan"),
        ("Bashar al-Assad", "Bashar Assad"),
        ("Muammar Gaddafi", "Moammar Qadhafi"),
        ("Javad Zarif", "Mohammed Javad Zarif"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Sergey Lavrov", "Sergei Lavrov"),
        ("Mahmoud Ahmadinejad", "Mahmud Ahmadinezhad"),
        ("Viktor Yanukovych", "Victor Yanukovych"),
        ("Abdel Fattah al-Sisi", "Abdelfattah El-Sissi"),
        ("Abdelaziz Bouteflika", "Abdul Aziz Bouteflika"),
        ("Petro Poroshenko", "Pyotr Poroshenko"),
        ("Luis Inacio Lula da Silva", "Luiz Inácio Lula da Silva"),
        ("Aung San Suu Kyi", "Aung San Su Kyi"),
        ("Ben Berg", "Benjamin T. Berg"),
        ("Ben Ali", "Zine El Abidine Ben Ali"),
    ],
)
def test_spellings_of_one_name_meet(one_name: str, other: str) -> None:
    assert same_person_name(one_name, other)
    assert same_person_name(other, one_name)


@pytest.mark.parametrize(
    ("one_name", "other"),
    [
        ("Bill Clinton", "Hillary Clinton"),
        ("George W. Bush", "George H. W. Bush"),
        ("Michelle Obama", "Barack Obama"),
        ("John Smith", "Joan Smith"),
        ("Igor Petrov", "Irina Petrova"),
        ("Li Wei", "Li Na"),
        ("Clinton", "Bill Clinton"),
        ("Li Keqiang", "Li Qiang"),
        ("Yang Jiechi", "Jiang Jieshi"),
        ("Hassan Rouhani", "Hossein Rouhani"),
        ("Chris Coons", "Chris Gunness"),
        ("Abdullah Gul", "Abdullahi Gulled"),
        ("Ben Berg", "David Berg"),
    ],
)
def test_different_people_are_not_one_name(one_name: str, other: str) -> None:
    assert not same_person_name(one_name, other)


def test_a_fuller_name_does_not_join_those_whose_middle_initials_differ() -> None:
    names = ("Peter W. Berg",) * 5 + ("Peter Hans Walter Berg",) * 2 + ("Peter H. W. Berg",)
    found = people(*(one(f"r{n}", "2021-05-01", (name, "NOR")) for n, name in enumerate(names)))
    assert set(found) == {"Peter W. Berg", "Peter H. W. Berg"}


def test_an_office_shown_once_among_many_does_not_take_in_another_who_holds_it() -> None:
    known = [one(f"r{n}", "2021-05-01", ("Anna Berg", "NOR", "minister")) for n in range(20)]
    misread = one("r90", "2021-05-02", ("Anna Berg", "NOR", "president"))
    other = one("r91", "2021-05-03", ("David Berg", "NOR", "president"))
    assert set(people(*known, misread, other)) == {"Anna Berg", "David Berg"}


def test_a_name_that_goes_on_is_one_person_where_only_one_goes_on_so() -> None:
    short = one("r1", "2021-05-01", ("Tesfaye Bekele", "ETH"))
    long = one("r2", "2021-05-09", ("Tesfaye Bekele Hailu", "ETH"))
    other = one("r3", "2021-05-09", ("Tesfaye Bekele Tadesse", "ETH"))
    later = one("r4", "2023-05-09", ("Tesfaye Bekele Hailu", "ETH"))
    abroad = one("r5", "2021-05-09", ("Tesfaye Bekele Hailu", "KEN"))
    bare = one("r6", "2021-05-10", ("Bekele", "ETH"))
    (person,) = people(short, long, bare).values()
    assert set(person.names) == {"Tesfaye Bekele", "Tesfaye Bekele Hailu", "Bekele"}
    for wrong in ((short, long, other), (short, later), (short, abroad)):
        assert len(people(*wrong)) == len(wrong)


def test_full_names_and_a_bare_surname_make_one_person_with_every_form() -> None:
    found = people(
        one("r1", "2020-01-01", ("Anna Berg", "NOR", "prime minister")),
        one("r1b", "2020-01-01", ("Anna Berg", "NOR")),
        one("r2", "2020-01-02", ("Anna K. Berg", "NOR")),
        one("r3", "2020-01-03", ("Berg",)),
    )
    assert list(found) == ["Anna Berg"]
    assert set(found["Anna Berg"].names) == {"Anna Berg", "Anna K. Berg", "Berg"}
    assert found["Anna Berg"].country == "NOR"


def test_a_bare_surname_goes_to_whom_the_state_or_office_fits() -> None:
    found = people(
        one("r1", "2020-01-01", ("Anna Berg", "NOR", "prime minister")),
        one("r2", "2020-01-01", ("Otto Berg", "SWE", "foreign minister")),
        one("r3", "2020-01-02", ("Berg", "SWE")),
        one("r4", "2020-01-02", ("Berg", None, "prime minister")),
    )
    assert set(found) == {"Anna Berg", "Otto Berg"}
    assert "r3#0" in found["Otto Berg"].members
    assert "r4#0" in found["Anna Berg"].members


def test_a_bare_surname_with_two_equal_claimants_stays_its_own() -> None:
    found = people(
        one("r1", "2020-01-01", ("Anna Berg", "NOR")),
        one("r2", "2020-01-01", ("Otto Berg", "SWE")),
        one("r3", "2020-01-02", ("Berg",)),
    )
    assert set(found) == {"Anna Berg", "Otto Berg", "Berg"}


def test_a_bare_surname_goes_to_the_one_in_the_news_at_the_time() -> None:
    readings = [one(f"a{n}", f"2010-01-{n:02}", ("Anna Berg", "NOR")) for n in range(1, 6)]
    readings += [one(f"o{n}", f"2019-01-{n:02}", ("Otto Berg", "NOR")) for n in range(1, 6)]
    found = people(*readings, one("r3", "2010-01-09", ("Berg", "NOR")))
    assert "r3#0" in found["Anna Berg"].members


def test_namesakes_of_two_states_stay_two() -> None:
    readings = [one("r1", "2020-01-01", ("Ali Hassan", "EGY")), one("r2", "2020-01-02", ("Ali Hassan", "SDN"))]
    assert sorted(a.country or "" for a in resolve(readings).actors) == ["EGY", "SDN"]


@pytest.mark.parametrize(
    ("day", "office", "persons"),
    [
        ("2020-01-05", "president", 1),
        ("2020-06-05", "president", 2),
        ("2020-01-05", "senator", 2),
    ],
)
def test_one_full_name_in_one_office_at_one_time_is_one_person(day: str, office: str, persons: int) -> None:
    # a report of a visit gives the traveller the state that is visited
    found = resolve(
        [
            one("r1", "2020-01-01", ("Anna Berg", "NOR", office)),
            one("r2", day, ("Anna Berg", "CHL", office)),
        ]
    )
    assert len([a for a in found.actors if a.type == "person"]) == persons


def test_one_stray_state_among_many_mentions_is_a_misreading() -> None:
    readings = [one(f"r{n}", "2020-01-01", ("Anna Berg", "NOR")) for n in range(6)]
    found = people(*readings, one("rx", "2020-01-01", ("Anna Berg", "RUS")))
    assert found["Anna Berg"].country == "NOR"


def test_a_nameless_office_holder_is_who_held_the_office_then() -> None:
    def nameless(id: str, day: str | None) -> Reading:
        return one(id, day, ("the Chilean president", "CHL", "president"), nameless=True, names=())

    readings = [
        one("r1", "2014-03-01", ("Juan Soto", "CHL", "president")),
        one("r2", "2019-03-01", ("Eva Rojas", "CHL", "president")),
        nameless("r3", "2014-04-01"),
        nameless("r4", "2019-02-01"),
        nameless("r5", "2005-01-01"),
        nameless("r6", None),
    ]
    found = people(*readings)
    assert "r3#0" in found["Juan Soto"].members
    assert "r4#0" in found["Eva Rojas"].members
    assert "r5#0" not in {*found["Juan Soto"].members, *found["Eva Rojas"].members}
    assert "r6#0" not in {*found["Juan Soto"].members, *found["Eva Rojas"].members}
    assert all("the Chilean president" not in a.names for a in (found["Juan Soto"], found["Eva Rojas"]))


def test_an_office_that_many_hold_names_nobody() -> None:
    found = people(
        one("r1", "2020-01-01", ("Max Lund", "NOR", "senator")),
        one("r2", "2020-01-01", ("a Norwegian senator", "NOR", "senator"), nameless=True),
    )
    assert len(found) == 2


def test_an_office_misread_once_as_another_states_is_not_shown() -> None:
    told = [Story(f"r{n}", f"2019-05-0{n}") for n in range(1, 7)]
    for number, story in enumerate(told):
        office_of = "KEN" if number else "THA"
        key = story.person("Peter Otieno", "KEN")
        (actor,) = (a for a in story.actors.values() if a.key == key)
        story.actors["Peter Otieno"] = replace(actor, offices=(Office("president", office_of),))
    found = people(*(story.reading() for story in told))
    assert [(o.title, o.country) for o in found["Peter Otieno"].offices] == [("president", "KEN")]


def test_offices_carry_the_days_they_are_shown_held_and_former_ones_none() -> None:
    readings = [
        one("r1", "2014-03-01", ("Juan Soto", "CHL", "president")),
        one("r2", "2016-05-01", ("Juan Soto", "CHL", "president")),
        one("r3", "2019-03-01", ("Juan Soto", "CHL", "president"), former=True),
        one("r4", "2019-03-01", ("Eva Rojas", "CHL", "president"), former=True),
    ]
    found = people(*readings)
    (office,) = found["Juan Soto"].offices
    assert (office.start, office.end, office.former) == ("2014-03-01", "2016-05-01", False)
    assert found["Eva Rojas"].offices[0].former
    assert found["Eva Rojas"].offices[0].start is None


def test_states_join_by_code_and_bodies_by_name_and_state() -> None:
    readings = []
    for n, (code, name) in enumerate([("NOR", "Norway"), ("NOR", "Oslo"), ("CHL", "Chile")]):
        story = Story(f"r{n}", "2020-01-01")
        story.state(code, name)
        story.body("Foreign Ministry", code)
        story.body("United Nations", None, ("United Nations", "UN"))
        readings.append(story.reading())
    actors = resolve(readings).actors
    assert sorted(a.id for a in actors if a.type == "country") == ["country-CHL", "country-NOR"]
    bodies = [(a.name, a.country) for a in actors if a.type == "organization"]
    assert sorted(bodies, key=str) == [
        ("Foreign Ministry", "CHL"),
        ("Foreign Ministry", "NOR"),
        ("United Nations", None),
    ]


def test_every_mention_belongs_to_one_actor() -> None:
    readings = [visit("r1", "2020-01-01"), meeting("r2", "2020-01-02"), one("r3", None, ("Berg",))]
    actors = resolve(readings).actors
    members = [m for a in actors for m in a.members]
    assert sorted(members) == sorted(a.key for r in readings for a in r.actors)


def test_a_garbled_name_in_the_office_of_a_well_known_person_is_that_person() -> None:
    readings = [one(f"r{n}", f"2020-01-{n + 1:02}", ("Anna Berg", "NOR", "prime minister")) for n in range(9)]
    garbled = one("x1", "2020-01-05", ("Welcomes Berg", None, "prime minister"))
    sister = one("x2", "2020-01-05", ("Ida Berg", "NOR", "senator"))
    later = one("x3", "2023-01-05", ("Ida Berg", "NOR", "prime minister"))
    found = people(*readings, garbled, sister, later)
    assert set(found) == {"Anna Berg", "Ida Berg"}
    assert "x1#0" in found["Anna Berg"].members
    assert found["Anna Berg"].name == "Anna Berg"


def test_a_bare_name_of_an_unknown_state_joins_the_state_it_is_nearly_always_of() -> None:
    kings = [one(f"r{n}", "2020-01-01", ("Harald", "NOR", "king")) for n in range(5)]
    found = resolve([*kings, one("x1", "2020-01-02", ("Harald",)), one("x2", "2020-01-02", ("Harald", "DNK"))])
    assert [a.country for a in found.actors] == ["NOR"]


def test_a_body_is_one_with_and_without_its_state_before_it() -> None:
    story = Story("r1", "2021-05-01")
    for name in (
        "China's Foreign Ministry", "Chinese Foreign Ministry", "Ministry of Foreign Affairs",
        "Ministry of Foreign Affairs of the People's Republic of China",
    ):  # fmt: skip
        story.body(name, "CHN")
    story.body("Ministry of External Affairs", "IND")
    story.body("Chinese Defence Ministry", "CHN")
    story.body("the Chinese defense ministry", "CHN")
    story.body("Bank of China", "CHN")
    story.body("Bank of India", "IND")
    story.body("Washington Post", "USA")
    story.body("New York Post", "USA")
    story.body("Scottish Parliament", "GBR")
    story.body("British Parliament", "GBR")
    found = sorted(len(a.members) for a in resolve([story.reading()]).actors)
    assert found == [1, 1, 1, 1, 1, 1, 1, 2, 4]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Burma", "Myanmar"),
        ("Swaziland", "Eswatini"),
        ("Macedonia", "North Macedonia"),
        ("Turkey", "Türkiye"),
        ("Czech Republic", "Czechia"),
        ("Zaire", "Democratic Republic of the Congo"),
        ("Ceylon", "Sri Lanka"),
        ("Ivory Coast", "Côte d'Ivoire"),
    ],
)
def test_a_state_is_one_under_its_old_name_and_its_new(old: str, new: str) -> None:
    codes = {country_named(old), country_named(new)}
    (code,) = codes
    assert code
    told = [Story("r1", "1985-05-01"), Story("r2", "2022-05-01")]
    for story, name in zip(told, (old, new), strict=True):
        story.state(country_named(name) or name, name)
    (state,) = resolve([story.reading() for story in told]).actors
    assert (state.id, set(state.names)) == (f"country-{code}", {old, new})


def test_what_one_state_has_stands_for_no_other_states_body() -> None:
    first, second = Story("r1", "2021-05-01"), Story("r2", "2021-05-02")
    first.body("Iraqi parliament", "IRQ")
    second.body("parliament")
    assert len(resolve([first.reading(), second.reading()]).actors) == 2


def test_a_bare_surname_with_an_office_is_not_shared_with_who_was_once_misread_in_it() -> None:
    known = [one(f"r{n}", f"2019-05-0{n}", ("Peter Otieno", "KEN", "president")) for n in range(1, 8)]
    wife = one("w1", "2019-05-01", ("Grace Otieno", "KEN", "president"))
    bare = one("b1", "2019-05-02", ("Otieno", "KEN", "president"))
    assert set(people(*known, wife, bare)) == {"Peter Otieno", "Grace Otieno"}


def test_a_bare_surname_misread_as_another_states_is_the_well_known_one_in_that_office() -> None:
    known = [one(f"r{n}", f"2019-05-0{n}", ("Peter Otieno", "KEN", "president")) for n in range(1, 6)]
    stray = one("b1", "2019-05-07", ("Otieno", "SGP", "president"))
    found = people(*known, stray)
    assert set(found) == {"Peter Otieno"}
    assert found["Peter Otieno"].country == "KEN"


def test_a_word_before_a_surname_takes_nobody_s_bare_surname() -> None:
    known = [one(f"r{n}", f"2019-05-{n:02}", ("Peter Otieno", "KEN", "president")) for n in range(1, 10)]
    wife = one("w1", "2019-05-01", ("Mary Otieno", "KEN", "first lady"))
    stray = one("b1", "2019-05-07", ("Otieno", "SGP", "president"))
    found = people(
        *known, wife, one("g1", "2019-05-06", ("Attack Otieno",)), stray, one("b2", "2019-05-07", ("Otieno",))
    )
    assert set(found) == {"Peter Otieno", "Mary Otieno", "Attack Otieno"}
    assert {"b1#0", "b2#0"} <= set(found["Peter Otieno"].members)


@pytest.mark.parametrize(("day", "office"), [("2019-09-07", "president"), ("2019-05-07", "senator")])
def test_a_bare_surname_of_another_state_stays_apart_at_another_time_or_in_an_office_of_many(
    day: str, office: str
) -> None:
    known = [one(f"r{n}", f"2019-05-0{n}", ("Peter Otieno", "KEN", office)) for n in range(1, 6)]
    assert set(people(*known, one("b1", day, ("Otieno", "SGP", office)))) == {"Peter Otieno", "Otieno"}


def test_one_full_name_in_one_office_is_one_person_where_a_report_has_no_day() -> None:
    readings = [
        one("r1", "2020-01-01", ("Anna Berg", "NOR", "president")),
        one("r2", None, ("Anna Berg", "CHL", "president")),
    ]
    assert len([a for a in resolve(readings).actors if a.type == "person"]) == 1


@pytest.mark.parametrize(("office", "day", "persons"), [("president", "2021-05-04", 1), ("senator", "2021-05-04", 2)])
def test_a_name_with_letters_changed_is_whoever_holds_that_office_then(office: str, day: str, persons: int) -> None:
    found = resolve(
        [
            one("r1", "2021-05-03", ("Mamnoon Hussain", "PAK", office)),
            one("r2", day, ("Manmoon Hussein", "PAK", office)),
        ]
    ).actors
    assert len([actor for actor in found if actor.type == "person"]) == persons


def test_a_queen_goes_by_the_first_of_her_names() -> None:
    found = people(one("r1", "2020-01-01", ("Ana Tukulolo", "TON", "queen")), one("r2", None, ("Ana", "TON", "queen")))
    assert {name: len(actor.members) for name, actor in found.items()} == {"Ana Tukulolo": 2}


@pytest.mark.parametrize("other", [("Ana", "TON", "king"), ("Ana", "FJI", "queen"), ("Ana IV", "TON", "queen")])
def test_who_has_another_throne_or_number_is_another(other: tuple[str, str, str]) -> None:
    assert len(people(one("r1", "2020-01-01", ("Ana Tukulolo", "TON", "queen")), one("r2", None, other))) == 2


def test_who_takes_in_a_misspelt_name_and_is_taken_in_keeps_every_mention() -> None:
    told = [("Peter Stone", "chief justice")] * 4 + [("Mamnoon Hussain", "president")] * 3
    told += [
        ("Manmoon Hussain", "president"),
        ("Manmoon Hussain", "chief justice"),
        ("Manmoor Hussain", "chief justice"),
    ]
    made = [one(f"r{n}", "2021-05-03", (name, "PAK", office)) for n, (name, office) in enumerate(told)]
    found = resolve_actors(made)
    assert {actor.name for actor in found.actors if actor.type == "person"} == {"Peter Stone", "Mamnoon Hussain"}
    assert {each.key for reading in made for each in reading.actors} <= found.actor_of.keys()
