"""Looking for words: first among the sentences that make claims, then in the rest of the reports.

Invariant: nothing that was removed from a report is ever found, and any words at all may be looked for:
no character of a query is taken as an operator.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterator, Mapping

from communique.model import Report
from communique.record.explaining import Found

_SENTENCE = re.compile(r"[^.!?\n\r]{1,2000}[.!?]?[\"'”’)]*")


def search(connection: sqlite3.Connection, reports: Mapping[str, Report], words: str, limit: int) -> Iterator[Found]:
    """Up to `limit` passages that hold all the words, best first; each passage once."""
    wanted = re.findall(r"\w+", words)
    if not wanted:
        return
    query = " ".join(f'"{word}"' for word in wanted)
    seen: list[tuple[str, int, int]] = []
    rows = connection.execute(
        'SELECT c.report, c."start", c."end", c.text, c.id, c.event '
        "FROM claims_fts f JOIN claims c ON c.number = f.rowid WHERE claims_fts MATCH ? ORDER BY f.rank, c.id",
        (query,),
    )
    for report, start, end, text, claim, event in rows:
        if len(seen) >= limit:
            return
        if _new(seen, report, start, end):
            yield Found(reports[report], start, end, text, claim, event)
    found = connection.execute(
        "SELECT r.id FROM reports_fts f JOIN reports r ON r.number = f.rowid WHERE reports_fts MATCH ? "
        "ORDER BY f.rank, r.id LIMIT ?",
        (query, limit),
    )
    folded = [fold(word) for word in wanted]
    for (key,) in found:
        for start, end in passages(reports[key], folded):
            if len(seen) >= limit:
                return
            if _new(seen, key, start, end):
                yield Found(reports[key], start, end, reports[key].text[start:end])


def _new(seen: list[tuple[str, int, int]], report: str, start: int, end: int) -> bool:
    if any(report == key and start < high and low < end for key, low, high in seen):
        return False
    seen.append((report, start, end))
    return True


def passages(report: Report, words: list[str]) -> Iterator[tuple[int, int]]:
    """The kept sentences that hold all the (folded) words, or else those with the most different ones."""
    scored: list[tuple[int, int, int]] = []
    for match in _SENTENCE.finditer(report.text):
        low, high = match.span()
        if any(low < span.end and span.start < high for span in report.removed):
            continue
        stripped = match.group().strip()
        if not stripped:
            continue
        low += match.group().index(stripped)
        present = set(re.findall(r"\w+", fold(stripped)))
        held = sum(word in present for word in words)
        if held:
            scored.append((held, low, low + len(stripped)))
    best = max((held for held, _, _ in scored), default=0)
    yield from ((low, high) for held, low, high in scored if held == best)


def fold(text: str) -> str:
    """The text without case and without marks over its letters, as the word indexes compare it."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))
