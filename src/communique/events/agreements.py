"""Papers across reports: one agreement for one paper, with its life in order.

Invariant: every agreement claim belongs to exactly one agreement; the result does not depend on the
order of the readings; an agreement's id is made from one of its claims alone: the one whose id was shown
first, else the earliest. An expectation and its
outcome are two steps of one life, never a disagreement.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise, product
from typing import get_args

from communique.events.papers import ENOUGH, Paper, clash, joined, likeness, paper, take_apart
from communique.events.windows import Window, window
from communique.model import (
    Agreement,
    AgreementClaim,
    AgreementStage,
    Disagreement,
    DisagreementKind,
    DisagreementValue,
    Reading,
    Stage,
)

_FAR = 10**9
_ORDER: dict[str, int] = {stage: place for place, stage in enumerate(get_args(Stage))}
_ROUND = re.compile(r"\b(?:more than|at least|over|about|around|nearly|almost|some|up to|as many as|dozens)\b", re.I)
_LARGEST_BLOCK = 400
_NOISE = 0.1


def resolve_agreements(
    readings: Sequence[Reading], actor_of: Mapping[str, str], founders: Mapping[str, int] | None = None
) -> tuple[tuple[Agreement, ...], dict[str, str]]:
    """The agreements that the readings speak of, and for each agreement claim's id its agreement's id.

    `actor_of` maps a report's actor keys to actors of the world; a key that it lacks is left out. The
    reports' days count: hand over the readings with the days that other reports have given them. `founders`
    are the claims whose ids have been shown; the lower the number, the earlier.
    """
    parties = _Parties(readings, actor_of)
    said = {reading.report.id: reading.report.published for reading in readings}
    bundles = _bundles(readings, parties, said)
    found: list[Agreement] = []
    agreement_of: dict[str, str] = {}
    for cluster in _clusters(bundles):
        agreement = _agreement(cluster, parties, said, founders or {})
        found.append(agreement)
        agreement_of.update((claim.id, agreement.id) for claim in cluster.claims)
    return tuple(sorted(found, key=lambda each: each.id)), agreement_of


class _Parties:
    """Who the parties of a claim are in the world: states where a person or its state can be known."""

    def __init__(self, readings: Sequence[Reading], actor_of: Mapping[str, str]) -> None:
        actors = sorted((actor for reading in readings for actor in reading.actors), key=lambda each: each.key)
        states = {a.country: actor_of[a.key] for a in actors if a.type == "country" and a.country and a.key in actor_of}
        self._of = {
            a.key: (states.get(a.country) if a.country and a.type == "person" else None) or actor_of.get(a.key)
            for a in actors
        }

    def of(self, claim: AgreementClaim) -> tuple[str, ...]:
        """The parties of a claim as actor ids, in its order, each once."""
        return tuple(dict.fromkeys(party for key in claim.parties if (party := self._of.get(key))))


def _bundles(readings: Sequence[Reading], parties: _Parties, said: Mapping[str, str | None]) -> list[Paper]:
    """The papers of each report, by what the report itself calls them and whose they are there."""
    found = []
    for reading in sorted(readings, key=lambda each: each.report.id):
        groups: dict[tuple[str, frozenset[str]], list[AgreementClaim]] = defaultdict(list)
        for claim in sorted(reading.agreements, key=lambda each: (each.start, each.cue_start, each.id)):
            groups[(claim.label.lower(), frozenset(parties.of(claim)))].append(claim)
        for (_, whose), claims in groups.items():
            found.append(paper(claims, whose, window(said[reading.report.id])))
    return found


def _clusters(bundles: Sequence[Paper]) -> list[Paper]:
    """Join the likest first, as long as nothing known of either speaks against it."""
    edges = []
    for one, other in sorted(_pairs(bundles)):
        a, b = bundles[one], bundles[other]
        if clash(a, b) is None:
            score, _ = likeness(a, b)
            if score >= ENOUGH:
                edges.append((-score, a.claims[0].id, b.claims[0].id, one, other))
    home = list(range(len(bundles)))
    known = dict(enumerate(bundles))
    for *_, one, other in sorted(edges):
        low, high = sorted((_root(home, one), _root(home, other)))
        if low != high and clash(known[low], known[high]) is None:
            known[low] = joined(known[low], known.pop(high))
            home[high] = low
    return [known[each] for each in sorted(known)]


def _root(home: list[int], here: int) -> int:
    while home[here] != here:
        home[here] = home[home[here]]
        here = home[here]
    return here


def _pairs(bundles: Sequence[Paper]) -> set[tuple[int, int]]:
    """The pairs worth a look: those that share two parties, or a party and a word, or a whole label.

    Papers of one label that both have parties share a word besides: they are one only if they share a party too, and
    are then found by that. By label alone is looked for what one of the two names no party of.
    """
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, each in enumerate(bundles):
        for key in _keys(each):
            blocks[key].append(number)
    return {pair for key, block in blocks.items() for pair in _within(block, bundles, key[0] == "label")}


def _keys(each: Paper) -> Iterator[tuple[str, ...]]:
    for pair in combinations(sorted(each.parties), 2):
        yield ("parties", *pair)
    for party in sorted(each.parties):
        for word in sorted(each.identity | each.years):
            yield ("party", party, word)
    for label in sorted(each.labels):
        if each.identity:
            yield ("label", label)


def _within(block: Sequence[int], bundles: Sequence[Paper], by_label: bool) -> Iterator[tuple[int, int]]:
    """All pairs of a block, `by_label` those with nobody's papers.

    Of a large one only neighbours in time: the rest are spoken of too far apart. Of a smaller one none that have each
    a party which the other lacks: they clash, and of what one state has a hand in they are most.
    """
    if not by_label and len(block) <= _LARGEST_BLOCK:
        yield from _nested(block, bundles)
        return
    ordered, reach = block, len(block)
    if reach > _LARGEST_BLOCK:
        ordered = sorted(block, key=lambda n: (bundles[n].spoken or Window(_FAR, _FAR), bundles[n].claims[0].id))
        reach = _LARGEST_BLOCK // 4
    for place, one in enumerate(ordered):
        if by_label and bundles[one].parties:
            continue
        first = max(0, place - reach) if by_label else place + 1
        for other in ordered[first : place + 1 + reach]:
            if other != one:
                yield (one, other) if one < other else (other, one)


def _nested(block: Sequence[int], bundles: Sequence[Paper]) -> Iterator[tuple[int, int]]:
    """The pairs of which the parties of one are among the other's."""
    groups: defaultdict[frozenset[str], list[int]] = defaultdict(list)
    for number in block:
        groups[bundles[number].parties].append(number)
    for whose, some in groups.items():
        yield from combinations(some, 2)
        for others, more in groups.items():
            if whose < others:
                yield from ((min(pair), max(pair)) for pair in product(some, more))


def paper_id(claim: str) -> str:
    """The id of the agreement that this claim gives its id to."""
    return f"p-{hashlib.blake2b(claim.encode(), digest_size=8).hexdigest()}"


def _agreement(
    cluster: Paper, parties: _Parties, said: Mapping[str, str | None], founders: Mapping[str, int]
) -> Agreement:
    claims = sorted(cluster.claims, key=lambda each: _told(each, said))
    shown = [claim for claim in claims if claim.id in founders]
    founder = min(shown, key=lambda each: founders[each.id]) if shown else claims[0]
    history = _history(claims, said)
    subjects = Counter(subject for claim in claims for subject in claim.subjects)
    return Agreement(
        id=paper_id(founder.id),
        label=_label(claims),
        parties=_whose(claims, parties),
        subjects=tuple(sorted(subjects, key=lambda each: (-subjects[each], each))),
        count=_count(claims, said),
        history=history,
        disagreements=(*_count_disagreements(claims, said), *_date_disagreements(claims)),
    )


def _told(claim: AgreementClaim, said: Mapping[str, str | None]) -> tuple[int, str, int, str]:
    day = window(said.get(claim.report))
    return (day.lo if day else _FAR, claim.report, claim.start, claim.id)


def _label(claims: Sequence[AgreementClaim]) -> str:
    """The label that tells most; of equals the one used most, then the shortest."""
    used = Counter(claim.label for claim in claims)

    def telling(label: str) -> tuple[int, int, int, str]:
        apart = take_apart(label)
        return (-min(3, len(apart.identity | apart.years | apart.durations)), -used[label], len(label), label)

    return min(used, key=telling)


def _whose(claims: Sequence[AgreementClaim], parties: _Parties) -> tuple[str, ...]:
    """The parties of the claims, the most often named first; what hardly any of many claims say is left out."""
    counts = Counter(party for claim in claims for party in parties.of(claim))
    least = _NOISE * len(claims) if len(counts) > 2 else 0
    return tuple(sorted((p for p in counts if counts[p] >= least), key=lambda each: (-counts[each], each)))


def _history(claims: Sequence[AgreementClaim], said: Mapping[str, str | None]) -> tuple[AgreementStage, ...]:
    """The steps of a paper's life: claims of one stage and status whose dates agree are one step."""
    steps: list[AgreementStage] = []
    groups: dict[tuple[Stage, str], list[AgreementClaim]] = defaultdict(list)
    for claim in claims:
        groups[(claim.stage, claim.status)].append(claim)
    for _, group in sorted(groups.items()):
        for date, held in _by_date(group):
            ids = tuple(claim.id for claim in sorted(held, key=lambda each: _told(each, said)))
            steps.append(AgreementStage(held[0].stage, date, held[0].status, ids))
    by_id = {claim.id: claim for claim in claims}

    def place(step: AgreementStage) -> tuple[int, int, int, str]:
        days = window(step.date)
        told = min(_told(by_id[each], said)[0] for each in step.claims)
        return (days.lo if days else told, told, _ORDER[step.stage], step.claims[0])

    return tuple(sorted(steps, key=place))


def _by_date(group: Sequence[AgreementClaim]) -> list[tuple[str | None, list[AgreementClaim]]]:
    """Claims by the date they give: the narrowest dates first, wider ones and undated claims join what they hold."""
    dated = [claim for claim in group if window(claim.date)]
    found: list[tuple[str | None, list[AgreementClaim]]] = []
    for claim in sorted(dated, key=lambda each: (_width(each.date), each.date or "", each.id)):
        days = window(claim.date)
        home = next((held for date, held in found if days and (own := window(date)) and days.meets(own)), None)
        if home is None:
            found.append((claim.date, [claim]))
        else:
            home.append(claim)
    undated = [claim for claim in group if not window(claim.date)]
    if not undated:
        return found
    if len(found) == 1:
        found[0][1].extend(undated)
        return found
    return [*found, (None, undated)]


def _width(date: str | None) -> int:
    days = window(date)
    return days.width if days else _FAR


def _count(claims: Sequence[AgreementClaim], said: Mapping[str, str | None]) -> int | None:
    """How many papers: what was signed outweighs what was expected, the exact the round, the later the earlier."""
    counted = [claim for claim in claims if claim.count]
    if not counted:
        return None

    def weight(claim: AgreementClaim) -> tuple[bool, bool, int, str]:
        day = window(said.get(claim.report))
        settled = claim.stage in ("signed", "in-force") and claim.status == "happened"
        return (settled, not _rounded(claim), day.hi if day else 0, claim.id)

    return max(counted, key=weight).count


def _rounded(claim: AgreementClaim) -> bool:
    """Whether the sentence gives the number as round ("more than 10")."""
    text = claim.text
    for match in _ROUND.finditer(text):
        following = text[match.end() : match.end() + 12].split()
        if following and (following[0].isalpha() or following[0] == str(claim.count)):
            return True
    return False


def _count_disagreements(claims: Sequence[AgreementClaim], said: Mapping[str, str | None]) -> tuple[Disagreement, ...]:
    """Different numbers of papers for one stage."""
    found = []
    stages = sorted({(claim.stage, claim.status) for claim in claims if claim.count})
    for stage, status in stages:
        held = [claim for claim in claims if (claim.stage, claim.status) == (stage, status) and claim.count]
        values: dict[int, list[AgreementClaim]] = defaultdict(list)
        for claim in held:
            values[claim.count or 0].append(claim)
        if len(values) > 1:
            found.append(Disagreement(f"count ({stage})", _count_kind(values, said), _values(values)))
    return tuple(found)


def _count_kind(values: Mapping[int, Sequence[AgreementClaim]], said: Mapping[str, str | None]) -> DisagreementKind:
    exact = [count for count, claims in values.items() if not all(_rounded(claim) for claim in claims)]
    if len(exact) <= 1:
        return "precision"
    days: list[tuple[int, int]] = []
    for count in exact:
        told = [_told(claim, said)[0] for claim in values[count]]
        days.append((min(told), max(told)))
    days.sort()
    apart = all(earlier[1] < later[0] < _FAR for earlier, later in pairwise(days))
    return "update" if apart else "conflict"


def _date_disagreements(claims: Sequence[AgreementClaim]) -> tuple[Disagreement, ...]:
    """Different days on which the same thing is said to have become of a paper."""
    found = []
    for stage in ("signed", "in-force", "expired", "withdrawn"):
        held = [claim for claim in claims if claim.stage == stage and claim.status == "happened"]
        dates = {date: group for date, group in _by_date(held) if date}
        if len(dates) > 1:
            found.append(Disagreement(f"date ({stage})", "conflict", _values(dates)))
    return tuple(found)


def _values(
    values: Mapping[int, Iterable[AgreementClaim]] | Mapping[str, Iterable[AgreementClaim]],
) -> tuple[DisagreementValue, ...]:
    return tuple(
        DisagreementValue(str(value), tuple(sorted(claim.id for claim in claims)))
        for value, claims in sorted(values.items(), key=lambda each: str(each[0]))
    )
