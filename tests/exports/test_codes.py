from __future__ import annotations

from communique.claims.places import countries
from communique.exports.codes import alpha2, fips


def test_every_state_that_is_read_has_its_own_two_letters() -> None:
    codes = [alpha2(iso3) for iso3 in countries()]
    assert None not in codes
    assert len(set(codes)) == len(codes)
    assert [alpha2(iso3) for iso3 in ("GBR", "CHE", "XKX", "TLS")] == ["gb", "ch", "xk", "tl"]


def test_states_have_fips_codes_and_unknown_ones_none() -> None:
    assert [fips(code) for code in ("DEU", "RUS", "GBR", "CHL", "XKX")] == ["GM", "RS", "UK", "CI", "KV"]
    assert (fips("QQQ"), alpha2("QQQ"), fips(None), alpha2(None)) == (None,) * 4
