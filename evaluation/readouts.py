"""Readouts of calls and meetings, title removed: by telephone or in one place, with whom, of which state.

The labels were parsed from the titles, which the reader does not see. A reading answers with its first
claim of a call, meeting, talks or visit of two parties at least, in the last two weeks if there is one, else
with one whose other side are people told but not named; of a trip with all states that one sentence sends the
traveller to, for which we tell a visit each. `medium` counts a call for remote and all else for in person;
`counterpart` asks that a person of the claim bears a name that the title names; `country` that every labelled
state has a party in the claim; `exactly` that none but those and the writer's own has. The texts are read one by
one and then settled together, as a folder of them is: who is who, and of which state, is known from all of them.
What each gives alone stands beside. The eighth of the texts whose id's hash leaves seven when divided by eight was
never looked at: that is the part to trust; `worst` shows the others alone.

The baseline calls a text remote where its first two hundred characters hold "spoke", "call" or "phone",
and answers with the first capitalised words after "with" and the first state named that is not the writer's.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from communique.claims.lexicon import fold
from communique.claims.places import country_named, country_of_demonym
from communique.claims.reading import read_report
from communique.events import resolve
from communique.model import Claim, Reading, Report, ReportActor

FILES = ("readouts/readouts_foreign.jsonl", "readouts_foreign.jsonl")
HOME = "USA"
"""Whose readouts these are."""

_KINDS = ("call", "meeting", "talks", "visit")
_TITLED = re.compile(
    r"\b(?:president|minister|chancellor|king|queen|prince|amir|emir|sultan|sheikh|majesty|pope|cardinal|taoiseach|dr"
    r"|secretary|advisor|adviser|nsa|speaker|chairman|director|ambassador|leader|governor|representative|envoy|mr|mrs)\b",
    re.IGNORECASE,
)
_OCCASION = re.compile(r"\b(?:Following|Ahead|Before|After|During|[Oo]n the|[Aa]t the)\b")

_NO_NAMES = frozenset(
    re.findall(
        r"\w+",
        """
    adviser advisor affairs ambassador ambassadors amir and army assembly at authority cabinet chair chairman
    chairwoman chancellor chief city climate commander commission committee council counterpart counterparts
    crown defence defense delegation democratic deputy designate director dr elect emir energy envoy european
    excellency families federal finance first following foreign former forum general government group head her
    highness his holiness home hostages in incoming interior king kingdom lady leader leaders lord majesty
    member members minister mr mrs ms national nato nsa of office official officials on opposition parliament
    people peoples pope president presidential prime prince queen representatives republic royal secretary
    security senior sheikh sir speaker special staff state states strategic sultan summit taoiseach the to trade
    union vice war with world
    """,
    )
)
"""Words of titles, bodies and occasions: the other capitalised words of a label are names."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was read: remote or not, the other side's names in folded words, and the states."""

    remote: bool | None
    names: frozenset[str]
    countries: frozenset[str]
    shown: str = ""


def documents(data: Path) -> list[dict[str, Any]]:
    """The readouts under a folder, or of one file; copies left out."""
    path = data if data.is_file() else next((data / name for name in FILES if (data / name).exists()), data / FILES[0])
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    return [row for row in rows if not row.get("duplicate_of")]


def learnt(identity: str) -> bool:
    """Whether a text is of the seven eighths that were looked at."""
    return hashlib.sha256(identity.encode()).digest()[0] % 8 != 7


def states(row: dict[str, Any]) -> frozenset[str]:
    """The labelled states by their codes, the writer's own left out, and those that are part of a longer name."""
    whole = re.compile(r"Papua New Guinea|Northern Ireland|Equatorial Guinea|New Mexico")
    inside = " ".join(whole.findall(row["counterpart"] or ""))
    listed = [name for name in row["countries_in_title"] if name not in inside or whole.fullmatch(name)]
    found = {country_named(name.split(",")[0]) or country_named(name) for name in listed}
    return frozenset(code for code in found if code and code != HOME)


def named(row: dict[str, Any]) -> frozenset[str]:
    """The folded words of the persons' names in a label; none where it names no one."""
    label = _OCCASION.split(row["counterpart"] or "")[0]
    if not _TITLED.search(label):
        return frozenset()
    words = re.findall(r"[^\W\d_][\w’'-]*", label)
    plain = {
        fold(word)
        for word in words
        if word[:1].isupper() and not country_of_demonym(word) and not country_named(word) and word not in ("US", "UAE")
    }
    for state in row["countries_in_title"]:
        plain -= set(fold(state).split())
    parts = {part for word in plain for part in word.split()}
    return frozenset(part for part in parts - _NO_NAMES if len(part) > 2)


def answer(reading: Reading, states: Mapping[str, str | None] | None = None) -> Answer:
    """The claim that tells what the readout is of: the first of these two weeks in which several parties take part.

    `states` are the actors' states as all readings together tell them, by key; without it, as this one does.
    """
    actors = {each.key: replace(each, country=(states or {}).get(each.key, each.country)) for each in reading.actors}
    told = [claim for claim in reading.claims if claim.kind in _KINDS and claim.status in ("happened", "ongoing")]
    recent = [claim for claim in told if not _earlier(claim.date, reading.report.published)] or told
    ordered = sorted(recent, key=lambda each: (each.start, each.kind == "visit"))
    named = [each for each in ordered if _of_two(each, actors)]
    crowds = [each for each in ordered if any(detail.attribute == "with" for detail in each.details)]
    for claim in (named or crowds)[:1]:
        stops = [other for other in recent if other.kind == claim.kind == "visit" and other.start == claim.start]
        parties = [actors[part.actor] for part in claim.participants]
        return _answer(claim, parties, {stop.place.country for stop in stops if stop.place})
    return Answer(None, frozenset(), frozenset())


def _of_two(claim: Claim, actors: Mapping[str, ReportActor]) -> bool:
    """Whether several parties take part in a claim, and not the writer's own alone."""
    parties = [actors[part.actor] for part in claim.participants]
    return len(parties) > 1 and any(each.country != HOME for each in parties)


def _earlier(date: str | None, published: str | None) -> bool:
    """Whether a claim's day is told and lies more than two weeks before the text's."""
    if not date or not published or not re.fullmatch(r"\d{4}-\d\d-\d\d(/\S+)?", date):
        return False
    day = datetime.date.fromisoformat(date[:10])
    return (datetime.date.fromisoformat(published) - day).days > 14


def _answer(claim: Claim, parties: Sequence[ReportActor], stops: set[str | None]) -> Answer:
    called = [name for each in parties if each.type == "person" for name in (*each.names, each.name)]
    countries = {each.country for each in parties if each.country and each.country != HOME}
    countries |= {stop for stop in stops if stop}
    shown = f"{claim.kind} {[each.name + '/' + (each.country or '') for each in parties]}"
    return Answer(claim.kind == "call", frozenset(fold(" ".join(called)).split()), frozenset(countries), shown)


def baseline(text: str) -> Answer:
    """Words alone."""
    opening = " ".join(text[:600].split())
    remote = bool(re.search(r"\b(?:spoke|call|phone)\b", opening[:200]))
    after = re.search(r"\bwith (?:[a-z]+ )?((?:[A-Z][\w’'-]*,? ?(?:of )?(?:the )?)+)", opening)
    names = frozenset(fold(after.group(1)).split()) if after else frozenset()
    places = (country_named(word) or country_of_demonym(word) for word in re.findall(r"[A-Z]\w+", opening))
    return Answer(remote, names, frozenset([code for code in places if code and code != HOME][:1]))


def marks(row: dict[str, Any], found: Answer) -> dict[str, bool]:
    """What of a readout was got right; a label that names no person or no state asks nothing of it."""
    result: dict[str, bool] = {}
    if row["medium"]:
        result["medium"] = found.remote is (row["medium"] == "remote")
    if named(row):
        result["counterpart"] = bool(named(row) & found.names)
    if states(row):
        result["country"] = states(row) <= found.countries
        result["exactly"] = states(row) == found.countries
    return result


def shares(rows: Iterable[dict[str, bool]]) -> dict[str, float]:
    """The share got right, by what was asked."""
    asked: dict[str, list[bool]] = {}
    for row in rows:
        for name, right in row.items():
            asked.setdefault(name, []).append(right)
    return {name: sum(each) / len(each) for name, each in sorted(asked.items())}


def evaluate(data: Path) -> dict[str, Any]:
    """Shares of readouts read right, on both parts, apart and together."""
    scored: list[tuple[bool, dict[str, bool], dict[str, bool]]] = []
    alone: list[dict[str, bool]] = []
    worst: list[str] = []
    rows = documents(data)
    readings = [read_report(Report(row["id"], row["id"], row["text"], published=row["date"])) for row in rows]
    states_of = {key: actor.country for actor in resolve(readings).actors for key in actor.members}
    for row, reading in zip(rows, readings, strict=True):
        found = answer(reading, states_of)
        right = marks(row, found)
        alone.append(marks(row, answer(reading)))
        mine = learnt(row["id"])
        scored.append((mine, right, marks(row, baseline(row["text"]))))
        lost = [name for name, good in right.items() if not good and name != "exactly"]
        if mine and lost:
            label = f"{row['medium']} {row['counterpart']} {sorted(states(row))}"
            worst.append(
                f"{'+'.join(lost)}: {label}  //  ours: {found.shown}  //  {' '.join(row['text'][:160].split())}"
            )
    return {
        "texts": len(scored),
        "figures": shares(right for _, right, _ in scored),
        "learnt": shares(right for mine, right, _ in scored if mine),
        "unseen": shares(right for mine, right, _ in scored if not mine),
        "each read alone": shares(alone),
        "baseline": shares(plain for _, _, plain in scored),
        "worst": sorted(worst, key=lambda line: -line.split(":")[0].count("+")),
    }
