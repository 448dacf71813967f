"""The desk in a browser: open, filter, follow a claim to its sentence, search, hostile words, axe on every view."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

import made
from communique.model import Actor, Claim, Event, Findings, Place, Report
from communique.record import Record
from web.browsers import CHROMIUM, served

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="chromium is not installed (apt install chromium)")

VIEWS = (
    "/timeline",
    "/timeline?at=2021-05",
    "/timeline?undated=1",
    "/events/visit-1",
    "/reports/aaa1",
    "/actors",
    "/actors/harald",
    "/states/NOR",
    "/pairs/CHL/NOR",
    "/find?words=fishing",
    "/network",
    "/map",
    "/nothing",
)
_TRAP = '<img src=x onerror="window.caught=1"><script>window.caught=1</script>{{7*7}}'


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a desk on the made story; no test here writes to it."""
    path = tmp_path_factory.mktemp("desk") / "story.record"
    with Record(path, writing=True) as record:
        record.settle(made.findings())
    with served(path) as address:
        yield address


@pytest.fixture
def page(browser: Browser, desk: str) -> Iterator[Page]:
    """A page that fails the test if the browser complains: of a script, or of what the policy forbids."""
    context = browser.new_context(base_url=desk)
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
    yield opened
    assert [fault for fault in faults if "404 (Not Found)" not in fault] == []
    context.close()


def test_open_filter_and_follow_a_claim_to_its_sentence(page: Page) -> None:
    page.goto("/")
    assert page.url.endswith("/timeline")
    with page.expect_navigation():
        page.get_by_role("combobox", name="Kind").select_option("visit")
    assert "kind=visit" in page.url
    assert page.get_by_role("link", name="Call between").count() == 0
    page.get_by_role("link", name="Harald visits Chile (Santiago)").click()
    page.get_by_role("link", name="The visit began on Tuesday.").first.click()
    page.wait_for_url("**/events/visit-1?claim=bbb2*#s")
    sentence = page.locator("mark#s")
    assert sentence.inner_text() == "The visit began on Tuesday."
    box, height = sentence.bounding_box(), page.viewport_size
    assert box is not None
    assert height is not None
    assert 0 <= box["y"] < height["height"]


def test_a_link_to_a_sentence_of_a_long_report_brings_it_into_view(browser: Browser, tmp_path: Path) -> None:
    text = "Nothing happened here at all.\n" * 400 + "King Harald arrived in Lima.\n" + "Nor here.\n" * 400
    start = text.index("King")
    record = _record(tmp_path, Report("r", "r.txt", text), (start, start + 28), "Harald visits Peru")
    with served(record) as desk:
        opened = browser.new_page(base_url=desk)
        for path in (f"/reports/r?from={start}&to={start + 28}#s", "/events/e?claim=c#s"):
            opened.goto(path)
            box = opened.locator("mark#s").bounding_box()
            assert box is not None
            assert 0 <= box["y"] < 720
        opened.close()


def test_search_from_any_page_narrow_it_and_take_that_back(page: Page) -> None:
    page.goto("/map")
    page.get_by_role("searchbox", name="Find words in the record").fill("harald")
    page.keyboard.press("Enter")
    assert page.get_by_role("status").inner_text() == "3 events"
    page.get_by_role("navigation", name="Narrow by").get_by_role("link", name="telephone call").click()
    assert page.get_by_role("status").inner_text() == "1 event"
    page.get_by_role("link", name="telephone call, take it out").click()
    assert page.get_by_role("status").inner_text() == "3 events"
    page.locator(".hit .sentence").first.click()
    assert page.locator("mark#s").is_visible()


def test_the_desk_works_without_script(browser: Browser, desk: str) -> None:
    context = browser.new_context(base_url=desk, java_script_enabled=False)
    page = context.new_page()
    page.goto("/timeline")
    page.get_by_role("combobox", name="State", exact=True).select_option("PER")
    page.get_by_role("button", name="Show").click()
    assert page.get_by_role("link", name="Call between").count() == 1
    assert page.get_by_role("link", name="Harald visits").count() == 0
    page.goto("/network")
    assert page.locator("svg .node").count() == 3
    context.close()


def test_the_map_zooms_and_the_network_shows_whom_somebody_met(page: Page) -> None:
    page.goto("/map")
    page.get_by_role("button", name="Zoom in").click()
    assert page.locator(".map svg").get_attribute("viewBox") != "0 0 1000 435"
    page.goto("/network")
    page.locator(".node").filter(has_text="Rosa Luna").focus()
    assert page.locator("line.fore").count() == 1
    assert page.locator(".node.back").count() == 1


@pytest.mark.parametrize("path", VIEWS)
def test_axe_finds_nothing_and_a_phone_needs_no_scrolling_sideways(page: Page, path: str) -> None:
    page.goto(path)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        found = Axe().run(page)
        assert found.violations_count == 0, f"{scheme}: {found.generate_report()}"
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_hostile_words_in_headlines_names_and_addresses_do_nothing(browser: Browser, tmp_path: Path) -> None:
    text = f"{_TRAP}\nKing {_TRAP} arrived in Lima.\n"
    start = text.index("King")
    report = Report("r", f"{_TRAP}.txt", text, _TRAP, publisher=_TRAP, url="javascript:window.caught=1")
    record = _record(tmp_path, report, (start, len(text) - 1), _TRAP)
    with served(record) as desk:
        page = browser.new_page(base_url=desk)
        faults: list[str] = []
        page.on("console", lambda said: faults.append(said.text))
        page.on("dialog", lambda dialog: faults.append("dialog"))
        for path in ("/timeline?at=all", "/events/e?claim=c", "/reports/r", "/actors", "/actors/a", "/find?words=king",
                     "/network", "/map", "/states/NOR", f"/find?words={_TRAP}", f"/timeline?who={_TRAP}"):  # fmt: skip
            page.goto(path)
            assert page.evaluate("window.caught") is None, path
            assert page.locator("img, main script, a[href^='javascript' i]").count() == 0, path
            assert "49" not in page.locator("h1").inner_text()
        assert faults == []
        page.close()


def _record(folder: Path, report: Report, span: tuple[int, int], label: str) -> Path:
    """A record of one report that tells of one visit."""
    path = folder / "one.record"
    claim = Claim("c", "r", *span, report.text[slice(*span)], "visit", "happened", "2021-05-03")
    parts = (made.replaced(made.findings().events[0].participants[0], actor="a"),)
    place = Place(label if label == _TRAP else "Lima", "PER")
    event = Event("e", "visit", label, "happened", "2021-05-03", "2021-05-03", place, None, parts, ("c",))
    name = label if label == _TRAP else "Harald"
    found = Findings(
        (report,), (Actor("a", "person", name, (name,), "NOR"),), (claim,), (), (event,), event_of={"c": "e"}
    )
    with Record(path, writing=True) as record:
        record.settle(found)
    return path
