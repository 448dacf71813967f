"""The persons a report names: where each name stands, whose it is, and which offices stand beside it.

Invariant: no two spots overlap, and every office phrase stands beside one name at most.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.claims.appositives import Naming, with_appositives
from communique.claims.belonging import Spot
from communique.claims.headlines import without_headline_words
from communique.claims.lexicon import (
    ABBREVIATIONS,
    ADDRESS,
    APOSTROPHES,
    CALENDAR_WORDS,
    FORMER,
    GENDER,
    HEADS,
    PART,
    PARTICLES,
    PLACE_PREPOSITIONS,
    STANDING,
    THINGS,
    fold,
)
from communique.claims.naming import (
    NameMention,
    PersonDraft,
    gather,
    likelihood,
    looks_like_thing,
    name_end,
    name_fit,
    name_tokens,
    names_joined,
    runs_on,
)
from communique.claims.offices import OfficePhrase, names_after, read_offices
from communique.claims.surnames import alone_surnames, goers_surnames, led_surnames
from communique.claims.words import Entity, Words

_NOT_OF_PERSON = frozenset({"DATE", "TIME", "MONEY", "CARDINAL", "ORDINAL", "PERCENT", "QUANTITY", "LAW"})
_MAY_BE = frozenset({"PROPN", "NOUN", "ADJ", "VERB", "X"})


@dataclass(frozen=True, slots=True)
class People:
    """All persons named in a report. `phrases` are all office phrases by sentence, named or not.

    `ties` are persons with the states they are called by: "Iran's X", "X of Japan".
    """

    persons: tuple[PersonDraft, ...]
    namings: tuple[Naming, ...]
    phrases: tuple[tuple[OfficePhrase, ...], ...]
    ties: tuple[tuple[int, str], ...] = ()


def find_people(sentences: Sequence[Words]) -> People:
    """Every person named in the report, with names shared out over all its sentences."""
    phrases = read_offices(sentences)
    alone = alone_surnames(sentences) | led_surnames(sentences, phrases)
    goers = goers_surnames(sentences)
    mentions: list[NameMention] = []
    begins: dict[tuple[int, int], int] = {}
    beside: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, words in enumerate(sentences):
        for mention, begin, phrase in _names(words, number, phrases[number], alone, goers):
            mentions.append(mention)
            begins[number, mention.start] = begin
            if phrase is not None:
                beside[number, mention.start].append(phrase)
    mentions = without_headline_words(_plausible(mentions, sentences, goers), sentences)
    persons, owner = gather(mentions)
    taken = {(m.sentence, i) for m in mentions for i in range(m.start, m.end)}
    bare = list(_bare_names(sentences, persons, taken, phrases))
    namings = [
        Naming(
            Spot(m.sentence, m.start, m.end, owner[m.sentence, m.start], bool(beside.get((m.sentence, m.start)))),
            begins.get((m.sentence, m.start), m.start),
            tuple(beside.get((m.sentence, m.start), ())),
        )
        for m in mentions
        if (m.sentence, m.start) in owner
    ]
    namings.extend(Naming(spot, spot.start, ()) for spot in bare)
    namings.sort(key=lambda n: (n.spot.sentence, n.spot.start))
    for spot in bare:
        persons[spot.person].mentions += 1
        surface = sentences[spot.sentence].surface(spot.start, spot.end)
        if surface not in persons[spot.person].names:
            persons[spot.person].names.append(surface)
    ties = tuple((n.spot.person, c) for n in namings if (c := _tie(sentences[n.spot.sentence], n)))
    return People(tuple(persons), tuple(with_appositives(sentences, namings, phrases)), phrases, ties)


def _tie(words: Words, naming: Naming) -> str | None:
    """The state in "Iran's X" or "X of Japan", where no office stands between."""
    before, after = naming.begin - 1, naming.spot.end
    if words.word(before) in APOSTROPHES and naming.begin == naming.spot.start:
        geo = words.geo_at.get(before - 1)
        if geo and geo.kind == "country":
            return geo.country
    geo = words.geo_at.get(after + 1 + (words.word(after + 1) == "the")) if words.word(after) == "of" else None
    return geo.country if geo and geo.kind == "country" else None


def _names(
    words: Words,
    number: int,
    phrases: Sequence[OfficePhrase],
    alone: frozenset[str],
    goers: frozenset[str],
) -> Iterator[tuple[NameMention, int, int | None]]:
    """The names of one sentence: those led by an office, those addressed, those the parser sees as persons."""
    used: set[int] = set()
    for which, phrase in enumerate(phrases):
        if not phrase.name or looks_like_thing(words, *phrase.name):
            continue
        start, end = phrase.name
        gender = GENDER.get(phrase.noun)
        mention = _mention(words, number, start, end, led=True, titles=(phrase.noun,), gender=gender)
        used.update(range(min(phrase.start, start), end))
        yield mention, min(phrase.start, start), which
    for phrase in phrases:
        for start, end in names_joined(words, names_after(words, phrase)) if phrase.plural else ():
            if not used.intersection(range(start, end)):
                yield _mention(words, number, start, end, led=True, titles=(phrase.noun,)), start, None
                used.update(range(start, end))
    for phrase in phrases:
        start, end = _before_office(words, phrase)
        if all(word in HEADS or word in PART for word in words.low[start:end]):
            continue  # "X, Crown Prince, Deputy Supreme Commander and Prime Minister"
        if start < end and not used.intersection(range(start, end)):
            yield _mention(words, number, start, end, led=True, gender=GENDER.get(phrase.noun)), start, None
            used.update(range(start, end))
    for here, word in enumerate(words.low):
        if word in ADDRESS and words.capital(here) and here not in used:
            end = name_end(words, here + 1, lenient=True)
            if end > here + 1 and not used.intersection(range(here, end)):
                gender = ADDRESS[word] if ADDRESS[word] != "any" else None
                yield _mention(words, number, here + 1, end, led=True, titles=(word,), gender=gender), here, None
                used.update(range(here, end))
    for start, end in _with_fields(words):
        if not used.intersection(range(start, end)):
            yield _mention(words, number, start, end, led=True, titles=("minister",)), start, None
            used.update(range(start, end))
    for here, text in enumerate(words.text):
        if text in goers and here not in used and words.label_at.get(here) != "PERSON":
            yield _mention(words, number, here, here + 1), here, None
            used.add(here)
    for entity in words.entities:
        if any(_field(phrase, entity) for phrase in phrases):
            continue
        body = entity.label == "ORG" and _like_a_person(words, entity, alone)
        if entity.label != "PERSON" and not body:
            continue
        start, end = _trim(words, entity.start, entity.end, used)
        if start < end and not looks_like_thing(words, start, end) and not _credited(words, start, end):
            yield _mention(words, number, start, end), start, None
            used.update(range(start, end))


def _field(phrase: OfficePhrase, entity: Entity) -> bool:
    """Whether what the parser takes for somebody is of a minister's fields: "Agriculture, Animal Husbandry and"."""
    return phrase.noun in ("minister", "secretary") and phrase.head < entity.start and entity.end <= phrase.end


def _with_fields(words: Words) -> Iterator[tuple[int, int]]:
    """The names of ministers told with their fields in brackets, whatever the parser takes them for."""
    if "ministers" not in words.low:
        return
    here = words.low.index("ministers") + 1
    while here < len(words):
        end = name_end(words, here)
        field = words.word(end) == "(" and words.capital(end + 1) and words.word(end + 1) in PART
        if end - here > 1 and field:
            yield here, end
        here = max(end, here + 1)


def _before_office(words: Words, phrase: OfficePhrase) -> tuple[int, int]:
    """The name of two words or more that an office in commas stands behind, whatever the parser takes it for."""
    comma = phrase.start - 1
    if phrase.name or phrase.plural or words.word(comma) != ",":
        return 0, 0
    start = comma
    while start and (words.capital(start - 1) or words.low[start - 1] in PARTICLES) and start - 1 not in words.geo_at:
        start -= 1
    while start < comma - 1 and name_end(words, start) != comma:
        start += 1
    if comma - start < 2 or looks_like_thing(words, start, comma):
        return 0, 0
    bare = words.capital(comma + 1) and words.word(start - 1) not in PLACE_PREPOSITIONS
    if words.label_at.get(start) in ("GPE", "LOC", "FAC") and not (bare and phrase.start == comma + 1):
        return 0, 0  # "in Santa Cruz, the president said", not "with Juan Soto, Adviser to the President"
    return start, comma


def _credited(words: Words, start: int, end: int) -> bool:
    """Whether a name is a by-line's or a picture's credit ("By X", "X/Agency"), or no name but a model's number."""
    if any(char.isdigit() for text in words.text[start:end] for char in text):
        return True
    byline = (
        words.word(0) == "by"
        and start <= 2
        and len(words) <= end + 6
        and not any(pos in ("VERB", "AUX") for pos in words.pos)
    )
    return byline or words.word(end).startswith("/")


def _like_a_person(words: Words, entity: Entity, alone: frozenset[str]) -> bool:
    """Whether what the parser takes for a body is told of as one who, or named like one: "First Last", then "Last"."""
    run = [text for text in words.text[entity.start : entity.end] if text != "-"]
    if words.word(entity.end) == "," and words.word(entity.end + 1) == "who" and len(run) > 1:
        return entity.start not in words.geo_at and all(text[:1].isupper() for text in run)
    shaped = 2 <= len(run) <= 3 and all(w.isalpha() and w[0].isupper() and not w.isupper() for w in run)
    return shaped and run[0] != "The" and run[-1] in alone and entity.start not in words.geo_at


def _mention(
    words: Words,
    number: int,
    start: int,
    end: int,
    *,
    led: bool = False,
    titles: tuple[str, ...] = (),
    gender: str | None = None,
) -> NameMention:
    tokens = name_tokens(words, start, end)
    return NameMention(number, start, end, tokens, words.surface(start, end), led, titles, gender)


def _trim(words: Words, start: int, end: int, used: set[int]) -> tuple[int, int]:
    """A parser's person without the titles before and the marks after; empty if nothing of a name is left."""
    while start < end and (
        start in used
        or words.low[start] in HEADS
        or words.low[start] in PART
        or words.low[start] in FORMER
        or words.low[start] in STANDING
        or words.low[start] in ADDRESS
        or words.low[start] in ABBREVIATIONS
        or not words.capital(start)
    ):
        start += 1
    if start >= end:
        return start, start
    while start > 1 and words.text[start - 1] == "-" and words.capital(start - 2) and words.glued[start - 1]:
        start -= 2  # "Kassym-Jomart", of which the parser sees the second half
    stop = name_end(words, start)
    if stop <= start:
        return start, start
    stop = min(max(stop, start), end) if not runs_on(words, stop, end) else stop
    while stop > start and (words.low[stop - 1] in APOSTROPHES or stop - 1 in used):
        stop -= 1
    return start, stop


def _plausible(mentions: Sequence[NameMention], sentences: Sequence[Words], goers: frozenset[str]) -> list[NameMention]:
    """Names without what the parser alone takes for a person's single name once, and elsewhere otherwise."""
    votes: Counter[str] = Counter()
    against: Counter[str] = Counter()
    sure = {fold(word) for word in goers}
    for mention in mentions:
        for token in mention.tokens:
            if mention.led or len(mention.tokens) > 1:
                sure.add(token)
        if len(mention.tokens) == 1:
            votes[mention.tokens[0]] += 1
    for words in sentences:
        for entity in words.entities:
            if entity.label != "PERSON" and entity.end - entity.start == 1:
                against[fold(words.text[entity.start])] += 1
    kept = []
    for mention in mentions:
        if not mention.led and len(mention.tokens) == 1 and mention.tokens[0] not in sure:
            words, token = sentences[mention.sentence], mention.tokens[0]
            acts = words.dep[mention.start] in ("nsubj", "poss") and not words.text[mention.start].isupper()
            if against[token] >= votes[token] or not (votes[token] >= 2 or acts):
                continue
        kept.append(mention)
    return kept


def _bare_names(
    sentences: Sequence[Words],
    persons: Sequence[PersonDraft],
    taken: set[tuple[int, int]],
    phrases: Sequence[Sequence[OfficePhrase]],
) -> Iterator[Spot]:
    """Surnames and parts of names that stand alone, whatever the parser takes them for."""
    index: dict[str, list[tuple[int, PersonDraft]]] = defaultdict(list)
    for person in persons:
        for token in dict.fromkeys(person.tokens):
            bare = token.removeprefix("bin") if token.startswith("bin") and len(token) > 5 else token
            if len(bare) > 1:
                index[bare].append((name_fit((token,), person.tokens), person))
    if not index:
        return
    for number, words in enumerate(sentences):
        in_phrase = {i for p in phrases[number] for i in range(p.start, p.end) if i == p.head or words.low[i] in PART}
        here = 0
        while here < len(words):
            found = None
            if (number, here) not in taken and here not in in_phrase and words.capital(here):
                found = _bare(words, number, here, index)
            if found:
                yield Spot(number, found[0], found[1], found[2], False)
                here = found[1]
            else:
                here += 1


def _bare(
    words: Words, number: int, here: int, index: dict[str, list[tuple[int, PersonDraft]]]
) -> tuple[int, int, int] | None:
    start, end = here, here + 1
    token = fold(words.text[here])
    if words.word(here + 1) == "-" and words.glued[here] and here + 2 < len(words) and words.glued[here + 1]:
        joined = fold(words.text[here + 2])
        if words.low[here] in PARTICLES or any(joined in p.tokens for _, p in index.get(token, ())):
            token, end = joined, here + 3
    candidates = index.get(token.replace(" ", "")) or index.get(token)
    if not candidates or not _may_be_name(words, here, end):
        return None
    while words.word(start - 1) in ("bin", "al", "de", "van", "von", "-") and start > 1:
        start -= 1
    fit, person = max(candidates, key=lambda each: (each[0], *likelihood(each[1], (number, here))))
    known = len(candidates) == 1 and person.led and words.dep[here] in ("nsubj", "nsubjpass", "dobj", "pobj", "poss")
    if fit < 2 and words.label_at.get(here) not in ("PERSON", "ORG", "GPE", "NORP") and not known:
        return None
    while end < len(words) and words.capital(end) and fold(words.text[end]) in person.tokens:
        end += 1
    if _runs_on(words, end) or _runs_in(words, start):
        return None
    return start, end, person.number


def _may_be_name(words: Words, here: int, end: int) -> bool:
    label = words.label_at.get(here)
    if label in _NOT_OF_PERSON or words.low[here] in CALENDAR_WORDS:
        return False
    geo = words.geo_at.get(here)
    if geo and label != "PERSON":
        return False
    if words.pos[here] not in _MAY_BE:
        return False
    if words.word(end) in ("doctrine", "family"):
        return False
    return not (here == 0 and words.pos[here] in ("VERB", "ADJ") and label is None)


def _runs_on(words: Words, end: int) -> bool:
    """Whether the run of capitals goes on as something else's name ("Kennedy Center")."""
    if not words.capital(end) or words.low[end] in APOSTROPHES:
        return False
    if words.low[end] in THINGS:
        return True
    label = words.label_at.get(end)
    return label is not None and label == words.label_at.get(end - 1) and label in ("ORG", "FAC", "WORK_OF_ART", "LAW")


def _runs_in(words: Words, start: int) -> bool:
    """Whether a first name of somebody else stands before ("Michelle Obama" where only Barack is known)."""
    before = start - 1
    if before < 1 or not words.capital(before) or words.pos[before] != "PROPN":
        return False
    if before in words.geo_at or words.low[before] in HEADS or words.low[before] in PART:
        return False
    if words.low[before] in ADDRESS or words.low[before] in ABBREVIATIONS or words.low[before] in CALENDAR_WORDS:
        return False
    return words.head[before] == start and words.dep[before] == "compound" and words.text[before].isalpha()
