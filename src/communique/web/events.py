"""An event with everything that the record has on it, beside the report that says so.

Invariant: every sentence under the event is there with its report, and one click from its place in the stored text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from starlette.responses import RedirectResponse, Response

from communique.brief.naming import office_on, state
from communique.brief.plain import plain, shortened
from communique.claims.ontology import kinds
from communique.model import Actor, Agreement, AgreementClaim, Claim, Event, Link, Quotation
from communique.record import UnknownIdError
from communique.record.browsing import events_by_id
from communique.record.catalogue import Heading, Look
from communique.web.marked import Token, marked
from communique.web.rendering import address
from communique.web.views import Ask, Page, View

_SHOWN = 40
"""Claims on one page of an event."""

_ROLES = (
    "visitor",
    "host",
    "participant",
    "actor",
    "recipient",
    "speaker",
    "audience",
    "signatory",
    "mediator",
    "delegate",
)


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody in an event: the actor, and the office held on its day."""

    actor: Actor
    role: str
    office: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim with its report, who says it, and the links that brought it here."""

    claim: Claim | AgreementClaim
    heading: Heading
    said_by: Actor | None
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class _Source:
    """The report shown beside the event."""

    heading: Heading
    claim: str
    tokens: tuple[Token, ...]


def event_page(ask: Ask) -> Page | Response:
    """One event."""
    key = ask.path["key"]
    try:
        event = ask.look.event(key)
    except UnknownIdError:
        moved = ask.look.moved(key)
        if moved is None:
            raise
        return RedirectResponse(address(f"/events/{moved}"), 302)
    page = _number(ask.query.get("page"))
    told = _in_order(event, ask.query.get("claim"), page)
    claims = ask.look.claims(event.claims[:2000])
    quotations, agreements = ask.look.quotations_at(key), ask.look.agreements_at(key)
    headings = ask.look.headings({claim.report for claim in claims.values()} | {q.report for q in quotations})
    actors = ask.look.actors(_named(event, claims.values(), quotations, agreements))
    evidence = [_evidence(claims[one], event, headings, actors) for one in told if one in claims]
    inside = events_by_id(ask.look, [one.id for one in ask.look.inside(key)])
    outer = events_by_id(ask.look, [event.part_of]) if event.part_of else {}
    data = {
        "event": asdict(event),
        "actors": [_actor_data(actor) for actor in actors.values()],
        "claims": [asdict(claim) for claim in claims.values()],
        "reports": [asdict(heading) for heading in headings.values()],
        "inside": [asdict(entry) for entry in inside.values()],
        "quotations": [asdict(quotation) for quotation in quotations],
        "agreements": [asdict(agreement) for agreement in agreements],
    }
    shown = {
        "kind": kinds()[event.kind],
        "entry": events_by_id(ask.look, [key]).get(key),
        "parts": _parts(event, actors),
        "names": {one: actor.name for one, actor in actors.items()},
        "claims_by_id": claims,
        "once_a_report": partial(_once_a_report, known=claims),
        "headings": headings,
        "evidence": evidence,
        "outer": outer.get(event.part_of or ""),
        "inside_entries": list(inside.values()),
        "source": _source(ask.look, evidence, event, ask.query.get("claim")),
        "page": page,
        "page_count": -(-len(event.claims) // _SHOWN),
        "pairs": _state_pairs(event, actors),
    }
    return Page("event.html", shortened(plain(event.label), 120), data, shown)


def _number(text: str | None) -> int:
    return max(1, int(text)) if text and text.isascii() and text.isdigit() and len(text) < 7 else 1


def _in_order(event: Event, wanted: str | None, page: int) -> Sequence[str]:
    """The claims on this page of the event; the one that is asked for is among them, whatever the page."""
    found = list(event.claims[(page - 1) * _SHOWN : page * _SHOWN])
    if wanted in event.claims and wanted not in found:
        found.insert(0, str(wanted))
    return found


def _named(
    event: Event,
    claims: Any,
    quotations: Sequence[Quotation],
    agreements: Sequence[Agreement],
) -> set[str]:
    found = {part.actor for part in event.participants}
    found |= {claim.said_by for claim in claims if claim.said_by}
    found |= {quotation.speaker for quotation in quotations if quotation.speaker}
    return found | {party for agreement in agreements for party in agreement.parties}


def _parts(event: Event, actors: dict[str, Actor]) -> dict[str, list[Part]]:
    """Who took part, by role, the leading roles first."""
    found: dict[str, list[Part]] = defaultdict(list)
    for part in event.participants:
        actor = actors[part.actor]
        office = office_on(actor, event.start) if actor.type != "country" else None
        words = None
        if office is not None and office.title.casefold() not in actor.name.casefold():
            of = f" of {state(office.country)}" if office.country else ""
            words = ("former " if office.former else "") + office.title + of
        found[part.role].append(Part(actor, part.role, words))
    return {role: found[role] for role in _ROLES if role in found}


def _evidence(
    claim: Claim | AgreementClaim, event: Event, headings: dict[str, Heading], actors: dict[str, Actor]
) -> Evidence:
    links = tuple(link for link in event.links if link.claim == claim.id)
    return Evidence(claim, headings[claim.report], actors.get(claim.said_by or ""), links)


def _once_a_report(claims: Iterable[str], known: Mapping[str, Claim | AgreementClaim]) -> list[str]:
    """The first of these claims from each report."""
    found: dict[str, str] = {}
    for key in claims:
        if key in known:
            found.setdefault(known[key].report, key)
    return list(found.values())


def _source(look: Look, evidence: Sequence[Evidence], event: Event, wanted: str | None) -> _Source | None:
    """The report of the claim asked for, or of the surest one."""
    if not evidence:
        return None
    best = max(
        evidence, key=lambda one: (one.heading.copy_of is None, one.claim.status == event.status, one.claim.score)
    )
    chosen = next((one for one in evidence if one.claim.id == wanted), best)
    report = look.report(chosen.claim.report)
    claims = look.claims_in(report.id)
    aim = (chosen.claim.start, chosen.claim.end)
    tokens = marked(report, claims, look.event_of(one.id for one in claims), aim, frozenset(event.claims))
    return _Source(chosen.heading, chosen.claim.id, tuple(tokens))


def _state_pairs(event: Event, actors: dict[str, Actor]) -> list[tuple[str, str]]:
    """The pairs of states in the event, if they are few."""
    held = {actors[part.actor].country for part in event.participants}
    if event.kind == "visit" and event.place:
        held.add(event.place.country)
    found = sorted(one for one in held if one)
    return [(one, other) for n, one in enumerate(found) for other in found[n + 1 :]] if len(found) <= 3 else []


def _actor_data(actor: Actor) -> dict[str, Any]:
    return {
        "id": actor.id, "type": actor.type, "name": actor.name, "country": actor.country,
        "offices": [asdict(office) for office in actor.offices],
    }  # fmt: skip


VIEWS = (View("/events/{key}", event_page),)
