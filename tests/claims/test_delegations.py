"""Delegations written out as lists."""

from __future__ import annotations

from communique.claims.actors import Cast, read_cast
from communique.claims.delegations import read_delegations
from communique.claims.parsing import Parsed, parse
from communique.claims.reading import read_report
from communique.model import Office, Report

_TEXT = """President Alar Karis of Estonia today named a delegation to attend the harvest games in Riga.

The Honorable Mart Saar, Minister of Culture, will lead the delegation.

Members of the Estonian Delegation:

Ms. Liis Tamm, Second Secretary of the Republic of Estonia

The Honorable Peeter Oja, Estonian Ambassador to Latvia

Dr. Kadri Mets, Author and Poet-in-Residence at the Song Hall

The games are held every fourth year. Nobody has won them twice.
"""


def _read(text: str) -> tuple[Parsed, Cast]:
    parsed = parse(Report("r", "memory", text))
    return parsed, read_cast(parsed)


def test_a_list_under_its_heading_is_a_delegation_with_its_leader_and_offices() -> None:
    parsed, cast = _read(_TEXT)
    (delegation,) = read_delegations(parsed, cast)
    assert delegation.leader is not None
    assert cast.actor(delegation.leader).name == "Mart Saar"
    assert [(cast.actor(m.actor).name, m.position.split(",")[0]) for m in delegation.members] == [
        ("Liis Tamm", "Second Secretary of the Republic of Estonia"),
        ("Peeter Oja", "Estonian Ambassador to Latvia"),
        ("Kadri Mets", "Author and Poet-in-Residence at the Song Hall"),
    ]
    assert Office("ambassador to Latvia", "EST") in cast.actor(delegation.members[1].actor).offices
    assert all(_TEXT[m.start : m.end].endswith(m.position) for m in delegation.members)


def test_a_text_without_a_heading_lists_nobody() -> None:
    parsed, cast = _read(_TEXT.replace("Members of the Estonian Delegation:", "The weather was fine."))
    assert read_delegations(parsed, cast) == ()


def test_a_delegation_makes_a_planned_visit_of_its_leader_with_the_delegates() -> None:
    text = _TEXT.replace("to attend the harvest games in Riga", "to Latvia to attend the harvest games on May 9, 2030")
    reading = read_report(Report("r", "memory", text, published="2030-04-30"))
    names = {actor.key: actor.name for actor in reading.actors}
    (visit,) = [claim for claim in reading.claims if claim.kind == "visit"]
    assert (visit.status, visit.date, visit.place and visit.place.country) == ("planned", "2030-05-09", "LVA")
    roles = {names[part.actor]: part.role for part in visit.participants}
    assert roles["Mart Saar"] == "visitor"
    assert [name for name, role in roles.items() if role == "delegate"] == ["Liis Tamm", "Peeter Oja", "Kadri Mets"]


def test_who_led_a_delegation_abroad_was_there() -> None:
    text = "Finance Minister Mart Saar of Estonia led a delegation to Oslo on Tuesday."
    reading = read_report(Report("r", "memory", text, published="2030-04-30"))
    assert [(c.kind, c.status, c.place and c.place.country) for c in reading.claims] == [("visit", "happened", "NOR")]


def test_a_delegation_to_two_states_visits_both() -> None:
    text = "Finance Minister Mart Saar of Estonia led a delegation to Peru and Chile on Tuesday."
    reading = read_report(Report("r", "memory", text, published="2030-04-30"))
    assert [c.place.country for c in reading.claims if c.kind == "visit" and c.place] == ["PER", "CHL"]
