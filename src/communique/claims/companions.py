"""Who goes along on a visit: members of a delegation, those brought along, those who travel with somebody.

Invariant: companions are persons named in one row, by the order of the words; their visit is the one the
report tells elsewhere of the person they go with, and who that is stays open where the sentence does not say.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from communique.claims.actors import Cast
from communique.claims.drafting import Draft, actors_at, in_role, leads, named_before, official, persons
from communique.claims.frames import Cue, Frame
from communique.claims.lexicon import HEADS
from communique.claims.listing import named_from
from communique.claims.parsing import Parsed, Sentence
from communique.claims.places import country_named, country_of_demonym
from communique.claims.syntax import hanging, own_subjects
from communique.model import ReportActor

_FRAME = Frame("retinue", "visit")
_PARTIES = frozenset({"delegation", "entourage", "retinue", "team", "party"})
_LISTING = frozenset({"include", "comprise", "consist", "compose", "make"})
_GOING = frozenset({"travel", "come", "fly", "arrive", "be", "go"})
_BESIDES = frozenset({"besides", "along", "apart", "together", "alongside"})
_MANY = frozenset({"ministers", "officials", "members", "secretaries"})
_REACH = 7


def companions(parsed: Parsed, cast: Cast) -> Iterator[Draft]:
    """The delegates that sentences name without a verb of accompanying, one draft for each row of names."""
    for sentence in parsed.sentences:
        for token in sentence.span:
            lemma = token.lemma_.lower()
            if lemma in _PARTIES and token.pos_ in ("NOUN", "PROPN"):
                yield from _members(token, sentence, cast)
            elif lemma == "bring" and token.pos_ == "VERB":
                yield from _brought(token, sentence, cast)
            elif _opens_list(token, sentence):
                yield from _inverted(token, sentence, cast)
            elif token.lower_ == "joining" and token.i > sentence.span.start:
                yield from _joining(token, sentence, cast)
            elif lemma in _GOING and token.pos_ in ("VERB", "AUX"):
                yield from _along(token, sentence, cast)


def _members(noun: Token, sentence: Sentence, cast: Cast) -> Iterator[Draft]:
    """ "a delegation including A and B", "his entourage included A", "the delegation consists of A"."""
    first = None
    for place in range(noun.i + 1, min(sentence.span.end - 1, noun.i + _REACH)):
        word = noun.doc[place]
        if word.lower_ in ("including", ":") or word.lemma_.lower() in _LISTING:
            after = noun.doc[place + 1]
            first = (
                place
                + 1
                + (after.lower_ in ("of", "up", "by"))
                + (noun.doc[min(place + 2, len(noun.doc) - 1)].lower_ == "of")
            )
            first = _past_number(first, sentence)
            break
        among = word.lower_ == "among" and noun.doc[place + 1].lower_ in ("whom", "them")
        if among or (word.text == "," and noun.doc[place + 1].lower_ == "among"):
            first = place + 2 + (word.text == ",") + (noun.doc[min(place + 2, len(noun.doc) - 1)].lemma_ == "be")
            first += noun.doc[min(first, len(noun.doc) - 1)].lemma_ == "be"
            break
        if word.text == "," and noun.doc[place + 1].lower_ in ("including", "comprising", "which"):
            continue
        if word.text in (".", ";", ",") or (word.pos_ == "VERB" and word.lemma_.lower() not in ("have",)):
            return
    if first is None:
        return
    named = [each for each in persons(named_from(first, sentence, cast)) if official(each)]
    states = {s for child in noun.children if (s := country_of_demonym(child.text) or country_named(child.text))}
    leaders = _heads_of(states, cast, named) if states else _leader(noun, sentence, cast, named)
    if named and (leaders or not states):
        yield from _draft(noun, sentence, leaders, named)


def _past_number(first: int, sentence: Sentence) -> int:
    """Where the names begin in "comprises eight ministers, including A", "includes seven ministers: A"."""
    for place in range(first, min(sentence.span.end - 1, first + _REACH)):
        word = sentence.span.doc[place]
        if word.text == ":" or word.lower_ == "including":
            return place + 1
        if word.lower_ == "among" and sentence.span.doc[place + 1].lower_ in ("them", "whom"):
            return place + 2
        if word.pos_ == "PROPN":
            break
    return first


def _heads_of(states: set[str], cast: Cast, named: list[ReportActor]) -> list[ReportActor]:
    """Whose "the Chinese delegation" is: the one holder of a top office of that state, if he is none of those named."""
    found = [
        each
        for each in cast.actors
        if each.type == "person" and each.country in states and each.key not in {one.key for one in named}
        if leads(each)
    ]
    return found if len(found) == 1 else []


def _leader(noun: Token, sentence: Sentence, cast: Cast, named: list[ReportActor]) -> list[ReportActor]:
    """Whose delegation it is: its owner, or the person named before it in the sentence; none if it does not say."""
    owners = actors_at((child for child in noun.children if child.dep_ == "poss"), sentence, cast)
    before = actors_at((word for word in sentence.span if word.i < noun.i), sentence, cast)
    if not owners and sentence.span[0].lower_ in _BESIDES:
        return []  # "Besides X, the entourage includes Y": X is one of them
    known = {each.key for each in named}
    found = [each for each in persons(owners or before) if official(each) and each.key not in known]
    return found[:1]


def _brought(verb: Token, sentence: Sentence, cast: Cast) -> Iterator[Draft]:
    """ "X had brought with him A and B"."""
    beside = next((word for _, word in hanging(verb, ("with", "along")) if word.lower_ in ("him", "her", "them")), None)
    if beside is None:
        return
    leaders = [each for each in persons(named_before(verb, sentence, cast, clauses=True)) if official(each)][:1]
    named = [each for each in persons(named_from(beside.i + 1, sentence, cast)) if official(each)]
    if leaders and named:
        yield from _draft(verb, sentence, leaders, named)


def _opens_list(word: Token, sentence: Sentence) -> bool:
    """Whether a sentence opens so and ends with who goes along: "Joining X are", "Also with the delegation are"."""
    opening = word.i - sentence.span.start
    with_party = word.lower_ == "with" and any(each.lower_ in _PARTIES for each in word.doc[word.i + 1 : word.i + 4])
    return (opening == 0 and word.lower_ in ("accompanying", "joining")) or (opening <= 1 and with_party)


def _joining(verb: Token, sentence: Sentence, cast: Cast) -> Iterator[Draft]:
    """ "A, B and C are also joining", "A is joining the delegation": they go along, whose delegation is told before."""
    after = {word.lower_ for word in verb.doc[verb.i + 1 : min(sentence.span.end, verb.i + 3)]}
    alone = verb.i + 1 >= sentence.span.end - 1 or bool(after & (_PARTIES | {"him", "her", "trip", "visit"}))
    going = any(child.lemma_ == "be" for child in verb.children)
    row = [each for each in persons(actors_at(own_subjects(verb), sentence, cast)) if official(each)]
    named = [each for each in persons(named_before(verb, sentence, cast)) if official(each)]
    if alone and going and row:
        yield from _draft(verb, sentence, [], list({each.key: each for each in [*row, *named]}.values()))


def _inverted(verb: Token, sentence: Sentence, cast: Cast) -> Iterator[Draft]:
    """ "Accompanying X are A and B"."""
    link = next((word for word in sentence.span if word.lemma_ == "be" and word.i > verb.i), None)
    if link is None:
        return
    between = (word for word in sentence.span if verb.i < word.i < link.i)
    leaders = [each for each in persons(actors_at(between, sentence, cast)) if official(each)][:1]
    named = [each for each in persons(named_from(link.i + 1, sentence, cast)) if official(each)]
    if named:
        yield from _draft(verb, sentence, leaders, named)


def _along(verb: Token, sentence: Sentence, cast: Cast) -> Iterator[Draft]:
    """ "A and B are part of, or in, the delegation", "A and B are travelling with X", "A came along with him"."""
    row = persons(named_before(verb, sentence, cast) or actors_at(own_subjects(verb), sentence, cast))
    if any(each.tag_ == "NNS" and each.lower_ in _MANY for each in own_subjects(verb)):
        # "Eleven ministers are travelling with the president: A, B and C"
        colon = next((each.i for each in sentence.span if each.i > verb.i and each.text == ":"), None)
        row = persons(named_from(colon + 1, sentence, cast)) if colon is not None else row
    row = [each for each in row if official(each)]
    if not row:
        return
    after = list(verb.doc[verb.i + 1 : min(sentence.span.end, verb.i + 2 * _REACH)])
    words = [word.lower_ for word in after]
    if verb.lemma_ == "be":
        belonging = ("part", "member", "members", "in")
        if words[:1] == ["with"] and words[1:2] != ["him"] and (whom := _official_at(after[1:4], sentence, cast)):
            if whom.key not in {each.key for each in row}:
                yield from _draft(verb, sentence, [whom], row)  # "X and Y are with the premier"
            return
        held = next((place for place, word in enumerate(words[:4]) if word in belonging), None)
        ends = next((place for place, word in enumerate(words[:_REACH]) if word in _PARTIES), None)
        if held is None or ends is None or ends < held:
            return
        yield from _draft(verb, sentence, [], row)
        return
    if not words or words[0] != "with" or len(words) < 2:
        return
    keys = [cast.at(sentence, word) for word in after[1:4]]
    with_whom = [cast.actor(key) for each in keys[:1] or [] for key in each] or [
        cast.actor(key) for each in keys for key in each
    ]
    leaders = [each for each in persons(with_whom) if official(each) and each.key not in {one.key for one in row}][:1]
    same = bool(leaders) and all(each.country in (leaders[0].country, None) for each in row)
    unnamed = not leaders and words[1] in ("him", "her")
    if same or unnamed:
        yield from _draft(verb, sentence, leaders, row)


def _official_at(words: list[Token], sentence: Sentence, cast: Cast) -> ReportActor | None:
    """The official in a top office whom words mean."""
    found = [each for each in persons(actors_at(words, sentence, cast)) if official(each)]
    return next(
        (each for each in found if any(HEADS.get(o.title) == "top" or "minister" in o.title for o in each.offices)),
        None,
    )


def _draft(word: Token, sentence: Sentence, leaders: list[ReportActor], row: list[ReportActor]) -> Iterator[Draft]:
    keys = {each.key for each in leaders}
    parts = (*in_role(leaders, "visitor"), *in_role([each for each in row if each.key not in keys], "delegate"))
    reasons = (f"“{word.text}” names who goes along",)
    yield Draft(Cue(word, _FRAME, sentence), "visit", parts, open=True, reasons=reasons)
