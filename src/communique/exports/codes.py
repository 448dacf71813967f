"""Country codes as other formats have them, from `data/codes.tsv`.

Invariant: a code that the table lacks is None, never guessed.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def _table() -> dict[str, tuple[str, str]]:
    text = files("communique.exports").joinpath("data/codes.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {iso3: (iso2, fips) for iso3, iso2, fips in rows}


def alpha2(iso3: str | None) -> str | None:
    """ISO 3166-1 alpha-2, in lower case as FollowTheMoney writes it."""
    found = _table().get(iso3 or "", ("", ""))[0]
    return found.lower() or None


def fips(iso3: str | None) -> str | None:
    """FIPS 10-4, as GDELT's places have it."""
    return _table().get(iso3 or "", ("", ""))[1] or None
