"""Reading items on Ray: the same reading as in worker processes, on one machine or on many.

Invariant: as in `pool`, every item that goes in comes out once, with a Reading or an Unread; each actor
loads the parser once and is never given more than a few items ahead; results come back to the one
process that writes. Ray is asked for by the user and never started otherwise; it sends nothing anywhere
but to its own machines.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from communique.model import Reading, Unread
from communique.pool import (
    IN_HAND,
    LIFETIME,
    PoolError,
    Reader,
    begin,
    ended_by,
    fault,
    read_in_time,
    read_item,
    room_for,
)
from communique.reports import Item, Limits

_MISSING = "the engine ray is not installed; install it with: pip install 'communique[ray]'"
_STORE = 150_000_000
"""Bytes of Ray's object store: what is in hand is small."""
_UNSTARTED = "no actor can be started on Ray; is this communique installed on each of its machines?"

Result = tuple[Item | Unread, Reading | Unread]


def work_on_ray(
    offered: Iterator[Item | Unread],
    limits: Limits,
    readers: int | None,
    read: Reader | None = None,
    address: str | None = None,
) -> Iterator[Result]:
    """Read the items as they come, in `readers` actors (None: one for each CPU, less one for Ray), in no set order.

    Without an `address` Ray is started on this machine and stopped at the end; with one ("auto", or
    `ray://host:10001`) that cluster is used, on each machine of which this version of communique must be
    installed. Raises PoolError if Ray is not installed or cannot be reached.
    """
    ray = _ray()
    started = _start(ray, readers, address)
    count = max(1, readers or _cpus(ray) - 1)
    crew = _Crew(ray, limits, read or read_item, count)
    try:
        for item in offered:
            if isinstance(item, Unread):
                yield item, item
                continue
            while not crew.room(item):
                yield from crew.finished()
            crew.give(item)
        while crew.busy:
            yield from crew.finished()
    finally:
        crew.stop()
        if started:
            ray.shutdown()


def _ray() -> Any:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is sent anywhere
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    try:
        import ray
    except ImportError as error:
        raise PoolError(_MISSING) from error
    return ray


def _start(ray: Any, readers: int | None, address: str | None) -> bool:
    """Connect to Ray; whether that started it. One CPU more than there are readers is declared, for Ray's own tasks."""
    if ray.is_initialized():
        return False
    quiet = {"log_to_driver": False, "logging_level": "ERROR", "include_dashboard": False}
    try:
        if address:
            _knock(address)
            ray.init(address=address, log_to_driver=False, logging_level="ERROR")
        else:
            cpus = (readers or min(4, os.cpu_count() or 1)) + 1
            ray.init(num_cpus=cpus, object_store_memory=_STORE, **quiet)
    except (ConnectionError, RuntimeError, ValueError, OSError) as error:
        words = " ".join(str(error).split())[:160]
        raise PoolError(f"Ray cannot be reached ({words}); look at --address, or leave --engine out") from error
    return True


def _knock(address: str) -> None:
    """Raise OSError if nobody answers at an address; Ray itself would try for minutes."""
    host, colon, port = address.rpartition("://")[2].rpartition(":")
    if colon and port.isdigit():
        socket.create_connection((host, int(port)), timeout=10).close()


def _cpus(ray: Any) -> int:
    return int(ray.cluster_resources().get("CPU", 2))


class _Hand:
    """What an actor holds: one process that has loaded the parser, on whatever machine Ray chose."""

    def __init__(self) -> None:
        begin(alone=True)

    def ready(self) -> bool:
        return True

    def read(self, read: Reader, item: Item, limits: Limits) -> Reading | Unread:
        try:
            return read_in_time(read, item, limits)
        except Exception as error:
            return Unread(item.uri, fault(error))


@dataclass(slots=True)
class _Member:
    """An actor, and what it was given, the oldest first."""

    actor: Any
    given: list[Any] = field(default_factory=list)
    handed_out: int = 0


class _Crew:
    """The actors, and what is done when one is lost."""

    def __init__(self, ray: Any, limits: Limits, read: Reader, count: int) -> None:
        self._ray, self._limits, self._read = ray, limits, read
        self._hand = ray.remote(num_cpus=1, max_restarts=0, max_task_retries=0)(_Hand)
        self._members = [self._member() for _ in range(count)]
        self._items: dict[Any, Item] = {}

    @property
    def busy(self) -> bool:
        """Whether anything is in hand."""
        return bool(self._items)

    def room(self, item: Item) -> bool:
        """Whether another item may be handed out before a result comes back."""
        if not self._items:
            return True
        return len(self._items) < IN_HAND * len(self._members) and room_for(item, self._items.values())

    def give(self, item: Item) -> None:
        """Hand an item to the member that has least to do."""
        member = min(self._members, key=lambda m: len(m.given))
        if member.handed_out >= LIFETIME and not member.given:
            self._replace(member)
        reference = member.actor.read.remote(self._read, item, self._limits)
        member.given.append(reference)
        member.handed_out += 1
        self._items[reference] = item

    def finished(self) -> Iterator[Result]:
        """Wait for a result. Where an actor was lost, what it was reading is read once more, the rest anew."""
        done, _ = self._ray.wait(list(self._items), num_returns=1)
        for reference in done:
            member = next(m for m in self._members if reference in m.given)
            try:
                result = self._ray.get(reference)
            except self._ray.exceptions.RayActorError:
                yield from self._after_a_loss(member)
                return
            except self._ray.exceptions.RayError as error:
                result = Unread(self._items[reference].uri, f"Ray lost it: {' '.join(str(error).split())[:160]}")
            member.given.remove(reference)
            yield self._items.pop(reference), result

    def _after_a_loss(self, member: _Member) -> Iterator[Result]:
        """The oldest item was being read. Alone with a fresh actor it shows whether it was the cause."""
        first, *rest = [self._items.pop(reference) for reference in member.given]
        self._replace(member)
        errors = self._ray.exceptions
        try:
            self._ray.get(member.actor.ready.remote())
        except errors.RayError as error:
            raise PoolError(_UNSTARTED) from error
        begun = time.monotonic()
        try:
            yield first, self._ray.get(member.actor.read.remote(self._read, first, self._limits))
        except errors.RayActorError:
            yield first, ended_by(first, time.monotonic() - begun, self._limits)
            self._replace(member)
        for item in rest:
            self.give(item)

    def _member(self) -> _Member:
        return _Member(self._hand.remote())

    def _replace(self, member: _Member) -> None:
        self._ray.kill(member.actor)
        member.actor, member.given, member.handed_out = self._hand.remote(), [], 0

    def stop(self) -> None:
        """End all actors now."""
        for member in self._members:
            self._ray.kill(member.actor)
