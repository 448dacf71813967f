"""What a reader has chosen, as it stands in the address of a page.

Invariant: a view's whole state is in its address: the same address on the same record is the same page. What an address
holds that is no choice (a status that there is not, a month 13) is left out, not guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from communique.brief.naming import state
from communique.claims.ontology import kinds
from communique.claims.places import countries
from communique.model import Status
from communique.record.catalogue import Look
from communique.record.choosing import Choice, days_of
from communique.record.people import Known, best_known
from communique.web.rendering import address

STATUSES: tuple[str, ...] = get_args(Status)
PER_PAGE = 40

_NAMES = (
    "at",
    "kind",
    "status",
    "state",
    "with",
    "who",
    "also",
    "place",
    "town",
    "outlet",
    "year",
    "reports",
    "disputed",
    "undated",
    "words",
)
_ISO3 = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The choice, and the words of the address that it comes from (without the page's number)."""

    path: str
    query: Mapping[str, str]
    choice: Choice
    page: int
    whom: str | None = None
    """The names of the persons or bodies chosen."""
    who: str = ""
    """What stands in the field for a person."""

    def address(self, path: str | None = None, /, **changes: str | int | None) -> str:
        """This view's address with changes; a new choice begins on its first page."""
        held: dict[str, object] = dict(self.query) | {name.rstrip("_"): value for name, value in changes.items()}
        return address(path or self.path, **held)

    @property
    def kept(self) -> dict[str, str]:
        """What a form about something else must carry along."""
        return dict(self.query)

    @property
    def narrowed(self) -> bool:
        """Whether anything but a span of time is chosen."""
        return bool(self.query.keys() - {"at"})


def chosen(look: Look, path: str, query: Mapping[str, str]) -> Chosen:
    """The choice in an address. `who` may be an actor's id or a name, as typed."""
    given = {name: query[name].strip()[:200] for name in _NAMES if query.get(name, "").strip()}
    whom = best_known(look, given["who"]) if "who" in given else None
    states = tuple(dict.fromkeys(given[name] for name in ("state", "with") if _is_state(given.get(name))))
    span = days_of(given.get("at", ""))
    choice = Choice(
        since=span[0] if span else None,
        until=span[1] if span else None,
        kind=given.get("kind") if given.get("kind") in kinds() else None,
        status=given.get("status") if given.get("status") in STATUSES else None,
        states=states,
        actor=(whom.id if whom else given.get("who")),
        other=given.get("also"),
        place=given.get("place") if _is_state(given.get("place")) else None,
        town=given.get("town"),
        outlet=given.get("outlet"),
        year=given.get("year") if re.fullmatch(r"\d{4}", given.get("year", "")) else None,
        reports=_number(given.get("reports"), 0),
        disputed="disputed" in given,
        undated="undated" in given,
        words=given.get("words", ""),
    )
    page = max(1, _number(query.get("page"), 1))
    typed = whom.name if whom else given.get("who", "")
    return Chosen(path, given, choice, page, _whom(look, whom, given.get("also")), typed)


def _whom(look: Look, one: Known | None, also: str | None) -> str | None:
    other = look.names([also]).get(also) if also else None
    return " and ".join(name for name in (one.name if one else None, other) if name) or None


def state_names() -> list[tuple[str, str]]:
    """Every state with its name, in the order of names, for a list to choose from."""
    return sorted(((iso3, state(iso3).removeprefix("the ")) for iso3 in countries()), key=lambda pair: pair[1])


def _is_state(text: str | None) -> bool:
    return text is not None and bool(_ISO3.fullmatch(text))


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text) else otherwise
