"""Who may ask, and what a browser may do with the answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from communique.web import app
from communique.web.guarding import carries, hostname, is_loopback
from web.desks import Desk


@pytest.mark.parametrize("path", ["/timeline", "/nothing", "/timeline.json", "/static/x/desk.css"])
def test_every_answer_forbids_what_is_not_ours(desk: Desk, path: str) -> None:
    headers = desk.client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", "192.168.1.2", "", "["]
)
def test_a_foreign_name_for_this_machine_is_refused(desk: Desk, host: str) -> None:
    assert desk.client.get("/timeline", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8017", "[::1]:80", "LOCALHOST:1"])
def test_loopback_names_are_answered(desk: Desk, host: str) -> None:
    assert desk.client.get("/timeline", headers={"host": host}).status_code == 200


def test_beyond_this_machine_a_token_is_asked_for(story: Path) -> None:
    with TestClient(app(story, token="secret"), base_url="http://desk.example:80") as client:
        assert client.get("/timeline").status_code == 401
        assert client.get("/timeline?token=wrong").status_code == 401
        assert client.get("/static/x/desk.css").status_code == 401
        answer = client.get("/timeline?kind=visit&token=secret", follow_redirects=False)
        assert answer.headers["location"] == "/timeline?kind=visit"
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert client.get("/timeline").status_code == 200


@pytest.mark.parametrize("path", ["//evil.example/x", "/\\evil.example"])
def test_the_token_in_an_address_leads_nowhere_else(story: Path, path: str) -> None:
    with TestClient(app(story, token="secret"), base_url="http://desk.example") as client:
        answer = client.get(f"http://desk.example{path}?token=secret", follow_redirects=False)
        assert not answer.headers.get("location", "/x").startswith(("//", "/\\", "http"))


@pytest.mark.parametrize(
    "headers", [{"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}]
)
def test_another_site_cannot_send_a_form(desk: Desk, headers: dict[str, str]) -> None:
    assert desk.client.post("/timeline", data={"guard": "x"}, headers=headers).status_code == 403


def test_a_form_is_known_by_its_guard() -> None:
    assert carries([("a", "b"), ("guard", "right")], "right")
    assert not carries([("guard", "wrong")], "right")
    assert not carries([("guard", "")], "right")
    assert not carries([], "right")


def test_names_of_this_machine() -> None:
    assert all(is_loopback(host) for host in ("localhost", "127.0.0.1", "127.9.9.9", "::1"))
    assert not any(is_loopback(host) for host in ("", "0.0.0.0", "10.0.0.1", "example.org", "localhost.example"))
    assert hostname("[::1]:80") == "::1"
    assert hostname("localhost:80") == "localhost"
