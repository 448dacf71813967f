"""A report as it was read, with all it says marked in its text.

Invariant: `/reports/ID?from=START&to=END#s` leads to these characters of the stored text, for as long as the record
holds the report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from communique.brief.plain import plain, shortened
from communique.model import AgreementClaim, Claim
from communique.record.browsing import events_by_id
from communique.web.marked import marked, span_in
from communique.web.views import Ask, Page, View


def report_page(ask: Ask) -> Page:
    """One report."""
    report = ask.look.report(ask.path["key"])
    claims = ask.look.claims_in(report.id)
    event_of = ask.look.event_of(claim.id for claim in claims)
    aim = span_in(report, ask.query.get("from", ""), ask.query.get("to", ""))
    original = ask.look.headings([report.copy_of]) if report.copy_of else {}
    data = {
        "report": asdict(report),
        "claims": [asdict(claim) | {"event": event_of.get(claim.id)} for claim in claims],
        "copies": [asdict(copy) for copy in ask.look.copies_of(report.id)],
        "chosen": {"start": aim[0], "end": aim[1], "text": report.text[aim[0] : aim[1]]} if aim else None,
    }
    shown = {
        "tokens": list(marked(report, claims, event_of, aim)),
        "events": events_by_id(ask.look, set(event_of.values())),
        "original": original.get(report.copy_of or ""),
        "sentences": _by_sentence(claims, event_of),
    }
    return Page("report.html", shortened(plain(report.title or report.uri), 120), data, shown)


def _by_sentence(
    claims: Sequence[Claim | AgreementClaim], event_of: dict[str, str]
) -> list[tuple[Claim | AgreementClaim, list[str], list[str]]]:
    """Each sentence once: a claim of it, the events that it tells of, and what else it tells of, in words."""
    found: dict[tuple[int, int], tuple[Claim | AgreementClaim, list[str], list[str]]] = {}
    for claim in claims:
        _, events, others = found.setdefault((claim.start, claim.end), (claim, [], []))
        event = event_of.get(claim.id)
        if event is None:
            others.append(claim.kind if isinstance(claim, Claim) else claim.label)
        elif event not in events:
            events.append(event)
    return list(found.values())


VIEWS = (View("/reports/{key}", report_page),)
