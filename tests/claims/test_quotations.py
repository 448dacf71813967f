"""Who said what: quotations of every form, their speakers, and what a span of a report is attributed to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Token

from communique.claims import read_report
from communique.claims.parsing import Sentence, parse
from communique.claims.quotations import Attributions, read_attributions, read_quotations
from communique.model import Quotation, Removed, Report


@dataclass(frozen=True)
class Known:
    """A cast of our own: it knows people by one word, and whom a pronoun means."""

    words: Mapping[str, str] = field(default_factory=dict)

    def at(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        key = self.words.get(token.text)
        return (key,) if key else ()


CAST = Known(
    {
        **{name: name for name in ("Marin", "Duda", "Guterres", "Kaljulaid", "Kremlin", "Haavisto", "Stubb", "Fidan")},
        "She": "Marin",
        "she": "Marin",
        "He": "Duda",
        "he": "Duda",
        "ministry": "ministry",
        "media": "media",
    }
)


def report(text: str, removed: tuple[Removed, ...] = (), published: str | None = "2023-05-10") -> Report:
    return Report(id="r", uri="r.txt", text=text, removed=removed, published=published)


def read(text: str, **given: object) -> Attributions:
    return read_attributions(parse(report(text, **given)), CAST)  # type: ignore[arg-type]


def quoted(text: str) -> dict[str, Quotation]:
    """Quotations by their words; of two with the same words the last."""
    return {each.text: each for each in read(text).quotations}


def only(text: str, words: str) -> Quotation:
    """The one quotation between marks that holds these words."""
    found = [each for each in read(text).quotations if words in each.text and each.form != "indirect"]
    assert len(found) == 1, found
    return found[0]


def clause(text: str, words: str) -> Quotation:
    """The one indirect quotation that holds these words."""
    found = [each for each in read(text).quotations if words in each.text and each.form == "indirect"]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    "text",
    [
        '"We will keep the border open," said Prime Minister Sanna Marin.',
        "“We will keep the border open,” Marin said after the talks.",
        "Marin told reporters: “We will keep the border open.”",
        "After the talks, Marin said, “We will keep the border open.”",
        "‘We will keep the border open,’ Marin told reporters.",
        "''We will keep the border open,'' Marin said.",
    ],
)
def test_words_between_marks_with_a_cue_beside_them_are_direct(text: str) -> None:
    found = only(text, "keep the border open")
    assert (found.form, found.speaker) == ("direct", "Marin")
    assert found.text.rstrip(".") == "We will keep the border open"


def test_a_quotation_split_round_its_cue_is_one_speaker_s_throughout() -> None:
    text = "“The road is long,” Duda said on Tuesday. “But we know where it leads.”"
    first, second = (each for each in read(text).quotations if each.form == "direct")
    assert (first.text, second.text) == ("The road is long", "But we know where it leads.")
    assert first.speaker == second.speaker == "Duda"
    assert (first.cue, second.cue) == ("said", None)


def test_a_sentence_broken_by_its_cue_gives_both_halves() -> None:
    text = "“The treaty,” Marin said, “is older than all of us.”"
    assert [each.speaker for each in read(text).quotations if each.form == "direct"] == ["Marin", "Marin"]


def test_a_paragraph_of_quotation_without_a_cue_goes_on_with_the_speaker_before() -> None:
    text = (
        "“Our ports will stay open to grain ships this winter,” Duda told a radio station.\n\n"
        "“On the other points we shall have to see what the neighbours say about it.”"
    )
    found = only(text, "other points")
    assert (found.form, found.speaker) == ("direct", "Duda")


def test_a_speech_whose_paragraphs_only_open_is_all_one_speaker_s() -> None:
    text = (
        "Guterres addressed the assembly: “The first lesson is patience.\n\n"
        "“The second lesson is to count the cost before the war.\n\n"
        "“The third is to listen.”\n\n"
        "The session closed at noon."
    )
    found = [each for each in read(text).quotations if each.form == "direct"]
    assert [each.text.split()[1] for each in found] == ["first", "second", "third"]
    assert {each.speaker for each in found} == {"Guterres"}


def test_a_quotation_that_follows_an_indirect_sentence_is_that_speaker_s() -> None:
    text = "Stubb said the pipeline would be mended by June. He added: “Nobody will freeze.”"
    assert only(text, "Nobody will freeze").speaker == "Duda"
    assert clause(text, "pipeline would be mended").speaker == "Stubb"


def test_marks_inside_marks_belong_to_the_outer_speaker() -> None:
    text = "“My father used to say ‘never sign on a Friday’ and he was right,” Marin said."
    assert [each.text for each in read(text).quotations if each.form == "direct"] == [
        "My father used to say ‘never sign on a Friday’ and he was right"
    ]


def test_a_fragment_in_indirect_speech_is_mixed_and_its_clause_is_indirect() -> None:
    text = "Kaljulaid said on Monday that the summit had been “a small miracle” for the region."
    assert (only(text, "small miracle").form, only(text, "small miracle").text) == ("mixed", "a small miracle")
    assert only(text, "small miracle").speaker == "Kaljulaid"
    whole = clause(text, "the summit had been")
    assert whole.text == "the summit had been “a small miracle” for the region"
    assert whole.speaker == "Kaljulaid"


def test_two_fragments_of_one_clause_are_both_the_speaker_s() -> None:
    text = 'Foreign Minister Pekka Haavisto said the talks covered "grain and gas" as well as "the fate of prisoners."'
    assert {each.text: each.speaker for each in read(text).quotations if each.form == "mixed"} == {
        "grain and gas": "Haavisto",
        "the fate of prisoners": "Haavisto",
    }


def test_what_somebody_calls_a_thing_is_his_word() -> None:
    found = only("Fidan called the agreement a “new page” in relations between the two neighbours.", "new page")
    assert (found.form, found.speaker) == ("mixed", "Fidan")


@pytest.mark.parametrize(
    ("text", "words", "cue"),
    [
        ("Duda said that the visit would take place in June.", "the visit would take place in June", "said"),
        ("The visit would take place in June, Duda said.", "The visit would take place in June", "said"),
        ("The visit will take place in June, according to Duda.", "The visit will take place in June", "according to"),
        ("According to Duda, the visit will take place in June.", "the visit will take place in June", "according to"),
        ("Duda told the parliament that the visit would take place in June.", "the visit would take place", "told"),
        ("Duda announced on Friday he would visit Kyiv in June.", "he would visit Kyiv in June", "announced"),
    ],
)
def test_indirect_speech_gives_the_clause_without_its_that(text: str, words: str, cue: str) -> None:
    found = clause(text, words)
    assert found.text.startswith(words)
    assert (found.speaker, found.cue) == ("Duda", cue)


def test_a_body_or_the_media_can_be_the_speaker() -> None:
    text = "The Kremlin said in a statement that the two presidents would speak by phone."
    assert clause(text, "two presidents would speak").speaker == "Kremlin"
    assert clause("The two presidents spoke by phone, state media reported.", "presidents spoke").speaker == "media"


def test_the_second_verb_of_a_speaker_keeps_him() -> None:
    text = "Marin said the bridge was safe, adding that the army would guard it."
    assert clause(text, "the army would guard it").speaker == "Marin"
    assert "army" not in clause(text, "the bridge was safe").text


@pytest.mark.parametrize(
    "text",
    [
        "Duda did not say whether the visit would take place.",
        "Duda would not say that the visit was off.",
        "It is not known if he will come.",
        "The two armies crossed the river on Monday.",
    ],
)
def test_what_was_not_said_is_no_quotation(text: str) -> None:
    assert read(text).quotations == ()


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “peace train” left the station at noon.",
        "The orchestra played “The Swan of Tuonela” at the dinner.",
        "Pensioners’ and students’ fares rose in ’22.",
    ],
)
def test_marks_round_a_name_or_a_scare_quote_make_nobody_speak(text: str) -> None:
    assert read(text).quotations == ()


def test_the_day_of_saying_is_read_from_the_cue_s_own_clause_only() -> None:
    assert clause("Duda said on Tuesday that the visit would begin in June.", "the visit would").said == "2023-05-09"
    assert clause("Duda said that the visit would begin in June.", "the visit would").said is None


def test_said_by_names_the_innermost_source_and_the_reporter_s_own_words_are_nobody_s() -> None:
    text = "Talks began on Monday. State media reported that Marin said the talks had failed."
    told = read(text)
    failed, began = text.index("failed"), text.index("began")
    assert told.said_by(failed, failed + 6) == "Marin"
    assert told.said_by(began, began + 5) is None
    assert told.said_by(len(text) + 5, len(text) + 9) is None
    said = text.index("said")
    assert told.said_by(said, said + 4) == "media"


def test_direct_speech_attributes_what_it_tells() -> None:
    text = "“The minister resigned this morning,” Duda said."
    at = text.index("resigned")
    assert read(text).said_by(at, at + 8) == "Duda"


def test_removed_spans_hold_no_quotation() -> None:
    text = "Share this page: “Read more,” said Duda.\nMarin said the road was closed."
    cut = text.index("\n")
    found = read(text, removed=(Removed(0, cut, "share bar"),)).quotations
    assert [each.speaker for each in found] == ["Marin"]
    assert all(each.start > cut for each in found)


def test_ids_are_unique_and_the_same_each_time() -> None:
    text = "“Yes, we shall come to the talks,” Marin said. Duda said that he would come too."
    first, again = read_quotations(parse(report(text)), CAST), read_quotations(parse(report(text)), CAST)
    assert first == again
    assert len({each.id for each in first}) == len(first) >= 2


_PIECES = st.sampled_from(
    ["“", "”", '"', "‘", "’", "'", "''", "``", " ", "\n\n", "\n", ", ", ". ", ": ", "Marin said", "he added", "that ",
     "the visit would begin", "according to Duda", "said", "We will come", "—", "“Yes,” ", "told", "\u00a0", "İ", "𝔘",
     "?"]
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(_PIECES, max_size=30).map("".join), st.integers(0, 40), st.integers(0, 30))
def test_any_text_is_read_and_every_quotation_stands_where_it_says(text: str, low: int, length: int) -> None:
    low, high = min(low, len(text)), min(low + length, len(text))
    removed = (Removed(low, high, "debris"),) if low < high else ()
    given_report = report(text, removed=removed)
    told = read_attributions(parse(given_report), CAST)
    for each in told.quotations:
        assert given_report.text[each.start : each.end] == each.text
        assert each.text.strip() == each.text != ""
        assert all(each.end <= span.start or span.end <= each.start for span in removed)
        assert 0.0 <= each.score <= 1.0
    for attribution in told.all:
        for start, end in (*attribution.source, *attribution.cue, *attribution.content):
            assert 0 <= start < end <= len(text)


@settings(max_examples=40)
@given(st.text(alphabet="“”\"‘’' ab.\n", max_size=60))
def test_marks_in_any_order_never_break_the_reading(text: str) -> None:
    for each in read_quotations(parse(report(text)), CAST):
        assert text[each.start : each.end] == each.text


def test_words_that_open_a_speech_need_a_speech() -> None:
    text = "The march finishes at the square known as “The Two Lions” every year."
    assert read(text).quotations == ()
    spoken = "“Let us remember the people who built this bridge,” Stubb began."
    assert only(spoken, "remember the people").speaker == "Stubb"


def test_a_quotation_announced_by_a_colon_without_a_verb_is_the_last_speaker_s() -> None:
    text = (
        "Stubb spoke of the long border. “It has been quiet,” he said.\n\n"
        "Also in the speech: “Quiet is not peace, my friends.”"
    )
    assert only(text, "Quiet is not peace").speaker == "Duda"


def test_the_turns_of_a_transcript_are_their_labels_speakers() -> None:
    turns = [
        "MS. MARIN: Good morning to everybody here.",
        "We will speak of the ferry first.",
        "Q: Will the ferry sail before June?",
        "MS. MARIN: It will sail in May, and we said so.",
        "MR. STUBB: I agree with every word of that.",
        "END",
    ]
    cast = Known({"MARIN": "Marin", "STUBB": "Stubb"})
    found = read_attributions(parse(report("\n\n".join(turns))), cast).quotations
    assert [(each.speaker, each.text.split()[0]) for each in found] == [
        ("Marin", "Good"),
        ("Marin", "We"),
        (None, "Will"),
        ("Marin", "It"),
        ("Stubb", "I"),
    ]


def test_who_was_quoted_as_saying_something_said_it() -> None:
    assert only("“There is no winner in a trade war,” Stubb was quoted as saying.", "no winner").speaker == "Stubb"


def test_the_subject_before_a_colon_is_heard_and_not_the_last_name() -> None:
    text = "Marin met reporters. She played down the part of Fidan: “What brought us here was the cold winter.”"
    assert only(text, "cold winter").speaker == "Marin"


def test_according_to_whom_a_quotation_is_passed_on_does_not_go_on_speaking() -> None:
    text = "“We are not afraid,” Duda said, according to the ministry.\n\n“We will do what must be done in the end.”"
    assert only(text, "must be done").speaker == "Duda"


def test_who_disagrees_before_a_colon_says_what_follows() -> None:
    text = (
        "Marin praised it. Alexander Stubb, a visiting scholar at the Peace Institute, disagreed: “Nobody in that room "
        "believed the border clause.”"
    )
    assert only(text, "Nobody").speaker == "Stubb"


def test_the_year_by_which_things_are_called_is_not_when_it_was_said() -> None:
    told = (
        "There had to be a way out for both peoples, President Ana Rojas of Chile stressed{}, with all rights of "
        "theirs on the 4 June 1967 lines."
    )
    way = "There had to be a way out"
    assert clause(told.format(""), way).said is None
    assert clause(told.format(" on Monday"), way).said == "2023-05-08"


def test_a_joint_statement_is_the_reporters_word_and_so_is_when_it_was_issued() -> None:
    text = (
        "Chile and Peru issued a joint statement on Monday, as the visit of Chilean President Ana Rojas to Peru came "
        "to its end."
    )
    made = read_report(Report(id="r1", uri="r1.txt", text=text, published="2019-05-14"))
    assert {(c.kind, c.said_by) for c in made.claims} >= {("statement", None), ("visit", None)}
