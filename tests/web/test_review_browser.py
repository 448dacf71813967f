"""The review in a browser: keys, taking back, what `?` shows, no script at all, and axe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

import made
from communique.record import Record
from web.browsers import CHROMIUM, served

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="chromium is not installed (apt install chromium)")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def desk(story: Path) -> Iterator[str]:
    events = tuple(made.replaced(event, score=0.1 + n / 10) for n, event in enumerate(made.findings().events))
    findings = replace(made.findings(), events=events)
    with Record(story, writing=True) as record:
        record.settle(findings)
    with served(story) as address:
        yield address


@pytest.fixture
def page(browser: Browser, desk: str) -> Iterator[Page]:
    context = browser.new_context(base_url=desk)
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    opened.goto("/review")
    opened.get_by_label("Your name").fill("Ada")
    opened.get_by_role("button", name="Begin").click()
    yield opened
    assert faults == []
    context.close()


def _kept(story: Path) -> list[tuple[str, str, bool]]:
    with Record(story) as record:
        return [(one.verb, one.targets[0], one.in_force) for one in record.judgements]


def _shown(page: Page) -> str:
    return page.locator(".compare tbody tr").first.inner_text()


def _press(page: Page, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


def test_a_queue_is_gone_through_with_keys_and_verdicts_are_taken_back(page: Page, story: Path) -> None:
    page.goto("/review/low")
    assert "4 left" in page.locator("h1").inner_text()
    _press(page, "a")
    assert "Meeting of Harald and Rosa Luna" in _shown(page)
    _press(page, " ")
    assert "Call between" in _shown(page)
    _press(page, "x")
    assert "Meeting in Lima" in _shown(page)
    assert _kept(story) == [("confirm", "visit-1", True), ("reject", "call-1", True)]
    _press(page, "Backspace")
    assert "Call between" in _shown(page)
    _press(page, "Backspace")
    assert "Harald visits Chile" in _shown(page)
    assert "4 left" in page.locator("h1").inner_text()
    assert _kept(story) == [("confirm", "visit-1", False), ("reject", "call-1", False)]
    page.keyboard.press("Backspace")
    assert "Harald visits Chile" in _shown(page)


def test_a_question_mark_lists_the_keys_and_they_can_be_turned_off(page: Page, story: Path) -> None:
    page.goto("/review/low")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    assert dialog.is_visible()
    for key in ("a", "x", "space", "⌫", "?"):
        assert dialog.get_by_text(key, exact=True).is_visible()
    page.keyboard.press("a")
    dialog.get_by_label("Keys work on this page").uncheck()
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    page.keyboard.press("x")
    page.wait_for_timeout(200)
    assert _kept(story) == []
    page.reload()
    page.keyboard.press("a")
    page.wait_for_timeout(200)
    assert _kept(story) == []


def test_keys_typed_into_a_field_are_letters(page: Page, story: Path) -> None:
    page.goto("/review/low")
    page.get_by_label("Why").fill("")
    page.get_by_label("Why").press_sequentially("a x?")
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    assert _kept(story) == []
    assert page.get_by_label("Why").input_value() == "a x?"
    with page.expect_navigation():
        page.get_by_role("button", name="Misread").click()
    with Record(story) as record:
        assert record.judgements[0].why == "a x?"


def test_without_script_buttons_do_the_same(browser: Browser, desk: str, story: Path) -> None:
    context = browser.new_context(base_url=desk, java_script_enabled=False)
    page = context.new_page()
    page.goto("/review")
    page.get_by_label("Your name").fill("Ada")
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("link", name="Likely the same event").click()
    page.get_by_role("button", name="One event").click()
    assert _kept(story) == [("merge", "meeting-1", True)]
    page.get_by_role("button", name="Take back").click()
    assert _kept(story) == [("merge", "meeting-1", False)]
    assert page.get_by_role("button", name="Two events").is_visible()
    context.close()


@pytest.mark.parametrize("path", ["/review", "/review/same", "/review/two", "/review/disputed", "/review/undated"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, path: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(path)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_axe_finds_nothing_in_the_list_of_keys_and_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/review/same")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.keyboard.press("?")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_a_script_in_a_name_or_a_sentence_does_nothing(browser: Browser, story: Path) -> None:
    trap = "<img src=x onerror=document.title='pwned'><script>document.title='pwned'</script>"
    events = tuple(made.replaced(event, label=trap, score=0.1) for event in made.findings().events)
    with Record(story, writing=True) as record:
        record.settle(replace(made.findings(), events=events))
    with served(story) as desk:
        context = browser.new_context(base_url=desk)
        page = context.new_page()
        page.goto("/review")
        page.get_by_label("Your name").fill(trap[:80])
        page.get_by_role("button", name="Begin").click()
        for queue in ("same", "disputed", "low"):
            page.goto(f"/review/{queue}")
            _press(page, "a")
            assert "pwned" not in page.title()
            assert page.locator("main img").count() == 0
        context.close()
