"""Pictures of the desk on the examples, made anew: `python docs/screenshots.py [FOLDER]`.

Needs what `make dev` installs, and Debian's chromium. Each view is shown in light, in dark and on a phone; pictures of
views that look as before come out the same but for the day on which they are made.
"""

from __future__ import annotations

import base64
import shutil
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from communique.flow import read
from communique.record import Catalogue
from communique.record.browsing import entries
from communique.record.choosing import Choice
from communique.web import app

ROOT = Path(__file__).resolve().parents[1]
SHAPES = {"light": (1200, 860, "light"), "dark": (1200, 860, "dark"), "phone": (390, 760, "light")}


def views(record: Path) -> dict[str, str]:
    """The views by name, with an address of each that has something to show."""
    with Catalogue(record).look() as look:
        visit = entries(look, Choice(kind="visit", words="king Moscow"), 1)[0].id
        meeting = entries(look, Choice(kind="meeting", words="Kim Trump Singapore"), 1, latest=True)[0].id
        claims = look.event(visit).claims
        person = next(one.actor for one in look.event(visit).participants if one.role == "visitor")
        report = look.claims(claims)[claims[-1]].report
    return {
        "timeline": "/timeline",
        "month": "/timeline?at=2017-10",
        "event": f"/events/{visit}?claim={claims[-1]}",
        "summit": f"/events/{meeting}",
        "report": f"/reports/{report}",
        "person": f"/actors/{person}",
        "pair": "/pairs/PRK/USA",
        "find": "/find?words=summit",
        "network": "/network",
        "map": "/map",
        "review": "/review",
    }


@contextmanager
def served(record: Path) -> Iterator[str]:
    """The address of a desk on this record."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app(record), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


def shoot(browser: Browser, desk: str, addresses: dict[str, str], folder: Path) -> None:
    """One picture of each view in each shape."""
    for shape, (width, height, scheme) in SHAPES.items():
        context = browser.new_context(
            base_url=desk,
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
        )
        page = context.new_page()
        for name, address in addresses.items():
            page.goto(address)
            if name == "review":
                _begin_review(page)
            path = folder / f"{name}-{shape}.webp"
            taken = context.new_cdp_session(page).send("Page.captureScreenshot", {"format": "webp", "quality": 84})
            path.write_bytes(base64.b64decode(taken["data"]))
            print(f"{path.relative_to(ROOT) if path.is_relative_to(ROOT) else path}  {path.stat().st_size // 1024} KB")
        context.close()


def _begin_review(page: Page) -> None:
    """Give a name where the review asks for one, and open the first queue that holds something."""
    field = page.get_by_label("Your name")
    if field.count():
        field.fill("Ada")
        page.get_by_role("button", name="Begin").click()
    for queue in ("same", "two", "disputed", "low", "undated"):
        page.goto(f"/review/{queue}")
        if page.locator(".compare").count():
            return


def main(folder: Path) -> None:
    """Read the examples, open the desk on them, take all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("chromium is not installed; on Debian: apt install chromium")
    with tempfile.TemporaryDirectory() as place:
        record = Path(place) / "examples.record"
        read(ROOT / "examples/reports", record).close()
        with served(record) as desk, sync_playwright() as play:
            browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            shoot(browser, desk, views(record), folder)
            browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs/screenshots")
