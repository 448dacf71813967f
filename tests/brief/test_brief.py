"""The brief of the made story: every line true, dated and cited, in each of its shapes, and safe."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

import made
from communique.brief import FORMATS, compose
from communique.brief.composing import turns, without_fragments
from communique.brief.dates import UNKNOWN, first_day, last_day, when_worded, worded
from communique.brief.marking import pieces
from communique.brief.parts import Brief, Line
from communique.brief.plain import plain, shortened
from communique.claims import read_report
from communique.flow import settle
from communique.model import (
    Actor,
    AgreementStage,
    Claim,
    Detail,
    Event,
    Findings,
    HistoryEntry,
    Office,
    Participation,
    Quotation,
    Removed,
    Report,
    Status,
)
from communique.record import Record


def _brief(path: Path, *names: str, since: str | None = None, until: str | None = None) -> Brief:
    with Record(path) as record:
        return compose(record, names, since, until)


def _lines(brief: Brief, key: str) -> list[Line]:
    section = next(section for section in brief.sections if section.key == key)
    return [line for group in section.groups for line in group.lines]


def test_the_timeline_tells_a_visit_with_its_meeting_inside(story: Path) -> None:
    visit, lima, call = _by_id(_lines(_brief(story), "timeline"), "visit-1", "meeting-2", "call-1")
    assert visit.when == "3–4 May 2021"
    assert visit.words == "Harald (king of Norway) visited Chile (Santiago), with Ines Aas (foreign minister)."
    assert visit.support == "3 reports, 2 independent"
    assert visit.note == "Reported as ongoing on 3 May 2021, then as happened on 4 May 2021."
    assert [line.words for line in visit.inside] == ["Harald met Rosa Luna (president of Chile)."]
    assert lima.words == "A meeting in Lima (Peru) was called off."
    assert lima.when == "Day unknown, reported 3 May 2021"
    assert lima.note == "According to Harald."
    assert call.words == "Harald (king of Norway) and the president of Peru are to speak by telephone."


def test_what_is_rather_wrong_than_right_by_its_score_is_marked(tmp_path: Path) -> None:
    text = (
        "President Otieno of Kenya visited Rwanda on Monday. On Tuesday he is to hold a meeting with a number of "
        "Kenyans living in Kigali."
    )
    with Record(tmp_path / "x.record", writing=True) as record:
        record.add(read_report(Report(id="r1", uri="r1.txt", text=text, published="2016-05-03")))
        settle(record)
    with Record(tmp_path / "x.record") as record:
        scores = {event.id: event.score for event in record.events}
    lines = _lines(_brief(tmp_path / "x.record"), "timeline")
    notes = {line.id: line.note or "" for each in lines for line in (each, *each.inside)}
    assert {key for key, note in notes.items() if "Read with doubt" in note} == {
        k for k, s in scores.items() if s < 0.5
    }
    assert min(scores.values()) < 0.5 <= max(scores.values())


def _by_id(lines: list[Line], *ids: str) -> list[Line]:
    return [next(line for line in lines if line.id == key) for key in ids]


def test_every_line_cites_a_sentence_that_stands_in_its_report(story: Path) -> None:
    def walk(lines: list[Line]) -> None:
        for line in lines:
            assert line.citations, line
            assert line.when or line.status == "", line
            for citation in line.citations:
                words = citation.source.report.text[citation.start : citation.end]
                assert citation.quote in (shortened(words, 160), "")
                assert citation.quote or shortened(words, 16).rstrip("…, ") in line.words
            walk(list(line.inside))

    brief = _brief(story)
    for section in brief.sections:
        walk(_lines(brief, section.key))
    assert [source.number for source in brief.sources] == [1, 2, 3]


def test_originals_are_cited_before_their_copies(story: Path) -> None:
    meeting = _lines(_brief(story), "timeline")[0].inside[0]
    assert [citation.source.report.id for citation in meeting.citations] == ["bbb2", "ccc3"]
    assert meeting.citations[1].source.copy_of == meeting.citations[0].source.number


def test_agreements_statements_plans_and_disagreements(story: Path) -> None:
    brief = _brief(story)
    paper = _lines(brief, "agreements")[0]
    assert paper.words == "Fishing pact between Norway and Chile."
    assert [(step.when, step.words) for step in paper.inside] == [("4 May 2021", "Signed.")]
    said = _lines(brief, "statements")[0]
    assert (said.when, said.words) == ("3 May 2021", "Harald: “The sea joins us”")
    assert said.note == "On the occasion of: Harald visits Chile (Santiago)."
    assert [line.id for line in _lines(brief, "plans")] == ["call-1"]
    dispute = _lines(brief, "disagreements")[0]
    assert dispute.words == "Harald visits Chile (Santiago): reports differ on its start (both cannot be true)."
    assert [value.words for value in dispute.inside] == ["3 May 2021", "4 May 2021"]


def test_a_plan_whose_day_is_past_comes_first_and_says_so(story: Path) -> None:
    findings = made.findings()
    late = made.replaced(findings.events[2], start="2021-05-04", end="2021-05-04")
    with Record() as record:
        record.settle(made.replaced(findings, events=(*findings.events[:2], late, findings.events[3])))
        brief = compose(record)
    section = next(section for section in brief.sections if section.key == "plans")
    assert section.groups[0].heading.startswith("Past due")
    assert section.groups[0].lines[0].words.startswith("Harald (king of Norway) and the president of Peru were to")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("happened", "{} visited {}."),
        ("ongoing", "{} was visiting {} when last reported."),
        ("planned", "{} was to visit {}."),
        ("cancelled", "{} was to visit {}; the visit was called off."),
        ("denied", "A visit by {} to Chile (Santiago) was denied."),
        ("possible", "It was called possible that {} would visit {}."),
    ],
)
def test_each_status_has_its_own_words(status: str, words: str) -> None:
    findings = made.findings()
    with Record() as record:
        visit = made.replaced(findings.events[0], status=status)
        record.settle(made.replaced(findings, events=(visit, *findings.events[1:])))
        told = words.format("Harald (king of Norway)", "Chile (Santiago), with Ines Aas (foreign minister)")
        assert _by_id(_lines(compose(record), "timeline"), "visit-1")[0].words == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("denied that it had sent arms", "Chile, in the reporter's words: denied it had sent arms."),
        ("promised to reopen its embassy", "Chile, in the reporter's words: promised to reopen its embassy."),
        ("said that it would reopen its embassy", "Chile said, in the reporter's words: it would reopen its embassy."),
    ],
)
def test_what_was_denied_or_promised_is_not_told_as_said(text: str, told: str) -> None:
    assert told in [line.words for line in _lines(_read(f"Chile {text}, a newspaper reported."), "statements")]


def test_a_signing_that_is_not_expected_is_not_called_possible() -> None:
    lines = _lines(
        _read(
            "Peruvian President Rosa Luna arrived in Chile on Monday. "
            "The two countries are not expected to sign a trade agreement during the visit."
        ),
        "timeline",
    )
    told = [inside.words for line in lines for inside in line.inside]
    assert "It was not expected that Chile and Peru would sign a trade agreement." in told


@pytest.mark.parametrize(("did", "told"), [("spoke", "spoke by telephone with"), ("met", "held a meeting with")])
def test_a_president_whom_nothing_names_is_told_as_the_report_has_him(did: str, told: str) -> None:
    lines = _lines(_read(f"The President {did} today with Peruvian Prime Minister Rosa Luna."), "timeline")
    assert [line.words for line in lines] == [f"Rosa Luna (prime minister of Peru) {told} the President."]


def _read(text: str) -> Brief:
    """The brief of one report of 3 May 2021, read in earnest."""
    with Record() as record:
        record.add(read_report(Report("r1", "r1.txt", text, published="2021-05-03")))
        settle(record)
        return compose(record)


def test_names_and_days_choose_what_is_told(story: Path) -> None:
    def told(*names: str, since: str | None = None, until: str | None = None) -> list[str]:
        return [line.id for line in _lines(_brief(story, *names, since=since, until=until), "timeline")]

    assert told() == ["visit-1", "call-1", "meeting-2"]
    assert told("luna") == ["visit-1"]
    assert told("CHL") == told("chile") == ["visit-1"]
    assert told("aas", "peru") == ["visit-1", "call-1"]
    assert told("nobody") == []
    assert told(since="2021-05-04") == ["visit-1", "call-1"]
    assert told(until="2021-05") == ["visit-1"]
    assert told(since="2022") == []
    assert _brief(story, "Luna", since="2021", until="2021-05").title == "Brief: Luna, from 2021 to May 2021"


@pytest.mark.parametrize(("who", "verb"), [("Peruvian rebels are", "were"), ("The Peruvian army is", "was")])
def test_several_without_a_name_are_told_in_the_plural(who: str, verb: str) -> None:
    (told,) = _lines(_read(f"{who} attacking Chilean troops."), "deeds")
    assert f" {verb} attacking " in told.words


def test_words_that_are_a_part_of_a_sentence_are_shown_in_it() -> None:
    first = "Kenyan President Peter Otieno called the plan “hyperbolic” on Monday in a letter to Sen. Ana Diaz."
    second = "“Nobody here has asked for it,” Otieno said."
    told = _lines(_read(f"{first} {second}"), "statements")
    assert {line.words.partition(": ")[2]: [each.quote for each in line.citations] for line in told} == {
        "“hyperbolic”": [first],
        "“Nobody here has asked for it”": [""],
    }


def test_what_only_may_lie_in_the_days_asked_for_stands_after_what_does() -> None:
    text = "Kenyan President Peter Otieno visited Thailand in 2020. He visited Laos on 5 March 2020."
    with Record() as record:
        record.add(read_report(Report("r1", "r1.txt", text, published="2021-05-03")))
        settle(record)
        told = [
            [line.words for line in _lines(compose(record, (), *days), "timeline")]
            for days in ((None, None), ("2020-03-01", "2020-03-31"))
        ]
    assert [["Thailand" in words for words in lines] for lines in told] == [[True, False], [False, True]]


@pytest.mark.parametrize("form", list(FORMATS))
def test_every_shape_tells_the_same_and_is_safe(story: Path, form: str) -> None:
    shown = FORMATS[form](_brief(story))
    unescaped = re.sub(r"\\(.)", r"\1", shown) if form == "markdown" else shown
    for words in ("3–4 May 2021", "Rosa Luna (president of Chile)", "both cannot be true", "Nordic Post"):
        assert words in " ".join(unescaped.split()), words
    assert "\x1b" not in shown
    assert "<script>" not in shown
    assert "<Chile>" not in shown or form == "text"


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def test_the_page_runs_nothing_fetches_nothing_and_every_citation_leads_to_its_sentence(story: Path) -> None:
    page = FORMATS["html"](_brief(story))
    tags = _Tags()
    tags.feed(page)
    names = {name for name, _ in tags.seen}
    assert not names & {"script", "img", "iframe", "link", "form", "object", "embed", "base"}
    policy = next(a["content"] or "" for n, a in tags.seen if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert not any(name.startswith("on") or name == "style" for _, attributes in tags.seen for name in attributes)
    ids = [a["id"] for _, a in tags.seen if "id" in a]
    assert len(ids) == len(set(ids))
    hrefs = [a["href"] or "" for n, a in tags.seen if n == "a"]
    assert all(href[1:] in ids for href in hrefs if href.startswith("#"))
    assert [href for href in hrefs if not href.startswith("#")] == ["https://andes.example/2"]
    tree = lxml_html.fromstring(page)
    cited = [a.get("href")[1:] for a in tree.iter("a") if a.get("class") == "cite"]
    assert cited
    marks = {mark.get("id"): mark.text_content() for mark in tree.iter("mark")}
    assert all(key in marks for key in cited)
    assert "The sea joins us," in marks.values()


def test_the_page_holds_each_cited_report_whole(story: Path) -> None:
    brief = _brief(story)
    tree = lxml_html.fromstring(FORMATS["html"](brief))
    shown = ["".join(node.itertext()) for node in tree.iter("div") if node.get("class") == "text"]
    assert shown == [source.report.text.replace("\x1b", "\ufffd") for source in brief.sources]
    removed = [node.text_content() for node in tree.iter("span") if node.get("class") == "removed"]
    assert any(words.startswith("Home | Sport") for words in removed)


spans = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=6)


@given(st.text(min_size=1, max_size=60), spans, st.lists(st.integers(0, 60), max_size=4, unique=True))
@settings(max_examples=200)
def test_pieces_join_to_the_text_and_nest(text: str, cited: list[tuple[int, int]], cuts: list[int]) -> None:
    edges = sorted(cut for cut in cuts if cut < len(text))
    removed = tuple(Removed(low, high, "offer") for low, high in zip(edges[::2], edges[1::2], strict=False))
    wanted = [(low, min(low + length, len(text))) for low, length in cited if low < len(text)]
    found = list(pieces(Report("r", "r", text, removed=removed), 1, wanted))
    assert "".join(piece.value for piece in found if piece.kind in ("text", "removed")) == text
    assert "".join(p.value for p in found if p.kind == "removed") == "".join(text[s.start : s.end] for s in removed)
    depth = 0
    for piece in found:
        depth += {"open": 1, "close": -1}.get(piece.kind, 0)
        assert depth >= 0
    assert depth == 0
    assert len({p.value for p in found if p.kind == "open"}) == len(set(wanted))


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2017-03-27", "2017-03-28", "27–28 March 2017"),
        ("2017-03-30", "2017-04-02", "30 March – 2 April 2017"),
        ("2016-12-30", "2017-01-02", "30 December 2016 – 2 January 2017"),
        ("2017-03-27/2017-03-28", None, "27–28 March 2017"),
        ("2021-09", "2021-09", "September 2021"),
        ("2017-03-27/2017-03-28", "2017-03-27/2017-03-28", "between 27 and 28 March 2017"),
        ("2021-09", "2021-10", "September – October 2021"),
        ("2021", None, "2021"),
        ("2022-01~", None, "about January 2022"),
        ("2022-01-03?", None, "perhaps 3 January 2022"),
        ("2021-21", None, "spring 2021"),
        ("201X", None, "the 2010s"),
        ("../2017-03", None, "until March 2017"),
        ("2017-03/..", None, "from March 2017"),
        (None, None, UNKNOWN),
        ("soon", None, "soon"),
    ],
)
def test_dates_in_words_say_no_more_than_the_date(start: str | None, end: str | None, words: str) -> None:
    assert worded(start, end) == words


@given(st.dates())
def test_days_of_a_date_bound_it(day: object) -> None:
    text = str(day)
    assert first_day(text) == last_day(text) == text
    assert first_day(text[:7]) <= text <= last_day(text[:7])
    assert first_day(text[:4]) <= text <= last_day(text[:4])


@given(st.text(max_size=200))
def test_plain_text_moves_no_cursor(text: str) -> None:
    assert all(letter.isprintable() or not letter.isascii() for letter in plain(text))
    assert not set(plain(text)) & set("\x1b\x07\x9b\u202e\u2066\n\r")
    assert len(shortened(text, 40)) <= 40


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2017-10-05", "on 5 October 2017"),
        ("2017-10-05/2017-10-07", "between 5 and 7 October 2017"),
        ("2017-09-30/2017-10-02", "between 30 September 2017 and 2 October 2017"),
        ("2017-10", "in October 2017"),
        ("2017", "in 2017"),
        ("2017-10-05~", "about 5 October 2017"),
        ("2017-10/..", "from October 2017"),
        (None, "on a day unknown"),
    ],
)
def test_dates_stand_in_a_sentence_with_their_preposition(date: str | None, words: str) -> None:
    assert when_worded(date) == words


def test_a_plan_recalled_after_the_event_is_no_change_of_what_was_said() -> None:
    def entry(status: Status, day: str | None) -> HistoryEntry:
        return HistoryEntry(status, day, ())

    told = turns(
        [
            entry("planned", "2021-05-01"),
            entry("cancelled", "2021-05-02"),
            entry("planned", "2021-05-03"),
            entry("possible", "2021-05-04"),
            entry("happened", "2021-05-04"),
            entry("planned", "2021-05-05"),
            entry("denied", "2021-05-06"),
        ]
    )
    assert [one.status for one in told] == ["planned", "cancelled", "planned", "happened", "denied"]


def test_a_plan_put_off_is_told_with_its_old_and_its_new_day(tmp_path: Path) -> None:
    texts = {
        "2021-05-20": "Norwegian Prime Minister Anna Berg will visit Chile on May 27, her office said.",
        "2021-05-25": "Norwegian Prime Minister Anna Berg's visit to Chile has been postponed to June 3.",
    }
    with Record(tmp_path / "put-off.record", writing=True) as record:
        for day, text in texts.items():
            record.add(read_report(Report(day, f"{day}.txt", text, published=day)))
        settle(record)
    brief = _brief(tmp_path / "put-off.record")
    (plan,) = [each for each in _lines(brief, "plans") if "visit" in each.id]
    (told,) = [each for each in _lines(brief, "timeline") if "visit" in each.id]
    assert plan.when == told.when == "3 June 2021"
    assert told.note is not None
    assert told.note.endswith(
        "Reported as planned for 27 May 2021 on 20 May 2021, then as cancelled on 25 May 2021, "
        "then as planned for 3 June 2021 on 25 May 2021."
    )


_SIGNED = (
    "Envoys were busy. Ines Aas will be with him. The two states signed 15 papers on Tuesday. Ines Aas and Rosa Luna "
    "signed a treaty on fishing. At a joint press conference on Tuesday the king spoke. Others counted 14 notes."
)


def _claim(key: str, words: str, kind: str, *who: tuple[str, str], **more: object) -> Claim:
    start = _SIGNED.index(words)
    parts = tuple(Participation(actor, role) for actor, role in who)  # type: ignore[arg-type]
    claim = Claim(key, "r1", start, start + len(words), words, kind, "happened", participants=parts)
    cue = start + len(words) // 3
    return made.replaced(claim, cue_start=cue, cue_end=cue + 4, **more)


def _one_report(*events: Event, claims: tuple[Claim, ...], quotations: tuple[Quotation, ...] = ()) -> Brief:
    actors = (*made.findings().actors, Actor("venn", "person", "Maria Venn", (), None, (Office("associate fellow"),)))
    of = {key: event.id for event in events for key in event.claims}
    report = Report("r1", "r1.txt", _SIGNED, None, (), "2021-05-06", "metadata")
    with Record() as record:
        record.settle(Findings((report,), actors, claims, (), events, quotations, (), of))
        return compose(record)


def test_a_signing_tells_who_signed_what_and_counts_that_differ() -> None:
    states, ministers = (("norway", "signatory"), ("chile", "signatory")), (("aas", "signatory"), ("luna", "signatory"))
    claims = (
        _claim(
            "1", "The two states signed 15 papers on Tuesday.", "signing", *states,
            details=(Detail("papers", "15 papers"),),
        ),
        _claim(
            "2", "Ines Aas and Rosa Luna signed a treaty on fishing.", "signing", *ministers,
            details=(Detail("papers", "a treaty on fishing"),),
        ),
        _claim("3", "Others counted 14 notes.", "signing", *states, details=(Detail("papers", "14 notes"),)),
    )  # fmt: skip
    parts = tuple(Participation(actor, "signatory") for actor in ("norway", "chile", "aas", "luna"))
    event = Event(
        "signing-1", "signing", "A signing", "happened", "2021-05-04", participants=parts, claims=("1", "2", "3")
    )
    line = _lines(_one_report(event, claims=claims), "timeline")[0]
    assert line.words == (
        "Norway and Chile signed 15 papers or 14 notes; Ines Aas (foreign minister of Norway) and Rosa Luna "
        "(president of Chile) signed a treaty on fishing."
    )
    one = made.replaced(event, status="planned", participants=parts[:2], claims=("1",))
    line = _lines(_one_report(one, claims=claims[:1]), "timeline")[0]
    assert line.words == "Norway and Chile were to sign 15 papers."
    bare = made.replaced(one, status="happened")
    line = _lines(_one_report(bare, claims=(made.replaced(claims[0], details=()),)), "timeline")[0]
    assert line.words == "Norway and Chile took part in a signing."


def test_a_statement_is_told_in_the_form_that_its_reports_name() -> None:
    words = "At a joint press conference on Tuesday the king spoke."
    claims = (_claim("1", words, "statement", ("harald", "speaker")),)
    event = Event(
        "statement-1", "statement", "A statement", "happened", "2021-05-04", claims=("1",),
        participants=(Participation("harald", "speaker"),),
    )  # fmt: skip
    line = _lines(_one_report(event, claims=claims), "timeline")[0]
    assert line.words == "Harald (king of Norway) held a news conference."
    line = _lines(_one_report(made.replaced(event, status="cancelled"), claims=claims), "timeline")[0]
    assert line.words.endswith("was to hold a news conference; the news conference was called off.")


def test_the_sentence_that_tells_the_event_is_cited_and_not_one_that_takes_it_up() -> None:
    told, aside = "The two states signed 15 papers on Tuesday.", "Ines Aas will be with him."
    visitor = (("harald", "visitor"),)
    claims = (
        _claim("1", told, "visit", *visitor, date="2021-05-04", score=0.6),
        _claim("2", aside, "visit", *visitor, ("aas", "delegate"), score=0.9, same_as="1"),
    )
    event = Event(
        "visit-9", "visit", "A visit", "happened", "2021-05-04", claims=("1", "2"),
        participants=(Participation("harald", "visitor"), Participation("aas", "delegate")),
    )  # fmt: skip
    line = _lines(_one_report(event, claims=claims), "timeline")[0]
    assert [citation.quote for citation in line.citations] == [told]


def test_an_undated_event_inside_a_dated_visit_is_told_there() -> None:
    findings = made.findings()
    undated = made.replaced(findings.events[1], start=None, end=None)
    with Record() as record:
        record.settle(made.replaced(findings, events=(findings.events[0], undated, *findings.events[2:])))
        visit = _lines(compose(record), "timeline")[0]
    assert [line.when for line in visit.inside] == ["During the visit"]


def _quotation(key: str, words: str, form: str, speaker: str | None, occasion: str | None = None) -> Quotation:
    start = _SIGNED.index(words)
    made_up = Quotation(key, "r1", start, start + len(words), words, "direct", speaker, "said", occasion=occasion)
    return made.replaced(made_up, form=form)


def test_words_of_nobody_and_of_private_persons_are_left_out_and_counted() -> None:
    visit = made.replaced(
        made.findings().events[0],
        claims=("1",),
        history=(),
        disagreements=(),
        links=(),
        reports=1,
        independent_reports=1,
    )
    claims = (_claim("1", "Envoys were busy.", "visit", ("harald", "visitor")),)
    quotations = (
        _quotation("q1", "Envoys were busy.", "direct", "venn", "visit-1"),
        _quotation("q2", "The two states signed 15 papers", "indirect", None, "visit-1"),
        _quotation("q3", "Others counted 14 notes", "direct", "luna"),
    )
    section = next(
        s for s in _one_report(visit, claims=claims, quotations=quotations).sections if s.key == "statements"
    )
    assert [line.id for group in section.groups for line in group.lines] == ["q3"]
    assert section.more.startswith("Left out: 2 sayings of outlets, of people")


def test_words_quoted_inside_reported_speech_are_told_once() -> None:
    whole = _quotation("q1", "The two states signed 15 papers on Tuesday", "indirect", "luna")
    inner = _quotation("q2", "signed 15 papers", "mixed", "luna")
    for speaker in ("luna", "harald", None):
        assert without_fragments([made.replaced(inner, speaker=speaker), whole]) == [whole]
    other = made.replaced(inner, form="direct", speaker="harald")
    assert without_fragments([whole, other]) == [whole, other]


def test_a_report_dated_by_its_metadata_says_so(story: Path) -> None:
    shown = FORMATS["text"](_brief(story))
    assert "(by its metadata)" in shown
    assert "page's own data" not in shown


def test_the_page_quotes_under_each_line_the_best_sentence_not_quoted_above_it(story: Path) -> None:
    tree = lxml_html.fromstring(FORMATS["html"](_brief(story)))
    visit = tree.xpath("//section[@id='timeline']//li")[0]
    quotes = ["".join(node.itertext()) for node in visit.xpath(".//p[@class='quote']")]
    assert quotes[0].startswith("“The visit began on Tuesday.”")
    assert quotes[1].startswith("“King Harald met President Rosa Luna on Tuesday")
    assert len(quotes) == 2


def _composed(**changes: object) -> Brief:
    """The brief of the made story with other parts of its findings."""
    with Record() as record:
        record.settle(made.replaced(made.findings(), **changes))
        return compose(record)


def _but_lima(**changes: object) -> tuple[Event, ...]:
    return tuple(replace(e, **changes) if e.id == "meeting-2" else e for e in made.findings().events)


def test_a_paper_known_by_years_is_not_dated_to_their_first_days() -> None:
    steps = (
        AgreementStage("signed", "2015", "happened", ("bbb2:p",)),
        AgreementStage("expected", "2018", "denied", ("bbb2:p",)),
    )
    brief = _composed(agreements=(replace(made.findings().agreements[0], history=steps),))
    (line,) = _lines(brief, "agreements")
    assert line.when == "2015 to 2018"
    assert [step.words for step in line.inside] == ["Signed.", "Not expected, as reported on 4 May 2021."]


def test_people_without_names_are_told_as_the_report_has_them() -> None:
    details = (Detail("with", "Norwegian fishermen"),)
    claims = tuple(replace(c, details=details) if c.id == "aaa1:2" else c for c in made.findings().claims)
    brief = _composed(claims=claims, events=_but_lima(participants=(Participation("harald", "participant"),)))
    assert "Harald (king of Norway) was to hold a meeting with Norwegian fishermen in Lima (Peru); " in " ".join(
        line.words for line in _lines(brief, "timeline")
    )


def test_a_plan_without_a_day_is_past_due_with_the_visit_it_was_part_of() -> None:
    brief = _composed(events=_but_lima(status="planned", part_of="visit-1"))
    (plans,) = (section for section in brief.sections if section.key == "plans")
    late = {line.id for group in plans.groups if group.heading.startswith("Past due") for line in group.lines}
    assert "meeting-2" in late


@pytest.mark.parametrize(("day", "listed"), [("2021-05-02", False), ("2021-05-03", True), ("2021", True), (None, True)])
def test_what_is_told_only_when_its_day_is_over_is_no_open_plan(day: str | None, listed: bool) -> None:
    brief = _composed(events=_but_lima(status="planned", start=day, end=day, part_of=None))
    assert ("meeting-2" in {line.id for line in _lines(brief, "plans")}) == listed


def _with_deeds(path: Path) -> Path:
    with Record(path, writing=True) as record:
        record.settle(made.with_deeds())
    return path


def test_deeds_are_told_apart_from_diplomacy_and_not_among_plans(story: Path) -> None:
    with Record(_with_deeds(story)) as record:
        brief = compose(record, min_score=0.6)
    threat, aid = _by_id(_lines(brief, "deeds"), "threat-1", "aid-1")
    assert threat.words == "Harald (king of Norway) threatened or warned Chile."
    assert aid.words == "Harald (king of Norway) is to give aid."
    assert not {"threat-1", "aid-1"} & {line.id for key in ("timeline", "plans") for line in _lines(brief, key)}


def test_what_is_less_sure_than_asked_for_is_left_out(story: Path) -> None:
    with Record(_with_deeds(story)) as record:
        sure = compose(record, min_score=0.75)
    assert [line.id for line in _lines(sure, "deeds")] == ["threat-1"]


def test_doubtful_deeds_are_told_only_when_asked_for(story: Path) -> None:
    brief = _brief(_with_deeds(story))
    assert [line.id for line in _lines(brief, "deeds")] == ["threat-1"]
    assert "1 act " in next(section.more for section in brief.sections if section.key == "deeds")


def test_a_record_without_deeds_has_no_empty_section_for_them(story: Path) -> None:
    assert "deeds" not in {section.key for section in _brief(story).sections}
