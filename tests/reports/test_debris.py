"""What the marking of debris promises: spans that can be shown, nothing cut, the story left whole."""

import time
import tomllib
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.model import Removed
from communique.reports.debris import mark_debris
from communique.reports.lines import read_lines

STORY = (
    "The president of Finland arrived in Ottawa on Monday for two days of talks with the Canadian prime minister.",
    "He was met at the airport by the governor general, and a dinner was given for him in the evening.",
    "On Tuesday the two leaders are to sign an agreement on icebreakers, officials in both capitals said.",
    "“We have waited a long time for this,” the president told reporters before he left Helsinki.",
    "Trade between the two countries has doubled since 2015, according to the Finnish foreign ministry.",
)


def covered(text: str, words: str, removed: tuple[Removed, ...]) -> bool:
    start = text.index(words)
    return any(span.start <= start and start + len(words) <= span.end for span in removed)


def untouched(text: str, words: str, removed: tuple[Removed, ...]) -> bool:
    start = text.index(words)
    return not any(span.start < start + len(words) and start < span.end for span in removed)


def page(*rows: str, gap: str = "\n") -> str:
    return gap.join(rows)


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n"])
def test_a_scraped_page_keeps_its_story_and_loses_what_surrounds_it(gap: str) -> None:
    text = page(
        "Skip to main content",
        "Home",
        "World",
        "Finnish president in Ottawa for talks on icebreakers",
        *STORY,
        "Share this article",
        "Follow Northern Courier on:",
        "© 2019 Northern Courier Media",
        "We use cookies and similar technologies on this site. Read our cookie policy to learn more.",
        "Leave a comment",
        gap=gap,
    )
    removed = mark_debris(text)
    for debris in (
        "Skip to main content",
        "Share this article",
        "Follow Northern",
        "© 2019",
        "We use cookies",
        "Leave a",
    ):
        assert covered(text, debris, removed), debris
    for row in STORY:
        assert untouched(text, row, removed), row
    assert untouched(text, "Finnish president in Ottawa for talks", removed)


def test_headlines_run_together_with_stamps_are_other_stories() -> None:
    text = page(
        *STORY,
        "GMT 18:40 2019 Friday ,15 March",
        "Queen opens new wing of the national libraryGMT 16:05 2019 Friday ,15 March",
        "Envoy of Chad presents credentials to the sultanGMT 11:31 2019 Thursday ,14 March",
        "All rights reserved to Coast Media House 2020 ©",
    )
    removed = mark_debris(text)
    for headline in ("Queen opens new wing", "Envoy of Chad presents credentials", "All rights reserved"):
        assert covered(text, headline, removed)
    assert all(untouched(text, row, removed) for row in STORY)


def test_captions_with_a_credit_are_captions_and_a_signature_is_not() -> None:
    captions = (
        "Ice in the harbour of Helsinki, from where the ships will sail [File: Jo Doe/AFP]",
        "The two leaders at an earlier meeting in Davos. REUTERS/Jane Roe",
        "Guards wait for the guest at Rideau Hall (Photo: Jan Roe, AP)",
    )
    signed = "The visit is his first to the country. ---AFP"
    text = page(captions[0], *STORY[:2], captions[1], *STORY[2:], captions[2], signed, gap="\n\n")
    removed = mark_debris(text)
    for caption in captions:
        assert covered(text, caption, removed)
    assert {span.reason for span in removed} == {"caption"}
    assert untouched(text, signed, removed)


SLIDES = (
    "The president waves from the steps of her plane in Ottawa in May 2021.",
    "A guard of honour waits in the rain before the parliament on November 10.",
    "Two ministers share an umbrella at the opening of the new bridge last year.",
    "Children with flags line the road to the residence of the governor general.",
)


def test_the_captions_of_a_slide_show_each_printed_twice_go() -> None:
    shown = (SLIDES[0], SLIDES[0], SLIDES[1], SLIDES[2], SLIDES[2], SLIDES[3], SLIDES[3])
    text = page(*STORY[:2], *shown, *STORY[2:], gap="\n\n")
    removed = mark_debris(text)
    assert all(covered(text, caption, removed) for caption in SLIDES)
    assert {span.reason for span in removed} == {"caption"}
    assert all(untouched(text, told, removed) for told in STORY)


def test_a_story_printed_twice_paragraph_by_paragraph_stays() -> None:
    text = page(*(told for told in STORY for _ in range(2)), gap="\n\n")
    removed = mark_debris(text)
    assert all(untouched(text, told, removed) for told in STORY)


def test_the_few_words_above_a_caption_go_with_it() -> None:
    text = page(
        *STORY[:2], "Finland Canada summit\nThe leaders shook hands in the snow Reuters", *STORY[2:], gap="\n\n"
    )
    removed = mark_debris(text)
    assert covered(text, "Finland Canada summit\nThe leaders shook hands in the snow Reuters", removed)


def test_a_caption_or_label_at_the_head_of_a_paragraph_goes_alone() -> None:
    caption = "The guest at the gate of the residence on Monday (Photo: Jan Roe, AP)"
    text = page(f"{caption} {STORY[0]}", f"Story highlights {STORY[1]}", *STORY[2:])
    removed = mark_debris(text)
    assert covered(text, caption, removed)
    assert covered(text, "Story highlights", removed)
    assert all(untouched(text, row, removed) for row in STORY)


def test_a_gallery_is_captions_however_long() -> None:
    gallery = "Photos: Ice in spring Photos: Ice in spring " + "A ship is seen near the port on Friday, May 3. " * 60
    text = page(*STORY[:3], gallery.strip(), *STORY[3:], gap="\n\n")
    removed = mark_debris(text)
    assert covered(text, gallery.strip(), removed)
    assert all(untouched(text, row, removed) for row in STORY)


def test_a_sentence_of_offers_inside_a_paragraph_goes_alone() -> None:
    offer = "Sign up for our free newsletter and get the day's stories in your inbox."
    text = page(*STORY[:2], f"{STORY[2]} {STORY[3]} {STORY[4]} {offer}")
    removed = mark_debris(text)
    assert covered(text, offer, removed)
    assert all(untouched(text, row, removed) for row in STORY)


def test_a_clean_text_with_a_list_of_delegates_loses_nothing() -> None:
    text = page(
        "President Jane Roe today announced a delegation to the inauguration in Praia on January 5.",
        "The Honorable John Doe, Secretary of Labor, will lead the delegation.",
        "Members of the delegation:",
        "-   Ms. Ann Doe, Ambassador to Cabo Verde",
        "-   Mr. Richard Roe, Special Assistant to the President",
        "-   Dr. Mary Major",
        "New York",
        gap="\n\n",
    )
    assert mark_debris(text) == ()


def test_words_of_diplomacy_that_offers_use_too_are_left_alone() -> None:
    text = page(
        *STORY,
        "He repeated that Kosovo should become a member of the alliance, and that Finland would make a contribution.",
        "“We will share this burden with our trusted partners, if you value our friendship,” he said.",
    )
    assert mark_debris(text) == ()


def test_byline_and_day_are_marked_so_that_they_are_nobody_and_no_event() -> None:
    text = page("Finnish president in Ottawa for talks", "By Jane Roe", "19 Mar 2019", *STORY)
    reasons = {text[span.start : span.end]: span.reason for span in mark_debris(text)}
    assert reasons == {"By Jane Roe\n19 Mar 2019": "byline"}


def test_the_title_that_is_given_is_never_taken() -> None:
    title = "Video: Ottawa talks"
    text = page(title, *STORY, "Share", "© 2019 Northern Courier")
    assert covered(text, title, mark_debris(text))
    assert untouched(text, title, mark_debris(text, title=title))


def test_every_reason_is_documented() -> None:
    data = tomllib.loads(resources.files("communique.reports").joinpath("data/debris.toml").read_text("utf-8"))
    text = page(
        "Home", "By Jane Roe", *STORY, "Photo: Jane Roe", "Share", "Submit comment", "Copyright 2019 Courier", "Ad"
    )
    found = {span.reason for span in mark_debris(text)}
    assert found
    assert found <= set(data["reasons"])
    assert {mark["reason"] for mark in data["mark"]} <= set(data["reasons"])


PIECES = st.sampled_from(
    [
        *STORY,
        "Share",
        "Home",
        "© 2019 Courier",
        "GMT 18:40 2019 Friday ,15 March",
        "By Jane Roe",
        "Reuters",
        "",
        "  ",
        "* a",
    ]
)
ROWS = st.lists(st.one_of(PIECES, st.text(max_size=40)), max_size=25)


@settings(max_examples=150)
@given(rows=ROWS, gap=st.sampled_from(["\n", "\n\n", "\r\n", " ", "\u2028"]))
def test_spans_are_sorted_apart_inside_and_the_same_again(rows: list[str], gap: str) -> None:
    text = gap.join(rows)
    removed = mark_debris(text)
    assert removed == mark_debris(text)
    here = 0
    for span in removed:
        assert here <= span.start < span.end <= len(text)
        assert text[span.start : span.end].strip()
        here = span.end


@settings(max_examples=100)
@given(text=st.text(max_size=400))
def test_lines_stand_where_they_say(text: str) -> None:
    here = 0
    for line in read_lines(text):
        assert here <= line.start < line.end <= len(text)
        assert line.text == text[line.start : line.end] == line.text.strip()
        here = line.end


def test_hard_wrapped_paragraphs_are_read_as_one_line() -> None:
    wrapped = (
        "The president of Finland arrived in Ottawa on Monday for two days\n"
        "of talks with the Canadian prime minister. He was met at the\n"
        "airport by the governor general, and a dinner was given for him.\n\n"
        "On Tuesday the two leaders are to sign an agreement on icebreakers,\n"
        "which officials in both capitals have prepared for more than two\n"
        "years."
    )
    assert len(read_lines(wrapped)) == 2


@pytest.mark.parametrize(
    "line",
    [
        "a" * 1_000_000,
        "word " * 200_000,
        "Photo: " * 150_000,
        "12:30 " * 170_000,
        "A/" * 500_000,
        "Aa Bb " * 170_000,
        "(" * 1_000_000,
        "January 12 " * 90_000,
        "subscribe now. " * 66_000,
        "\n" * 1_000_000,
    ],
    ids=["letters", "words", "photo", "clock", "slash", "names", "brackets", "days", "offers", "breaks"],
)
def test_a_megabyte_in_one_line_is_read_in_about_a_second(line: str) -> None:
    began = time.process_time()
    mark_debris(line)
    assert time.process_time() - began < 2.0


def test_a_phrase_counts_as_whole_words_only() -> None:
    text = page(*STORY, "“We don’t have an accounting of what was promised,” said the minister after the talks.")
    assert mark_debris(text) == ()


@pytest.mark.parametrize(
    "block",
    [
        ("Read more",),
        ("Read also", "Two arrested after fire in hotel"),
        ("Keep reading", "list of 3 items", "Two arrested after fire in hotel", "end of list"),
        ("Advertisement", "Story continues below advertisement"),
        ("Embed share", "The code has been copied to your clipboard", "No media source currently available", "0:00"),
    ],
)
def test_the_story_goes_on_under_a_block_in_its_midst(block: tuple[str, ...]) -> None:
    text = page(
        "Home",
        "World",
        "Finnish president in Ottawa for talks",
        "12 March 2019",
        *STORY[:3],
        *block,
        *STORY[3:],
        "Share",
    )
    removed = mark_debris(text)
    for row in block:
        assert covered(text, row, removed), row
    for row in STORY:
        assert untouched(text, row, removed), row


@pytest.mark.parametrize(
    "row",
    [
        "--XYZ",
        "AB/CDE",
        "ab/cde/fgh",
        "WIRE/Jane Roe",
        "9376**2050",
        "(END)",
        "jane.roe@courier.example",
        "14:05 LOCAL TIME 11:05 GMT",
        "News > World > Americas",
        "Home / World News / Americas / Finnish president in Ottawa",
        "Northern Courier staff at the airport (Photo: Courier)",
        "Ships in the harbour of Helsinki. Getty Images",
        "A ship leaves the yard on Friday. Photograph: Jane Roe",
        '[caption id="a1" width="620"] Ice in the harbour (Credit: Jane Roe)[/caption]',
        "Two arrested after fire in hotel Read more",
        "TRENDING: Two arrested after fire in hotel",
        "You can unsubscribe at any time. By signing up you are agreeing to our Terms of Use.",
        "While citing and using any materials, links to the site not lower than the first paragraph are mandatory.",
        "This story has been published from a wire agency feed without modifications to the text.",
        "Official websites use .gov",
        "Associated Press",
        "With reporting by AFP and Reuters",
    ],
)
@pytest.mark.parametrize("above", [True, False])
def test_what_stands_around_a_story_goes(row: str, above: bool) -> None:
    text = page(row, *STORY) if above else page(*STORY, row)
    removed = mark_debris(text)
    assert covered(text, row, removed)
    assert all(untouched(text, line, removed) for line in STORY)


def test_an_aside_within_a_paragraph_goes_alone() -> None:
    aside = "(RELATED: Two arrested after fire in hotel)"
    text = page(STORY[0], f"{STORY[1]} {aside}", *STORY[2:])
    removed = mark_debris(text)
    assert covered(text, aside, removed)
    assert all(untouched(text, row, removed) for row in STORY)


@pytest.mark.parametrize(
    "row",
    [
        "“No. No. No.” — in the lower house, Oct. 30, 1990",
        "Press officer Jane Roe said that the two leaders will meet again in the spring.",
        "Our sites were closed for one day, and they could face fines, the minister of energy said.",
        "The list of the ports that the ships will call at was not published in full by the ministry.",
    ],
)
def test_what_only_looks_like_it_stays(row: str) -> None:
    text = page(*STORY[:3], row, *STORY[3:])
    assert untouched(text, row, mark_debris(text))


def test_the_standfirst_under_the_headline_stays() -> None:
    standfirst = "Shipyards on both coasts hope to be asked for bids before the summer."
    text = page(
        "Home",
        "World",
        "Finnish president in Ottawa for talks on icebreakers",
        standfirst,
        *STORY,
        "Share",
        "© 2019 Quay",
    )
    assert untouched(text, standfirst, mark_debris(text))


def test_a_list_of_stops_with_their_days_stays() -> None:
    text = page(*STORY[:2], "• Canada: 2nd – 4th May, 2017", "• Peru: 4th – 5th May, 2017", *STORY[2:])
    assert untouched(text, "• Canada: 2nd – 4th May, 2017", mark_debris(text))
