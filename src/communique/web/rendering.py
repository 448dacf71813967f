"""From a `Page` to HTML or JSON.

Invariant: autoescaping is on in every template, a name that is not given is an error, and an address taken from a
report becomes a link only if it is http or https.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from communique.brief.dates import worded
from communique.brief.naming import capital, listed, state, wording
from communique.brief.plain import plain, visible
from communique.claims.ontology import kinds
from communique.version import VERSION
from communique.web.views import Page


@cache
def stamp() -> str:
    """A short fingerprint of the static files, part of their address, so that a browser may keep them for ever."""
    folder = files("communique.web").joinpath("static")
    digest = hashlib.blake2b(digest_size=6)
    for one in sorted(folder.iterdir(), key=lambda file: file.name):
        digest.update(one.name.encode() + one.read_bytes())
    return digest.hexdigest()


def web(url: str | None) -> str | None:
    """The address, if it is one that a browser may be sent to from a report."""
    if not url or any(ord(letter) <= 32 for letter in url):
        return None
    try:
        parts = urlsplit(url)
        return url if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def address(path: str, **query: object) -> str:
    """An address of the desk: the path with its parts quoted, and a query of what is neither None nor empty."""
    held = {name.rstrip("_"): value for name, value in query.items() if value not in (None, "", False)}
    return quote(path) + (f"?{urlencode(held)}" if held else "")


def twin(here: str) -> str:
    """The address of a page's data."""
    path, mark, query = here.partition("?")
    return f"{path}.json{mark}{query}"


def script_data(value: object) -> Markup:
    """JSON for a `<script type="application/json">`: no character in it can end the element."""
    text = json.dumps(value, ensure_ascii=False)
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return Markup(text)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("communique.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "plain": plain, "visible": visible, "capital": capital, "listed": listed, "script_data": script_data,
        "pair": lambda word: (word, word),
    }  # fmt: skip
    made.globals |= {
        "address": address, "kinds": [(kind.name, kind.label) for kind in kinds().values() if kind.read],
        "country": state, "twin": twin, "version": VERSION, "web": web, "worded": worded,
        "wording": wording(),
    }  # fmt: skip
    return made


def prepare() -> None:
    """Compile all templates and read the tables of names now, so that no page waits for it."""
    made = _environment()
    state("USA")
    for name in made.list_templates(extensions=["html"]):
        made.get_template(name)


def html(page: Page, *, here: str, record: str, guard: str, behind: bool) -> str:
    """The page as HTML. `here` is its address, `record` the file's name, `guard` what its forms must carry.

    `behind` says that something was read or decided after the findings were made.
    """
    given: dict[str, Any] = {**page.data, **page.shown}
    frame = {"title": page.title, "here": here, "record": record, "guard": guard, "behind": behind, "stamp": stamp()}
    return _environment().get_template(page.template).render(given | frame)


def as_json(page: Page) -> str:
    """The page's data as JSON."""
    return json.dumps(page.data, ensure_ascii=False, indent=1)
