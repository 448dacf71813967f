"""One item becomes one report or one reason, and the report's spans always hold together."""

from __future__ import annotations

import concurrent.futures
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from offered import FRENCH, STORY, TEXT, TITLE, page, pdf

from communique.model import Removed, Report, Unread
from communique.reports import Item, Limits, report
from communique.reports.making import united

LIMITS = Limits()


def read(data: bytes | str, media: str = "text", **given: str) -> Report:
    item = Item("x", data=data.encode() if isinstance(data, str) else data, media=media, given=given)  # type: ignore[arg-type]
    result = report(item)
    assert isinstance(result, Report), result
    return result


def reason(data: bytes | str, media: str = "text", limits: Limits = LIMITS) -> str:
    item = Item("x", data=data.encode() if isinstance(data, str) else data, media=media)  # type: ignore[arg-type]
    result = report(item, limits)
    assert isinstance(result, Unread), result
    return result.reason


def holds(result: Report) -> bool:
    here = 0
    for span in result.removed:
        assert here <= span.start < span.end <= len(result.text), result.removed
        assert span.reason
        here = span.end
    result.text.encode("utf-8")
    return True


def test_plain_text_is_kept_as_it_is_but_for_line_ends() -> None:
    assert read(TEXT).text == TEXT
    assert read(TEXT.replace("\n", "\r\n")).text == TEXT
    assert read("\ufeff" + TEXT).text == TEXT
    assert read(TEXT.encode("utf-16")).text == TEXT
    assert read(TEXT.encode("utf-16-le")).text == TEXT


def test_offsets_count_code_points() -> None:
    text = f"𝔊reetings 🇫🇯 from the press office of the ministry.\n\n{TEXT}"
    assert read(text).text[text.index("Fiji's")] == "F"


def test_cp1252_is_read_as_such() -> None:
    text = TEXT + " “We come as neighbours” – so said the minister’s office in the Café."
    assert read(text.encode("cp1252")).text == text


def test_what_came_beside_the_text_is_taken() -> None:
    found = read(TEXT, title="A title", publisher="Harbour Times", url="https://h.example/a", published="June 4, 2019")
    assert (found.title, found.publisher, found.url) == ("A title", "Harbour Times", "https://h.example/a")
    assert (found.published, found.published_basis) == ("2019-06-04", "metadata")


def test_an_impossible_date_is_no_date() -> None:
    found = read(TEXT, published="2019-02-31")
    assert found.published_basis != "metadata"


def test_other_languages_are_named() -> None:
    assert reason(FRENCH) == "written in French; communique reads English"


def test_english_around_a_foreign_phrase_is_english() -> None:
    assert read(TEXT + "\n\n«Merci beaucoup», he said, «à bientôt».").language == "en"


def test_too_little_text_is_said() -> None:
    assert "too little text" in reason("A headline only")
    assert "too little text" in reason(b"\xef\xbb\xbf")
    assert "too little text" in reason("<html><body><script>x</script></body></html>", "html")


def test_binary_data_is_named() -> None:
    assert reason(bytes(range(256)) * 20) == "binary data, not text"
    assert "PDF" in reason(b"%PDF-1.4 broken", "pdf")


def test_one_endless_line_is_passed_over_quickly() -> None:
    started = time.monotonic()
    assert "limit" in reason(b"word " * 4_000_000)
    assert "limit" in reason(b"word " * 3_000_000, "html")
    assert "limit" in reason(b"x" * 30_000_000)
    assert time.monotonic() - started < 20


def test_a_row_s_id_follows_from_its_text_and_name() -> None:
    one = Item("f#1", text=TEXT, given={"id": "1"})
    same = Item("elsewhere#7", text=TEXT, given={"id": "1", "title": "other"})
    other = Item("f#2", text=TEXT, given={"id": "2"})
    assert one.id == same.id != other.id
    result = report(one)
    assert isinstance(result, Report)
    assert result.id == one.id


def test_deep_and_unclosed_markup_is_read() -> None:
    deep = "<html><body>" + "<div>" * 50_000 + f"<p>{STORY[0]}</p>" + "</div>" * 50_000 + f"<p>{STORY[1]}</p>"
    found = read(deep, "html")
    assert STORY[0] in found.text
    assert STORY[1] in found.text
    unclosed = "<html><body>" + "".join(f"<p><b><i>{words}" for words in STORY)
    assert STORY[3] in read(unclosed, "html").text


def test_a_reader_in_another_process_or_thread_gives_the_same() -> None:
    item = Item("x.html", data=page().encode(), media="html")
    here = report(item)
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        assert pool.submit(report, item).result() == here


def test_time_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object, **__: object) -> tuple[Removed, ...]:
        time.sleep(5)
        return ()

    monkeypatch.setattr("communique.reports.making.mark_debris", slow)
    assert "took longer" in reason(TEXT, limits=Limits(seconds=0.2))


def test_spans_of_both_kinds_are_united() -> None:
    text = "menu share story more foot"
    outside = [Removed(0, 10, "outside"), Removed(17, 26, "outside")]
    debris = [Removed(5, 10, "share bar"), Removed(20, 24, "late"), Removed(22, 26, "later")]
    assert united(outside, debris, text) == (
        Removed(0, 4, "outside"),
        Removed(5, 10, "share bar"),
        Removed(17, 20, "outside"),
        Removed(20, 24, "late"),
        Removed(24, 26, "later"),
    )


SPANS = st.lists(
    st.builds(lambda a, n, r: Removed(a, a + n, r), st.integers(0, 60), st.integers(0, 30), st.sampled_from("abc")),
    max_size=6,
)


@given(outside=SPANS, debris=SPANS, text=st.text(alphabet="ab \n", min_size=0, max_size=70))
def test_united_spans_never_overlap(outside: list[Removed], debris: list[Removed], text: str) -> None:
    inside = [span for span in outside if span.end <= len(text)]
    inside = [a for n, a in enumerate(inside) if not any(a.start < b.end and b.start < a.end for b in inside[:n])]
    here = 0
    for span in united(inside, debris, text):
        assert here <= span.start < span.end <= len(text)
        here = span.end


MARKS = ["<p>", "</p>", "<div>", "</div>", "<h1>", "</h1>", "<br>", "<li>", "<!--", "-->", "<script>", "<article>"]
MEDIA = st.sampled_from(["text", "html", "fragment", "mail", "pdf"])
PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *STORY, TITLE, *MARKS, "&nbsp;", "&#0;", "&#xD800;", "\n", "\r\n", "\x00", "Share\nEmail\nPrint",
                "Subject: x\n\n", "<table><tr><td>", "<time datetime='2019-06-04'>", "Updated 3 hours ago", "\u2028",
                '<script type="application/ld+json">{"@type":"NewsArticle","headline":5}</script>',
            ]
        ),
        st.text(max_size=40),
    ),
    max_size=14,
)  # fmt: skip


@settings(max_examples=200)
@given(pieces=PIECES, media=MEDIA)
def test_any_text_in_any_medium_holds_together(pieces: list[str], media: str) -> None:
    data = "".join(pieces).encode("utf-8", "surrogatepass")
    result = report(Item("x", data=data, media=media))  # type: ignore[arg-type]
    assert isinstance(result, Unread) or holds(result)


@settings(max_examples=100)
@given(data=st.binary(max_size=400), media=MEDIA, where=st.integers(0, 600))
def test_any_bytes_in_any_medium_never_raise(data: bytes, media: str, where: int) -> None:
    whole = {"html": page().encode(), "pdf": pdf()}.get(media, TEXT.encode())
    result = report(Item("x", data=whole[:where] + data + whole[where:], media=media))  # type: ignore[arg-type]
    assert isinstance(result, Unread) or holds(result)
