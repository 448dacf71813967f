"""Votes of bodies of states: what the Security Council adopts, who vetoes it and abstains, and by how many.

Invariant: a vote is told only with its body, which the sentence names, or the report just before it; what the houses of
one state vote on is none. Counts of votes stand in the sentence. Patterns are bounded.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Token

from communique.claims.actors import Cast
from communique.claims.drafting import Draft, in_role, own_words
from communique.claims.frames import Cue, Frame
from communique.claims.measure_rows import MEASURE, MEASURED, lemma_of
from communique.claims.measure_sides import sides
from communique.claims.measures import blamed, just_before, measures, states_counted
from communique.claims.parsing import Sentence
from communique.claims.states import bodies_of_states
from communique.claims.syntax import governor, hanging, objects, subjects
from communique.claims.timewords import WORD_NUMBER, number
from communique.model import Detail, ReportActor

VOTE = "vote"
"""The kind, and the measure, of what is read here."""
_TELLING = re.compile(r"\b(?:vot(?:e|ing)|veto|abst(?:ain|en)|resolution)", re.IGNORECASE)
_STATES_TELL = re.compile(r"\b(?:nations|countries|members|states)\b")
_NAMED = ("U.N.", "UN ", "United Nations", "General Assembly")
_BACK = 4
"""Sentences before another that may name the body that votes in it."""
_N = rf"(?:\d{{1,3}}|{WORD_NUMBER})"
_TALLY = re.compile(
    r"\b(?:vot(?:e|ed|es|ing)(?:\s(?:of|was|by|overwhelmingly|in|a))*|by|margin\sof|in\sa)\s(?:a\s)?(?P<yes>\d{1,3})\s?(?:-|–|—|to|against)\s?(?P<no>\d{1,3}|none|zero)\b"
    r"|(?<![\d-])(?P<yes2>\d{1,3})\s?(?:-|–|\sto\s)\s?(?P<no2>\d{1,3})(?:\s?-\s?\d{1,3})?\s(?:vote|margin)",
    re.IGNORECASE,
)
_FOR = re.compile(
    rf"\b(?P<n>{_N})\s(?:votes?|countries|nations|members|states)?\s?(?:voted\s|votes?\s|voting\s)?(?:in\sfavou?r|for\sthe\sresolution)",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    rf"\b(?P<n>{_N})\s(?:votes\s|countries\s|nations\s|members\s|states\s)?(?:voted\s|voting\s)?(?:against|opposed)\b",
    re.IGNORECASE,
)
_ABSTAINED = re.compile(
    rf"\b(?P<n>{_N})\s(?:countries\s|nations\s|members\s|states\s|others\s)?(?:abstentions?|abstain(?:ed|ing))",
    re.IGNORECASE,
)
_DONE = ("xcomp", "ccomp", "dobj")
"""What is voted for: a body named in it does not vote ("voted to leave the European Union")."""
_ORGANS = ("UN Security Council", "UN General Assembly", "United Nations", "UN Human Rights Council")
"""Bodies that a report takes up by "the vote" alone: of any other it may be the vote of a state about that body."""
_OF_ALL = frozenset({"u.n.", "un", "nations"})
"""Words of which a report that speaks of organs of the United Nations has one."""
_STATES = ("country", "nation", "state", "member")


@dataclass(frozen=True, slots=True)
class _Told:
    """What tells a vote: the word, who does it, the text that is voted on, and who only abstained or vetoed."""

    cue: Token
    doing: Sequence[Token] = ()
    text: Token | None = None
    apart: Sequence[Token] = ()


def with_measures(told: Sequence[Draft], sentence: Sentence, cast: Cast, before: Sequence[Draft]) -> list[Draft]:
    """What a sentence tells, with its measures and its vote; who is expelled by count and by name is told once."""
    counted = {draft.kind for draft in told if draft.cue.frame.name == "force"}
    found = [each for each in measures(sentence, cast, before) if each.kind != "retreat" or each.kind not in counted]
    found += votes(sentence, cast, before)
    twice = any(draft.kind == "expulsion" for draft in found)
    return [*(draft for draft in told if not (twice and draft.kind == "expulsion")), *found]


def votes(sentence: Sentence, cast: Cast, before: Sequence[Draft]) -> list[Draft]:
    """The vote that a sentence tells, if any; `before` are the report's earlier drafts."""
    text = sentence.span.text
    counted = any(name in text for name in _NAMED) and _STATES_TELL.search(text) is not None
    if not (counted or _TELLING.search(text)):
        return []
    for told in _ways(sentence, cast):
        body = _body(told, sentence, cast, before)
        if body is not None:
            return [_draft(told, body, sentence, cast, before)]
    return []


def _by_one_state(doing: Sequence[Token], sentence: Sentence, cast: Cast) -> bool:
    """Whether it is a state by itself, or somebody of it, that rejects or backs a text: no vote of the body's."""
    named = sides(doing, sentence, cast)
    return bool(named) and not any(each.name in _bodies() for each in named)


def _ways(sentence: Sentence, cast: Cast) -> Iterator[_Told]:
    """The words that may tell a vote, the likeliest first."""
    verbs = [word for word in sentence.span if word.pos_ == "VERB"]
    apart = [each for verb in verbs if verb.lemma_.lower() in ("veto", "abstain") for each in _who(verb)]
    for verb in verbs:
        lemma = verb.lemma_.lower()
        done = [each for each in objects(verb) if _is_text(each)]
        if verb.dep_ in ("acl", "relcl"):
            done += [verb.head] if _is_text(verb.head) and lemma in _words("adopting") else []
        if lemma in _words("adopting") and done:
            part = verb.dep_ == "acl" and verb.tag_ == "VBN"
            doing = [] if lemma == "veto" or part else just_before(verb) or subjects(verb)
            if lemma in _words("alone") or not _by_one_state(doing, sentence, cast):
                yield _Told(verb, doing, done[0], apart)
        elif lemma in _words("passing") and (own := [each for each in subjects(verb) if _is_text(each)]):
            yield _Told(verb, [], own[0], apart)
    for verb in verbs:
        if verb.lemma_.lower() == "vote" and sides((each for _, each in hanging(verb, ("with",))), sentence, cast):
            continue  # "has voted with the EU"
        if verb.lemma_.lower() == "vote":
            yield _Told(verb, just_before(verb) or subjects(verb), None, apart)
        elif verb.lemma_.lower() in ("veto", "abstain"):
            held = next((each for _, each in hanging(verb, ("in", "on", "from", "at")) if lemma_of(each) == VOTE), None)
            yield _Told(held or verb, [], held or next(iter(objects(verb)), None), apart)
    for verb in verbs:
        if verb.lemma_.lower() in _words("joining") and any(lemma_of(each) in _STATES for each in subjects(verb)):
            yield _Told(verb, subjects(verb), None, apart)
    for noun in sentence.span:
        lemma = lemma_of(noun)
        if noun.pos_ != "NOUN" or noun.dep_ in ("compound", "amod", "nmod"):
            continue
        dated = any(child.dep_ == "poss" and child.ent_type_ == "DATE" for child in noun.children)
        act = lemma in _words("acts") and any(_is_text(each) for _, each in hanging(noun, ("of",)))
        if lemma == VOTE or act or (lemma in _words("texts") and dated):
            yield _Told(noun, [], noun, apart)


def _is_text(noun: Token) -> bool:
    return noun.pos_ in ("NOUN", "PROPN") and lemma_of(noun) in _words("texts") | _words("others")


def _who(verb: Token) -> list[Token]:
    """Who vetoes or abstains: "condemned X for abstaining", "with X abstaining", "vetoed by X"."""
    return blamed(verb) or subjects(verb)


def _body(told: _Told, sentence: Sentence, cast: Cast, before: Sequence[Draft]) -> ReportActor | None:
    """The body that votes: who does it, else the one named with the text or the vote, here or just before."""
    named = [each for each in sides(told.doing, sentence, cast) if each.name in _bodies()]
    if named or (told.cue.tag_ == "VBG" and told.cue.dep_ == "pcomp" and told.cue.lemma_.lower() == "veto"):
        return _of_the_two(named[-1], cast) if named else None
    if any(lemma_of(word) in _words("houses") for word in sentence.span):
        return None
    here = bodies_of_states(cast.sentences[sentence.index])
    first = sentence.span.start
    text = told.text
    close = [*(text.subtree if text is not None else ()), *_beside(told.cue), *_around(told.cue)]
    near = [name for word in close if (name := here.get(word.i - first)) in _open()]
    done = {word.i - first for child in told.cue.children if child.dep_ in _DONE for word in child.subtree}
    names = list(
        dict.fromkeys((*near, *(name for place, name in here.items() if name in _open() and place not in done)))
    )
    if names and _fits(told, bool(near)):
        return _actor(names[0], cast)
    meant = _called(told, sentence, cast)
    if meant is not None:
        return meant
    if (
        text is None
        or not (lemma_of(text) in _words("texts") | {VOTE} or _FOR.search(sentence.span.text))
        or not any(child.lower_ in ("the", "this", "that") for child in text.children)
    ):
        return None
    earlier = next((each for each in reversed(before) if each.kind == VOTE), None)
    if earlier is not None and cast.actor(earlier.participants[0].actor).name in _open():
        return cast.actor(earlier.participants[0].actor)
    past = cast.sentences[max(0, sentence.index - _BACK) : sentence.index]
    if any(word in _words("houses") for each in past for word in each.lemma):
        return None
    names = [name for each in reversed(past) for name in bodies_of_states(each).values() if name in _ORGANS]
    return _actor(names[0], cast) if names else None


def _fits(told: _Told, near: bool) -> bool:
    """Whether a body named elsewhere in the sentence is that of its vote; a "measure" needs it by itself."""
    lemma = lemma_of(told.text) if told.text is not None else ""
    if told.cue.pos_ == "VERB" and told.cue.lemma_.lower() in ("vote", "veto", "abstain"):
        return True
    return near or lemma in _words("texts") or (told.cue.pos_ == "VERB" and lemma == "")


def _called(told: _Told, sentence: Sentence, cast: Cast) -> ReportActor | None:
    """The body that a word stands for once it is named: "the council voted"."""
    beside = [each for holder in (told.cue, told.text) if holder is not None for each in _beside(holder)]
    beside += [child for each in told.doing for child in each.children if child.dep_ == "compound"]
    mine = {lemma_of(each) for each in (*told.doing, *beside) if each.text.islower()}
    known = [name for name, words in _bodies().items() if words & mine and cast.body_key(name) is not None]
    named = [each for each in cast.sentences[: sentence.index + 1] if set(bodies_of_states(each).values()) & set(known)]
    return _actor(known[0], cast) if len(known) == 1 and named else None


def _beside(word: Token) -> Iterator[Token]:
    """Whose a vote or a text is, and where it is voted on: "the council's vote", "passed in the assembly"."""
    yield from (child for child in word.children if child.dep_ == "poss")
    yield from (each for _, each in hanging(word, ("in", "at", "of", "by")))


def _around(noun: Token) -> Iterator[Token]:
    """Where and by whom that is done which a vote is told with: "upgraded X in a 138-9 vote"."""
    verb = governor(noun) if noun.pos_ == "NOUN" else None
    if verb is not None:
        yield from _beside(verb)
        if noun.dep_ == "pobj" and noun.head.lower_ in ("in", "by", "with"):
            yield from subjects(verb)


def _actor(name: str, cast: Cast) -> ReportActor | None:
    key = cast.body_key(name)
    return _of_the_two(cast.actor(key), cast) if key is not None else None


def _of_the_two(body: ReportActor, cast: Cast) -> ReportActor | None:
    """Of the United Nations' vote, the organ whose vote it is, where the report names only one of the two."""
    if body.name == "UN General Assembly" and not any(_OF_ALL & set(each.low) for each in cast.sentences):
        return None  # "the General Assembly of Ohio"
    if body.name != "United Nations":
        return body
    organs = [
        key for name in ("UN Security Council", "UN General Assembly") if (key := cast.body_key(name)) is not None
    ]
    return cast.actor(organs[0]) if len(organs) == 1 else body


def _draft(told: _Told, body: ReportActor, sentence: Sentence, cast: Cast, before: Sequence[Draft]) -> Draft:
    apart = [each for each in sides(told.apart, sentence, cast) if each != body]
    doing = [each for each in sides(told.doing, sentence, cast) if each.type == "country" and each not in apart]
    apart = [*apart, *doing]
    taken = {each.key for each in (body, *apart)}
    about = [each for each in _about(told, sentence, cast) if each.key not in taken][:3]
    if not about:
        same = (each for each in reversed(before) if each.kind == VOTE and each.participants[0].actor == body.key)
        earlier = next(same, None)
        about = (
            []
            if earlier is None
            else [cast.actor(part.actor) for part in earlier.participants if part.role == "recipient"]
        )
        about = [each for each in about if each.key not in taken]
    return Draft(
        Cue(told.cue, Frame("vote", VOTE), sentence),
        VOTE,
        (*in_role([body], "actor"), *in_role(apart, "participant"), *in_role(about, "recipient")),
        reach=own_words(told.cue),
        known=bool(told.apart) or _let(told.cue),
        details=(Detail(MEASURE, VOTE), *_details(told, sentence)),
        score=0.7,
        reasons=(MEASURED, f"“{told.cue.text}” with {body.name}"),
    )


def _let(verb: Token) -> bool:
    """Whether a body was let do something, and so did it ("allowed the Council to adopt a resolution")."""
    above = verb.head
    return verb.dep_ in ("ccomp", "xcomp") and above.lemma_ in ("allow", "let") and above.tag_ == "VBD"


def _about(told: _Told, sentence: Sentence, cast: Cast) -> list[ReportActor]:
    """The states that a vote is about: those named with the text, or in what the body votes to do."""
    words = cast.sentences[sentence.index]
    roots = [told.text] if told.text is not None else []
    roots += [child for child in told.cue.children if child.dep_ in ("xcomp", "ccomp", "acl", "relcl") or _aim(child)]
    roots += [
        word
        for child in told.cue.children
        if child.lower_ in ("on", "over", "against", "for", "with")
        for word in child.children
    ]
    found: dict[str, ReportActor] = {}
    for root in roots:
        for word in root.subtree:
            geo = words.geo_at.get(word.i - sentence.span.start)
            key = cast.country_key(geo.country) if geo is not None and geo.country else None
            made = word.i + 2 < len(word.doc) and word.nbor().text in ("-", "–") and word.nbor(2).tag_ == "VBN"
            if key is not None and not made:  # "an Egyptian-sponsored resolution"
                found.setdefault(key, cast.actor(key))
    return list(found.values())


def _aim(clause: Token) -> bool:
    """Whether a clause says what a vote is for ("voted, by 14 to 0, to condemn"), and not when it was."""
    return clause.dep_ == "advcl" and not any(child.dep_ in ("mark", "advmod", "nsubj") for child in clause.children)


def _details(told: _Told, sentence: Sentence) -> Iterator[Detail]:
    """How many were for it, against it and for neither, and how many states are counted."""
    text = sentence.span.text
    tally = _TALLY.search(text)
    if tally is not None:
        yield Detail("votes", tally["yes"] or tally["yes2"])
        no = (tally["no"] or tally["no2"]).lower()
        yield Detail("votes against", "0" if no in ("none", "zero") else no)
    for name, pattern in (("votes", _FOR), ("votes against", _AGAINST), ("abstentions", _ABSTAINED)):
        if (tally is None or name == "abstentions") and (match := pattern.search(text)):
            many = number(match["n"])
            if many is not None:
                yield Detail(name, f"{many:g}")
    yield from states_counted(told.doing, sentence)


@cache
def _open() -> frozenset[str]:
    """The bodies whose vote it is wherever a vote is told with them; all others must vote by the parse."""
    return _words("anywhere")


@cache
def _bodies() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in _data()["bodies"].items()}


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_data()["words"][name])


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("communique.claims") / "data" / "votes.toml").read_text("utf8"))
