"""Which word of a sentence tells what is done with a measure: "imposed", "the lifting of", "hit with".

Invariant: follows the parse from the measure to the words that govern it; a word counts only as
`data/measures.toml` has it, and a noun is told of once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from communique.claims.measure_rows import Group, Row, groups, groups_of, lemma_of, rows, words
from communique.claims.parsing import Sentence
from communique.claims.syntax import governor, objects, passive


@dataclass(frozen=True, slots=True)
class Told:
    """What is done with a measure: the row, its noun, the word that tells, and the verb whose subject does it.

    `bare` is set where the noun alone tells ("Washington's 25 percent tariff"), `itself` where a verb is the measure
    ("sanctioned 15 officials"): the noun is then whom it is against; `effect` where it begins to hold.
    """

    row: Row
    group: Group
    thing: Token
    cue: Token
    verb: Token | None
    bare: bool = False
    itself: bool = False
    effect: bool = False


def by_nouns(sentence: Sentence) -> Iterator[tuple[Told, ...]]:
    """What a sentence may tell of each measure that its nouns name, the likeliest first."""
    for noun in sentence.span:
        if noun.pos_ not in ("NOUN", "PROPN") or noun.dep_ in ("compound", "poss", "nmod", "amod"):
            continue
        names = groups_of(noun)
        for group in groups():
            if group.name in names and (told := tuple(_ways(noun, group))):
                yield told


def _ways(noun: Token, group: Group) -> Iterator[Told]:
    """How a measure is told, the likeliest first."""
    top = noun
    while top.dep_ == "pobj" and top.head.lower_ == "of" and lemma_of(top.head.head) in words("groups"):
        top = top.head.head
    fitting = [row for row in rows() if group.name in row.of]
    for holder in dict.fromkeys((noun, top)):
        for child in holder.children:
            if child.dep_ in ("acl", "relcl") and (row := _row(fitting, child, "does")) and _done_to(child):
                yield Told(row, group, noun, child, child)
            elif child.dep_ == "relcl" and (row := _row(fitting, child, "goes")):
                yield Told(row, group, noun, child, None)
    first = top
    while first.dep_ == "conj" and first.head.pos_ in ("NOUN", "PROPN"):
        first = first.head
    above = _due(first)
    if first.dep_ in ("dobj", "nsubjpass"):
        if row := _row(fitting, above, "does"):
            yield Told(row, group, noun, above, above)
    elif first.dep_ == "nsubj" and (row := _row(fitting, above, "goes")) and _hits(row, above):
        yield Told(row, group, noun, above, None)
    elif first.dep_ == "nsubj" and _takes_effect(above) and fitting[0].kind == "sanction":
        yield Told(fitting[0], group, noun, above, None, effect=True)
    elif first.dep_ == "pobj":
        yield from _under(above, noun, group, fitting)
    if fitting[0].kind == "sanction" and group.name != "ties" and _told_alone(noun):
        yield Told(fitting[0], group, noun, noun, None, bare=True)


def _under(preposition: Token, noun: Token, group: Group, fitting: Sequence[Row]) -> Iterator[Told]:
    """A measure under a preposition: "hit with tariffs", "the lifting of sanctions"."""
    holder = preposition.head
    if holder.pos_ in ("VERB", "AUX"):
        key = f"{holder.lemma_.lower()} {preposition.lower_}"
        if row := next((row for row in fitting if key in row.does), None):
            yield Told(row, group, noun, holder, holder)
        return
    act = lemma_of(holder)
    if preposition.lower_ not in ("of", "to", "on"):
        return
    row = next((row for row in fitting if act in row.act), None)
    if row is None:
        return
    verb = governor(holder) if holder.dep_ in ("dobj", "nsubjpass") else None
    other = _row(fitting, verb, "does") if verb is not None else None
    if verb is None or other is None:
        yield Told(row, group, noun, holder, verb)
    elif other == row:  # "announced the restoration"
        yield Told(row, group, noun, verb, verb)
    elif row == fitting[0]:  # "postponed the imposition", "announced the extension"
        yield Told(other, group, noun, verb, verb)
    elif other == fitting[0]:  # "announced the lifting"
        yield Told(row, group, noun, verb, verb)


def _due(noun: Token) -> Token:
    """The verb above a noun; of what "is due to begin", the beginning."""
    verb = noun.head
    if noun.dep_ == "nsubj" and verb.lemma_ == "be":
        chain = [c for child in verb.children if child.dep_ == "acomp" for c in child.children if c.dep_ == "xcomp"]
        return chain[0] if chain else verb
    return verb


def _takes_effect(verb: Token) -> bool:
    """ "Took effect", "will go into effect", "come into force"."""
    held = [each for child in (verb, *(c for c in verb.children if c.dep_ == "prep")) for each in child.children]
    return verb.lemma_ in ("take", "go", "come", "enter") and any(each.lemma_ in words("effects") for each in held)


def _hits(row: Row, verb: Token) -> bool:
    """Whether what is imposed hits those whom a measure is on, and not only the economy ("hit seven officials")."""
    whom = {lemma_of(each) for each in objects(verb)}
    return row.kind != "sanction" or bool(whom & (words("people") | words("companies")))


def _row(fitting: Sequence[Row], verb: Token, relation: str) -> Row | None:
    lemma = verb.lemma_.lower()
    told = {lemma, *(f"{lemma} {child.lower_}" for child in verb.children if child.dep_ in ("prt", "advmod"))}
    return next((row for row in fitting if told & (row.does if relation == "does" else row.goes)), None)


def _done_to(verb: Token) -> bool:
    """Whether a clause on a noun tells what is done with it: "sanctions imposed by X", "sanctions that X imposed"."""
    own = [child for child in verb.children if child.dep_ == "nsubj"]
    relative = any(child.lower_ in ("that", "which", "who") for child in own)
    return passive(verb) or (verb.tag_ == "VBN" and not own) or (bool(own) and not relative)


def _told_alone(noun: Token) -> bool:
    """Whether a measure is told by its noun: with how much it is, or its day ("last week's sanctions")."""
    about = [
        each
        for child in noun.children
        if child.dep_ in ("poss", "compound", "nummod", "nmod", "amod")
        for each in child.subtree
    ]
    return any(each.ent_type_ == "DATE" and each.dep_ == "poss" for each in about) or any(
        each.lower_ in ("percent", "%") for each in about
    )


def by_verbs(sentence: Sentence) -> Iterator[tuple[Told, ...]]:
    """Verbs that are a measure: "sanctioned 15 officials", "banned imports of food"."""
    sanctions, embargo = (next(each for each in groups() if each.name == name) for name in ("sanctions", "embargo"))
    for verb in sentence.span:
        lemma = verb.lemma_.lower()
        if verb.pos_ != "VERB" or not (lemma in words("sanctioning") or lemma in words("banning")):
            continue
        done = [each for each in objects(verb) if each.pos_ in ("NOUN", "PROPN")]
        if verb.dep_ == "acl" and verb.tag_ == "VBN":
            done = [verb.head]
        if not done:
            continue
        if lemma in words("sanctioning"):
            yield (Told(rows()[0], sanctions, done[0], verb, verb, itself=True),)
        elif any(lemma_of(each) in words("banned") for each in done):
            yield (Told(rows()[0], embargo, done[0], verb, verb, itself=True),)
