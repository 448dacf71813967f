"""What the brief tells beside who, when and where."""

from __future__ import annotations

import pytest

from communique.brief.particulars import signed
from communique.model import Claim, Detail, Event


@pytest.mark.parametrize(
    ("papers", "told"),
    [
        (["SEVEN bilateral agreements", "seven agreements"], "seven bilateral agreements"),
        (["15 documents", "14 agreements"], "15 documents or 14 agreements"),
        (["Several agreements", "the agreements"], "several agreements"),
        (["the agreements"], "the agreements"),
        (["a treaty", "the protocol"], "a treaty and the protocol"),
    ],
)
def test_what_is_signed_is_told_once(papers: list[str], told: str) -> None:
    claims = [
        Claim(f"c{n}", "r1", 0, 1, "", "signing", "happened", details=(Detail("papers", each),))
        for n, each in enumerate(papers)
    ]
    assert signed(Event("e1", "signing", "", "happened"), claims) == ((frozenset(), told),)
