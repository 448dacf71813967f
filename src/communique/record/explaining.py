"""Why the record says what it says: from an event, agreement, quotation or claim down to its sentences, and
what people decided about it.

Invariant: every sentence shown is the text of its report at the offsets shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from communique.model import Actor, Agreement, AgreementClaim, Claim, Event, Judgement, Link, Quotation, Report
from communique.record.errors import UnknownIdError
from communique.record.judging import touching

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
    """A thing of the record with all the sentences under it. `about` is the thing itself.

    `judgements` are what people decided about it, the retired too. `asked` is the id that was asked for, where
    the thing has another one now.
    """

    id: str
    about: Event | Agreement | Quotation | Claim | AgreementClaim | Actor
    label: str
    evidence: tuple[Evidence, ...]
    judgements: tuple[Judgement, ...] = ()
    asked: str | None = None


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
    """What stands under an event, agreement, quotation, actor or claim, and what people decided about it.

    An id that has moved is followed. Raises UnknownIdError, naming what may be asked.
    """
    for look in (_event, _agreement, _quotation, _actor, _claim):
        found = look(record, key)
        if found is not None:
            things = [evidence.claim.id for evidence in found.evidence]
            things += found.about.members if isinstance(found.about, Actor) else ()
            asked = key if found.id != key else None
            return replace(found, judgements=touching(record.judgements, things), asked=asked)
    raise UnknownIdError(
        f"the record holds no event, agreement, quotation, actor or claim {key}; `communique visits RECORD` and its "
        "fellows list what there is, with ids"
    )


def _event(record: Record, key: str) -> Explanation | None:
    try:
        event = record.event(key)
    except UnknownIdError:
        return None
    return Explanation(event.id, event, event.label, _evidence(record, event.claims, event.links))


def _agreement(record: Record, key: str) -> Explanation | None:
    try:
        agreement = record.agreement(key)
    except UnknownIdError:
        return None
    told = dict.fromkeys(claim for step in agreement.history for claim in step.claims)
    return Explanation(agreement.id, agreement, agreement.label, _evidence(record, tuple(told)))


def _quotation(record: Record, key: str) -> Explanation | None:
    found = next((words for words in record.quotations if words.id == key), None)
    return Explanation(key, found, found.text, ()) if found else None


def _actor(record: Record, key: str) -> Explanation | None:
    try:
        actor = record.actor(key)
    except UnknownIdError:
        return None
    return Explanation(actor.id, actor, actor.name, ())


def _claim(record: Record, key: str) -> Explanation | None:
    try:
        claim = record.claim(key)
    except UnknownIdError:
        return None
    return Explanation(key, claim, claim.text, _evidence(record, (key,)))


def _evidence(record: Record, claims: Sequence[str], links: Sequence[Link] = ()) -> tuple[Evidence, ...]:
    found = []
    for key in claims:
        claim = record.claim(key)
        said_by = record.name(claim.said_by) if claim.said_by else None
        joins = tuple(link for link in links if link.claim == key)
        found.append(Evidence(claim, record.report(claim.report), said_by, joins))
    return tuple(found)
