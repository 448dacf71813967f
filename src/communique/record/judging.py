"""A person's word about the findings: merge, split, rename, reject, confirm, and the retiring of it.

Invariant: a judgement is made about what the record shows, is kept over the claims under it (ids of
events may move), and is never changed after but for being retired, once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, cast, get_args

from communique.model import Judgement, Verb
from communique.record import judging_rows as rows
from communique.record.connecting import transaction
from communique.record.errors import JudgementError, UnknownIdError
from communique.record.moving import gone, moved

About = Literal["event", "actor", "agreement", "claim"]
Sides = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Target:
    """What a person named: its id today, what sort of thing it is, and what stands under it."""

    id: str
    about: About
    kind: str
    under: tuple[str, ...]


def judge(
    connection: sqlite3.Connection, verb: str, targets: Sequence[str], by: str, why: str | None, value: str | None
) -> Judgement:
    """Keep what a person decided. Raises JudgementError or UnknownIdError, which say what to do instead."""
    if verb not in get_args(Verb):
        raise JudgementError(f"{verb!r} is no judgement; there are {', '.join(get_args(Verb))}")
    if not by.strip():
        raise JudgementError("a judgement needs somebody who makes it; say who (--by NAME)")
    if not targets:
        raise JudgementError(f"{verb} needs the id of something; `communique visits RECORD` lists visits with theirs")
    with transaction(connection):
        about, sides, named = _MADE[cast(Verb, verb)](connection, list(dict.fromkeys(targets)))
        if (verb == "rename") != bool((value or "").strip()):
            raise JudgementError("rename needs the new name" if verb == "rename" else f"{verb} takes no new name")
        made = Judgement(
            id="",
            verb=cast(Verb, verb),
            about=about,
            targets=named,
            sides=sides,
            by=by.strip(),
            at=rows.now(),
            value=value.strip() if value else None,
            why=why.strip() if why and why.strip() else None,
        )
        _refuse_twice(connection, made)
        return rows.store_judgement(connection, made)


def retire(connection: sqlite3.Connection, key: str, by: str, why: str | None) -> Judgement:
    """Let a judgement ask nothing more. Raises JudgementError or UnknownIdError, which say what to do instead."""
    if not by.strip():
        raise JudgementError("somebody must retire a judgement; say who (--by NAME)")
    with transaction(connection):
        held = {one.id: one for one in rows.judgements(connection)}
        if key not in held:
            raise UnknownIdError(f"there is no judgement {key}; `communique judgements RECORD` lists them with ids")
        if held[key].retired_at is not None:
            raise JudgementError(f"{key} was retired by {held[key].retired_by} on {(held[key].retired_at or '')[:10]}")
        rows.retire_judgement(connection, key, rows.now(), by.strip(), why.strip() if why and why.strip() else None)
        (retired,) = (one for one in rows.judgements(connection) if one.id == key)
    return retired


def touching(judgements: Sequence[Judgement], things: Sequence[str]) -> tuple[Judgement, ...]:
    """The judgements that rest on any of these claims, or actors of single reports."""
    asked = set(things)
    return tuple(one for one in judgements if any(asked.intersection(side) for side in one.sides))


def _refuse_twice(connection: sqlite3.Connection, made: Judgement) -> None:
    wanted = {frozenset(side) for side in made.sides}
    for held in rows.judgements(connection):
        same = (held.verb, held.value) == (made.verb, made.value) and {frozenset(s) for s in held.sides} == wanted
        if held.in_force and same:
            raise JudgementError(
                f"{held.by} has judged so already ({held.id}, {held.at[:10]}); "
                "it is in force, and shows once the record is settled"
            )


# ---------------------------------------------------------------- what each verb takes


def _merge(connection: sqlite3.Connection, keys: list[str]) -> tuple[About, Sides, tuple[str, ...]]:
    found = [_target(connection, key) for key in keys]
    about = _of_one_sort(found, "merge")
    if about not in ("event", "actor"):
        raise JudgementError(f"only events, or actors, can be merged; {found[0].id} is {_article(about)}")
    if len({one.id for one in found}) < 2:
        raise JudgementError(f"merge needs two ids; {found[0].id} is one {about} already")
    kinds = {one.kind for one in found}
    if len(kinds) > 1:
        told = " and ".join(f"{one.id} is {_article(one.kind)}" for one in found)
        way = "reject the one that is misread" if about == "event" else "rename or reject what is misread"
        raise JudgementError(f"{told}: {about}s of different kinds cannot be one; {way}")
    if kinds == {"country"}:
        raise JudgementError("states are told apart by their codes and cannot be merged")
    return about, tuple(one.under for one in found), tuple(one.id for one in found)


def _split(connection: sqlite3.Connection, keys: list[str]) -> tuple[About, Sides, tuple[str, ...]]:
    whole = _target(connection, keys[0])
    if whole.about not in ("event", "actor"):
        raise JudgementError(f"only an event or an actor can be split; {whole.id} is {_article(whole.about)}")
    what = "claims" if whole.about == "event" else "mentions (`<report id>#<n>`, or the ids of whole reports)"
    if len(keys) < 2:
        raise JudgementError(f"split needs the {what} that leave {whole.id}; `communique explain` lists them")
    leaving: list[str] = []
    for key in keys[1:]:
        mine = [t for t in whole.under if t == key or (whole.about == "actor" and t.rpartition("#")[0] == key)]
        if not mine:
            raise JudgementError(f"{key} does not stand under {whole.id}; `communique explain RECORD {whole.id}` lists")
        leaving += mine
    staying = tuple(t for t in whole.under if t not in set(leaving))
    if not staying:
        raise JudgementError(f"all {what} of {whole.id} would leave it; name only those that are another {whole.about}")
    return whole.about, (staying, tuple(dict.fromkeys(leaving))), (whole.id, *keys[1:])


def _rename(connection: sqlite3.Connection, keys: list[str]) -> tuple[About, Sides, tuple[str, ...]]:
    found = [_target(connection, key) for key in keys]
    if len(found) != 1 or found[0].about != "actor":
        raise JudgementError("rename takes the id of one actor; `communique actors RECORD` lists them")
    return "actor", (found[0].under,), (found[0].id,)


def _reject(connection: sqlite3.Connection, keys: list[str]) -> tuple[About, Sides, tuple[str, ...]]:
    found = [_target(connection, key) for key in keys]
    about = _of_one_sort(found, "reject")
    if about == "actor":
        raise JudgementError(f"an actor cannot be rejected; reject the claims that misread {found[0].id}, or rename it")
    return about, tuple(one.under for one in found), tuple(one.id for one in found)


def _confirm(connection: sqlite3.Connection, keys: list[str]) -> tuple[About, Sides, tuple[str, ...]]:
    found = [_target(connection, key) for key in keys]
    about = _of_one_sort(found, "confirm")
    if about not in ("event", "actor") or len({one.id for one in found}) > 2:
        raise JudgementError("confirm takes one event or actor (it is one), or two (they are two)")
    found = list({one.id: one for one in found}.values())
    return about, tuple(one.under for one in found), tuple(one.id for one in found)


_MADE: dict[Verb, Callable[[sqlite3.Connection, list[str]], tuple[About, Sides, tuple[str, ...]]]] = {
    "merge": _merge,
    "split": _split,
    "rename": _rename,
    "reject": _reject,
    "confirm": _confirm,
}


def _of_one_sort(found: Sequence[_Target], verb: str) -> About:
    if len({one.about for one in found}) > 1:
        told = " and ".join(f"{one.id} is {_article(one.about)}" for one in found)
        raise JudgementError(f"{verb} takes things of one sort; {told}")
    return found[0].about


def _target(connection: sqlite3.Connection, key: str) -> _Target:
    """What an id stands for today. Raises UnknownIdError."""
    for about, things, under in _SORTS:
        now = key if _is_there(connection, things, key) else moved(connection, about, key)
        if now is None:
            continue
        listed = tuple(thing for (thing,) in connection.execute(under, (now,)))
        return _Target(now, about, _kind(connection, about, now), listed)
    if (founder := gone(connection, key)) is not None:
        raise UnknownIdError(f"{key} was made from {founder}, which tells of nothing now; see `communique judgements`")
    raise UnknownIdError(
        f"the record holds no event, actor, agreement or claim {key}; `communique visits RECORD`, `communique actors "
        "RECORD` and their fellows list what there is, with ids"
    )


_SORTS: tuple[tuple[About, str, str], ...] = (
    (
        "event",
        "events",
        "SELECT e.claim FROM event_claims e JOIN claims c ON c.id = e.claim "
        "WHERE e.event = ? AND c.about = 'event' ORDER BY e.position",
    ),
    ("actor", "actors", "SELECT member FROM actor_members WHERE actor = ? ORDER BY position"),
    (
        "agreement",
        "agreements",
        "SELECT DISTINCT claim FROM agreement_stage_claims WHERE agreement = ? ORDER BY claim",
    ),
    ("claim", "claims", "SELECT id FROM claims WHERE id = ?"),
)
"""What a person can name: its table, and the question for what stands under it."""


def _is_there(connection: sqlite3.Connection, table: str, key: str) -> bool:
    return connection.execute(f"SELECT 1 FROM {table} WHERE id = ?", (key,)).fetchone() is not None


def _kind(connection: sqlite3.Connection, about: About, key: str) -> str:
    """The family of an event's kind, an actor's type; else the sort of thing."""
    if about == "event":
        from communique.claims.ontology import family

        return family(connection.execute("SELECT kind FROM events WHERE id = ?", (key,)).fetchone()[0])
    if about == "actor":
        return str(connection.execute("SELECT type FROM actors WHERE id = ?", (key,)).fetchone()[0])
    return about


def _article(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"
