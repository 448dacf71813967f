"""The brief as a page in a real browser: each day stands beside its own line."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

import made
from communique.brief import FORMATS, compose
from communique.record import Record
from web.browsers import CHROMIUM

_STRAYS = """() => [...document.querySelectorAll('.lines > .line')].filter(line => {
  const when = line.querySelector(':scope > p > .when');
  if (!when) return false;
  const box = line.getBoundingClientRect(), day = when.getBoundingClientRect();
  return day.left < box.left || day.right > box.right || day.top < box.top || day.bottom > box.bottom + 40;
}).map(line => line.textContent)"""


@pytest.mark.parametrize("width", [390, 1200])
def test_each_day_stands_beside_its_line(story: Path, tmp_path: Path, width: int) -> None:
    page_file = tmp_path / "brief.html"
    with Record(story, writing=True) as record:
        record.settle(made.with_deeds())
        page_file.write_text(FORMATS["html"](compose(record)), encoding="utf-8")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(page_file.as_uri())
        assert page.locator("#deeds .line").count()
        assert page.evaluate(_STRAYS) == []
        browser.close()
