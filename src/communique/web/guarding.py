"""What stands before every page: who may ask, and what a browser may do with the answer.

Invariant: on loopback, only requests that call this machine by a loopback name are answered (a foreign name that
resolves here is another site's script); elsewhere, only those that carry the token. What changes the record comes
from a page of this desk: it carries the guard, which no other site can read. No answer may run or load anything that
is not a file of this package.
"""

from __future__ import annotations

import hmac
import ipaddress
import secrets
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "communique-token"
GUARD = "guard"
"""The form field that a POST must carry."""

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    # Not "no-referrer": with that a browser calls the origin of our own forms "null".
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}


class Guarding:
    """The outermost part of the application."""

    def __init__(self, app: ASGIApp, token: str | None) -> None:
        """With a `token` every request must carry it; without one every request must be to a loopback name."""
        self._app = app
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refused = self._refusal(scope, headers)

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                answered = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    answered.setdefault(name, value)
            await send(message)

        await (refused or self._app)(scope, receive, sent)

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        if self._token is None:
            if not is_loopback(hostname(headers.get("host", ""))):
                return PlainTextResponse("This desk answers on localhost only.\n", 421)
        else:
            refused = self._asked_for_token(scope, headers, self._token)
            if refused is not None:
                return refused
        if scope["method"] not in ("GET", "HEAD") and not _same_site(headers):
            return PlainTextResponse("This request comes from another site.\n", 403)
        return None

    def _asked_for_token(self, scope: Scope, headers: Headers, token: str) -> Response | None:
        """None if the request carries the token; if its address does, it goes into a cookie and out of the address."""
        if hmac.compare_digest(_cookie(headers), token.encode()):
            return None
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = [value for name, value in query if name == "token"]
        if given and hmac.compare_digest(given[-1].encode(), token.encode()):
            rest = urlencode([pair for pair in query if pair[0] != "token"])
            path = "/" + scope["path"].lstrip("/")
            answer = RedirectResponse(path + (f"?{rest}" if rest else ""), 303)
            answer.set_cookie(COOKIE, token, httponly=True, samesite="strict")
            return answer
        return PlainTextResponse("Open the address that communique serve printed: it ends with ?token=...\n", 401)


def is_loopback(host: str) -> bool:
    """Whether this name or address is this machine's own, as seen by itself alone."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def hostname(host: str) -> str:
    """The name in a Host header, without the port and the brackets of IPv6."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def new_secret() -> str:
    """A token or guard that nobody guesses."""
    return secrets.token_urlsafe(24)


def carries(form: Iterable[tuple[str, str]], guard: str) -> bool:
    """Whether a form came from one of this desk's own pages."""
    return any(name == GUARD and hmac.compare_digest(value.encode(), guard.encode()) for name, value in form)


def _same_site(headers: Headers) -> bool:
    """Whether the browser says that a page of this very host sends this; an old browser says nothing."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


def _cookie(headers: Headers) -> bytes:
    try:
        held = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return b""
    return held.value.encode() if held else b""
