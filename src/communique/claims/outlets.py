"""The state at home of which a report's outlet writes, so that its "president" needs no state's name.

Invariant: an answer rests on who signs or carries the report, never on what it says; agencies and
papers that write for the whole world have no home here.
"""

from __future__ import annotations

import re
from functools import cache

from communique.claims import places
from communique.claims.lexicon import fold
from communique.model import Report
from communique.reports.publishing import known_outlets

_TOP = 40
_DATELINE = re.compile(
    r"^(?:\([A-Z][\w /\-]{1,20}\) ?[-–—]{1,2} ?)?(?P<place>[A-Z][A-Z .'’/\-]{2,40}?)(?:,? [A-Z][A-Za-z.]{1,20})?"
    r"(?:, | ?[-–—]| ?\(|: |\. /)"
)
_WITH_STATE = re.compile(
    r"^[A-Z][a-z'’]{2,20}(?: [A-Z][a-z'’]{2,20}){0,2}, "
    r"(?P<state>[A-Z][a-z]{3,20}(?: [A-Z][a-z]{3,20}){0,2}) ?[-–—]{1,2}"
)
"""A dateline whose town has small letters and its state beside it: "Lima, Peru — "."""
_PLAIN = re.compile(r"^the |\b(?:news ?paper|online|english|website)\b")


def outlet_state(agency: str | None, publisher: str | None) -> str | None:
    """The state whose affairs are home affairs to the agency that wrote a report, or else to its publisher.

    A publisher is known by its own name or by the one state or town in it ("The Irish Times", "The Jakarta Post").
    A world agency's copy says nothing, whoever prints it.
    """
    if agency:
        return _homes().get(_plain(agency))
    if not publisher:
        return None
    return _homes().get(_plain(publisher)) or _by_name(publisher)


_SEATS_OF_BODIES = frozenset({"Brussels", "Geneva", "Strasbourg", "The Hague", "Luxembourg", "United Nations", "Davos"})


def dateline_state(report: Report) -> str | None:
    """The state of the town in capitals before the story's first sentence ("LAHORE: ...", "BAGHDAD, March 3 -").

    None if no line near the top begins so, or its town is not known.
    """
    debris = [span for span in report.removed if span.reason != "byline"]
    here = 0
    for number, line in enumerate(report.text[:6000].split("\n")):
        start, here = here, here + len(line) + 1
        beside = _WITH_STATE.match(line[:200]) if number < _TOP else None
        if beside and not any(s.start <= start < s.end for s in debris) and places.country_named(beside["state"]):
            return places.country_named(beside["state"])
        found = _DATELINE.match(line[:200]) if number < _TOP else None
        if found is None or any(span.start <= start < span.end for span in debris):
            continue
        for name in (found["place"], found["place"].split("/")[0].split(",")[0]):
            plain = name.strip(" ,.").title()
            if plain in _SEATS_OF_BODIES:
                return None  # who is told of from there is seldom of the state it lies in
            state = places.country_of_capital(plain) or places.country_of_place(plain) or places.country_named(plain)
            if state:
                return state
    return None


@cache
def _homes() -> dict[str, str]:
    return {_plain(name): state for name, state in known_outlets().items()}


def _plain(name: str) -> str:
    return " ".join(_PLAIN.sub(" ", fold(name)).split())


def _by_name(publisher: str) -> str | None:
    words = [word for word in re.split(r"[\s\-]+", publisher) if word[:1].isupper() and word != "English"]
    found = {
        state
        for word in words
        if len(word) > 3
        for state in [places.country_named(word) or places.country_of_demonym(word) or places.country_of_capital(word)]
        if state
    }
    return next(iter(found)) if len(found) == 1 else None
