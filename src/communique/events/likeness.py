"""How likely two bundles of claims tell of one event, with reasons in words, and what forbids it.

Invariant: `forbidden` and `likeness` are symmetric; a pair that is forbidden never stands in one
event, however many others link the two.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from communique.claims.places import country_of_demonym, country_of_place, town_named
from communique.events.accords import SAME_PAPER, by_one_day, paper_of_both, parties_alike
from communique.events.amounts import near
from communique.events.counted import as_many, both_counted, counts_clash, still_told, who_is_counted
from communique.events.measures import both_measures, long_past, measures_clash, who_takes_it
from communique.events.sightings import WORDED, Bundle, Setting, Sighting, of_whom_unknown, said_order
from communique.events.windows import Window, iso

JOIN = 0.65
"""Two bundles this alike are taken for one event."""
MARGIN = 0.08
"""A vague claim joins an event only if it fits no other event nearly as well."""
VISIT_GAP = 2
"""Days seen of one visit follow one another within this many days."""
_TOLL_NEWS, _TOLL_THERE = 4, 7
"""Days after an attack for which a toll without a day is its news: in its state; in its town."""
_MANY, _ALIKE = 10, 0.7
"""Two tolls of so many at least, of which the one is so much of the other, may well be of one attack."""
_JOINT = 0.15
"""What it adds that two joint statements are of one visit."""
_AS_MANY = 0.1
"""What it adds that two counts of a crowd may be one."""
_AS_MUCH, _OWN = 0.2, 0.1
"""What it adds that two sums may be one; what it adds that both are told as somebody's own, however much it is."""
_RARE, _RARE_THERE, _THE_SAME = 100, 50, 0.9
"""So many dead, in a state or in one town, and so nearly as many, are told of no second attack for a year."""
RECALLED = 400
"""Days after an attack of so many dead for which a toll without a day may recall it."""
_LONG_WAR, _WAR_DAYS = 10_000, 400
"""Two tolls of a war are told at most so many days apart, or both count so many dead."""
_TOLLS = ("deaths", "injured")
_ABOUT = 5
"""The days of a claim that is only about a day ("2014-09-03~")."""
_TALKS_SPAN = 3
"""Days between two days of talks in one town, of which the one is that of their beginning, their end or within."""
_WEEK_OFF = 8
"""Days by which a week named from memory may miss the day that another report names."""
_PLANS_APART = 10
"""Two reports of a plan lie at most so many days apart, where one of them leaves its day open."""
_ANY_HEAD = frozenset({"leader", "ruler", "strongman", "state", "government"})
"""Words that end what a head of state or government is called without the office: "leader", "head of state"."""
_OFFICIALS = tuple(
    f"{word}”" for word in ("officials", "leaders", "counterpart", "counterparts", "ministers", "delegation")
)
"""Groups that may be met for their state ("Chilean officials"), as they end in a claim's own words."""
VISIT_SPAN = 12
"""Days of one visit lie within this many days, unless a claim states a longer stay."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A score between 0 and 1, and what it rests on."""

    score: float
    reasons: tuple[str, ...]


NONE = Likeness(0.0, ())


def forbidden(a: Bundle, b: Bundle, known: Setting) -> str | None:
    """Why two bundles cannot be one event, in words; None if they can."""
    x, y = a.sighting, b.sighting
    if x.family != y.family:
        return "different kinds of event"
    clash = (
        _times_clash(x, y)
        or people_clash(x, y, known)
        or counts_clash(x, y, same_report=bool(a.reports & b.reports))
        or measures_clash(x, y)
        or _outcomes_clash(a, b)
    )
    clash = clash or _towns_clash(a, b) or _fewer_dead(a, b) or _two_sums(a, b)
    return clash or _of_days_and_of_one(a, b) or _of_wars(a, b)


def _times_clash(x: Sighting, y: Sighting) -> str | None:
    if x.window and y.window:
        slack = _visit_slack(x, y) if x.family == "visit" else int(x.window.is_weekend or y.window.is_weekend)
        if x.family == "assault" and x.country == y.country and not (x.town and y.town and x.town != y.town):
            slack = 1  # a night, or the day of the report for that of the attack
        if _recalled(x, y):
            slack = max(slack, _WEEK_OFF)
        if (x.part or y.part) and x.town is not None and x.town == y.town:
            slack = max(slack, _TALKS_SPAN)
        return None if x.window.meets(y.window, slack) else "their dates exclude one another"
    # A visit is told day by day, and the tense of "his visit shows" says little.
    slack = 4 if x.family == "visit" else 1
    for one, other in ((x, y), (y, x)):
        if one.window is None and other.window and one.said is not None:
            if one.outlook == "past" and other.window.lo > one.said + slack:
                return "one was over before the other could begin"
            if one.outlook == "ahead" and other.window.hi < one.said - slack:
                return "one was still ahead when the other was over"
            if one.outlook == "now" and not other.window.meets(Window(one.said, one.said), 4):
                return "one was going on at another time"
    return None


def _one_town(x: Sighting, y: Sighting) -> bool:
    """Whether both count the victims of an attack in one town."""
    return x.toll and y.toll and x.town is not None and x.town == y.town


def _visit_slack(x: Sighting, y: Sighting) -> int:
    """Days by which two days of one visit may lie apart: more where both are days, less where one is a week or more."""
    near = all(s.firm or (s.window is not None and s.window.width <= _ABOUT) for s in (x, y))
    return VISIT_SPAN if near else VISIT_GAP


def _recalled(x: Sighting, y: Sighting) -> bool:
    """Whether two reports of the same days recall one thing, the one by its day, the other only by a week.

    "Last week" is a guess where nobody was there ("over Easter", says another of the same secret journey).
    """
    told = [s for s in (x.said, y.said) if s is not None]
    if not (x.window and y.window and told) or max(told) - min(told) > 4:
        return False
    day, loose = sorted((x.window, y.window), key=lambda w: w.width)
    over = day.hi <= min(told) and loose.lo <= min(told)
    same = x.visitors & y.visitors and x.hosts & y.hosts if x.family == "visit" else len(x.persons & y.persons) > 1
    return bool(same) and over and day.width <= 3 and 4 <= loose.width <= 8 and not (x.firm and y.firm)


def people_clash(x: Sighting, y: Sighting, known: Setting) -> str | None:
    """Why two sightings cannot be one event because of who takes part or where it is; None if they can."""
    if x.family == "visit":
        if x.visitors and y.visitors and not x.visitors & y.visitors:
            return "different visitors"
        if x.travelling and y.travelling and not x.travelling & y.travelling:
            return "visitors of different states"
        if x.hosts and y.hosts and not x.hosts & y.hosts:
            return "different states visited"
    elif x.family in WORDED:
        # Parties of a paper that are told in words only ("world powers") may be those of another report by name.
        crowd = not (x.papers and y.papers)
        here, there = (s.persons | s.strangers if crowd else s.persons for s in (x, y))
        mine, theirs, shared = here - there, there - here, here & there
        if x.persons and y.persons and not x.persons & y.persons:
            return "different people"
        mine |= frozenset(state for _, state in x.unnamed if state and state not in y.sides)
        theirs |= frozenset(state for _, state in y.unnamed if state and state not in x.sides)
        if mine and theirs and len(shared) < 3:
            return "different people on one side"
        if crowd and (_crowd_against_state(x, y) or _crowd_against_state(y, x)):
            return "a group on one side, a state on the other"
        if (
            x.country
            and y.country
            and x.country != y.country
            and x.family != "call"
            and not (x.town is None or y.town is None)
        ):
            return "different places"
    return _titles_clash(x, y, known) or _titles_clash(y, x, known)


def _crowd_against_state(x: Sighting, y: Sighting) -> bool:
    """Whether somebody meets people of no office ("students") in the one, and another state in the other."""
    crowd = x.strangers and not any(name.endswith(_OFFICIALS) for name in x.strangers)
    return bool(crowd) and not y.strangers and len(y.persons) == 1 and len(y.sides) > 1


def _titles_clash(x: Sighting, y: Sighting, known: Setting) -> str | None:
    """An office-holder without a name is nobody who holds only other offices of that state."""
    for title, country in x.unnamed:
        if title.rpartition(" ")[2] in _ANY_HEAD:
            continue  # "the leader of Kenya" is its president, or whoever else leads it
        same_state = [p for p in y.persons if country and known.actors[p].country == country]
        if same_state and all(known.titles[p] and title not in known.titles[p] for p in same_state):
            return "the office is another person's"
        others = [t for t, c in y.unnamed if c == country and t.rpartition(" ")[2] not in _ANY_HEAD]
        if others and title not in others and not same_state:
            return "different offices"
    return None


def _outcomes_clash(a: Bundle, b: Bundle) -> str | None:
    """Within one report, what was called off is not what is going on."""
    pair = {a.sighting.outlook, b.sighting.outlook}
    if a.sighting.family == "visit" and not any(c.status == "cancelled" for c in (*a.claims, *b.claims)):
        return None  # "his visit is no endorsement" denies no visit
    if a.reports & b.reports and "off" in pair and pair & {"past", "now"} and not (a.sighting.firm and b.sighting.firm):
        return "one report tells of both, one called off and one held"
    return None


def _fewer_dead(a: Bundle, b: Bundle) -> str | None:
    """The dead of one attack do not become fewer: of two days that follow on, fewer on the later are another attack."""
    x, y = a.sighting.window, b.sighting.window
    if not (a.sighting.toll and b.sighting.toll and x and y) or x.meets(y):
        return None
    before, after = (_counted(each, "deaths") for each in ((a, b) if x < y else (b, a)))
    return "fewer died on the later day" if before is not None and after is not None and after < before else None


def _of_days_and_of_one(a: Bundle, b: Bundle) -> str | None:
    """What was counted over days is more than one attack of a known day, of which far fewer died."""
    days, one = (a, b) if a.sighting.summed else (b, a)
    if not days.sighting.summed or one.sighting.summed or not one.sighting.toll or one.sighting.window is None:
        return None
    many, few = (_counted(each, "deaths") for each in (days, one))
    return "a toll of days, and of one attack" if many and few and few < many / 2 else None


def _of_wars(a: Bundle, b: Bundle) -> str | None:
    """The toll of a war is none of one attack; nor is it another war's, nor fewer than before."""
    x, y = a.sighting, b.sighting
    if not (x.toll and y.toll) or not (x.war or y.war):
        return None
    early, late = sorted((a, b), key=lambda each: said_order(each.sighting.said))
    before, after = (_counted(each, "deaths") for each in (early, late))
    if x.war != y.war:
        other = y if x.war else x
        alike = before and after and min(before, after) >= _ALIKE * max(before, after)
        return None if alike and other.window is None else "the toll of a war, and of one attack"
    said = [s.said for s in (early.sighting, late.sighting) if s.said is not None]
    long = min((each for each in (before, after) if each is not None), default=0) >= _LONG_WAR
    if len(said) == 2 and said[1] - said[0] > _WAR_DAYS and not long:
        return "the tolls of two wars"
    fewer = before is not None and after is not None and after < before * _ALIKE
    return "fewer died in the war that is told of later" if fewer else None


def _counted(bundle: Bundle, attribute: str) -> int | None:
    told = next((d.value for d in bundle.first.details if d.attribute == attribute), "")
    figures = re.search(r"\d+", told)
    return int(figures[0]) if figures else None


def _two_sums(a: Bundle, b: Bundle) -> str | None:
    """Why two sums are of two things: one report gives both, or they go to others."""
    x, y = a.sighting, b.sighting
    if not (x.given_to and y.given_to):
        return None
    if not x.given_to & y.given_to:
        return "the money goes to others"
    return "one report tells of two sums" if a.reports & b.reports and not _as_much(a, b) else None


def _as_much(a: Bundle, b: Bundle, of: Collection[str] = ("money",)) -> bool:
    """Whether two sums, or two counts of one thing, may be one, more roughly told."""
    mine, theirs = ([d for d in each.first.details if d.attribute in of] for each in (a, b))
    return any(near(one.value, other.value) for one in mine for other in theirs if one.attribute == other.attribute)


def _as_many(a: Bundle, b: Bundle) -> str | None:
    """What two tolls count nearly alike ("deaths"): of many it says something that there are as many."""
    for attribute in sorted({d.attribute for d in a.first.details if _of_a_people(d.attribute)}):
        few, many = sorted((_counted(a, attribute) or 0, _counted(b, attribute) or 0))
        if many >= _MANY and few >= many * _ALIKE:
            return attribute
    return None


def _of_a_people(attribute: str) -> bool:
    """Whether a count is of anybody, or of a state's people ("deaths of peruvians"): a war has fighters every day."""
    what, _, whose = attribute.partition(" of ")
    return what in _TOLLS and (not whose or country_of_demonym(whose.removesuffix("s").title()) is not None)


def _known_by_its_dead(a: Bundle, b: Bundle) -> bool:
    """Whether two tolls count so many dead, and so nearly as many, that months later it still is the same attack."""
    x, y = a.sighting, b.sighting
    few, many = sorted((_counted(a, "deaths") or 0, _counted(b, "deaths") or 0))
    there = not (x.town and y.town) or x.town == y.town
    rare = _RARE_THERE if _one_town(x, y) else _RARE
    return there and bool(x.sides & y.sides) and many >= rare and few >= many * _THE_SAME


def _towns_clash(a: Bundle, b: Bundle) -> str | None:
    """A report that counts the victims of two towns tells of two attacks, and one of meetings in two of two meetings.

    Two reports may call one place otherwise.
    """
    x, y = a.sighting, b.sighting
    apart = (x.toll and y.toll) or x.family == "meeting"
    if not (apart and a.reports & b.reports and x.town and y.town) or x.town == y.town:
        return None
    named = [bundle.first.place for bundle in (a, b)]
    known = all(place and place.name and country_of_place(place.name) == place.country for place in named)
    if x.toll:
        return "one report counts the victims of two places" if known else None
    towns = known and all(place and town_named(place.name or "") for place in named)
    return "one report tells of meetings in two towns" if towns else None


def likeness(a: Bundle, b: Bundle, known: Setting) -> Likeness:
    """How alike two bundles are; 0 if something forbids that they be one."""
    if forbidden(a, b, known):
        return NONE
    x, y = a.sighting, b.sighting
    same_report = bool(a.reports & b.reports)
    if both_counted(x, y):
        who, reasons = who_is_counted(x, y)
    else:
        who, reasons = who_takes_it(x, y, known.actors) if both_measures(x, y) else _who(x, y, known)
    when, why = _when(x, y, same_report, _known_by_its_dead(a, b))
    if x.family == "signing" or (x.papers and y.papers):
        who, reasons = max((who, reasons), parties_alike(x, y, who))
        when, why = max((when, why), by_one_day(x, y))
    if both_measures(x, y) and (past := long_past(x, y))[0] > when:
        when, why = past[0], (past[1],)
    same = both_counted(x, y)
    if same and as_many(x, y) and (again := still_told(x, y)) is not None and again[0] > when:
        when, why = again
    score = who + when
    reasons += why
    if x.container and x.container == y.container:
        score += 0.2
        reasons += ("inside one visit",)
    if x.town and x.town == y.town:
        score += 0.15 if _one_town(x, y) else 0.1
        reasons += (f"both in {x.town.title()}",)
    elif x.country and x.country == y.country and x.family != "visit":
        score += 0.05
        reasons += (f"both in {x.country}",)
    if paper := paper_of_both(a, b):
        score += SAME_PAPER
        reasons += (f"both of a {' '.join(sorted(paper))} paper",)
    if x.toll and y.toll and (alike := _as_many(a, b)):
        score += 0.1
        reasons += (f"about as many {alike}",)
    if counted := bool(x.given_to and y.given_to):
        much = _as_much(a, b)
        score += _AS_MUCH if much else _OWN if x.family == "concession" else 0.0
        reasons += ("about as much money",) if much else ()
    crowds = bool(x.crowd & y.crowd)
    if crowds and _as_much(a, b, x.crowd & y.crowd):
        score += _AS_MANY
        reasons += ("about as many",)
    if joint := _of_one_visit(x, y):
        score += _JOINT
        reasons += ("a joint statement of that visit",)
    if x.words and y.words and not (paper or joint) and not ((x.toll and y.toll) or counted or crowds or same):
        shared = len(x.words & y.words) / min(len(x.words), len(y.words))
        score += 0.5 * shared - 0.25
        reasons += (f"{shared:.0%} of their words agree",)
    if same_report and x.window is None and y.window is None and {x.outlook, y.outlook} == {"past", "ahead"}:
        score -= 0.15
        reasons += ("one report tells the one as over and the other as still to come",)
    elif same_report:
        score += 0.1
        reasons += ("told in one report",)
    if a.takes_up & {c.id for c in b.claims} or b.takes_up & {c.id for c in a.claims}:
        score += 0.3
        reasons += ("one takes up the other",)
    return Likeness(round(max(0.0, min(1.0, score)), 4), reasons)


def _of_one_visit(x: Sighting, y: Sighting) -> bool:
    """Whether two states, or those who lead them, issued both of two statements of one visit: mostly there is one."""
    inside = x.family == y.family == "statement" and x.container is not None and x.container == y.container
    return inside and len(x.sides & y.sides) > 1


def _names(ids: frozenset[str], known: Setting) -> str:
    return " and ".join(sorted(known.actors[i].name if i in known.actors else i for i in ids))


def _who(x: Sighting, y: Sighting, known: Setting) -> tuple[float, tuple[str, ...]]:
    if x.family == "visit":
        return _who_travels(x, y, known)
    if x.family == "address":
        return _who_speaks(x, y, known)
    if x.town is not None and x.town == y.town and (_may_be_there(x, y) or _may_be_there(y, x)):
        return 0.4, ("one tells where it was, and not who met whom",)
    shared, states = x.persons & y.persons, x.sides & y.sides
    if x.toll and y.toll and states:  # who died, and how, is told in ever other words
        return 0.35, (f"both count the toll of an attack on {', '.join(sorted(states))}",)
    if x.given_to & y.given_to:
        return 0.35, (f"both count what {_names(x.given_to & y.given_to, known)} gets",)
    bodies = (x.bodies & y.bodies) | (x.strangers & y.strangers)
    if x.crowd & y.crowd and not (x.persons and y.persons) and (states or bodies):
        where = ", ".join(sorted(states)) or _names(bodies, known)
        return 0.35, (f"both count those who come together ({where})",)
    if x.family == "meeting" and x.bodies and x.bodies == y.bodies and not (x.persons and y.persons):
        return 0.4, (f"both tell a meeting of {_names(x.bodies, known)}",)
    if len(shared) + len(bodies) >= 2:
        return 0.55, (f"both name {_names(shared | bodies, known)}",)
    if shared and x.rite and x.rite == y.rite and (x.persons <= y.persons or y.persons <= x.persons):
        return 0.4, (f"both name {_names(shared, known)} at a {x.rite}",)
    if shared | bodies:
        if len(states) >= 2:
            return 0.4, (f"both name {_names(shared | bodies, known)}", f"the same states: {', '.join(sorted(states))}")
        return 0.25, (f"both name {_names(shared | bodies, known)}",)
    if len(states) >= 2:
        named = f"the same states: {', '.join(sorted(states))}"
        unnamed = [
            s for s in (x, y) if len(s.persons) < 2
        ]  # a summit of two states is their leaders', mere talks are not
        if all(s.summit for s in unnamed) and (x.summit or y.summit) and x.outlook == y.outlook == "ahead":
            return 0.45, (named, "a summit still ahead")
        return 0.3, (named,)
    return (0.1, (f"the same state: {', '.join(states)}",)) if states else (0.0, ())


def _may_be_there(x: Sighting, y: Sighting) -> bool:
    """Whether a meeting of which not both sides are told may be another of its town: none is named but who is there."""
    return of_whom_unknown(x) and all(
        mine <= theirs or (not theirs and of_whom_unknown(y))
        for mine, theirs in ((x.sides, y.sides), (x.persons, y.persons), (x.bodies, y.bodies))
    )


def _who_travels(x: Sighting, y: Sighting, known: Setting) -> tuple[float, tuple[str, ...]]:
    reasons: tuple[str, ...] = ()
    score = 0.0
    if shared := x.visitors & y.visitors:
        score, reasons = 0.45, (f"the same visitor: {_names(shared, known)}",)
    elif x.unnamed & y.unnamed:
        score, reasons = 0.4, ("the same office travels",)
    elif states := x.travelling & y.travelling:
        score, reasons = 0.25, (f"a visitor of the same state: {', '.join(sorted(states))}",)
    if hosts := x.hosts & y.hosts:
        return score + 0.3, (*reasons, f"the same state visited: {', '.join(sorted(hosts))}")
    if x.town and x.town == y.town:
        return score + 0.2, reasons
    return (score + 0.12 if score else 0.0), reasons


def _who_speaks(x: Sighting, y: Sighting, known: Setting) -> tuple[float, tuple[str, ...]]:
    if shared := x.persons & y.persons:
        return 0.5, (f"the same speaker: {_names(shared, known)}",)
    if states := x.sides & y.sides:
        return 0.2, (f"a speaker of the same state: {', '.join(sorted(states))}",)
    return 0.0, ()


def _when(x: Sighting, y: Sighting, same_report: bool, known_by_its_dead: bool) -> tuple[float, tuple[str, ...]]:
    if x.war and y.war:
        return 0.25, ("both tell the toll of a war",)
    if x.window and y.window:
        both = _windows(x, y)
        if both[0] < 0 or not (x.open or y.open):
            return both
        x, y = (replace(s, window=None) if s.open else s for s in (x, y))
        return max(both, _when(x, y, same_report, known_by_its_dead), key=lambda each: each[0])
    if x.window is None and y.window is None:
        return _reported(x, y, same_report)
    dated, undated = (x, y) if x.window else (y, x)
    tolls = x.toll and y.toll and undated.said is not None
    if same_report and not tolls:  # a report counts the dead of old attacks beside those of its news
        return 0.2, ("one gives the day, the other none",)
    if undated.said is None:
        return 0.12, ("one report is undated",)
    away = dated.window.gap(Window(undated.said, undated.said)) if dated.window else 0
    ahead = undated.outlook == "ahead"
    if ahead and dated.outlook == "ahead" and dated.said is not None:
        apart = abs(dated.said - undated.said)
        if apart <= _PLANS_APART and away > _PLANS_APART:
            return 0.2, (f"both tell it as a plan, {_apart(apart)}",)
    near = 3 if not tolls else _TOLL_THERE if _one_town(x, y) else _TOLL_NEWS
    # "About the day of the report" says less of two bodies or states, who negotiate for years, than of two persons.
    soon = 0.25 if dated.firm or tolls or x.persons & y.persons else 0.2
    for limit, score in ((near, soon), (10, 0.2)) + (((30, 0.12),) if ahead else ()):
        if away <= limit:
            return score, (_told(away, ahead),)
    if tolls and known_by_its_dead and away <= RECALLED and not ahead:
        return 0.2, (f"so many dead that it is recalled {_days(away)} on",)
    return -0.3, (f"told {_days(away)} away",)


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def _told(away: int, ahead: bool) -> str:
    """How far from the event's day a report without it tells of it, in words."""
    if away == 0:
        return "told on the day"
    return f"told {_days(away)} {'before' if ahead else 'from'} the day"


def _apart(days: int) -> str:
    return f"reported {_days(days)} apart" if days else "reported on the same day"


def _windows(x: Sighting, y: Sighting) -> tuple[float, tuple[str, ...]]:
    assert x.window is not None  # only called with both
    assert y.window is not None
    if x.firm and y.firm:
        if x.window.meets(y.window):
            day = max(x.window.lo, y.window.lo)
            return 0.3, (f"the same day: {iso(day)}",)
        if x.window.gap(y.window) <= VISIT_GAP and (x.family != "assault" or _one_town(x, y)):
            return 0.25, (f"days that follow one another: {iso(min(x.window.lo, y.window.lo))} and on",)
        return -0.3, ("days too far apart",)
    width = max(x.window.width, y.window.width)
    if x.family == "visit" and not x.window.meets(y.window) and x.window.meets(y.window, VISIT_GAP):
        return 0.22, ("days that follow one another",)
    if not x.window.meets(y.window):
        return (0.1 if _recalled(x, y) else -0.3), (f"a week recalled, {_days(x.window.gap(y.window))} from the day",)
    if width <= 14:
        return 0.22, ("within the same week",)
    if width <= 31:
        return 0.18, ("within the same month",)
    return 0.05, ("within the same span of time",)


def _reported(x: Sighting, y: Sighting, same_report: bool) -> tuple[float, tuple[str, ...]]:
    if same_report:
        return 0.2, ()
    if x.said is None or y.said is None:
        return 0.05, ("neither gives a day",)
    apart = abs(x.said - y.said)
    if apart <= 3:
        return 0.2, (_apart(apart),)
    if apart <= 10:
        return 0.12, (_apart(apart),)
    return -0.3, (_apart(apart),)
