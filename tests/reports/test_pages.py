"""A web page keeps all its words, and what is not the article is marked."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from offered import STORY, TITLE, page

from communique.model import Report
from communique.reports import Item, report
from communique.reports.page_text import flat_text, page_text, page_tree


def read(markup: str | bytes, charset: str | None = None) -> Report:
    data = markup.encode() if isinstance(markup, str) else markup
    result = report(Item("x.html", data=data, media="html", charset=charset))
    assert isinstance(result, Report), result
    return result


def kept(found: Report) -> str:
    here, parts = 0, []
    for span in found.removed:
        parts.append(found.text[here : span.start])
        here = span.end
    return "".join([*parts, found.text[here:]])


def seen(markup: str) -> str:
    tree = page_tree(markup)
    assert tree is not None
    return page_text(tree).text


def test_the_story_and_its_headline_are_kept() -> None:
    left = kept(read(page()))
    for words in (TITLE, *STORY):
        assert words in left


@pytest.mark.parametrize(
    "words",
    ["Skip to content", "Markets", "We use cookies", "Share on Facebook", "Tonga counts its votes",
     "Results are expected", "The worst is over", "daily newsletter", "All rights reserved"],
)  # fmt: skip
def test_what_is_around_the_story_is_marked_and_still_there(words: str) -> None:
    found = read(page())
    assert words in found.text
    assert words not in kept(found)


def test_scripts_styles_and_the_title_bar_are_no_text() -> None:
    text = read(page()).text
    assert "not shown" not in text
    assert "color" not in text
    assert "| Harbour Times" not in text


def test_related_stories_inside_the_article_are_marked() -> None:
    related = (
        '<aside class="related"><h3>Related</h3><ul><li><a href="/1">Samoa opens a port to ships</a></li></ul></aside>'
    )
    found = read(page(within=related))
    assert "Samoa opens a port" in found.text
    assert "Samoa opens a port" not in kept(found)
    assert all(words in kept(found) for words in STORY)


def test_a_story_told_in_the_menu_too_is_found_where_it_is_told() -> None:
    teaser = f'<div class="menu"><a href="/x">{STORY[0]}</a></div>'
    found = read(page().replace("<main", teaser + "<main"))
    assert kept(found).count(STORY[0]) == 1
    assert found.text.index(STORY[0]) < found.text.index(TITLE)
    assert kept(found).index(TITLE) < kept(found).index(STORY[0])


def test_words_hidden_by_the_page_are_read_only_if_the_story_is_among_them() -> None:
    found = read(page(within='<div style="display:none">Words for robots</div><p hidden>More of them</p>'))
    assert "robots" not in found.text
    assert "More of them" not in found.text
    hidden = page().replace("<article>", '<article style="display: none">')
    assert all(words in read(hidden).text for words in STORY)


def test_a_page_without_markup_of_its_own_is_plain_text() -> None:
    assert read("\n\n".join(STORY)).text == "\n\n".join(STORY)


def test_metadata_of_the_page_is_taken() -> None:
    head = (
        '<meta property="og:title" content="A title"><meta property="og:site_name" content="Harbour Times">'
        '<meta property="article:published_time" content="2019-06-04T23:12:00-11:00">'
        '<meta property="article:modified_time" content="2020-01-01">'
        '<link rel="canonical" href="https://harbour.example/fiji">'
    )
    found = read(page(head=head))
    assert (found.title, found.publisher, found.url) == ("A title", "Harbour Times", "https://harbour.example/fiji")
    assert (found.published, found.published_basis) == ("2019-06-04", "metadata")


def test_a_headline_is_no_publisher() -> None:
    headline = "Chilean minister meets U.S. lawmakers in Oslo on way to Peru"
    body = f"<h1>{headline}</h1>" + "".join(f"<p>{each}</p>" for each in STORY)
    found = read(f"<html><head><title>{headline} - Harbour Focus</title></head><body>{body}</body></html>")
    assert found.publisher == "Harbour Focus"


def test_linked_data_is_taken() -> None:
    linked = (
        '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": ["NewsArticle"],'
        ' "headline": "The headline", "datePublished": "2019-06-04", "publisher": {"name": "Harbour Times"}}]}</script>'
    )
    found = read(page(head=linked))
    assert (found.title, found.publisher, found.published) == ("The headline", "Harbour Times", "2019-06-04")


@pytest.mark.parametrize("broken", ["{", "[[[[", '{"@type": 5, "headline": {}}', "[" * 5000, '"x"', "null"])
def test_broken_linked_data_does_no_harm(broken: str) -> None:
    head = f'<script type="application/ld+json">{broken}</script>'
    assert STORY[0] in kept(read(page(head=head)))


def test_a_time_between_headline_and_story_counts() -> None:
    found = read(page(top='<time datetime="2019-06-04T07:00">this morning</time>'))
    assert (found.published, found.published_basis) == ("2019-06-04", "metadata")


@pytest.mark.parametrize(
    "elsewhere",
    [
        '<aside><time datetime="2001-01-01">then</time></aside>',
        '<ul><li><time datetime="2001-01-01">then</time></li></ul>',
    ],
)
def test_a_time_of_another_story_does_not(elsewhere: str) -> None:
    assert read(page(top=elsewhere)).published != "2001-01-01"
    assert read(page(within='<p>Then: <time datetime="2001-01-01">long ago</time>.</p>')).published != "2001-01-01"


@pytest.mark.parametrize("words", ["the 5 May 2001 treaty", "https://x.example/2001/05/05/"])
def test_a_date_in_the_story_or_its_address_is_no_metadata(words: str) -> None:
    story = (*STORY[:2], f"{STORY[2]} It renews {words}, officials said.", STORY[3])
    assert read(page(story)).published_basis != "metadata"


def test_the_address_a_browser_noted_is_taken() -> None:
    found = read("<!-- saved from url=(0027)https://harbour.example/a/b -->" + page())
    assert found.url == "https://harbour.example/a/b"


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252"])
def test_the_charset_is_found(charset: str) -> None:
    words = "Café Zürich, said the minister’s office, is where they met." if charset != "iso-8859-1" else "Café Zürich"
    markup = page((*STORY, words)).replace('charset="utf-8"', f'charset="{charset}"').replace("©", "(c)")
    assert words in read(markup.encode("cp1252" if charset != "utf-8" else "utf-8")).text
    assert words in read(markup.encode("cp1252" if charset != "utf-8" else "utf-8"), charset="utf-8").text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One<p>Two", "One\n\nTwo"),
        ("One<br>two<br><br>three", "One\ntwo\n\nthree"),
        ("<ul><li>a</li><li>b</li></ul>c", "a\nb\n\nc"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a\tb\nc"),
        ("<p>so <b>bold</b>ly  <i> put</i> </p>", "so boldly put"),
        ("<pre>a\nb</pre>", "a\nb"),
        ("<p>co\u00adoperation</p>", "cooperation"),
        ("<p>a&nbsp;b &amp; c &lt;d&gt;</p>", "a\u00a0b & c <d>"),
        ("<p>a<script>x</script>b<!-- c -->d</p>", "abd"),
        ("<div><div><div>deep</div></div> tail</div>", "deep\n\ntail"),
    ],
)
def test_blocks_lines_and_cells_stand_apart(markup: str, text: str) -> None:
    assert seen(f"<html><body>{markup}</body></html>") == text


def test_headings_are_where_they_are_said_to_be() -> None:
    tree = page_tree("<body><p>x</p><h1> A <b>big</b> day </h1><div><h2>Less</h2></div><h3></h3></body>")
    assert tree is not None
    found = page_text(tree)
    assert [(found.text[h.start : h.end], h.level) for h in found.headings] == [("A big day", 1), ("Less", 2)]


def test_flat_reading_takes_the_same_words() -> None:
    markup = page()
    assert flat_text(markup).split() == [*f"{TITLE} | Harbour Times".split(), *seen(markup).split()]


@settings(max_examples=100)
@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<b>", "<div>", "</div>", "<li>", "a b", " c", "<br>", "<td>", "<h1>", "</h1>"])
    )
)
def test_no_word_is_lost_or_added(pieces: list[str]) -> None:
    words = "".join(piece for piece in pieces if "<" not in piece).replace(" ", "")
    tree = page_tree("<html><body>" + "".join(pieces))
    assert tree is not None
    assert "".join(page_text(tree).text.split()) == words


def test_a_date_above_the_headline_belongs_to_the_head() -> None:
    markup = page().replace("<article>", "<article><div>Tuesday, 4 June 2019</div>")
    found = read(markup)
    assert (found.published, found.published_basis) == ("2019-06-04", "byline")


def test_spans_that_are_shown_as_blocks_stand_apart() -> None:
    assert seen("<p><span style='display:block'>One.</span><span style='display: block'>Two.</span>") == "One.\n\nTwo."


def test_a_menu_does_not_sway_how_the_article_is_read() -> None:
    alone = kept(
        read("<html><body><article>" + "".join(f"<p>{words}</p>" for words in STORY) + "</article></body></html>")
    )
    menu = "<nav><ul>" + "".join(f"<li><a href='/{n}'>Other story {n}</a></li>" for n in range(60)) + "</ul></nav>"
    around = kept(read(page().replace("<main", menu + "<main")))
    assert all((words in alone) == (words in around) for words in STORY)


@pytest.mark.parametrize("control", ["\x01", "\x08", "\x0b", "\x0c", "\x1b", "\x1f", "\ufffe", "\uffff"])
def test_a_control_character_costs_no_page(control: str) -> None:
    # Libraries that take elements out of the tree cannot put such a character back into it.
    found = read(page(top=f"<p>By Ana{control}<script>x</script>{control} Vuli</p>{control}"))
    assert STORY[0] in kept(found)
    assert control not in found.text


@pytest.mark.parametrize("above", [True, False])
def test_a_day_beside_the_headline_is_the_pages_where_no_tag_gives_one(above: bool) -> None:
    day, title = (
        "<div><a href='/day'>19 March 2019, 14:05</a></div>",
        "<h1>Fiji's minister in Suva for talks on ports</h1>",
    )
    body = "".join(f"<p>{words}</p>" for words in STORY)
    menu = "<nav><ul><li><a href='/w'>World</a></li><li><a href='/s'>Sport</a></li></ul></nav>"
    head = day + title if above else title + "<div><a href='/roe'>Jane Roe</a></div>" + day
    markup = f"<html><body>{menu}<main><article>{head}{body}</article></main><footer>12 May 2020</footer></body></html>"
    found = read(markup)
    assert (found.published, found.published_basis) == ("2019-03-19", "byline")
