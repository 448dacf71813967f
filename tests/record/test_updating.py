"""What new reports change is what settling everything again would change, however the reports are split."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_order import readings

from communique.events import resolve
from communique.flow import settle
from communique.model import Findings, Reading
from communique.record import Record


def _standing(told: Reading) -> Reading:
    """The reading with its claims' sentences in its text, behind which stands what it shares with others."""
    ids = {c.id for c in told.claims}
    claims = [
        replace(c, text=c.text.ljust(c.end - c.start), within=c.within if c.within in ids else None)
        for c in told.claims
    ]
    text = "".join(c.text + "\n" for c in claims) + told.report.text
    return replace(told, report=replace(told.report, text=text), claims=tuple(claims))


def _different(one: Findings, other: Findings) -> dict[str, tuple[object, object]]:
    """The parts in which findings differ."""
    parts = {f.name: (getattr(one, f.name), getattr(other, f.name)) for f in fields(Findings)}
    return {
        name: tuple(sorted(set(a) - set(b), key=str) if not isinstance(a, dict) else a for a, b in ((x, y), (y, x)))
        for name, (x, y) in parts.items()
        if x != y
    }


def _added(record: Record, batch: Sequence[Reading]) -> str | None:
    for one in batch:
        record.add(one)
    return settle(record)


def _as_stored(found: Findings) -> Findings:
    with Record() as other:
        other.settle(found)
        return other.findings()


def _sound(record: Record) -> None:
    assert record._connection.execute("PRAGMA foreign_key_check").fetchall() == []
    for index in ("reports_fts", "claims_fts"):
        record._connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")


@settings(max_examples=150, deadline=None)
@given(readings(), st.randoms(use_true_random=False), st.integers(1, 3))
def test_any_split_gives_what_all_at_once_gives(told: list[Reading], chance: random.Random, cuts: int) -> None:
    order = [_standing(one) for one in told]
    chance.shuffle(order)
    ends = sorted(chance.randint(1, len(order)) for _ in range(cuts))
    with Record() as record, pytest.MonkeyPatch.context() as patch:
        patch.setattr("communique.record.updating.MUCH", 0)
        begun = 0
        for end in (*ends, len(order)):
            before = record.given
            why = _added(record, order[begun:end])
            assert why is None or begun == 0
            begun = max(begun, end)
            wrong = _different(record.findings(), _as_stored(resolve(order[:begun], before)))
            assert not wrong, wrong
            _sound(record)
