"""communique: from news reports to a checked, cited record of diplomacy.

Invariant: importing this package loads nothing heavy; each public name is fetched when first used.

    record = communique.read("reports/", record="talks.record")
    for visit in record.visits:
        print(visit.start, visit.label)
    record.events.df()
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from communique.version import VERSION

if TYPE_CHECKING:
    from communique.events import read_people
    from communique.flow import read, settle
    from communique.model import (
        Actor,
        Agreement,
        AgreementClaim,
        Candidate,
        Claim,
        Event,
        Findings,
        Judgement,
        KnownPerson,
        Quotation,
        Reading,
        Report,
        Unread,
    )
    from communique.record import Record, RecordError
    from communique.reports import Columns, Limits

__version__ = VERSION

_HOMES = {
    "events": ("read_people",),
    "flow": ("read", "settle"),
    "model": (
        "Actor",
        "Agreement",
        "AgreementClaim",
        "Candidate",
        "Claim",
        "Event",
        "Findings",
        "Judgement",
        "KnownPerson",
        "Quotation",
        "Reading",
        "Report",
        "Unread",
    ),
    "record": ("Record", "RecordError"),
    "reports": ("Columns", "Limits"),
}

__all__ = [
    "Actor",
    "Agreement",
    "AgreementClaim",
    "Candidate",
    "Claim",
    "Columns",
    "Event",
    "Findings",
    "Judgement",
    "KnownPerson",
    "Limits",
    "Quotation",
    "Reading",
    "Record",
    "RecordError",
    "Report",
    "Unread",
    "__version__",
    "read",
    "read_people",
    "settle",
]


def __getattr__(name: str) -> Any:
    for room, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"communique.{room}"), name)
    raise AttributeError(f"communique has no {name!r}")


def __dir__() -> list[str]:
    return __all__
