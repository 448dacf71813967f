"""What happened inside what, who was there, and what it is called."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from stories import Story, meeting, names, of, only, visit

from communique.events import resolve
from communique.events.containment import Stay, Stays, without_circles
from communique.events.sightings import Sighting
from communique.events.windows import Window
from communique.model import Office, Quotation


def trip(id: str = "r1", published: str = "2021-05-03") -> tuple[Story, str, str, str]:
    story = Story(id, published)
    anna = story.person("Anna Berg", "NOR", "prime minister")
    juan = story.person("Juan Soto", "CHL", "president")
    roles = {anna: "visitor", story.state("CHL", "Chile"): "host"}
    visiting = story.claim("visit", "ongoing", roles, date="2021-05-03/2021-05-05", at=("Santiago", "CHL"))
    return story, anna, juan, visiting


def test_what_a_report_tells_inside_a_visit_is_part_of_it() -> None:
    story, anna, juan, visiting = trip()
    talks = story.claim("talks", "happened", {anna: "participant", juan: "participant"}, within=visiting)
    story.claim("signing", "happened", {anna: "signatory", juan: "signatory"}, within=talks)
    found = resolve([story.reading()])
    whole = only(found, "visit").id
    assert only(found, "talks").part_of == whole
    assert only(found, "signing").part_of == only(found, "talks").id
    assert only(found, "visit").part_of is None


def test_a_meeting_told_elsewhere_falls_inside_the_visit_by_day_place_and_people() -> None:
    story, *_ = trip()
    inside = meeting("r2", "2021-05-05", date="2021-05-04")
    after = meeting("r3", "2021-05-09", date="2021-05-08")
    call = meeting("r4", "2021-05-05", kind="call", date="2021-05-04")
    found = resolve([story.reading(), inside, after, call])
    assert [e.part_of for e in of(found, "meeting")] == [only(found, "visit").id, None]
    assert only(found, "call").part_of is None


def test_a_hint_that_the_kinds_forbid_is_not_followed() -> None:
    story = Story("r1", "2021-05-03")
    anna, juan = story.person("Anna Berg", "NOR"), story.person("Juan Soto", "CHL")
    met = story.claim("meeting", "happened", {anna: "participant", juan: "participant"}, date="2021-05-03")
    roles = {anna: "visitor", story.state("CHL", "Chile"): "host"}
    story.claim("visit", "happened", roles, date="2021-05-03", within=met)
    assert only(resolve([story.reading()]), "visit").part_of is None


def test_containers_never_run_in_a_circle() -> None:
    inside = without_circles({"a": ["b"], "b": ["c", "d"], "c": ["a"], "d": ["d", "a"]})
    for event in inside:
        seen, here = set(), event
        while here in inside:
            assert here not in seen
            seen.add(here)
            here = inside[here]


def test_delegates_of_all_reports_are_united_and_keep_their_weightiest_role() -> None:
    first, *_ = trip("r1")
    eva = first.person("Eva Lund", "NOR", "foreign minister")
    first.claim("visit", "ongoing", {first.actors["Anna Berg"].key: "visitor", eva: "delegate"}, at=(None, "CHL"))
    second, *_ = trip("r2")
    max_, anna = second.person("Max Dahl", "NOR", "oil minister"), second.actors["Anna Berg"].key
    second.claim("visit", "ongoing", {anna: "participant", max_: "delegate"}, at=(None, "CHL"), date="2021-05-04")
    found = resolve([first.reading(), second.reading()])
    event = only(found, "visit")
    assert names(found, event, "delegate") == {"Eva Lund", "Max Dahl"}
    assert names(found, event, "visitor") == {"Anna Berg"}
    lund = next(a for a in found.actors if a.name == "Eva Lund")
    assert lund.offices == (Office("foreign minister", "NOR", "2021-05-03", "2021-05-03"),)


def test_labels_name_who_and_where() -> None:
    story, anna, juan, visiting = trip()
    story.claim("meeting", "happened", {anna: "participant", juan: "participant"}, within=visiting, date="2021-05-04")
    story.claim("address", "planned", {anna: "speaker"}, within=visiting, date="2021-05-05", at=("Valdivia", "CHL"))
    labels = {e.kind: e.label for e in resolve([story.reading()]).events}
    assert labels["visit"] == "Anna Berg visits Chile (Santiago)"
    assert labels["meeting"] == "Meeting of Anna Berg and Juan Soto"
    assert labels["address"] == "Address by Anna Berg in Valdivia"


def test_codes_follow_the_manuals_for_plans_and_for_what_is_done() -> None:
    planned = only(resolve([visit("r1", "2021-05-01", "planned", date="2021-05-03")]), "visit")
    done = only(resolve([visit("r1", "2021-05-04", date="2021-05-03")]), "visit")
    assert (planned.plover_type, planned.cameo) == ("AGREE", "036")
    assert (done.plover_type, done.plover_mode, done.cameo) == ("CONSULT", "visit", "042")


def test_claims_and_quotations_name_actors_and_events_of_the_world() -> None:
    story, anna, juan, _ = trip()
    met = story.claim(
        "meeting", "happened", {anna: "participant", juan: "participant"}, said_by=juan, date="2021-05-04"
    )
    story.quotations.append(Quotation("q1", "r1", 0, 5, "words", "direct", speaker=anna, occasion=met))
    found = resolve([story.reading()])
    known = {a.id for a in found.actors}
    (words,) = found.quotations
    assert words.occasion == only(found, "meeting").id
    assert words.speaker in known
    for claim in found.claims:
        assert {p.actor for p in claim.participants} <= known
        assert claim.said_by is None or claim.said_by in known


def test_a_journey_at_home_is_no_visit_even_if_only_another_report_tells_whose_president_it_is() -> None:
    story = Story("r1", "2021-05-03")
    story.claim("visit", "planned", {story.person("Juan Soto"): "visitor"}, at=("Lota", "CHL"), date="2021-05-04")
    found = resolve([story.reading(), meeting("r2", "2021-05-03", date="2021-05-03")])
    assert of(found, "visit") == []
    assert "c-r1-0" in {c.id for c in found.claims}
    assert "c-r1-0" not in found.event_of


def test_of_towns_told_equally_often_the_capital_is_where_a_visit_goes() -> None:
    story = Story("r1", "2021-05-03")
    anna = story.person("Anna Berg", "NOR", "prime minister")
    roles = {anna: "visitor", story.state("CHL", "Chile"): "host"}
    story.claim("visit", "happened", roles, date="2021-05-03", at=("Antofagasta", "CHL"))
    story.claim("visit", "happened", roles, date="2021-05-03", at=("Santiago", "CHL"))
    place = only(resolve([story.reading()]), "visit").place
    assert place is not None
    assert place.name == "Santiago"


def test_one_stop_does_not_name_a_journey_through_a_state() -> None:
    story = Story("r1", "2021-05-03")
    anna = story.person("Anna Berg", "NOR", "prime minister")
    roles = {anna: "visitor", story.state("CHL", "Chile"): "host"}
    for _ in range(3):
        story.claim("visit", "happened", roles, date="2021-05-03", at=("Chile", "CHL"))
    story.claim("visit", "happened", roles, date="2021-05-03", at=("Antofagasta", "CHL"))
    place = only(resolve([story.reading()]), "visit").place
    assert place is not None
    assert place.name == "Chile"


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 20), st.booleans()), max_size=12), st.integers(0, 60))
def test_of_any_stays_the_only_one_that_holds_the_day_is_found(told: list[tuple[int, int, bool]], day: int) -> None:
    anna, chile = frozenset({"anna"}), frozenset({"CHL"})
    stays = [
        Stay(f"e{n}", anna, frozenset({"NOR"}), chile, Window(first, first + more), ahead=ahead)
        for n, (first, more, ahead) in enumerate(told)
    ]
    seen = Sighting("meeting", persons=anna, window=Window(day, day), firm=True, country="CHL")
    on_its_days = [s.event for s in stays if s.days is not None and s.days.lo <= day <= s.days.hi]
    reached = [s.event for s in stays if s.reach is not None and s.reach.lo <= day <= s.reach.hi]
    best = on_its_days or reached
    assert Stays(stays).holding(seen) == (best[0] if len(best) == 1 else None)


def test_what_was_weeks_after_a_visit_is_no_part_of_it() -> None:
    story, anna, juan, visiting = trip()
    story.claim("talks", "happened", {anna: "participant", juan: "participant"}, within=visiting, date="2021-06-20")
    assert only(resolve([story.reading()]), "talks").part_of is None
