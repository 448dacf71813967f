"""For which state somebody speaks, by what is done in its name: pledges made, thanks received, talks of two states.

Invariant: every answer rests on words that tie the person and the state in one sentence, or on a
sentence that sets exactly two states side by side; who merely stands near a state's name is not its official.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from communique.claims.lexicon import APOSTROPHES, HEADS, PARTY_WORDS, STATE_HEADS, canonical_title
from communique.claims.places import country_named
from communique.claims.words import Geo, Words

_VOICING = frozenset(
    {"reaffirm", "underscore", "express", "convey", "reiterate", "stress", "emphasize", "affirm", "highlight", "extend"}
    | {"voice", "pledge", "restate", "renew", "underline", "note", "offer", "confirm", "highlight", "describe"}
)
_GIVEN = frozenset(
    {"commitment", "support", "resolve", "solidarity", "concern", "appreciation", "gratitude", "condemnation"}
    | {"condolence", "interest", "pledge", "readiness", "willingness", "determination", "position", "opposition"}
)
_THANKING = frozenset({"thank", "congratulate", "commend", "praise", "applaud"})
_PRAISING = _THANKING | {"welcome", "recognize", "acknowledge"}
_SENDING = frozenset({"invite", "ask", "urge", "encourage", "send", "want", "expect", "allow"})
_DASHES = ("-", "–", "—")
_RELATION = frozenset(
    {"relation", "relations", "relationship", "tie", "ties", "partnership", "alliance", "cooperation", "friendship"}
    | {"bond", "bonds", "dialogue", "collaboration", "link", "links", "trade", "commerce", "coordination", "ally"}
)
_QUARREL = frozenset(
    {"war", "conflict", "border", "boundary", "dispute", "clash", "fighting", "tension", "tensions", "ceasefire"}
    | {"truce", "crisis", "rivalry", "feud", "standoff", "hostilities"}
)
_NEAR = 12
_TITLED = 6
"""Words from "under" to a name, with the office between."""
_ROW = 25
"""Words in which a row of those who sign may go on."""
_TRAVELLING = frozenset({"arrive", "land", "travel", "fly", "visit", "tour"})


def voiced(words: Words, start: int, end: int) -> str | None:
    """The state in whose name the person at words `start`..`end` speaks: "X reaffirmed the U.S. commitment to Y"."""
    for verb in range(end, len(words)):
        if words.lemma[verb] not in _VOICING or words.pos[verb] != "VERB":
            continue
        subject = subject_of(words, verb)
        if subject is None or not start <= subject < end:
            continue
        for geo in words.geos:
            if verb < geo.start <= verb + _NEAR and (_gives(words, geo) or _will(words, verb, geo)):
                return geo.country
    return None


def bilateral(sentences: Sequence[Words]) -> bool:
    """Whether a text speaks of what two states have with each other: "bilateral", "our two countries"."""
    for words in sentences:
        for here, word in enumerate(words.low):
            counted = word in ("two", "both", "our", "their") and words.word(here + 1) in (
                "countries",
                "nations",
                "peoples",
            )
            if word == "bilateral" or counted:
                return True
    return False


def _will(words: Words, verb: int, geo: Geo) -> bool:
    """Whether a state is said to be bound by what is voiced: "stressed that the United States will stand by"."""
    before = geo.start - 1 - (words.word(geo.start - 1) == "the")
    bound = words.word(geo.end) in ("will", "would", "remains", "remained", "stands", "is", "was")
    return geo.kind == "country" and words.word(before) == "that" and before == verb + 1 and bound


def praised(words: Words, start: int, end: int, spoken_of: Collection[str] = ()) -> str | None:
    """The state whose deeds the person at words `start`..`end` praises: "X welcomed Y's leadership".

    Of the states in `spoken_of` thanks to the state itself are enough ("X thanked Y for mediating").
    """
    for geo in words.geos:
        itself = geo.country in spoken_of and words.dep[geo.end - 1] == "dobj"
        if geo.start < end or geo.kind != "country" or not (words.word(geo.end) in APOSTROPHES or itself):
            continue
        here = geo.start - 1 - (words.word(geo.start - 1) == "the")
        if words.word(here) in ("for", "of") and words.lemma[here - 1] in ("appreciation", "gratitude", "thanks"):
            here = words.head[here - 1]
        elif words.lemma[here] not in (_THANKING if itself else _PRAISING):
            continue
        subject = subject_of(words, here) if words.pos[here] == "VERB" else None
        if subject is not None and start <= subject < end:
            return geo.country
    return None


def signs_for(words: Words, start: int, end: int) -> str | None:
    """The state for which somebody signs: "X and Y, Minister of Z, signed for Ghana", "and W for Jamaica"."""
    for here in range(end, min(end + _ROW, len(words))):
        signs = words.lemma[here] == "sign" and words.pos[here] == "VERB"
        joined = here <= end + 1 and "sign" in words.lemma[:start] and words.low[here] in ("for", "on")
        link = here + signs
        if (signs or joined) and words.low[link : link + 3] == ("on", "behalf", "of"):
            link += 2
        elif not (signs or joined) or words.word(link) != "for":
            if words.pos[here] in ("VERB", "AUX", "SCONJ"):
                return None
            continue
        geo = words.geo_at.get(link + 1 + (words.word(link + 1) == "the"))
        return geo.country if geo and geo.kind == "country" else None
    return None


def _gives(words: Words, geo: Geo) -> bool:
    """Whether what follows a state's name is what one state gives another ("the U.S.'s ironclad support")."""
    if words.word(geo.start - 1) in _DASHES:
        return False  # "the U.S.-Chile commitment" is both states'
    here = geo.end + (words.word(geo.end) in APOSTROPHES)
    while here < min(len(words), geo.end + 5) and words.pos[here] in ("ADJ", "ADV", "VERB"):
        here += 1
    return here < len(words) and words.lemma[here] in _GIVEN and words.word(geo.start - 1) not in ("of", "for", "in")


def subject_of(words: Words, verb: int) -> int | None:
    """The subject word of a verb, or of the verb it hangs on ("spoke with Y to reaffirm")."""
    for _ in range(4):
        own = [i for i in range(len(words)) if words.head[i] == verb and words.dep[i] == "nsubj"]
        if own:
            return own[0]
        if words.dep[verb] not in ("conj", "xcomp", "advcl", "pcomp") or words.head[verb] == verb:
            return None
        verb = words.head[verb]
    return None


def thanked(words: Words, start: int, end: int) -> str | None:
    """The state for whose deeds the person is thanked: "thanked X for Y's support"."""
    before = range(max(0, start - 6), start)
    if not any(words.lemma[i] in _THANKING and words.pos[i] == "VERB" for i in before):
        return None
    if words.word(end) not in ("for", "on"):
        return None
    for geo in words.geos:
        if end < geo.start <= end + _NEAR and words.word(geo.end) in APOSTROPHES and geo.kind == "country":
            return geo.country
    return None


def entitled(words: Words, start: int) -> str | None:
    """The one state named in the run of titles before a name: "Chinese Party Member and Director of the Office X"."""
    here = start - 1
    while here >= 0 and (words.capital(here) or words.low[here] in ("of", "the", "and", "&", ",", *APOSTROPHES)):
        here -= 1
    found = [geo for geo in words.geos if here < geo.start and geo.end <= start and geo.kind in ("country", "demonym")]
    countries = {geo.country for geo in found}
    if len(countries) != 1:
        return None
    geo = found[0]
    if any(words.label_at.get(i) == "PERSON" for i in range(geo.end, start)):
        return None  # "Peruvian Adviser Anna Berg and Minister X": another's titles
    stop = next((i for i in range(geo.end, start) if words.low[i] in ("and", ",", "&")), start)
    titled = any(words.low[i] in HEADS for i in range(geo.end, stop))
    of_title = words.low[geo.start - 1] in ("of", "the") and any(
        words.low[i] in HEADS for i in range(here + 1, geo.start)
    )
    return geo.country if titled or (of_title and geo.start > 0) else None


def travelled_to(words: Words, start: int, end: int) -> str | None:
    """The state that the person at words `start`..`end` is told to travel to, and which is thus another's."""
    for verb in range(end, len(words)):
        if (
            words.lemma[verb] not in _TRAVELLING
            or words.pos[verb] != "VERB"
            or words.lemma[words.head[verb]] in _SENDING
        ):
            continue
        subject = subject_of(words, verb)
        geo = next((g for g in words.geos if verb < g.start <= verb + 3 and g.kind != "demonym"), None)
        if geo is not None and subject is not None and start <= subject < end:
            return geo.country
    return None


def pairs(sentences: Sequence[Words]) -> Counter[frozenset[str]]:
    """The pairs of states whose relations a text speaks of: "ties between A and B", "the A-B alliance".

    A war's two sides are no such pair, nor are two of three ("the A-B-C talks").
    """
    found: Counter[frozenset[str]] = Counter()
    for words in sentences:
        weight = 1 + ("bilateral" in words.low)
        for place, (one, other) in enumerate(itertools.pairwise(words.geos)):
            link = words.low[one.end : other.start]
            if link in (("and",), ("and", "the")):
                first = one.start - 1 - (words.word(one.start - 1) == "the")
                near = words.lemma[max(0, first - 3) : first]
                if words.word(first) == "between" and (_RELATION & set(near) or "bilateral" in words.low):
                    found[frozenset((one.country, other.country))] += weight
            elif len(link) == 1 and link[0] in _DASHES:
                third = words.word(other.end) in _DASHES or (
                    place > 0 and words.low[words.geos[place - 1].end : one.start] in (("-",), ("–",), ("—",))
                )
                after = set(words.low[other.end : other.end + 3])
                if not third and not _QUARREL & after:
                    found[frozenset((one.country, other.country))] += weight + bool(_RELATION & after)
        for here, text in enumerate(words.text):
            parts = text.replace("–", "-").split("-")
            if len(parts) == 2 and (codes := [country_named(part) for part in parts if part]) and all(codes):
                after = set(words.low[here + 1 : here + 4])
                if not _QUARREL & after:
                    found[frozenset(code for code in codes if code)] += weight + bool(_RELATION & after)
    return Counter({pair: count for pair, count in found.items() if len(pair) == 2})


def peopled(words: Words, end: int) -> str | None:
    """The state whose people are named with somebody: "condolences to X and the people of Y"."""
    if words.word(end) != "and" or "between" in words.low[max(0, end - 8) : end]:
        return None
    for geo in words.geos:
        if not end < geo.start <= end + 6:
            continue
        before, after = words.low[end + 1 : geo.start], words.low[geo.end : geo.end + 2]
        of = geo.kind == "country" and "of" in before[-2:]
        if (of and _PEOPLE & set(before)) or (
            geo.kind == "demonym" and set(before) <= {"the", "all"} and _PEOPLE & set(after)
        ):
            return geo.country
    return None


_PEOPLE = frozenset({"people", "peoples", "nation", "citizens", "government", "families"})
_ELECTED = frozenset({"election", "reelection", "inauguration", "appointment", "victory", "win", "confirmation"})


def led_under(words: Words, start: int) -> str | None:
    """The state told before a name as led by it: "Peru, under newly appointed President X, is willing"."""
    here = next((i for i in range(start - 1, max(start - _TITLED, 1), -1) if words.low[i] == "under"), None)
    if here is None or words.text[here - 1] not in (",", *_DASHES):
        return None
    geo = words.geo_at.get(here - 2)
    return geo.country if geo and geo.kind == "country" else None


def sits_for(words: Words, end: int) -> str | None:
    """The state of the place for which somebody sits: "Senator X of Massachusetts"."""
    geo = words.geo_at.get(end + 1) if words.word(end) == "of" else None
    return geo.country if geo and geo.kind != "demonym" else None


def elected(words: Words, end: int) -> str | None:
    """The state somebody is congratulated on leading: "congratulated X on his election as President of Y"."""
    for here in range(end, min(end + 14, len(words))):
        if words.low[here] in _ELECTED and words.word(here + 1) == "as":
            for geo in words.geos:
                of = words.word(geo.start - 1 - (words.word(geo.start - 1) == "the")) == "of"
                if here + 1 < geo.start <= here + 8 and (geo.kind == "demonym" or (geo.kind == "country" and of)):
                    return geo.country
    return None


def led_up_to(before: Sequence[Words], words: Words, start: int, end: int, *, speaks: bool) -> str | None:
    """The state that acts in the last sentence told `before` an official at words `start`..`end` is heard.

    "Austria declined to join in. “We want to keep out of this,” said the chancellor, X". What is quoted between is
    passed over, a paragraph back for a spokesman and whoever is named in commas after an office of no state.
    """
    if words.quoted[start] or words.dep[end - 1] not in ("nsubj", "appos"):
        return None
    reach = 1 if speaks or words.dep[end - 1] == "appos" else 0
    if words.dep[end - 1] == "appos" and (own := _told_by(words, start)):
        return own
    others = any(geo.kind == "demonym" for geo in words.geos if geo.end <= start and not words.quoted[geo.start])
    told = next((each for each in reversed(before) if not each.quoted[0]), None)
    if others or told is None or words.sentence.paragraph - told.sentence.paragraph > reach:
        return None
    acts = {
        geo.country
        for geo in told.geos
        if geo.kind in ("country", "capital", "seat")
        and told.dep[geo.end - 1] == "nsubj"
        and told.dep[told.head[geo.end - 1]] == "ROOT"
    }
    return next(iter(acts)) if len(acts) == 1 else None


def _told_by(words: Words, start: int) -> str | None:
    """The state whose doing a sentence tells before it says who says so: "Serbia will vote, the minister, X, said"."""
    for geo in words.geos:
        head = words.head[geo.end - 1] if geo.kind == "demonym" else geo.end - 1
        if geo.kind == "town" or geo.end > start or words.dep[head] != "nsubj":
            continue
        of_state = geo.kind != "demonym" or words.low[head] in STATE_HEADS
        if of_state and words.dep[words.head[head]] == "ccomp" and head < words.head[head] < start:
            return geo.country
    return None


def of_one_state(words: Words, end: int) -> bool:
    """Whether a name is followed as only one state's are: "the X administration", "X (R-Va.)", "X, a Democrat"."""
    if words.word(end) == "administration":
        return True
    if words.word(end) not in ("(", ","):
        return False
    here = end + 2 + (words.capital(end + 2) and words.word(end + 2) not in PARTY_WORDS)
    if words.word(end + 1) in ("a", "an", "the") and words.word(here) in PARTY_WORDS and words.capital(here):
        return True
    return bool(_PARTY.match(words.surface(end, min(end + 5, len(words)))))


_PARTY = re.compile(r"^[(,]\s*[RDI]\s*[-–]\s*[A-Z]")


def first_of_state(words: Words, title: str) -> str | None:
    """The state whose office-holder a sentence calls the first to come: "the first by an Indian premier in years"."""
    for geo in words.geos:
        if geo.kind == "demonym" and words.word(geo.start - 1) in ("a", "an") and words.word(geo.start - 2) == "by":
            office = canonical_title(" ".join(words.low[geo.end : geo.end + len(title.split())]))
            alone = canonical_title(words.word(geo.end))
            if title in (office, alone) and "first" in words.low[max(0, geo.start - _ROW) : geo.start]:
                return geo.country
    return None


def titles_alone(words: Words, title: str) -> Iterator[tuple[int, int]]:
    """Where a title stands for its holder: "the president"."""
    parts = tuple(title.split())
    for here in range(1, len(words) - len(parts) + 1):
        if words.low[here : here + len(parts)] == parts and words.low[here - 1] == "the":
            yield here, here + len(parts)
