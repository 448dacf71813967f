"""Who spoke while the one was in the other's state met there: no call joins those who are in one place.

Invariant: only what was taken for a call because no common place was told is changed, and only by a visit of the
same report whose days it shares; a call that its sentence puts on a wire stays one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from communique.claims.actors import Cast
from communique.claims.calendar import Stretch, bounds
from communique.claims.calls import NO_COMMON_PLACE
from communique.model import Claim

_OFF = ("cancelled", "denied")
_LONGEST = 14
"""A visit told by more days than these ("in May") may be over or ahead when two speak."""
_NEAR = timedelta(2)
"""How near the day of its report a visit is during which something without a day was said."""


def face_to_face(claims: Sequence[Claim], cast: Cast, published: str | None) -> tuple[Claim, ...]:
    """The same claims, with a meeting for each call between a visitor and somebody of the state visited."""
    visits = [each for each in claims if each.kind == "visit" and each.status not in _OFF]
    written = bounds(published)
    return tuple(
        replace(each, kind="meeting", reasons=(*each.reasons, "the one was in the other's state then"))
        if NO_COMMON_PLACE in each.reasons and any(_holds(visit, each, cast, written) for visit in visits)
        else each
        for each in claims
    )


def _holds(visit: Claim, call: Claim, cast: Cast, written: Stretch | None) -> bool:
    """Whether the one who calls, or is called, visits the other's state on a day on which they may have spoken."""
    guests = {part.actor for part in visit.participants if part.role in ("visitor", "delegate")}
    speakers = {part.actor for part in call.participants}
    where = visit.place.country if visit.place else None
    hosts = {key for key in speakers - guests if where is not None and cast.actor(key).country == where}
    if not (guests & speakers and hosts):
        return False
    stay, spoken = bounds(visit.date), bounds(call.date)
    if stay is None or stay.days > _LONGEST:
        return False
    if spoken is not None:
        return spoken.days < 7 and spoken.first <= stay.last and stay.first <= spoken.last
    near = written is not None and stay.first - _NEAR <= written.first <= stay.last + _NEAR
    return near and (call.status == "planned") == (visit.status == "planned")
