"""Which word of a sentence tells what became of forces or captives that a number counts.

Invariant: follows the parse from what is counted to the words that govern it; a word counts only as
`data/forces.toml` has it, in that relation and of that group.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from communique.claims.counts import Count, count_at, counted_before, may_count
from communique.claims.force_rows import HELD, NATIONALS, PEOPLE, Relation, Row, befalling, groups, rows, telling, words
from communique.claims.parsing import Sentence
from communique.claims.places import country_of_demonym
from communique.claims.syntax import passive

_DATE = re.compile(r"(?:1[89]\d\d|20\d\d|[1-3]?\d)(?!\d|,\d|\.\d)")
"""What may be a year or a day of a month."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence tells of something counted: by which row and word, and what the counted is to the row."""

    row: Row
    cue: Token
    relation: Relation
    noun: Token
    group: str
    count: Count


def told(sentence: Sentence) -> Iterator[tuple[Told, ...]]:
    """For each thing counted the ways in which it may be told, the likeliest first."""
    text = sentence.span.text
    if not telling().search(text) or not may_count(text):
        return
    anybody = befalling().search(text) is not None
    for noun in sentence.span:
        start = noun.idx - sentence.span.start_char
        if noun.pos_ in ("NOUN", "PROPN"):
            if not (anybody or _things(noun)):
                continue
            count = counted_before(text, start)
            if count is not None and not _belongs(sentence, count.at, noun):
                count = None
        elif noun.pos_ == "NUM" and noun.dep_ in ("nsubjpass", "dobj"):  # "another 14 were detained"
            count = count_at(text, start)
            noun = _totalled(noun) or noun
        else:
            continue
        if count is not None:
            yield tuple(_ways(noun, count, _got_for(sentence, count.at)))


def _totalled(number: Token) -> Token | None:
    """What a clause numbers: "the air strikes, which now total nearly 90"."""
    verb = number.head
    if verb.lemma_ not in words("totals") or verb.dep_ != "relcl" or number.dep_ != "dobj":
        return None
    return verb.head


def people_of(noun: Token) -> str | None:
    """The state whose people a word names: "Chileans"."""
    return country_of_demonym(noun.text) or country_of_demonym(noun.text.removesuffix("s"))


def lemma_of(token: Token) -> str:
    """A noun's lemma, also where the parse takes it for a name ("Special Operations Forces")."""
    return str(token.lemma_.lower() if token.pos_ == "NOUN" else token.lower_.removesuffix("s"))


def _ways(noun: Token, count: Count, got_for: Token | None) -> Iterator[Told]:
    own = _groups(noun)
    swap: tuple[tuple[Token, Relation], ...] = ((got_for, "swaps"),) if got_for is not None else ()
    for cue, relation in itertools.chain(swap, _governing(noun)):
        beside = frozenset(child.lower_ for child in cue.children)
        for row in rows():
            if row.says(relation, lemma_of(cue) if relation == "itself" else cue.lemma_.lower(), beside):
                # where what is counted may tell itself, its other ways of telling need no word beside
                near = beside | {noun.lower_} if relation == "itself" else {word.lower_ for word in noun.sent}
                if row.sorts and (relation == "itself" or not row.words["itself"]) and not near & row.sorts:
                    continue
                yield from (Told(row, cue, relation, noun, group, count) for group in sorted(row.counted & own))


def _groups(noun: Token) -> frozenset[str]:
    """What a noun is to the rows: the groups of its word, people, people of a state, whoever is held."""
    lemma = lemma_of(noun)
    own = _things(noun)
    if lemma in words("no_people"):
        return own
    found = {PEOPLE}
    if noun.text[:1].isupper() and noun.text.endswith(("s", "sh", "se", "ch")) and people_of(noun):
        found.add(NATIONALS)
    elif not own & {"hostages", "prisoners", "spies"} and any(
        child.lemma_ in words("holding") for child in noun.children if child.dep_ in ("acl", "relcl", "amod")
    ):
        found.add(HELD)
    return own | found


def _things(noun: Token) -> frozenset[str]:
    lemma = lemma_of(noun)
    called = (f"{child.lower_} {lemma}" for child in noun.children if child.dep_ in ("amod", "compound", "nmod"))
    return frozenset().union(*(groups().get(each, frozenset()) for each in (lemma, *called)))


def _got_for(sentence: Sentence, at: int) -> Token | None:
    """What is got for those whose number begins there, as the words stand: "in exchange for seven prisoners"."""
    number = _token(sentence, at)
    before = [sentence.span.doc[place] for place in range(max(sentence.span.start, number.i - 3), number.i)]
    before = [word for word in before if word.pos_ != "ADV"][-2:]
    return before[0] if len(before) == 2 and before[1].lower_ == "for" else None


def _token(sentence: Sentence, at: int) -> Token:
    here = sentence.span.start_char + at
    return next((word for word in sentence.span if word.idx + len(word) > here), sentence.span[0])


def _belongs(sentence: Sentence, at: int, noun: Token) -> bool:
    """Whether a number that may be a date counts the noun after it in the parse, too (not so "in 2014 soldiers")."""
    if not _DATE.match(sentence.span.text[at : at + 5]):
        return True
    number = _token(sentence, at)
    return noun in number.ancestors or number in noun.ancestors


def _governing(noun: Token) -> Iterator[tuple[Token, Relation]]:
    """The words that can tell what became of a counted noun, and how each stands to it.

    Who lets go those whom others seized tells of the release; else what is told with the noun itself goes first.
    """
    top = noun
    while top.dep_ == "pobj" and top.head.lower_ == "of" and lemma_of(top.head.head) in words("groups"):
        top = top.head.head
    first = top
    while first.dep_ == "conj" and first.head.pos_ in ("NOUN", "PROPN", "NUM"):
        first = first.head
    above = tuple(_above(first))
    yield noun, "itself"
    yield from ((cue, relation) for cue, relation in above if cue.lemma_ in words("freeing") and relation == "does")
    joined = [each for each in noun.children if each.dep_ == "conj" and each.pos_ == "NOUN" and not _numbered(each)]
    for word in dict.fromkeys((noun, top, *joined)):
        for child in word.children:
            if child.dep_ in ("acl", "relcl"):
                yield child, _in_clause(child)
            elif child.dep_ == "amod" and child.tag_ == "VBN":
                yield child, "does"
    yield from above


def _numbered(noun: Token) -> bool:
    return any(child.dep_ == "nummod" for child in noun.children)


def _in_clause(verb: Token) -> Relation:
    """How a clause tells of its noun: "soldiers sent there", "soldiers who were taken", "soldiers fighting there"."""
    own = [child for child in verb.children if child.dep_ == "nsubj"]
    relative = any(child.lower_ in ("who", "that", "which") for child in own)
    sent = verb.tag_ == "VBN" if verb.dep_ == "acl" else bool(own) and not relative
    return "does" if passive(verb) or sent else "goes"


def _above(noun: Token) -> Iterator[tuple[Token, Relation]]:
    head = noun.head
    if noun.dep_ == "dobj":
        yield head, "does"
        yield head, "stands"
    elif noun.dep_ in ("nsubj", "nsubjpass"):
        seen = head.tag_ == "VBN" and head.dep_ in ("ccomp", "xcomp")  # "has seen 100 hostages released"
        if noun.dep_ == "nsubjpass" or seen:
            yield head, "does"
        if (
            head.dep_ == "ccomp"
            and head.head.lemma_ in words("freeing")
            and not any(c.dep_ == "mark" for c in head.children)
        ):
            yield head.head, "does"  # "freed five Peruvians held since May", read as if they held
        yield head, "goes"
        if head.lemma_ == "be":
            yield head, "stands"
        for child in head.children:
            if child.dep_ == "xcomp":  # "are expected to arrive", "are to be sent"
                yield child, "does" if any(each.dep_ == "auxpass" for each in child.children) else "goes"
    elif noun.dep_ == "attr" and any(child.dep_ == "expl" for child in head.children):
        yield head, "stands"
    elif noun.dep_ == "pobj" and head.lower_ == "of":
        yield head.head, "act"
