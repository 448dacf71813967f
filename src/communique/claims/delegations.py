"""Delegations written out as lists: who leads, who goes, and in which office.

Invariant: every delegate is an actor of the cast and stands in a paragraph of its own under the
heading that announces the list; `position` is the text after the name, as it stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from communique.claims.actors import Cast, Mention
from communique.claims.drafting import Draft, actors_at, persons
from communique.claims.frames import Cue, Frame
from communique.claims.geography import destinations, in_town
from communique.claims.listing import doers
from communique.claims.parsing import Paragraph, Parsed, Sentence
from communique.claims.syntax import hanging, objects, objects_of, passive
from communique.model import Participation, Place, ReportActor

_HEADING = re.compile(
    r"\b(?:members of (?:the|his|her|its|this) (?:\w+ ){0,3}delegation"
    r"|delegation (?:members|includes?|consists of|comprises)"
    r"|(?:other )?members? (?:are|include))\b[^.]{0,80}$",
    re.IGNORECASE,
)
_LEADS = re.compile(r"\b(?:will )?(?:lead|leads|led|head|heads|headed)\b[^.]{0,40}\bdelegation", re.IGNORECASE)
_MARKUP = re.compile(r"[*_#<>/\\]|\bu>|</?\w+>")
_BEFORE_NAME = 40
_GAP = 2
_LEADING = frozenset({"lead", "head"})
_BODIES = frozenset({"delegation", "mission"})
_BACK = 3
"""How many sentences before "will lead the delegation" may say where it goes."""
_FRAME = Frame("leading", "visit", ("to", "in"))


@dataclass(frozen=True, slots=True)
class Delegate:
    """One member: the actor, the position as written, and where the entry stands in the report."""

    actor: str
    position: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Delegation:
    """A list of delegates under one heading. `leader` is who the report says leads them, if it says so."""

    leader: str | None
    members: tuple[Delegate, ...]
    start: int
    end: int


def read_delegations(parsed: Parsed, cast: Cast) -> tuple[Delegation, ...]:
    """The delegations that a report writes out as lists, in reading order."""
    named = _names_by_paragraph(parsed, cast)
    found: list[Delegation] = []
    number = 0
    while number < len(parsed.paragraphs):
        paragraph = parsed.paragraphs[number]
        if not _HEADING.search(_MARKUP.sub(" ", paragraph.text[-300:]).strip(" :")):
            number += 1
            continue
        members, after = _members(parsed, named, number + 1)
        if members:
            leader = _leader(parsed, cast, number)
            found.append(Delegation(leader, tuple(members), paragraph.start, members[-1].end))
        number = max(after, number + 1)
    return tuple(found)


def _names_by_paragraph(parsed: Parsed, cast: Cast) -> dict[int, list[Mention]]:
    named: dict[int, list[Mention]] = {}
    for mention in cast.mentions:
        if mention.form == "name" and len(mention.keys) == 1:
            named.setdefault(parsed.sentences[mention.sentence].paragraph, []).append(mention)
    return named


def _members(parsed: Parsed, named: dict[int, list[Mention]], first: int) -> tuple[list[Delegate], int]:
    """The entries from a paragraph on, and the first paragraph after the list; a short gap does not end it."""
    members: list[Delegate] = []
    number, missed = first, 0
    while number < len(parsed.paragraphs) and missed < _GAP:
        entry = _entry(parsed.paragraphs[number], named.get(number, ()))
        if entry:
            members.append(entry)
            missed = 0
        else:
            missed += 1
        number += 1
    return members, number


def _entry(paragraph: Paragraph, names: Sequence[Mention]) -> Delegate | None:
    """ "The Honorable A. Name, Secretary of X": a name at the head of the paragraph, then a comma."""
    for mention in names:
        after = paragraph.text[mention.end - paragraph.start :].lstrip()
        if mention.start - paragraph.start <= _BEFORE_NAME and after[:1] in (",", "–", "—", ":", ";", "-"):
            position = " ".join(after[1:].split()).strip(" #\\")
            if position and not position.endswith((".”", '."')):
                return Delegate(mention.keys[0], position, mention.start, paragraph.end)
    return None


def _leader(parsed: Parsed, cast: Cast, heading: int) -> str | None:
    """Who leads: the first person named in a sentence before the heading that says so."""
    for sentence in _before(parsed, heading):
        if _LEADS.search(parsed.report.text[sentence.start : sentence.end].replace("\n", " ")):
            for mention in cast.mentions:
                if mention.sentence == sentence.index and mention.form in ("name", "title") and len(mention.keys) == 1:
                    return mention.keys[0]
    return None


def _before(parsed: Parsed, heading: int) -> Iterator[Sentence]:
    yield from (s for s in reversed(parsed.sentences) if s.paragraph < heading)


@dataclass(frozen=True, slots=True)
class Journey:
    """A delegation on its way: told by the verb of leading, dated by that sentence or by `announced`."""

    draft: Draft
    announced: Sentence | None
    after: int


def journeys(parsed: Parsed, cast: Cast) -> tuple[Journey, ...]:
    """The visits that delegations make: "X will lead the delegation", with the place told there or just before.

    The delegates are those of the list, where the report writes one out.
    """
    lists = read_delegations(parsed, cast)
    found = [*_led(parsed, cast, lists)]
    told = {part.actor for each in found for part in each.draft.participants}
    found.extend(_unled(parsed, cast, [each for each in lists if not told & {m.actor for m in each.members}]))
    return tuple(found)


def _unled(parsed: Parsed, cast: Cast, lists: Sequence[Delegation]) -> Iterator[Journey]:
    """The visits of listed delegations of which no sentence says who leads: the entry above the list, or its first."""
    named = _names_by_paragraph(parsed, cast)
    for each in lists:
        heading = next((s for s in parsed.sentences if s.start >= each.start), None)
        if heading is None:
            continue
        above = heading.paragraph - 1
        first = _entry(parsed.paragraphs[above], named.get(above, ())) if above >= 0 else None
        keys = list(dict.fromkeys([*([first.actor] if first else []), *(m.actor for m in each.members)]))
        places, announced, after = _bound_for(parsed, heading, heading.span.root)
        if not places or announced is None:
            continue
        parts = (Participation(keys[0], "visitor"), *(Participation(key, "delegate") for key in keys[1:]))
        cue = Cue(announced.span.doc[after], _FRAME, announced)
        reasons = ("a delegation is listed",)
        yield Journey(Draft(cue, "visit", parts, in_town(places[0]), reasons=reasons), announced, after)


def _led(parsed: Parsed, cast: Cast, lists: Sequence[Delegation]) -> Iterator[Journey]:
    """The visits of delegations of which a sentence says who leads them."""
    for sentence in parsed.sentences:
        for verb in sentence.span:
            if verb.lemma_.lower() not in _LEADING or verb.pos_ != "VERB" or not _of_delegation(verb):
                continue
            leader = _leading(verb, sentence, cast)
            if leader is None:
                continue
            going = _going(verb)
            if going is not None:
                goes, spots = going
                between = (word for word in sentence.span if verb.i < word.i < goes.i)
                row = [each for each in persons(actors_at(between, sentence, cast)) if each.key != leader.key]
                parts = [Participation(leader.key, "visitor"), *(Participation(each.key, "delegate") for each in row)]
                reasons = (f"“{verb.text}” names who leads the delegation",)
                for place in spots:
                    if place.country and place.country != leader.country:
                        draft = Draft(
                            Cue(goes, _FRAME, sentence), "visit", tuple(parts), in_town(place), reasons=reasons
                        )
                        yield Journey(draft, None, goes.i)
                continue
            places, announced, after = _bound_for(parsed, sentence, verb)
            if not places or places[0].country == leader.country:
                continue
            members = (m.actor for each in lists if each.leader in (leader.key, None) for m in each.members)
            parts = [Participation(leader.key, "visitor")]
            parts += [Participation(key, "delegate") for key in dict.fromkeys(members) if key != leader.key]
            cue = Cue(verb, _FRAME, sentence)
            reasons = (f"“{verb.text}” names who leads the delegation",)
            for place in places:
                yield Journey(Draft(cue, "visit", tuple(parts), in_town(place), reasons=reasons), announced, after)


def _going(verb: Token) -> tuple[Token, list[Place]] | None:
    """The verb of going, and where to, of a delegation told with who leads it: "A delegation led by X visited P"."""
    noun = next((each for each in objects(verb) if each.lemma_.lower() in _BODIES), None)
    noun = noun or (verb.head if verb.dep_ == "acl" and verb.head.lemma_.lower() in _BODIES else None)
    goes = noun.head if noun is not None and noun.dep_ == "nsubj" else None
    if goes is None or goes.lemma_ not in ("visit", "arrive", "travel", "fly", "come", "go"):
        return None
    spots = [place for word in objects(goes) for place in destinations(word)] if goes.lemma_ == "visit" else []
    spots += [place for _, word in hanging(goes, ("to", "in")) for place in destinations(word)]
    return (goes, spots) if spots else None


def _of_delegation(verb: Token) -> bool:
    """Whether it is a delegation that is led: "leads the delegation", "a delegation led by X"."""
    return any(each.lemma_.lower() in _BODIES for each in objects(verb))


def _leading(verb: Token, sentence: Sentence, cast: Cast) -> ReportActor | None:
    """Who leads: the subject, the agent of the passive, or the entry before "will lead" that is no clear subject."""
    found = [each for each in doers(verb, sentence, cast) if each.type == "person"]
    if not found and not passive(verb):
        before = (cast.at(sentence, word) for word in sentence.span if word.i < verb.i)
        found = [actor for keys in before for actor in map(cast.actor, keys) if actor.type == "person"]
    return found[0] if found else None


def _bound_for(parsed: Parsed, sentence: Sentence, verb: Token) -> tuple[list[Place], Sentence | None, int]:
    """Where the delegation goes, the earlier sentence that says so (None: this one), and the place of its noun.

    Of several states those that one preposition leads to ("to Panama and Colombia").
    """
    for each in reversed(parsed.sentences[max(0, sentence.index - _BACK) : sentence.index + 1]):
        for noun in each.span:
            if noun.lemma_.lower() not in _BODIES:
                continue
            links = [word for word in each.span if word.i > noun.i and word.dep_ == "prep" and word.head.i <= word.i]
            for link in links:
                spots = [
                    place
                    for name in objects_of(link)
                    for target in (name, *(child for child in name.children if child.dep_ == "appos"))
                    for place in destinations(target)
                    if place.country and link.lower_ in ("to", "in")
                ]
                stops = list({place.country: place for place in reversed(spots)}.values())[::-1]
                if stops:
                    return stops, None if each is sentence else each, noun.i
    return [], None, verb.i
