"""Review: what the program is least sure of, one thing at a time, and a person's word on it.

Invariant: each verdict is a judgement of the record, with the reviewer's name, made by the same call as on the command
line; taking one back retires it, and nothing is deleted. What is asked is told by the record; no verdict is preset.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from urllib.parse import quote, unquote

from starlette.responses import RedirectResponse, Response

from communique.model import Judgement
from communique.record import JudgementError, LockedRecordError, Record, UnknownIdError
from communique.record.catalogue import Catalogue, Look
from communique.record.queues import QUEUES, item, item_by_id, judgements_by, lengths, place
from communique.web.comparing import answers, rows, sides, values
from communique.web.rendering import address
from communique.web.settling import is_settling, start_settling, what_failed
from communique.web.views import Ask, MissingError, Page, View

COOKIE = "communique-reviewer"
_YEAR = 365 * 24 * 3600
_RECENT = 10
_NAME = 80

TITLES = {
    "same": "Likely the same event",
    "two": "Likely two events",
    "disputed": "Disputed values",
    "low": "Low score",
    "undated": "Without a day",
}
ABOUT = {
    "same": "Left apart, but nearly taken for one.",
    "two": "Taken for one by a single weak link.",
    "disputed": "Reports give values that cannot all be true.",
    "low": "Read with little certainty.",
    "undated": "No report tells the day.",
}


# ------------------------------------------------------------------ pages


def overview(ask: Ask) -> Page:
    """The queues, the reviewer's last verdicts, and whether the findings follow them."""
    reviewer = _reviewer(ask)
    mine = judgements_by(ask.look, reviewer, _RECENT) if reviewer else ()
    changes, settled = ask.look.state
    data = {
        "queues": lengths(ask.look),
        "reviewer": reviewer,
        "judgements": [asdict(one) for one in mine],
        "settled": changes == settled,
        "settling": is_settling(ask.record),
    }
    shown = {
        "titles": TITLES, "about": ABOUT, "recent": [(one, _worded(ask.look, one)) for one in mine],
        "failed": what_failed(ask.record),
    }  # fmt: skip
    return Page("review.html", "Review", data, shown)


def queue_page(ask: Ask) -> Page:
    """One thing of a queue."""
    return _queue_page(ask, _skip(ask.query))


def _queue_page(ask: Ask, skip: int, problem: str | None = None) -> Page:
    queue = ask.path["queue"]
    if queue not in QUEUES:
        raise MissingError(f"There is no queue {queue}; there are {', '.join(QUEUES)}.")
    left = lengths(ask.look)[queue]
    skip = min(skip, max(left - 1, 0))
    found = item(ask.look, queue, skip)
    reviewer = _reviewer(ask)
    last = next(iter(judgements_by(ask.look, reviewer, 1)), None) if reviewer else None
    data = {
        "queue": queue, "left": left, "skip": skip, "reviewer": reviewer, "item": asdict(found) if found else None,
    }  # fmt: skip
    compared = sides(ask.look, queue, found) if found else ()
    shown = {
        "titles": TITLES,
        "about": ABOUT[queue],
        "found": found,
        "sides": compared,
        "rows": rows(compared),
        "values": values(ask.look, compared[0].event) if queue == "disputed" and compared else (),
        "answers": answers(ask.look, queue, found) if found else (),
        "last": (last, _worded(ask.look, last)) if last else None,
        "problem": problem,
        "following": address(f"/review/{queue}", skip=skip + 1) if skip + 1 < left else None,
        "before": address(f"/review/{queue}", skip=skip - 1) if skip > 1 else address(f"/review/{queue}"),
    }
    title = f"{TITLES[queue]} ({left} left)" if left else TITLES[queue]
    return Page("review_item.html", title, data, shown, 409 if problem else 200)


# ------------------------------------------------------------------ verdicts


def give(ask: Ask) -> Page | Response:
    """Keep a verdict, and go on to what is then in its place."""
    queue, skip = ask.path["queue"], _skip(ask.form)
    if queue not in QUEUES:
        raise MissingError(f"There is no queue {queue}; there are {', '.join(QUEUES)}.")
    reviewer = _reviewer(ask)
    if reviewer is None:
        return _queue_page(ask, skip, "Say who you are first: a judgement bears its reviewer's name.")
    found = item_by_id(ask.look, queue, ask.form.get("item", ""))
    if found is None:
        return _queue_page(
            ask, skip, "That was judged, or the record was made anew, in the meantime. Here is the next."
        )
    answer = next((one for one in answers(ask.look, queue, found) if one.name == ask.form.get("verdict")), None)
    if answer is None:
        return _queue_page(ask, skip, "There is no such verdict.")
    why = ask.form.get("why", "").strip()[:500] or None
    problem = _written(ask.record, lambda record: record.judge(answer.verb, answer.targets, by=reviewer, why=why))
    if problem:
        return _queue_page(ask, skip, problem)
    return RedirectResponse(address(f"/review/{queue}", skip=skip or None), 303)


def undo(ask: Ask) -> Page | Response:
    """Retire a judgement, and go back to what it was about."""
    reviewer, key = _reviewer(ask), ask.form.get("judgement", "")
    queue = ask.form.get("queue", "")
    if reviewer is None:
        return RedirectResponse("/review", 303)
    retired: list[Judgement] = []
    problem = _written(ask.record, lambda record: retired.append(record.retire(key, by=reviewer, why="taken back")))
    if problem:
        return Page("notice.html", "That cannot be taken back", {"notice": problem}, status=409)
    return RedirectResponse(_back(ask.record, queue, retired[0]), 303)


def _back(record: Path, queue: str, retired: Judgement) -> str:
    """The address of the thing that a retired judgement was about, in its queue again; else of the queue."""
    if queue not in QUEUES:
        return "/review"
    catalogue = Catalogue(record)
    try:
        # The look that the request came with does not see yet that the judgement was retired.
        with catalogue.look() as look:
            for name in dict.fromkeys((queue, *QUEUES)):
                if (found := place(look, name, retired)) is not None:
                    return address(f"/review/{name}", skip=found or None)
    finally:
        catalogue.close()
    return f"/review/{queue}"


def name(ask: Ask) -> Response:
    """Keep the reviewer's name in a cookie."""
    given = " ".join(ask.form.get("name", "").split())[:_NAME]
    onward = ask.form.get("onward", "")
    answer = RedirectResponse(f"/review/{onward}" if onward in QUEUES else "/review", 303)
    if given:
        answer.set_cookie(COOKIE, quote(given), max_age=_YEAR, httponly=True, samesite="strict")
    else:
        answer.delete_cookie(COOKIE)
    return answer


def _reviewer(ask: Ask) -> str | None:
    return unquote(ask.cookies.get(COOKIE, "")).strip()[:_NAME] or None


def _written(path: Path, do: Callable[[Record], object]) -> str | None:
    """What kept the record from being written to, or None."""
    try:
        with Record(path, writing=True) as record:
            do(record)
    except LockedRecordError:
        return "Another process is writing to the record just now. Try again in a moment."
    except (JudgementError, UnknownIdError) as error:
        return f"{error}."
    return None


def _skip(given: Mapping[str, str]) -> int:
    text = given.get("skip", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def _worded(look: Look, one: Judgement) -> str:
    """A judgement in words, by the labels that its targets have today."""
    keys = [key for key in one.targets if not key.startswith("c-")]
    labels = {event.id: event.label for event in look.events(keys)}
    named = [f"“{labels.get(key, key)}”" for key in keys]
    shown = " and ".join(named[:2]) or f"{len(one.targets)} sentences"
    return {
        "merge": f"one event: {shown}",
        "split": f"two events in {shown}",
        "confirm": f"two events: {shown}" if len(one.sides) > 1 else f"right: {shown}",
        "reject": f"misread: {shown}",
        "rename": f"renamed: {shown}",
    }[one.verb]


def settle(ask: Ask) -> Response:
    """Let the findings be made again."""
    start_settling(ask.record)
    return RedirectResponse("/review", 303)


VIEWS = (
    View("/review", overview),
    View("/review/name", name, "POST"),
    View("/review/undo", undo, "POST"),
    View("/review/settle", settle, "POST"),
    View("/review/{queue}", queue_page),
    View("/review/{queue}/verdict", give, "POST"),
)
