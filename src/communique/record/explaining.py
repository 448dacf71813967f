"""Why the record says what it says: from an event, agreement, quotation or claim down to its sentences.

Invariant: every sentence shown is the text of its report at the offsets shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.model import Agreement, AgreementClaim, Claim, Event, Link, Quotation, Report
from communique.record.errors import UnknownIdError

if TYPE_CHECKING:
    from communique.record.record import Record


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim under what is explained, the report it stands in, and why it was joined to the rest.

    `links` are the joins that brought this claim to its event; none for the first one there.
    """

    claim: Claim | AgreementClaim
    report: Report
    said_by: str | None = None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """A thing of the record with all the sentences under it. `about` is the thing itself."""

    id: str
    about: Event | Agreement | Quotation | Claim | AgreementClaim
    label: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that a search found. `event` and `claim` are those of a sentence that makes a claim."""

    report: Report
    start: int
    end: int
    text: str
    claim: str | None = None
    event: str | None = None


def explain(record: Record, key: str) -> Explanation:
    """What stands under an event, agreement, quotation or claim. Raises UnknownIdError, naming what may be asked."""
    for event in record.events:
        if event.id == key:
            return Explanation(key, event, event.label, _evidence(record, event.claims, event.links))
    for agreement in record.agreements:
        if agreement.id == key:
            told = dict.fromkeys(claim for step in agreement.history for claim in step.claims)
            return Explanation(key, agreement, agreement.label, _evidence(record, tuple(told)))
    for quotation in record.quotations:
        if quotation.id == key:
            return Explanation(key, quotation, quotation.text, ())
    try:
        claim = record.claim(key)
    except UnknownIdError:
        raise UnknownIdError(
            f"the record holds no event, agreement, quotation or claim {key}; `communique visits RECORD` and its "
            "fellows list what there is, with ids"
        ) from None
    return Explanation(key, claim, claim.text, _evidence(record, (key,)))


def _evidence(record: Record, claims: Sequence[str], links: Sequence[Link] = ()) -> tuple[Evidence, ...]:
    found = []
    for key in claims:
        claim = record.claim(key)
        said_by = record.name(claim.said_by) if claim.said_by else None
        joins = tuple(link for link in links if link.claim == key)
        found.append(Evidence(claim, record.report(claim.report), said_by, joins))
    return tuple(found)
