"""What a page says of itself beside its text: title, publisher, address, day of publication.

Invariant: a day of publication comes only from a place that is meant to hold one (JSON-LD, a meta
tag, a `time` element between the headline and the story), never from a guess at the page's words or
its address; those are left to `dating`, which says on what it rests.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from lxml import etree
from trafilatura.metadata import extract_metadata

from communique.reports.decoding import tidy
from communique.reports.given_dates import given_day

_SAVED_FROM = re.compile(r"<!--\s{0,5}saved from url=\(\d{1,6}\)(https?://[^\s\"'<>]{1,2000})", re.IGNORECASE)
_ELSEWHERE = frozenset(("aside", "nav", "footer", "li"))
_LONG = 120
_DEEPEST = 20
_LARGEST_SCRIPT = 1_000_000
_NO_GUESSING = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}


def page_metadata(tree: etree._Element, markup: str) -> Mapping[str, str]:
    """`title`, `publisher`, `url` and `published` (EDTF), as far as the page gives them; others are left out."""
    linked = tuple(_linked_data(tree))
    title, publisher = _names_given(tree, linked)
    found = {
        "title": title,
        "publisher": publisher,
        "url": _address(tree, markup),
        "published": _published(tree, linked),
    }
    return {name: tidy(value) for name, value in found.items() if value}


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    data = tomllib.loads((files("communique.reports") / "data" / "page_metadata.toml").read_text("utf-8"))
    return {"published": tuple(data["published"]), "written": tuple(data["written"])}


def _linked_data(tree: etree._Element) -> Iterator[Mapping[str, Any]]:
    """Every JSON-LD object of the page, outer ones first."""
    for script in tree.iter("script"):
        body = script.text or ""
        if "ld+json" not in (script.get("type") or "") or len(body) > _LARGEST_SCRIPT:
            continue
        try:
            data = json.loads(body.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _objects(data)


def _objects(data: Any) -> Iterator[Mapping[str, Any]]:
    level = [data]
    for _ in range(_DEEPEST):
        following: list[Any] = []
        for value in level:
            if isinstance(value, dict):
                yield value
                following.extend(value.values())
            elif isinstance(value, list):
                following.extend(value)
        level = following


def _is_written(thing: Mapping[str, Any]) -> bool:
    kinds = thing.get("@type")
    return any(
        isinstance(kind, str) and kind.lower().endswith(_names()["written"])
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _published(tree: etree._Element, linked: tuple[Mapping[str, Any], ...]) -> str | None:
    stated = [str(thing["datePublished"]) for thing in linked if _is_written(thing) and thing.get("datePublished")]
    tags: dict[str, str] = {}
    for meta in tree.iter("meta"):
        for key in ("property", "name", "itemprop"):
            name = (meta.get(key) or "").lower().strip()
            if name and meta.get("content"):
                tags.setdefault(name, meta.get("content"))
    stated += [tags[name] for name in _names()["published"] if name in tags]
    stated += list(_times(tree))
    return next((day for day in map(given_day, stated) if day), None)


def _times(tree: etree._Element) -> Iterator[str]:
    """The machine-readable times between the page's headline and its first long paragraph."""
    after_headline = False
    for element in tree.iter("h1", "p", "time", "span", "div", "meta"):
        if element.get("itemprop") == "datePublished" and not _is_elsewhere(element):
            yield element.get("datetime") or element.get("content") or ""
        if element.tag == "h1":
            after_headline = True
        elif element.tag == "p" and after_headline and len("".join(element.itertext()).strip()) > _LONG:
            return
        elif element.tag == "time" and after_headline and not _is_elsewhere(element):
            yield element.get("datetime") or "".join(element.itertext())


def _is_elsewhere(element: etree._Element) -> bool:
    return any(above.tag in _ELSEWHERE for above in element.iterancestors())


def _names_given(tree: etree._Element, linked: tuple[Mapping[str, Any], ...]) -> tuple[str | None, str | None]:
    """Title and publisher: JSON-LD's, else trafilatura's, but never a publisher made up from the page's address."""
    title = publisher = None
    for thing in filter(_is_written, linked):
        title = title or _one_line(thing.get("headline"))
        stated = thing.get("publisher")
        name = _one_line(stated.get("name") if isinstance(stated, dict) else stated)
        publisher = publisher or (None if name and "://" in name else name)
    if title and publisher:
        return title, publisher
    about = extract_metadata(tree, date_config=dict(_NO_GUESSING))
    name = _one_line(about.sitename)
    if name and about.hostname and name.lower().removeprefix("www.") in about.hostname:
        name = None
    headline, whole = title or _one_line(about.title), _one_line(tree.findtext(".//title")) or ""
    if name and (
        name == headline or (whole.startswith(name) and whole != name)
    ):  # of "Headline - Outlet" the wrong half
        name = whole.removeprefix(name).strip(" -|–—·:»") or None
    return headline, publisher or name


def _one_line(words: object) -> str | None:
    return " ".join(words.split())[:1000] or None if isinstance(words, str) else None


def _address(tree: etree._Element, markup: str) -> str | None:
    """The page's own address: what the browser that saved it noted, else its canonical link."""
    saved = _SAVED_FROM.search(markup[:5000])
    if saved:
        return saved[1]
    links = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    links += [meta.get("content") for meta in tree.iter("meta") if meta.get("property") == "og:url"]
    for link in links:
        try:
            parts = urlsplit((link or "").strip())
        except ValueError:
            continue
        if parts.scheme in {"http", "https"} and parts.netloc:
            return (link or "").strip()[:2000]
    return None
