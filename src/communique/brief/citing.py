"""Numbers for the reports a brief cites, and which sentences to cite.

Invariant: a report has one number throughout a brief, and the first reports to be cited have the
lowest; of one report one sentence is cited for one thing, the one that tells it best.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from communique.brief.dates import worded
from communique.brief.naming import wording
from communique.brief.parts import Citation, Source
from communique.brief.plain import plain, shortened
from communique.model import AgreementClaim, Claim, Event, Quotation
from communique.record import Record

_QUOTE = 160
_WHOLE = 4
"""Words that somebody's quoted words have at least where they stand for themselves."""
_STOP = re.compile(
    r"(?<=[\w”\"’)]{2}[.!?])(?<!\b(?:Mr|Ms|Dr|St|Lt)\.)(?<!\b(?:Mrs|Sen|Rep|Gov|Gen|Col|Sgt|U\.S)\.)"
    r"[”\"’]?\s+(?=[A-Z“\"])|\n"
)
"""Where a sentence ends, well enough to show it: the spans that are cited rest on the parse."""
_REACH = 600
"""Characters around a part of a sentence in which the sentence is looked for."""


class Citing:
    """The sources of one brief, numbered as they are first cited."""

    def __init__(self, record: Record) -> None:
        """Nothing is cited yet."""
        self._record = record
        self._sources: dict[str, Source] = {}

    def of(self, claims: Iterable[str], event: Event | None = None) -> tuple[Citation, ...]:
        """One sentence of each report among these claims: originals before copies, then by day.

        Where a report has several, the one that tells the event best: that it was (or will be) so, and then
        when, who and where.
        """
        surest: dict[str, tuple[bool, float, int, int]] = {}
        for key in claims:
            claim = self._record.claim(key)
            other = event is not None and claim.status != event.status
            rank = (other, -_telling(claim, event), claim.start, claim.end)
            surest[claim.report] = min(surest.get(claim.report, rank), rank)
        reports = [self._record.report(key) for key in surest]
        reports.sort(key=lambda r: (r.copy_of is not None, r.published is None, r.published or "", r.id))
        found = []
        for report in reports:
            other, telling, start, end = surest[report.id]
            weight = -telling - (10.0 if other else 0.0) - (1.0 if report.copy_of is not None else 0.0)
            found.append(replace(self.span(report.id, start, end), weight=weight))
        return tuple(found)

    def span(self, report: str, start: int, end: int, told: bool = False) -> Citation:
        """A citation of these characters of a report; without their words where the line itself has `told` them."""
        source = self._source(report)
        return Citation(source, start, end, "" if told else shortened(source.report.text[start:end], _QUOTE))

    def words(self, one: Quotation) -> Citation:
        """Where somebody's words stand; with the sentence around them where they are a part of one."""
        first = next((letter for letter in one.text if letter.isalnum()), "")
        if one.form == "indirect" or (first.isupper() and one.text.count(" ") >= _WHOLE - 1):
            return self.span(one.report, one.start, one.end, told=True)
        text = self._record.report(one.report).text
        low = max(0, one.start - _REACH)
        begin = max((each.end() for each in _STOP.finditer(text, low, one.start)), default=low)
        after = _STOP.search(text, one.end, one.end + _REACH)
        end = after.end() if after else min(len(text), one.end + _REACH)
        return self.span(one.report, begin, begin + len(text[begin:end].rstrip()))

    def sources(self) -> tuple[Source, ...]:
        """Every report cited so far, by number."""
        return tuple(self._sources.values())

    def _source(self, key: str) -> Source:
        if key not in self._sources:
            report = self._record.report(key)
            original = self._source(report.copy_of).number if report.copy_of and report.copy_of != key else None
            self._sources[key] = Source(
                number=len(self._sources) + 1,
                report=report,
                publisher=plain(report.publisher or "publisher unknown"),
                day=worded(report.published) if report.published else "undated",
                basis=wording()["basis"].get(report.published_basis or ""),
                copy_of=original,
            )
        return self._sources[key]


def _telling(claim: Claim | AgreementClaim, event: Event | None) -> float:
    """How well a claim's sentence shows a reader that the event took place, when, with whom and where."""
    dated = 0.0 if claim.date is None else 0.15 if claim.date[-1] in "~?%" or "/" in claim.date else 0.3
    if isinstance(claim, AgreementClaim) or event is None:
        return claim.score + dated
    taken_up = claim.same_as is not None or any(reason.startswith("takes up") for reason in claim.reasons)
    there = {part.actor for part in claim.participants}
    aside = ("delegate", "mediator", "host") if event.kind == "visit" else ("delegate", "mediator")
    wanted = [part.actor for part in event.participants if part.role not in aside]
    named = sum(actor in there for actor in wanted) / len(wanted) if wanted else 0.0
    placed = 0.1 if claim.place and claim.place.name else 0.0
    begun = 0.1 if claim.date is not None and claim.date == event.start else 0.0
    own = 0.5 if claim.kind == event.kind else 0.0
    return claim.score + dated + own + placed + begun + 0.2 * named - (0.5 if taken_up else 0.0)
