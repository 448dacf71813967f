"""Whether what a text counts was counted in one attack, over some days, or over a whole war.

Invariant: a war of days is told as one attack is, of which days are summed up; a war of months or years is told apart.
Patterns are bounded, so reading takes time linear in the text.
"""

from __future__ import annotations

import re
from functools import lru_cache

from communique.claims.counts import stems

_AROUND = 200
_FIERCE = r"(?:attack|blast|bombing|airstrike|strike|raid|massacre)"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_ONE_DAY = re.compile(
    rf"(?<!since )(?<!until )(?<!said )(?<!said on )\b(?:yesterday|today|last night|{_WEEKDAY})\b"
    rf"|\b(?:killed|wounded|dead|died)\b[^.;,]{{0,40}}\bin (?:an?|the) (?:[a-z-]{{1,20}} ){{0,3}}{_FIERCE}\b"
    rf"|\b(?:an?|another|the|one) (?:[a-z-]{{1,20}} ){{0,4}}{_FIERCE}(?: [a-z-]{{1,20}}){{0,10}} "
    r"(?:that |which )?(?:has |had )?(?:killed|wounded|left|claimed)\b"
)
"""What tells an attack of a day: a weekday, or an attack that killed."""
_OF_DAYS = re.compile(
    r"\b(?:conflict|war|fighting|violence|offensive|operation)\b[^.;a-z]{1,5}in its "
    r"(?:\d{1,2}(?:st|nd|rd|th)|[a-z]{5,10}) (?:day|week)\b"
    r"|\b(?:\d{1,2}|[a-z]{3,10})-(?:day|week)(?:-long|-old)? (?:conflict|war|offensive|operation|campaign)\b"
)
"""A war or a campaign of so many days, which is over soon or began lately."""
_LED_TO = re.compile(
    r"(?:killed|dead|died)\b[^.;]{0,80}?, (?:prompting|raising|drawing|fuelling|fueling|deepening|sparking)\b"
    r"[^.;,]{0,100}$"
)
"""Before words of a war: it is told of what the dead led to, and is not where they died."""
_MANY_HAVE_DIED = re.compile(
    r"\b(?:has|have) (?:been )?(?:seen|killed|claimed|left|cost|taken|lost)\b[^.;]{0,80}?\b\d{2,3},000\b"
    r"|\b\d{2,3},000\b[^.;]{0,40}? (?:has|have) (?:been killed|died)\b"
)
"""No attack is told so: "has seen at least 93,000 people killed"."""
_HAVE_DIED = (
    r"\b(?:have|has|had) (?:(?:also|already|now|reportedly|so far) )?(?:been (?:reported )?)?"
    r"(?:killed|died|left|claimed|wounded|injured)\b"
)
_RUNNING = re.compile(
    rf"{_HAVE_DIED}[^.;]{{0,120}}?\bsince\b|\bsince\b[^.;]{{3,120}}?{_HAVE_DIED}"
    r"|\b(?:killed|dead|died|wounded|injured|deaths|hurt|toll)\b[^.;,]{0,30}? (?:since|between) "
    rf"(?:(?:early|late|last) )?{_WEEKDAY}\b"
    r"|\b(?:in|over|during) the (?:past|last) "
    r"(?:(?:few|several|\d{1,2}|two|three|four|five|six|seven|eight|nine|ten) )?"
    rf"(?:days?|weeks?|months?)\b|\bin the weeks? (?:or so )?since\b|\band by {_WEEKDAY}\b"
)
"""A toll that is counted on, from a day or over some days."""


def lasting(text: str) -> bool:
    """Whether what a text counts was counted over a year or other long time, not in one attack or war."""
    return _over(text, "lasting")


@lru_cache(maxsize=2048)
def of_a_war(text: str) -> bool:
    """Whether what a text counts was counted over a war.

    An attack on a weekday is one attack, whatever war it was in ("killed 12 on Monday in the civil war"), and a war
    of days is told as one attack is. Where tens of thousands have died, it was in a war.
    """
    return names_a_war(text) or _MANY_HAVE_DIED.search(" ".join(text.lower().split())) is not None


def names_a_war(text: str) -> bool:
    """Whether it is a war that a text says it was counted over."""
    return _over(text, "war")


def _over(text: str, time: str) -> bool:
    low = " ".join(text.lower().split())
    found = list(stems(time).finditer(low))
    if not found or _OF_DAYS.search(low):
        return False
    return any(
        not _ONE_DAY.search(low[max(0, match.start() - _AROUND) : match.end() + _AROUND])
        and not _LED_TO.search(low[: match.start()])
        for match in found
    )


def summed(text: str) -> bool:
    """Whether a text sums up several days ("bringing the total to 130", "have killed 12 since Monday")."""
    low = " ".join(text.lower().split())
    return any(pattern.search(low) for pattern in (stems("summed"), _OF_DAYS, _RUNNING))
