"""Readings as they are held while all is resolved: what is the same in many of them stands in memory once.

Invariant: a reading that has passed here is equal to what it was. It must be new: nobody else may hold it yet, for its
parts are put in place, frozen as they are.
"""

from __future__ import annotations

from collections.abc import Hashable

from communique.model import AgreementClaim, Claim, Participation, Quotation, Reading, ReportActor

Held = Participation | ReportActor | Claim | Quotation | AgreementClaim


class Sharing:
    """What was met so far: names, states, offices, days and reasons of all readings."""

    def __init__(self) -> None:
        """Nothing was met."""
        self._met: dict[Hashable, Hashable] = {}

    def share(self, reading: Reading) -> Reading:
        """The same reading, whose parts are those met before where they are equal."""
        met = self._met
        report = reading.report
        for name in ("published", "publisher", "agency", "language"):
            value = getattr(report, name)
            object.__setattr__(report, name, met.setdefault(value, value))
        own: dict[str | None, str | None] = {report.id: report.id, None: None}
        for actor in reading.actors:
            own[actor.key] = actor.key
            self._put(actor, "name", "names", "country", "offices")
        for claim in reading.claims:
            own[claim.id] = claim.id
        for claim in reading.claims:
            self._put(claim, "kind", "date", "place", "when", "details", "reasons", "score")
            _own(claim, own, "report", "text", "said_by", "within", "same_as")
            for part in claim.participants:
                _own(part, own, "actor")
        for words in reading.quotations:
            self._put(words, "cue", "said", "score")
            _own(words, own, "report", "text", "speaker", "occasion")
        for paper in reading.agreements:
            self._put(paper, "label", "date", "subjects", "reasons", "score")
            _own(paper, own, "report", "text", "said_by", "event_claim")
            object.__setattr__(paper, "parties", tuple(own.setdefault(key, key) for key in paper.parties))
        return reading

    def _put(self, held: Held, *names: str) -> None:
        for name in names:
            value = getattr(held, name)
            object.__setattr__(held, name, self._met.setdefault(value, value))


def _own(held: Held, own: dict[str | None, str | None], *names: str) -> None:
    """Put in what the same report says elsewhere: its id, its keys, its sentences."""
    for name in names:
        value = getattr(held, name)
        object.__setattr__(held, name, own.setdefault(value, value))
