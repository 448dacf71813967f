"""What one cue tells, before it is dated, and how its words become actors.

Invariant: every participant of a draft is an actor of the cast, found in the cue's own sentence.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from communique.claims.actors import Cast
from communique.claims.frames import Cue, lexicon
from communique.claims.lexicon import CALENDAR_WORDS, HEADS, PART
from communique.claims.parsing import Sentence
from communique.claims.syntax import governor, measured, objects_of, possessors, subjects
from communique.model import Detail, Participation, Place, ReportActor, Role


@dataclass(frozen=True, slots=True)
class Draft:
    """An event as one cue tells it, before it is dated.

    `open` is true where the sentence takes up an event told elsewhere ("the visit", "his trip").
    `ahead` is true where a word other than its verb says that it is to come ("is due in Lima").
    `leaving` is true of a visit that ends with the journey told ("arrived from London").
    `present` is true of what goes on where and when the report is written: a transcript's own occasion.
    `known` is true of what must have been, as those are counted to whom it was done ("the abduction of 276 girls").
    `home` is where something was that takes up nothing told elsewhere, if that is known.
    `by_place` is true of a visit that is only implied by where somebody takes part in something.
    `reach` is set where one word tells several events in a row ("to A on Monday and to B on Tuesday"): the words
    of this one, and from where on the row's words are one of them's alone.
    """

    cue: Cue
    kind: str
    participants: tuple[Participation, ...] = ()
    place: Place | None = None
    open: bool = False
    home: Place | None = None
    by_place: bool = False
    leaving: bool = False
    ahead: bool = False
    present: bool = False
    known: bool = False
    reach: tuple[int, int, int] | None = None
    details: tuple[Detail, ...] = ()
    score: float = 1.0
    reasons: tuple[str, ...] = ()


def own_words(cue: Token) -> tuple[int, int, int] | None:
    """Whose days can be its own: of a clause on a noun its own words ("six men seized in P were shot on Sunday")."""
    if cue.dep_ not in ("acl", "relcl", "amod"):
        return None
    return 0, cue.left_edge.i, cue.right_edge.i + 1


def actors_at(tokens: Iterable[Token], sentence: Sentence, cast: Cast) -> list[ReportActor]:
    """The actors that these words stand for, each once, in text order."""
    found: dict[str, ReportActor] = {}
    for token in tokens:
        for key in cast.at(sentence, token):
            found.setdefault(key, cast.actor(key))
    return list(found.values())


def in_row(drafts: Sequence[Draft], leads: Sequence[Token]) -> list[Draft]:
    """The drafts that one word tells in a row, each with the words from that which leads it to the next.

    Where no time stands between two of them one time may be that of all.
    """
    if any(one.i >= other.i for one, other in itertools.pairwise(leads)):
        return list(drafts)
    if any(not _dated(one, other.i) for one, other in itertools.pairwise(leads)):
        return list(drafts)
    ends = [*(each.i for each in leads[1:]), leads[0].sent.end]
    return [
        replace(draft, reach=(leads[0].i, lead.i, end)) for draft, lead, end in zip(drafts, leads, ends, strict=True)
    ]


def _dated(lead: Token, end: int) -> bool:
    return any(word.ent_type_ in ("DATE", "TIME") or word.lower_ in CALENDAR_WORDS for word in lead.doc[lead.i : end])


def official(actor: ReportActor) -> bool:
    """Whether an actor acts for a state or body: a state, a body, or somebody with an office that is not private."""
    return actor.type != "person" or actor.nameless or any(not _private(office.title) for office in actor.offices)


def leads(actor: ReportActor) -> bool:
    """Whether somebody holds a top office, of whatever state: a president, a premier, a monarch."""
    return any(HEADS.get(office.title) == "top" and not office.former for office in actor.offices)


def may_be_official(actor: ReportActor) -> bool:
    """Whether an actor is official, or a person whose office this report does not tell (another may)."""
    return official(actor) or not actor.offices


def unnamed_holder(cue: Cue, cast: Cast) -> Token | None:
    """Who does it where the report gives an office alone and nothing says whose: "The President spoke today with X"."""
    return next(
        (
            word
            for word in subjects(cue.token)
            if word.lower_ in HEADS and any(child.lower_ == "the" for child in word.children)
            if HEADS[word.lower_] != "private" and not cast.at(cue.sentence, word)
        ),
        None,
    )


def _private(title: str) -> bool:
    """Whether an office is nobody's government's ("associate fellow")."""
    return HEADS.get(title.rpartition(" ")[2].lower()) == "private"


def acting(verb: Token, sentence: Sentence, cast: Cast) -> list[ReportActor]:
    """Who does this by the parse; those named in a row right before the verb, where they are more.

    Parses go astray in long offices, in "President X and Minister Y" and after a day ("On Monday X travels"); the
    order of words does not.
    """
    named = subjects(verb)
    parsed = actors_at([*named, *(word for each in named for word in _alongside(each))], sentence, cast)
    row = named_before(verb, sentence, cast) or named_before(verb, sentence, cast, clauses=True)
    more = len(row) > len(parsed) and {each.key for each in parsed} <= {each.key for each in row}
    return row if more else parsed


def _alongside(subject: Token) -> list[Token]:
    """Those with whom a subject does it: "X, together with Y and Z, opened the talks"."""
    links = [child for child in subject.children if child.dep_ == "prep" and child.lower_ == "with"]
    joined = [link for link in links if any(word.lower_ in ("together", "along") for word in link.children)]
    return [word for link in joined for word in objects_of(link)]


def named_before(verb: Token, sentence: Sentence, cast: Cast, *, clauses: bool = False) -> list[ReportActor]:
    """The persons named in one row right before a verb, by the order of the words; none after a preposition.

    With `clauses` a clause in commas may stand between ("X, who flew home, had brought").
    """
    doc, here, first = sentence.span.doc, verb.i - 1, sentence.span.start
    while here > first and (doc[here].pos_ in ("AUX", "ADV", "PART") or doc[here].lower_ in _WHEN):
        here -= 1
    if clauses and doc[here].text == ",":
        comma = next((place for place in range(here - 1, first, -1) if doc[place].text == ","), here)
        here = comma - 1 if doc[comma + 1].lower_ in ("who", "whose") else here
    bound = verb.tag_ == "VBG" and not any(child.dep_ == "aux" for child in verb.children)
    if bound or not cast.at(sentence, here) or any(child.dep_ in ("agent", "auxpass") for child in verb.children):
        return []
    found: dict[str, ReportActor] = {}
    while here >= first and _of_row(doc[here], bool(cast.at(sentence, here))):
        if doc[here].text == "," and not found:
            break
        if doc[here].lower_ not in ("his", "her", "their"):
            found.update({key: cast.actor(key) for key in reversed(cast.at(sentence, here))})
        here -= 1
    if here >= first and (doc[here].lower_ in _WITH or doc[here].pos_ == "VERB"):
        return []
    return [each for each in reversed(found.values()) if each.type == "person"]


def _of_row(token: Token, named: bool) -> bool:
    """Whether a word can stand in a row of names with their offices."""
    low = token.lower_
    office = low in HEADS or low in PART or low in ("his", "her", "their", "the", "counterpart")
    of_office = low == "of" and token.i > 0 and token.nbor(-1).lower_ in HEADS
    return named or office or of_office or low in ("and", "&", ",") or (token.pos_ == "PROPN" and not _weekday(token))


_WHEN = {"today", "yesterday", "tomorrow", "later", "earlier"}
_WITH = {"with", "by", "to", "from", "between", "of", "for", "than", "as", "like", "who", "that", "against", "behind"}


def _weekday(token: Token) -> bool:
    return token.lower_ in CALENDAR_WORDS


def persons(actors: list[ReportActor]) -> list[ReportActor]:
    """Of these actors the persons."""
    return [actor for actor in actors if actor.type == "person"]


def in_role(actors: Iterable[ReportActor], role: Role) -> tuple[Participation, ...]:
    """These actors, each with this role."""
    return tuple(Participation(actor.key, role) for actor in actors)


_CIRCUMSTANCES = {"on", "during", "for", "ahead", "before", "after", "in", "at", "amid", "following"}
"""Prepositions by which an event noun tells the circumstance of what its sentence's subject does."""


_CALLING = {"call", "push", "press", "urge", "appeal", "plead", "argue", "advocate"}


def by_control(cue: Cue, cast: Cast, verbs: Collection[str] | None = None) -> list[ReportActor]:
    """The subject of the verb that an event noun hangs on, where that verb is about the event itself."""
    beside = cue.token.head.head if cue.token.dep_ == "pobj" and cue.token.head.lower_ in ("for", "on") else None
    if beside is not None and beside.lower_ == "in":
        beside = beside.head
    while beside is not None and beside.dep_ == "conj" and not cast.at(cue.sentence, beside):
        beside = beside.head  # "thanked X and his delegation for the visit"
    if beside is not None and beside.pos_ == "PROPN" and cast.at(cue.sentence, beside):
        return actors_at([beside], cue.sentence, cast)
    verb = governor(cue.token)
    if verb is None:
        return []
    link = link_to(cue.token, verb)
    off = verb.lemma_.lower() in ("call", "put") and any(child.lower_ == "off" for child in verb.children)
    light = verb.lemma_.lower() in (verbs or lexicon().light) or (off and not verbs)
    if verbs and link in ("after", "following", "before", "since"):
        return []  # who "spoke following a news conference" did not give it
    if link is None or (verbs and not light) or (cue.token.dep_ in ("nsubj", "nsubjpass") and cue.token.head == verb):
        return []
    if not light and link not in _CIRCUMSTANCES:
        return []
    there = acting(verb, cue.sentence, cast)
    if link == "for" and verb.lemma_.lower() in _CALLING:
        there = [each for each in there if each.type != "person"]  # who calls for talks need not hold them
    if there or link in ("", None):
        return there
    # "Her announcement came days before a meeting with X"
    return persons(actors_at((each for word in subjects(verb) for each in possessors(word)), cue.sentence, cast))


def link_to(noun: Token, verb: Token) -> str | None:
    """The preposition by which a noun hangs on a verb; empty where it is its object, None where it hangs elsewhere."""
    here = measured(noun)
    while here.dep_ == "conj":
        here = here.head
    if here.head == verb:
        return ""
    above = here.head
    while above.dep_ in ("prep", "advmod", "pcomp") and above.head != verb and above.head.dep_ in ("prep", "advmod"):
        above = above.head
    if above.lower_ == "for":  # "welcomed X to Y for talks"
        where = above.head
        while where.dep_ in ("appos", "compound"):
            where = where.head
        if where.dep_ == "pobj" and where.head.head == verb and where.head.lower_ in ("to", "at", "in"):
            return "for"
    return above.lower_ if above.dep_ in ("prep", "advmod", "agent") and above.head == verb else None
