"""The application: every page of the desk on one record.

Invariant: each answer is made from one state of the record, whatever a writer does meanwhile; a view runs in a thread
of its own, so that no page waits for another.
"""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from pathlib import Path
from threading import Timer
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from communique.record import Catalogue, RecordError, UnknownIdError
from communique.record.choosing import Choice
from communique.record.finding import facets
from communique.web.guarding import Guarding, carries, new_secret
from communique.web.rendering import as_json, html, prepare, stamp
from communique.web.timeline import timeline
from communique.web.views import Ask, MissingError, Page, View, Views

_MODULES = ("timeline", "events", "reports", "actors", "states", "finding", "mapping", "network", "taking", "reviewing")
"""The modules of this room that have pages, each with its `VIEWS`."""

_FORM_BYTES = 100_000
_SOON = 2.0
"""Seconds: the first page comes before what later ones need."""

Endpoint = Callable[[Request], Awaitable[Response]]


def app(record: str | Path, *, token: str | None = None) -> Starlette:
    """The desk on this record.

    With a `token` every request must carry it, without one only loopback names are answered. Raises RecordError if the
    record cannot be opened.
    """
    desk = _Desk(Path(record))
    prepare()
    return desk.application(token)


class _Desk:
    """What all pages share: the record, and the guard of this process's forms."""

    def __init__(self, record: Path) -> None:
        self._record = record
        self._catalogue = Catalogue(record)
        self._guard = new_secret()

    def application(self, token: str | None) -> Starlette:
        routes: list[BaseRoute] = [Route("/", _to_timeline), Route("/favicon.ico", _to_icon)]
        for module in _MODULES:
            views: Views = import_module(f"communique.web.{module}").VIEWS
            for view in views:
                if view.method == "GET":
                    routes.append(Route(f"{view.path}.json", self._endpoint(view, json=True)))
                routes.append(Route(view.path, self._endpoint(view), methods=[view.method]))
        routes.append(Mount(f"/static/{stamp()}", _Kept(packages=[("communique.web", "static")])))
        return Starlette(
            routes=routes,
            lifespan=self._lifespan,
            middleware=[Middleware(Guarding, token=token), Middleware(GZipMiddleware, minimum_size=2000)],
            exception_handlers={HTTPException: self._told},
        )

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """Before the desk opens its first page is made once; a little after, what every search needs is made ready."""
        await run_in_threadpool(self._make_first)
        soon = Timer(_SOON, self._make_ready)
        soon.daemon = True
        soon.start()
        yield
        soon.cancel()
        self._catalogue.close()

    def _make_first(self) -> None:
        with suppress(RecordError, sqlite3.Error), self._catalogue.look() as look:
            page = timeline(Ask(self._record, look, {}, {}, {}, "/timeline"))
            if isinstance(page, Page):
                self._response(page, "/timeline", json=False)

    def _make_ready(self) -> None:
        with suppress(RecordError, sqlite3.Error), self._catalogue.look() as look:
            facets(look, Choice())

    def _endpoint(self, view: View, json: bool = False) -> Endpoint:
        async def endpoint(request: Request) -> Response:
            form: list[tuple[str, str]] = []
            if view.method == "POST":
                form = await _form(request)
                if not carries(form, self._guard):
                    raise HTTPException(403, "This form is older than the desk that is running. Load the page again.")
            return await run_in_threadpool(self._answer, view, request, dict(form), json)

        return endpoint

    def _answer(self, view: View, request: Request, form: dict[str, str], json: bool) -> Response:
        path = request.url.path.removesuffix(".json") if json else request.url.path
        here = path + (f"?{request.url.query}" if request.url.query else "")
        try:
            with self._catalogue.look() as look:
                ask = Ask(
                    self._record, look, request.path_params, dict(request.query_params), form, here, request.cookies
                )  # fmt: skip
                page = view.answer(ask)
                changes, settled = look.state
        except (MissingError, UnknownIdError) as missing:
            raise HTTPException(404, str(missing)) from missing
        except RecordError as error:
            raise HTTPException(503, str(error)) from error
        if isinstance(page, Response):
            return page
        return self._response(page, here, json, behind=changes != settled)

    def _response(self, page: Page, here: str, json: bool, behind: bool = False) -> Response:
        if json:
            return Response(as_json(page), page.status, media_type="application/json")
        made = html(page, here=here, record=self._record.name, guard=self._guard, behind=behind)
        return HTMLResponse(made, page.status)

    def _told(self, request: Request, error: Exception) -> Response:
        """An error as a page, or as JSON where JSON was asked for."""
        code = error.status_code if isinstance(error, HTTPException) else 500
        words = error.detail if isinstance(error, HTTPException) else ""
        json = request.url.path.endswith(".json")
        told = {404: "Not here", 403: "Refused", 405: "Not possible", 503: "The record cannot be read just now"}
        page = Page("notice.html", told.get(code, "It did not work"), {"notice": words}, status=code)
        return self._response(page, request.url.path, json)


class _Kept(StaticFiles):
    """Files whose address changes whenever they do."""

    def file_response(self, *args: object, **named: object) -> Response:
        answer = super().file_response(*args, **named)  # type: ignore[arg-type]
        answer.headers["cache-control"] = "public, max-age=31536000, immutable"
        return answer


async def _form(request: Request) -> list[tuple[str, str]]:
    """The fields of a form sent urlencoded, as the desk's own forms are."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _FORM_BYTES:
            raise HTTPException(413, "This is more than a form holds.")
    return parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)


def _to_timeline(request: Request) -> Response:
    return RedirectResponse("/timeline" + (f"?{request.url.query}" if request.url.query else ""), 307)


def _to_icon(_: Request) -> Response:
    return PlainTextResponse("", 204)
