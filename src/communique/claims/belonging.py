"""Which state a person acts for, where the office named with the person does not say.

Invariant: a state is given only where the report ties the person to it more closely than to any
other; a doubtful tie gives none, for an unknown state is better than a wrong one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from communique.claims.lexicon import BODIES, COMPANY, PART, OfficeKind
from communique.claims.states import is_place
from communique.claims.words import Words

_MEETING = frozenset(
    [
        "meet",
        "talk",
        "discuss",
        "host",
        "call",
        "greet",
        "welcome",
        "receive",
        "speak",
        "telephone",
        "phone",
        "negotiate",
        "visit",
        "invite",
        "counterpart",
        "with",
        "between",
        "urge",
        "tell",
        "warn",
    ]
)
_PARTY = re.compile(r"^\(\s*[RDI]\s*[-–]")
_ENOUGH = 2.0
_MARGIN = 1.0


@dataclass(frozen=True, slots=True)
class Holding:
    """An office that a report gives a person, in sentence `sentence`.

    `country` is None where the words do not say; `organization` means the office is a body's, not a state's.
    """

    title: str
    kind: OfficeKind
    country: str | None
    former: bool
    sentence: int
    organization: bool = False
    explicit: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a person stands in the text: words `start`..`end` of a sentence; `titled` with an office before it."""

    sentence: int
    start: int
    end: int
    person: int
    titled: bool


def infer_states(
    sentences: Sequence[Words],
    spots: Sequence[Spot],
    holdings: Mapping[int, Sequence[Holding]],
    known: Mapping[int, str],
) -> dict[int, str]:
    """The states of persons whose office names none, by person; persons in doubt are left out."""
    in_sentence: dict[int, list[Spot]] = defaultdict(list)
    of_person: dict[int, list[Spot]] = defaultdict(list)
    for spot in spots:
        in_sentence[spot.sentence].append(spot)
        of_person[spot.person].append(spot)
    home = home_state(sentences)
    taken = {(h.title, c) for p, c in known.items() for h in holdings.get(p, ()) if not h.former}
    officials = Counter(known.values())
    evoked = Counter(geo.country for words in sentences for geo in words.geos) + officials
    found: dict[int, str] = {}
    for person in sorted(of_person):
        if person in known or not any(_may_be_a_states(h) for h in holdings.get(person, ())):
            continue
        if any(_party_follows(sentences[s.sentence], s) for s in of_person[person]):
            found[person] = "USA"
            continue
        score: dict[str, float] = defaultdict(float)
        for number, spot in enumerate(of_person[person]):
            _from_sentence(score, sentences, spot, in_sentence, known, first=number < 4)
        _from_text(score, holdings[person], home, officials)
        _from_two_sides(score, evoked, officials)
        for title, country in taken:
            if any(h.title == title and h.kind in ("top", "state") for h in holdings[person]):
                score.pop(country, None)
        for best in _best(score):
            found[person] = best
    return found


def _may_be_a_states(holding: Holding) -> bool:
    if holding.organization or holding.country:
        return False
    return holding.kind in ("top", "state") or (
        holding.kind == "body" and all(word in PART for word in holding.title.split()[:-1])
    )


def _party_follows(words: Words, spot: Spot) -> bool:
    """ "(R-Va.)" and the like: a member of the United States Congress."""
    return words.word(spot.end) == "(" and bool(_PARTY.match(words.surface(spot.end, min(spot.end + 4, len(words)))))


def home_state(sentences: Iterable[Words]) -> tuple[str, int] | None:
    """The state whose bodies a text names without saying whose they are, and how often it does so."""
    counts: Counter[str] = Counter()
    for words in sentences:
        for geo in words.geos:
            if geo.kind == "seat" and geo.start - 1 not in words.geo_at:
                counts[geo.country] += 1
        for here in range(len(words) - 1):
            if words.capital(here) and here not in words.geo_at and here - 1 not in words.geo_at:
                body = BODIES.get(f"{words.low[here]} {words.low[here + 1]}") or (
                    BODIES.get(words.low[here]) if not words.capital(here - 1) and not words.capital(here + 1) else None
                )
                if body:
                    counts[body] += 1
    if not counts:
        return None
    (country, count), *rest = counts.most_common(2)
    return (country, count) if not rest or rest[0][1] * 2 <= count else None


def _from_sentence(
    score: dict[str, float],
    sentences: Sequence[Words],
    spot: Spot,
    in_sentence: Mapping[int, Sequence[Spot]],
    known: Mapping[int, str],
    *,
    first: bool,
) -> None:
    words = sentences[spot.sentence]
    beside = [s for s in in_sentence[spot.sentence] if s.person != spot.person]
    met = {c for s in beside if (c := known.get(s.person)) and _meets(words, s, spot)}
    together = _company(words, spot, beside, known)
    if together:
        score[together] += 5
    for country in met:
        score[country] -= 4 if country != together else 0
    if not first:
        return
    for country in {g.country for g in words.geos if g.kind not in ("capital", "town")}:
        places = [g for g in words.geos if g.country == country]
        visited = all(g.kind != "demonym" and is_place(words, g.start, g.end, g.kind) for g in places)
        inside = visited and any(words.word(g.start - 1) == "in" for g in places)
        score[country] += (1 if inside else -1) if visited else 1
    if spot.titled and spot.sentence:
        for other in in_sentence.get(spot.sentence - 1, ()):
            if (country := known.get(other.person)) and country not in met:
                score[country] += 0.5


def _meets(words: Words, other: Spot, spot: Spot) -> bool:
    """Whether the two stand on the two sides of a meeting word."""
    low, high = sorted((other, spot), key=lambda s: s.start)
    return any(words.lemma[i] in _MEETING or words.low[i] in _MEETING for i in range(low.end, high.start))


def _company(words: Words, spot: Spot, beside: Sequence[Spot], known: Mapping[int, str]) -> str | None:
    """The state of whoever the person goes with: "X, accompanied by Foreign Minister Y and Oil Minister Z"."""
    before = sorted((s for s in beside if s.end <= spot.start and s.person in known), key=lambda s: -s.end)
    for other in before:
        between = range(other.end, spot.start)
        if any(words.lemma[i] in COMPANY or words.low[i] in COMPANY for i in between):
            if not any(words.lemma[i] in ("meet", "talk", "host") for i in between):
                return known[other.person]
            return None
    return None


def _from_text(
    score: dict[str, float], held: Sequence[Holding], home: tuple[str, int] | None, officials: Counter[str]
) -> None:
    if home and any(h.kind in ("top", "state") or h.title.split()[-1:] == ["secretary"] for h in held):
        score[home[0]] += 3 if home[1] >= 2 else 1.5
    total = sum(officials.values())
    for country, count in officials.items():
        score[country] += count / total


def _from_two_sides(score: dict[str, float], evoked: Counter[str], officials: Counter[str]) -> None:
    """In a text of two states, whoever meets the one's officials acts for the other."""
    two = [country for country, _ in evoked.most_common(2)]
    if len(two) == 2 and set(two) <= set(officials):
        for one, other in (two, two[::-1]):
            if score.get(one, 0.0) <= -2 and one != other:
                score[other] += 1.5


def _best(score: Mapping[str, float]) -> tuple[str, ...]:
    """The state that leads by enough, or none."""
    ranked = sorted(score.items(), key=lambda pair: (-pair[1], pair[0]))
    if not ranked or ranked[0][1] < _ENOUGH:
        return ()
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _MARGIN:
        return ()
    return (ranked[0][0],)
