"""What is known of one paper from the claims that are taken to speak of it, and when two cannot be one.

Invariant: joining two papers only adds to what is known, and gives the same whichever comes first;
`clash` and `likeness` look at nothing but what is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from communique.claims.agreement_words import papers
from communique.claims.places import country_named, country_of_demonym
from communique.events.windows import Window, window
from communique.model import AgreementClaim

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_YEARS = re.compile(r"(?:^|(?<=/))\d{4}")
_DURATION = re.compile(r"\d{1,3}-(?:year|month|week|day)")
GENERAL = frozenset({"agreement", "documents"})
"""Families of nouns that any paper may go by."""
_ANY_SUBJECT = "cooperation"
_ONE_OCCASION = 20
_SAME_VISIT = 7
_ONE_NEGOTIATION = 120
_ONE_TIME = 400
_SETTLED = frozenset({"signed", "expected"})
ENOUGH = 3.0
"""The likeness from which two papers are one."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What claims say of a paper: its words, parties, subjects, and the days it is tied to.

    `signing` are the days on which it was or is to be signed, `spoken` the days on which it was
    spoken of; `parties` are actor ids of states and bodies.
    """

    claims: tuple[AgreementClaim, ...]
    reports: frozenset[str]
    parties: frozenset[str]
    families: frozenset[str]
    identity: frozenset[str]
    labels: frozenset[str]
    subjects: frozenset[str]
    years: frozenset[str]
    durations: frozenset[str]
    fresh: bool
    plural: bool
    counts: frozenset[int]
    signing: Window | None
    spoken: Window | None
    stages: frozenset[str]


@dataclass(frozen=True, slots=True)
class Label:
    """A label taken apart: the family of its noun, the words that tell it from others, years, lengths."""

    family: str
    plural: bool
    identity: frozenset[str]
    years: frozenset[str]
    durations: frozenset[str]
    fresh: bool


@lru_cache(maxsize=20_000)
def take_apart(label: str) -> Label:
    """What a label tells; names of states are left out, for the parties say them."""
    table = papers()
    words = list(_WORD.findall(label))
    low = [word.lower() for word in words]
    main = low[: next((i for i, word in enumerate(low) if word in ("of", "on", "for", "to")), len(low))]
    family, plural = "agreement", False
    for word in reversed(main or low):
        single = word if word in table.families else word.removesuffix("s")
        if single in table.families or word == "memoranda":
            family = table.families.get(single, "memorandum")
            plural = word != single or word == "memoranda"
            break
    if any(table.families.get(word.removesuffix("s")) == "ceasefire" for word in low):
        family = "ceasefire"
    years = frozenset(word for word in low if _YEAR.fullmatch(word))
    durations = frozenset(word for word in low if _DURATION.fullmatch(word))
    identity = frozenset(
        word
        for word, spelt in zip(low, words, strict=True)
        if word not in table.empty
        and word not in ("of", "on", "for", "to", "the", "a", "an", "and", "in", "understanding")
        and word.removesuffix("s") not in table.families
        and not _YEAR.fullmatch(word)
        and not _is_state(spelt)
    )
    return Label(family, plural, identity, years, durations, bool(set(low) & table.fresh))


def _is_state(word: str) -> bool:
    return any(country_named(piece) or country_of_demonym(piece) for piece in word.split("-"))


def paper(claims: Iterable[AgreementClaim], parties: Iterable[str], spoken: Window | None) -> Paper:
    """What some claims of one report say of a paper under one label."""
    held = tuple(claims)
    labels = [take_apart(each.label) for each in held]
    signing = [days for each in held if each.stage in _SETTLED and (days := window(each.date))]
    done = [each.date for each in held if each.stage == "signed" and each.status == "happened" and each.date]
    years = {year for date in done for year in _YEARS.findall(date)}
    return Paper(
        held,
        frozenset(each.report for each in held),
        frozenset(parties),
        frozenset(each.family for each in labels),
        frozenset(word for each in labels for word in each.identity) | _telling(held),
        frozenset(each.label.lower() for each in held),
        frozenset(subject for each in held for subject in each.subjects),
        frozenset(year for each in labels for year in each.years) | frozenset(years),
        frozenset(length for each in labels for length in each.durations),
        any(each.fresh for each in labels),
        any(each.plural for each in labels),
        frozenset(each.count for each in held if each.count),
        _hull(signing),
        spoken,
        frozenset(each.stage for each in held),
    )


def _telling(claims: Iterable[AgreementClaim]) -> frozenset[str]:
    """What papers are about tells them apart as their names do; that they are for cooperation does not."""
    return frozenset(subject for each in claims for subject in each.subjects if subject != _ANY_SUBJECT)


def joined(a: Paper, b: Paper) -> Paper:
    """What is known of the two as one."""
    return Paper(
        tuple(sorted((*a.claims, *b.claims), key=lambda each: (each.report, each.start, each.id))),
        a.reports | b.reports,
        a.parties | b.parties,
        a.families | b.families,
        a.identity | b.identity,
        a.labels | b.labels,
        a.subjects | b.subjects,
        a.years | b.years,
        a.durations | b.durations,
        a.fresh or b.fresh,
        a.plural or b.plural,
        a.counts | b.counts,
        _hull([each for each in (a.signing, b.signing) if each]),
        _hull([each for each in (a.spoken, b.spoken) if each]),
        a.stages | b.stages,
    )


def _hull(spans: list[Window]) -> Window | None:
    return Window(min(each.lo for each in spans), max(each.hi for each in spans)) if spans else None


def clash(a: Paper, b: Paper) -> str | None:
    """Why the two cannot be one paper; None if nothing speaks against it."""
    if a.plural != b.plural:
        return "one paper is no batch"
    if _side_by_side(a, b):
        return "told side by side as two"
    if (a.years and b.years and not a.years & b.years) or (a.durations and b.durations and a.durations != b.durations):
        return "of different years or lengths"
    if _opposed(a, b) or _opposed(b, a):
        return "one is to last, the other is not"
    if not _families_agree(a, b):
        return "papers of different sorts"
    if a.fresh != b.fresh and (a.reports & b.reports or (a.durations or a.years) != (b.durations or b.years)):
        return "a new paper is not the one it follows"
    if not (a.parties <= b.parties or b.parties <= a.parties):
        return "other parties"
    one, other = a.subjects - {_ANY_SUBJECT}, b.subjects - {_ANY_SUBJECT}
    if one and other and not one & other:
        return "about other things"
    return _apart(a, b)


def _side_by_side(a: Paper, b: Paper) -> bool:
    """Whether one word tells of both, by two names: "signed a framework agreement and an interim agreement"."""
    if not a.reports & b.reports:
        return False
    told = {(c.report, c.start, c.cue_start, c.stage): c.label.lower() for c in a.claims}
    return any(
        told.get((each.report, each.start, each.cue_start, each.stage), each.label.lower()) != each.label.lower()
        for each in b.claims
    )


def _opposed(a: Paper, b: Paper) -> bool:
    return bool(a.identity & papers().lasting) and bool(b.identity & papers().passing)


def _families_agree(a: Paper, b: Paper) -> bool:
    one, other = a.families - GENERAL, b.families - GENERAL
    if one and other:
        return bool(one & other)
    if "ceasefire" in one | other:
        return "peace" in a.subjects & b.subjects
    return True


def _apart(a: Paper, b: Paper) -> str | None:
    """Whether the two are signed, or spoken of, too far from one another to be one."""
    if a.signing and b.signing:
        reach = _ONE_OCCASION if a.plural else _ONE_NEGOTIATION
        if a.signing.gap(b.signing) > reach:
            return "signed at other times"
    general = not (a.identity & b.identity) - frozenset(papers().subjects.values()) and not a.years & b.years
    if general and not a.durations & b.durations and _lives_apart(a, b):
        return "alike only in what they are about, and spoken of years apart"
    if (not a.identity or not b.identity or a.plural) and not (a.signing and b.signing):
        spans = [each.signing or each.spoken for each in (a, b)]
        if spans[0] and spans[1] and spans[0].gap(spans[1]) > _ONE_OCCASION:
            return "nothing but the parties in common, and spoken of at other times"
    return None


def _lives_apart(a: Paper, b: Paper) -> bool:
    """Whether a year and more lies between all that is told of the one and of the other, signing to last mention."""
    one, other = (_hull([span for span in (each.signing, each.spoken) if span]) for each in (a, b))
    return one is not None and other is not None and one.gap(other) > _ONE_TIME


def _one_batch(a: Paper, b: Paper) -> bool:
    """Whether two reports count, each in words that fit any paper, what the same two signed or were to sign then."""
    counted = a.plural and b.plural and a.counts and b.counts and not a.reports & b.reports
    if not counted or a.parties != b.parties or len(a.parties) < 2 or (a.families | b.families) - GENERAL:
        return False
    one, other = a.signing or a.spoken, b.signing or b.spoken
    settled = bool(a.stages & _SETTLED) and bool(b.stages & _SETTLED)
    return settled and one is not None and other is not None and one.gap(other) <= _SAME_VISIT


def likeness(a: Paper, b: Paper) -> tuple[float, tuple[str, ...]]:
    """How much speaks for the two being one, from 0; `ENOUGH` is enough. With the reasons."""
    score, reasons = 0.0, []
    if a.parties and b.parties:
        same = a.parties == b.parties
        score += (2.0 if len(a.parties) > 1 else 1.0) if same else 1.0
        reasons.append("the same parties" if same else "the parties of one are among the other's")
    if a.labels & b.labels:
        score += 1.0 if a.identity else 0.5
        reasons.append("called the same")
    shared = a.identity & b.identity
    if shared:
        score += 1.0 + min(1.0, len(shared) / max(1, min(len(a.identity), len(b.identity))))
        reasons.append("both " + ", ".join(sorted(shared)))
    for one, other, words in ((a.years, b.years, "of the same year"), (a.durations, b.durations, "of the same length")):
        if one & other:
            score += 1.5
            reasons.append(words)
    if a.subjects & b.subjects - {_ANY_SUBJECT}:
        score += 0.5
        reasons.append("about the same")
    if a.signing and b.signing and a.signing.meets(b.signing, _ONE_OCCASION):
        score += 1.0
        reasons.append("signed at the same time")
    elif a.spoken and b.spoken and a.spoken.meets(b.spoken, _ONE_OCCASION):
        score += 0.75
        reasons.append("spoken of at the same time")
    if _one_batch(a, b):
        score += 1.0
        reasons.append("a count of papers of any sort, by the same parties at one time")
    elif a.plural and (a.spoken is None or b.spoken is None) and a.parties == b.parties and a.stages & b.stages:
        score += 1.0
        reasons.append("batches of the same parties at the same stage, one of them undated")
    if a.reports & b.reports and not shared and not a.labels & b.labels:
        score -= 1.5
        reasons.append("told apart in one report")
    return score, tuple(reasons)
