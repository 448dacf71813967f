"""The flat rows of the record's things: what `.df()`, `--csv` and `--json` show.

Invariant: every row of one kind has the same columns in the same order, and every value is a string, a
number, a truth value or None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from communique.model import Actor, Agreement, Candidate, Claim, Event, Judgement, Quotation, Report
from communique.record.collection import TableRow

Naming = Callable[[str], str]
"""From an actor's id to its name."""

_VISITORS = {"visitor", "actor"}
_HOSTS = {"host", "recipient"}


def _joined(values: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(values))


def report_row(report: Report) -> TableRow:
    """A report, with its text."""
    return {
        "id": report.id,
        "published": report.published,
        "published_basis": report.published_basis,
        "publisher": report.publisher,
        "agency": report.agency,
        "title": report.title,
        "language": report.language,
        "uri": report.uri,
        "url": report.url,
        "copy_of": report.copy_of,
        "text": report.text,
    }


def event_row(event: Event, name: Naming) -> TableRow:
    """An event, its participants by name as `name (role)`."""
    return {
        "id": event.id,
        "kind": event.kind,
        "start": event.start,
        "end": event.end,
        "status": event.status,
        "label": event.label,
        "place": event.place.name if event.place else None,
        "country": event.place.country if event.place else None,
        "participants": _joined(f"{name(p.actor)} ({p.role})" for p in event.participants),
        "part_of": event.part_of,
        "reports": event.reports,
        "independent_reports": event.independent_reports,
        "claims": len(event.claims),
        "disagreements": len(event.disagreements),
        "plover_type": event.plover_type,
        "plover_mode": event.plover_mode,
        "cameo": event.cameo,
        "score": event.score,
    }


def visit_row(event: Event, name: Naming, kind: Callable[[str], str | None]) -> TableRow:
    """A visit: who went, where, whom they were received by, who came along.

    Where persons received the visitors, the hosts are those: their state is the country. `kind` tells an
    actor's type.
    """

    def named(roles: set[str]) -> str:
        return _joined(name(part.actor) for part in event.participants if part.role in roles)

    hosts = [part.actor for part in event.participants if part.role in _HOSTS]
    closest = next(
        (same for wanted in ("person", "organization") if (same := [h for h in hosts if kind(h) == wanted])), hosts
    )

    return {
        "id": event.id,
        "start": event.start,
        "end": event.end,
        "status": event.status,
        "visitors": named(_VISITORS),
        "hosts": _joined(name(host) for host in closest),
        "delegates": named({"delegate"}),
        "place": event.place.name if event.place else None,
        "country": event.place.country if event.place else None,
        "label": event.label,
        "reports": event.reports,
        "independent_reports": event.independent_reports,
    }


def meeting_row(event: Event, name: Naming) -> TableRow:
    """A meeting, talks or a call: who took part, where, and during which visit."""
    return {
        "id": event.id,
        "kind": event.kind,
        "start": event.start,
        "end": event.end,
        "status": event.status,
        "participants": _joined(name(part.actor) for part in event.participants),
        "place": event.place.name if event.place else None,
        "country": event.place.country if event.place else None,
        "label": event.label,
        "part_of": event.part_of,
        "reports": event.reports,
        "independent_reports": event.independent_reports,
    }


def claim_row(claim: Claim, name: Naming, event_of: Mapping[str, str]) -> TableRow:
    """A claim: its sentence, what it says, and of which event."""
    return {
        "id": claim.id,
        "event": event_of.get(claim.id),
        "kind": claim.kind,
        "status": claim.status,
        "date": claim.date,
        "place": claim.place.name if claim.place else None,
        "country": claim.place.country if claim.place else None,
        "participants": _joined(f"{name(p.actor)} ({p.role})" for p in claim.participants),
        "said_by": name(claim.said_by) if claim.said_by else None,
        "report": claim.report,
        "start": claim.start,
        "end": claim.end,
        "text": claim.text,
        "score": claim.score,
    }


def actor_row(actor: Actor) -> TableRow:
    """An actor with its names and offices."""
    return {
        "id": actor.id,
        "type": actor.type,
        "name": actor.name,
        "country": actor.country,
        "offices": _joined(
            ("former " if office.former else "") + office.title + (f" ({office.country})" if office.country else "")
            for office in actor.offices
        ),
        "names": _joined(actor.names),
        "wikidata": actor.wikidata,
    }


def agreement_row(agreement: Agreement, name: Naming) -> TableRow:
    """An agreement with its parties and the steps of its life."""
    return {
        "id": agreement.id,
        "label": agreement.label,
        "parties": _joined(name(party) for party in agreement.parties),
        "subjects": _joined(agreement.subjects),
        "count": agreement.count,
        "history": "; ".join(f"{step.stage} {step.date or 'undated'} ({step.status})" for step in agreement.history),
    }


def judgement_row(judgement: Judgement) -> TableRow:
    """What somebody decided, and whether it is still kept to."""
    return {
        "id": judgement.id,
        "verb": judgement.verb,
        "about": judgement.about,
        "targets": _joined(judgement.targets),
        "value": judgement.value,
        "by": judgement.by,
        "at": judgement.at,
        "why": judgement.why,
        "state": "in force" if judgement.in_force else "retired",
        "retired_at": judgement.retired_at,
        "retired_by": judgement.retired_by,
        "retired_why": judgement.retired_why,
        "rests_on": sum(len(side) for side in judgement.sides),
    }


def candidate_row(candidate: Candidate, label: Naming) -> TableRow:
    """A pair that a person should look at; `other_event` and `against` where they were left apart."""
    first, *others = candidate.events
    return {
        "id": candidate.id,
        "question": "are they two?" if candidate.joined else "are they one?",
        "event": first,
        "other_event": others[0] if others else None,
        "label": label(first),
        "other_label": label(others[0]) if others else None,
        "claim": candidate.claims[0],
        "other_claim": candidate.claims[1],
        "score": candidate.score,
        "reasons": _joined(candidate.reasons),
        "against": candidate.against,
        "part": _joined(candidate.part),
    }


def quotation_row(quotation: Quotation, name: Naming) -> TableRow:
    """Somebody's words, by name."""
    return {
        "id": quotation.id,
        "speaker": name(quotation.speaker) if quotation.speaker else None,
        "said": quotation.said,
        "form": quotation.form,
        "text": quotation.text,
        "event": quotation.occasion,
        "report": quotation.report,
        "start": quotation.start,
        "end": quotation.end,
        "score": quotation.score,
    }
