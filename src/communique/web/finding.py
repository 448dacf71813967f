"""Find: words and facets over all events, and passages of reports beside them.

Invariant: choosing a facet adds it to the address, and what is chosen can be taken out again, one by one.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any

from communique.brief.naming import capital, state
from communique.claims.ontology import kinds
from communique.record.browsing import count
from communique.record.catalogue import Look
from communique.record.finding import Hit, Value, facets, hits, report_passages
from communique.record.people import people
from communique.record.searching import fold
from communique.web.chosen import Chosen, chosen
from communique.web.views import Ask, Page, View

_PER_PAGE = 20
_FACETS = {
    "kind": "Kind",
    "status": "Status",
    "year": "Year",
    "state": "State",
    "who": "Person",
    "outlet": "Outlet",
    "reports": "Independent reports",
    "disputed": "Values",
    "undated": "Days",
}


@dataclass(frozen=True, slots=True)
class _Option:
    words: str
    events: int
    address: str


@dataclass(frozen=True, slots=True)
class _Facet:
    name: str
    title: str
    options: tuple[_Option, ...]


def find_page(ask: Ask) -> Page:
    """Events by words and facets."""
    asked = chosen(ask.look, "/find", ask.query)
    choice = asked.choice
    total = count(ask.look, choice)
    found = hits(ask.look, choice, _PER_PAGE, (asked.page - 1) * _PER_PAGE)
    counted = facets(ask.look, choice)
    passages = report_passages(ask.look, choice.words, 6) if asked.page == 1 else ()
    called = people(ask.look, name=choice.words, limit=4)[0] if choice.words and asked.page == 1 else ()
    data = {
        "chosen": asked.kept,
        "events": total,
        "hits": [_hit_data(hit) for hit in found],
        "facets": {name: [asdict(value) for value in values] for name, values in counted.items()},
        "passages": [asdict(passage) for passage in passages],
        "actors": [asdict(one) for one in called],
        "pages": {"page": asked.page, "rows": total, "per_page": _PER_PAGE},
    }
    words = frozenset(fold(word) for word in re.findall(r"\w+", choice.words))
    shown = {
        "state": asked,
        "found": [(hit, lit(hit.sentence, words)) for hit in found],
        "passages_lit": [(passage, lit(passage.text, words)) for passage in passages],
        "menu": _menu(ask.look, asked, counted),
        "taken": _taken(asked),
        "page_count": max(1, -(-total // _PER_PAGE)),
    }
    return Page("find.html", f"Find {choice.words}" if choice.words else "Find", data, shown)


def lit(text: str, words: frozenset[str]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is one of the words looked for."""
    pieces = re.split(r"(\w+)", text)
    return [(piece, number % 2 == 1 and fold(piece) in words) for number, piece in enumerate(pieces) if piece]


def _hit_data(hit: Hit) -> dict[str, Any]:
    return {"event": asdict(hit.event), "claim": hit.claim, "sentence": hit.sentence,
            "report": asdict(hit.heading) if hit.heading else None}  # fmt: skip


def _menu(look: Look, asked: Chosen, counted: dict[str, tuple[Value, ...]]) -> list[_Facet]:
    """The facets that can be chosen still, each value with its address."""
    made = []
    for name, title in _FACETS.items():
        field = _field(name, asked)
        if field is None:
            continue
        options = tuple(
            _Option(_worded(name, value), value.events, asked.address(**{field: value.value}))
            for value in counted.get(name, ())
        )
        if options:
            made.append(_Facet(name, title, options))
    return made


def _field(name: str, asked: Chosen) -> str | None:
    """The word of the address that choosing a value of this facet sets; None if it is set already."""
    if name == "state" and asked.query.get("state"):
        return None if asked.query.get("with") else "with"
    return None if asked.query.get(name) else name


def _taken(asked: Chosen) -> list[tuple[str, str]]:
    """What is chosen, each in words with the address without it."""
    found = []
    for name in (*_FACETS, "with", "at"):
        value = asked.query.get(name)
        if value:
            shown = asked.whom if name == "who" and asked.whom else value
            facet = "state" if name == "with" else name
            found.append((_worded(facet, Value(value, shown, 0)), asked.address(**{name: None})))
    return found


def _worded(name: str, value: Value) -> str:
    if name == "state":
        return capital(state(value.value))
    if name == "kind":
        return kinds()[value.value].label if value.value in kinds() else value.value
    if name == "reports":
        return f"{value.value} or more"
    if name in ("disputed", "undated"):
        return {"disputed": "disputed", "undated": "without a day"}[name]
    return value.words


VIEWS = (View("/find", find_page),)
