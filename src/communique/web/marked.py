"""A report's text with its claims marked, for showing beside what they say.

Invariant: the pieces' words, joined, are the text as stored; the clicked span is there exactly once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from communique.brief.marking import anchor, pieces
from communique.model import AgreementClaim, Claim, Report

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Said:
    """A claim at a marked span: what it is about, and where that is shown."""

    claim: str
    event: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class Token:
    """`open` and `close` bracket a marked span; `removed` and `text` are words."""

    kind: Literal["open", "close", "removed", "text"]
    words: str = ""
    reason: str = ""
    aimed: bool = False
    """The span that was clicked."""
    mine: bool = False
    """It tells of what the page is about."""
    said: tuple[Said, ...] = ()


def marked(
    report: Report,
    claims: Iterable[Claim | AgreementClaim],
    event_of: dict[str, str],
    aim: Span | None = None,
    mine: Collection[str] = (),
) -> Iterator[Token]:
    """The report's text with these claims marked; `mine` are the claims that the page is about."""
    said: dict[str, list[Said]] = defaultdict(list)
    spans: set[Span] = set()
    for claim in claims:
        spans.add((claim.start, claim.end))
        kind = claim.kind if isinstance(claim, Claim) else "signing"
        said[anchor(0, claim.start, claim.end)].append(Said(claim.id, event_of.get(claim.id), kind))
    if aim is not None:
        spans.add(aim)
    here = anchor(0, *aim) if aim else ""
    opened: list[Token] = []
    for piece in pieces(report, 0, spans):
        if piece.kind == "open":
            about = tuple(said[piece.value])
            own = any(one.claim in mine for one in about)
            opened.append(Token("open", aimed=piece.value == here, mine=own, said=about))
            yield opened[-1]
        elif piece.kind == "close":
            yield Token("close", said=opened.pop().said)
        else:
            yield Token(piece.kind, piece.value, piece.reason)


def span_in(report: Report, start: str, end: str) -> Span | None:
    """The span that an address names, if the report has it."""
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit() and len(start + end) < 20):
        return None
    low, high = int(start), int(end)
    return (low, high) if low < high <= len(report.text) else None
