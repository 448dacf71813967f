"""The audit of what is installed: a fault fails it, a fault with a reason does not, and no network is said."""

from __future__ import annotations

import json

from knocks.audit import judged

FAULT = {"id": "PYSEC-2099-1", "aliases": ["CVE-2099-1"], "fix_versions": ["2.0"]}


def _found(*faults: object) -> str:
    return json.dumps(
        {"dependencies": [{"name": "a", "version": "1.0", "vulns": list(faults)}, {"name": "b", "skip_reason": "no"}]}
    )


def test_a_fault_fails_and_names_the_version_that_mends_it() -> None:
    status, words = judged(_found(FAULT), "", {})
    assert status == 1
    assert "a 1.0: PYSEC-2099-1, mended in 2.0" in words
    assert "1 could not be audited" in words


def test_a_fault_is_set_aside_by_any_of_its_names_and_only_while_it_is_found() -> None:
    assert judged(_found(FAULT), "", {"CVE-2099-1": "not called"})[0] == 0
    status, words = judged(_found(), "", {"CVE-2099-1": "not called"})
    assert status == 1
    assert "no longer found" in words


def test_no_advisories_are_said_and_passed_over() -> None:
    status, words = judged("", "Traceback\nConnectionError: no route", {})
    assert status == 0
    assert "no route" in words
    status, words = judged(json.dumps({"dependencies": [{"name": "b", "skip_reason": "no"}]}), "", {})
    assert status == 0
    assert "passed over" in words
