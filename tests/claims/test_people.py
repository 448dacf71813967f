"""Names with the offices that stand beside them."""

from __future__ import annotations

from communique.claims import read_report
from communique.model import Report, ReportActor


def person(text: str, surname: str) -> ReportActor:
    made = read_report(Report(id="r1", uri="r1.txt", text=text, published="2019-05-14"))
    (found,) = (actor for actor in made.actors if actor.type == "person" and actor.name.endswith(surname))
    return found


def test_two_offices_joined_before_one_name_are_one_persons() -> None:
    held = person(
        "Thai President Anan Chai met Omani Crown Prince and Defence Minister Salim Harthi in Muscat.", "Harthi"
    )
    assert held.country == "OMN"
    assert {office.title for office in held.offices} == {"crown prince", "defence minister"}


def test_a_style_before_a_name_is_no_part_of_the_office() -> None:
    held = person("The guest was met by Foreign Minister Prince Salim Harthi of Oman.", "Harthi")
    assert {office.title for office in held.offices} == {"foreign minister"}


def test_a_visiting_leader_is_the_subject_of_what_is_told() -> None:
    made = read_report(
        Report(
            id="r1",
            uri="r1.txt",
            text="Visiting Thai President Anan Chai on Monday addressed the National Assembly in Nairobi.",
            published="2019-05-14",
        )
    )
    (speech,) = (claim for claim in made.claims if claim.kind == "address")
    assert speech.date == "2019-05-13"


def test_a_host_of_a_state_is_its_office_holder() -> None:
    held = person("Kenyan President Peter Otieno and his Thai host, Anan Chai, issued a statement.", "Chai")
    assert held.country == "THA"
    assert "host" not in {office.title for office in held.offices}
