"""Copies, shared paragraphs, and how many reports did their own reporting."""

from __future__ import annotations

from dataclasses import replace

from stories import Story, only

from communique.events import resolve
from communique.model import Reading, Removed

STORY = """Anna Berg arrived in Santiago on Monday for three days of talks on fish quotas and lithium, her office says.
The prime minister was met at the airport by the foreign minister and a guard of honour in light rain.
Officials of both sides have worked since winter on a paper that would open the southern ports to Norwegian boats.
Trade between the two countries has doubled in ten years, though most of it is still salmon, feed and machinery.
A dinner at the presidential palace closes the first day, and a visit to a wind farm by the coast is set for Tuesday."""
OTHER = """Chile rolled out its red carpet for a northern guest this week, and not everybody in the harbour was pleased.
Boat owners in the south fear that foreign trawlers will take what little hake the cold winters have left to them.
Their union promised a protest outside the hotel in which the Norwegian delegation of forty people is staying.
The government answered that no quota would be given away, and that the talks were mostly about green hydrogen."""
SPEECH = "“{}”".format(
    "We have been neighbours across one ocean for two hundred years, and we have learnt from each other how to live "
    "with ice, with wind and with the sea; what we sign here is nothing but a promise to go on learning, and to leave "
    "to those who come after us waters that are as rich, as clean and as quiet as those that our grandparents knew."
)


def report(id: str, text: str, published: str = "2021-05-03", at: str = "Anna Berg", **more) -> Reading:
    story = Story(id, published, text)
    roles = {story.person("Anna Berg", "NOR"): "visitor", story.state("CHL", "Chile"): "host"}
    start = max(0, text.find(at))
    story.claim("visit", "happened", roles, date="2021-05-03", start=start)
    reading = story.reading()
    return replace(reading, report=replace(reading.report, **more))


def copies(*readings: Reading) -> dict[str, str | None]:
    return {r.id: r.copy_of for r in resolve(readings).reports}


def test_a_cut_story_with_debris_around_it_is_a_copy_of_the_earlier() -> None:
    menu = "Home Sport Weather Sign up for our letter\n"
    cut = menu + "\n".join(STORY.splitlines()[:4])
    found = [report("b", STORY, "2021-05-03"), report("a", cut, "2021-05-04", removed=(Removed(0, len(menu), "menu"),))]
    assert copies(*found) == {"b": None, "a": "b"}
    event = only(resolve(found), "visit")
    assert (event.reports, event.independent_reports) == (2, 1)


def test_a_shared_long_quotation_makes_no_copy() -> None:
    found = [report("a", f"{STORY}\n{SPEECH}"), report("b", f"{OTHER}\n{SPEECH}")]
    assert copies(*found) == {"a": None, "b": None}
    assert only(resolve(found), "visit").independent_reports == 2


def test_debris_that_two_reports_share_makes_no_copy() -> None:
    debris = "\n".join(
        f"Read also the {n}th story of the day about something else entirely, dear reader" for n in range(40)
    )
    found = [
        report(id, f"{debris}\n{text}", removed=(Removed(0, len(debris), "related"),), at=text[:20])
        for id, text in (("a", STORY), ("b", OTHER))
    ]
    assert copies(*found) == {"a": None, "b": None}


def test_a_story_of_its_own_that_takes_the_event_from_a_shared_paragraph_is_not_independent() -> None:
    shared = STORY.splitlines()[0]
    own = report("b", f"{OTHER}\n{shared}", "2021-05-04", at=shared)
    found = [report("a", STORY), own]
    assert copies(*found) == {"a": None, "b": None}
    assert only(resolve(found), "visit").independent_reports == 1


def test_the_same_report_twice_counts_once() -> None:
    found = resolve([report("a", STORY), report("a", STORY)])
    assert len(found.reports) == 1
    assert only(found, "visit").reports == 1


def test_of_two_prints_of_one_day_the_one_an_agency_signs_is_the_original() -> None:
    signed = report("z", STORY, agency="XYZ")
    assert copies(report("a", STORY + "\nRead on for more of this."), signed) == {"a": "z", "z": None}
    undated = replace(signed, report=replace(signed.report, published=None))
    assert copies(report("a", STORY, "2021-05-04"), undated) == {"a": "z", "z": None}


READOUT = """The foreign minister spoke by telephone with {} this morning about the harbour at {}.
They reviewed the work of the joint commission on fisheries, which meets twice a year, and welcomed its progress.
The minister underlined that Norway stands by its commitments under the convention on the northern seas.
They agreed to stay in close touch, and to see each other again before the end of the summer season."""


def test_one_form_filled_in_for_two_calls_makes_no_copy() -> None:
    kurt, ines = READOUT.format("Kurt Aalto of Finland", "Turku"), READOUT.format("Ines Prado of Portugal", "Sines")
    assert copies(report("a", kurt, at=kurt[:20]), report("b", ines, at=ines[:20])) == {"a": None, "b": None}


def test_one_form_of_one_day_is_told_apart_by_whom_its_titles_name() -> None:
    """The second begins with nobody's name: only the titles say that these are two calls."""
    kurt = READOUT.format("Kurt Aalto of Finland", "sea")
    later = READOUT.format("a neighbour", "sea") + "\nA visit to the yards was also spoken of."
    title = "Readout of the foreign minister's call with {}"
    one = report("a", kurt, at=kurt[:20], title=title.format("Kurt Aalto"))
    assert copies(one, report("b", later, at=later[:20], title=title.format("Ines Prado"))) == {"a": None, "b": None}
    assert copies(one, report("b", later, at=later[:20], title=title.format("Kurt Aalto"))) == {"a": "b", "b": None}


def test_a_statement_that_comes_again_a_year_later_is_no_copy() -> None:
    first, again = STORY + "\nThe decree of 3 May 2020 ends.", STORY + "\nThe decree of 3 May 2021 ends."
    found = [report("a", first, "2020-05-03"), report("b", again, "2021-05-03")]
    assert copies(*found) == {"a": None, "b": None}


def test_a_text_that_comes_again_within_days_is_a_copy_though_brought_up_to_date() -> None:
    later = STORY.replace("is set for Tuesday", "followed on Tuesday") + "\nOn Wednesday the guests flew home."
    assert copies(report("a", STORY), report("b", later, "2021-05-06")) == {"a": None, "b": "a"}


def test_a_short_statement_read_out_in_a_long_transcript_makes_neither_a_copy() -> None:
    asked = "\n".join(
        f"A reporter of paper {n} asks about matter {n} of the week, and the spokesman says {n} times that he will look"
        for n in range(600)
    )
    found = [report("a", STORY), report("b", f"{asked}\n{STORY}")]
    assert copies(*found) == {"a": None, "b": None}
    assert only(resolve(found), "visit").independent_reports == 1


def test_a_story_that_forty_outlets_print_has_one_original() -> None:
    prints = [report(f"r{n:02}", f"{STORY}\nMore at outlet {n}.", f"2021-05-{3 + n % 3:02}") for n in range(40)]
    assert set(copies(*prints).values()) == {None, "r00"}
    assert only(resolve(prints), "visit").independent_reports == 1
