"""Measures between states: sanctions and tariffs imposed or lifted, embassies closed, envoys recalled, drills held.

Invariant: a claim is made only where a word of `data/measures.toml` tells by the parse what is done with a measure that
the sentence names; a state, body or official is known that takes it or that it is against, and nobody takes one
against its own state.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from communique.claims.actors import Cast
from communique.claims.counts import Count, counted_before, heads
from communique.claims.drafting import Draft, in_role, own_words
from communique.claims.facets import word_lists
from communique.claims.frames import Cue, Frame
from communique.claims.geography import destinations
from communique.claims.measure_rows import (
    MEASURE,
    MEASURED,
    lemma_of,
    telling,
    words,
)
from communique.claims.measure_sides import owners, sides, states_named
from communique.claims.measure_telling import Told, by_nouns, by_verbs
from communique.claims.parsing import Sentence
from communique.claims.syntax import conjuncts, led_by, objects, objects_of, passive, possessors, subjects
from communique.model import Claim, Detail, Phase, Place, ReportActor

_FAR = 12
_DONE_BY = ("by", "after", "since", "for")
"""Prepositions before a gerund of what was done ("responded by imposing")."""
_TO_GOODS = ("import", "export", "product", "good", "sale", "shipment")
_PERCENT = re.compile(
    r"(?<![\d.,])(?P<share>\d{1,3}(?:\.\d{1,2})?)\s?(?:%|-?\s?percent\b|\sper\scent\b)(?:\s[a-z]{3,12}){0,2}?\son\s"
    r"(?:(?:imported|foreign|all|imports\sof)\s)?(?P<goods>[a-z]{3,15})"
)
_SHARE = re.compile(r"(?<![\d.,])((?:\d{1,3} to )?\d{1,3}(?:\.\d{1,2})?)(?:\s?%|[\s-]percent\b|\sper\scent\b)")


def measures(sentence: Sentence, cast: Cast, before: Sequence[Draft]) -> list[Draft]:
    """The measures that a sentence tells, each once; `before` are the earlier drafts, which may say against whom."""
    if not telling().search(sentence.span.text):
        return []
    found: dict[tuple[str, str], Draft] = {}
    for ways in (*by_nouns(sentence), *by_verbs(sentence)):
        drafts = (_draft(told, sentence, cast, before) for told in ways)
        draft = next((each for each in drafts if each is not None), None)
        if draft is not None:
            found.setdefault((draft.kind, ways[0].group.called), draft)
    return list(found.values())


def stands(claim: Claim, cue: Cue) -> bool:
    """Whether a measure is told for its own sake: as taken, or as planned for a day, and not as a mere thought."""
    if claim.status in ("possible", "denied"):
        return False
    loose, planned = _loose(cue.token), claim.status == "planned"
    word = cue.token
    if word.tag_ in ("VBZ", "VBP") and word.dep_ != "ROOT" and not claim.date:
        return False  # "if, say, the house imposes more"
    if claim.date:
        aim = word.dep_ == "pcomp" or (word.dep_ == "acl" and word.tag_ == "VB")  # "a call on Friday to expel"
        return not (loose and (aim or (planned and word.tag_ == "VBG")))
    if word.tag_ == "VBG" and word.dep_ in ("csubj", "xcomp") and claim.status != "planned":
        return False
    return not (loose or (planned and not any(child.lower_ in ("will", "’ll", "'ll") for child in cue.token.children)))


def _loose(word: Token) -> bool:
    """Whether a verb without tense may tell only what is thought of: "argued to lift", "a bill easing"."""
    while word.dep_ == "conj" and word.head.pos_ == "VERB":
        word = word.head
    if word.pos_ != "VERB":
        return False
    if word.tag_ == "VBG" and word.dep_ == "pcomp":
        return word.head.lower_ not in _DONE_BY or word.head.head.pos_ not in ("VERB", "AUX")
    if word.dep_ == "acl" or (
        word.dep_ == "relcl" and word.tag_ != "VBN" and not any(c.dep_ == "aux" for c in word.children)
    ):
        return word.tag_ in ("VBG", "VB", "VBZ", "VBP")
    to = any(child.lower_ == "to" and child.dep_ == "aux" for child in word.children)
    held = word.dep_ == "xcomp" and word_lists().complement.get(word.head.lemma_.lower()) == "same"
    return to and not held


def _draft(told: Told, sentence: Sentence, cast: Cast, before: Sequence[Draft]) -> Draft | None:
    """The event, unless nobody is told with it."""
    row, group, cue = told.row, told.group, told.cue
    doing = _doing(told)
    joint = group.name == "exercises"
    doers, against, place = (_together if joint else _opposed)(told, doing, sentence, cast)
    if row.own and not (_its_own(told.thing) or owners(told.thing, sentence, cast)):
        return None
    reasons: tuple[str, ...] = ()
    if group.name == "missions" and not doers:
        earlier = _earlier(row.kind, group.called, doers, before)
        doers = _sides_of(earlier, doers, cast)[0] if earlier is not None else []
        reasons = ("whose it is was told before",)
    if row.kind in ("sanction", "concession") and not against and not _goods(told):
        earlier = _earlier(row.kind, group.called, doers, before)
        if earlier is not None:
            doers, against = _sides_of(earlier, doers, cast)
            reasons = ("whom it is against was told before",)
        elif not doers or told.bare:
            return None
    if not (doers or (against and row.kind in ("sanction", "concession", "expulsion"))):
        return None
    if row.kind in ("recall", "expulsion", "retreat") and not against:
        return None
    decided = _decided(cue, doers)
    word = told.thing if joint else decided
    return Draft(
        Cue(
            word, Frame("measure", row.kind, phase=_phase(cue) if joint else "start" if told.effect else None), sentence
        ),
        row.kind,
        (*in_role(doers, "actor"), *in_role(against, "recipient")),
        place,
        reach=own_words(cue) if word == cue else None,
        ahead=cue.tag_ == "VB" and cue.head.pos_ == "NOUN" and cue.head.lemma_ in words("plans"),
        known=decided != cue and decided.pos_ == "NOUN",  # what was decided in March is no plan
        details=(Detail(MEASURE, _called(told)), *_details(told, doing, sentence)),
        score=0.5 if reasons or told.bare else 0.7,
        reasons=(MEASURED, *reasons),
    )


def _together(
    told: Told, doing: Sequence[Token], sentence: Sentence, cast: Cast
) -> tuple[list[ReportActor], list[ReportActor], Place | None]:
    """The states that hold an exercise; nobody where the sentence does not tell that it is a joint one."""
    against, place = _against(told, sentence, cast)
    before_it = (told.thing.doc[at] for at in range(told.thing.left_edge.i, told.thing.i))
    joined = objects(told.cue) if told.cue.lemma_ == "join" else []
    named = [
        *sides((*doing, *joined), sentence, cast),
        *owners(told.thing, sentence, cast),
        *states_named(before_it, sentence, cast),
        *against,
    ]
    doers = list({each.key: each for each in named if each.type != "person" or each.country}.values())
    states = {each.country or each.key for each in doers}
    joint = any(child.lower_ in words("joint") for child in told.thing.children)
    counted = bool(place and place.country) and any(
        count.attribute == "countries" for count in heads(sentence.span.text)
    )
    if len(states) < 2 and not (doers and joint) and not counted:
        return [], [], None
    return doers or states_in(place, cast), [], place


def _opposed(
    told: Told, doing: Sequence[Token], sentence: Sentence, cast: Cast
) -> tuple[list[ReportActor], list[ReportActor], Place | None]:
    """Who takes a measure, and whom it is against: those of another state."""
    row, group = told.row, told.group
    doers = sides(doing, sentence, cast)
    against, place = _against(told, sentence, cast)
    around = owners(told.thing, sentence, cast) if not told.itself else []
    if group.name == "envoys" and not doers:
        doers = states_named(told.thing.children, sentence, cast)
    if row.others:
        against = against or states_named(told.thing.children, sentence, cast) or around
    elif not doers:
        doers = [each for each in around if each not in against]
    elif not against and row.kind in ("sanction", "concession") and not told.bare:
        against = [each for each in around if each not in doers]
    if group.name in ("missions", "troops"):
        doers = [_state_of(each, cast) for each in doers]
    mine = {each.country for each in doers if each.country} | {each.key for each in doers}
    return doers, [each for each in against if each.key not in mine and each.country not in mine], place


def states_in(place: Place | None, cast: Cast) -> list[ReportActor]:
    """The state in which a place lies, if the report names it."""
    key = cast.country_key(place.country) if place and place.country else None
    return [cast.actor(key)] if key is not None else []


def _decided(cue: Token, doers: Sequence[ReportActor]) -> Token:
    """By what a measure is taken: a body's decision is all that it does ("agreed on Monday to extend sanctions")."""
    above = cue.head.lemma_.lower()
    if cue.dep_ == "acl" and cue.tag_ == "VB" and above in words("decisions"):
        return cue.head
    body = any(each.type == "organization" and each.country is None for each in doers)
    decides = above in words("deciding") or (body and above in words("agreeing"))
    return cue.head if cue.dep_ == "xcomp" and decides else cue


def _state_of(actor: ReportActor, cast: Cast) -> ReportActor:
    """The state whose embassy an actor is."""
    key = cast.country_key(actor.country) if actor.type == "organization" and actor.country else None
    return cast.actor(key) if key is not None else actor


def _its_own(noun: Token) -> bool:
    return any(each.lower_ in ("its", "their", "his", "her", "our") for each in possessors(noun))


def _phase(verb: Token) -> Phase | None:
    lemma = verb.lemma_.lower()
    return "start" if lemma in words("starting") else "end" if lemma in words("ending") else "within"


def _doing(told: Told) -> list[Token]:
    """The words for who takes a measure."""
    cue, verb = told.cue, told.verb
    by = [
        each
        for holder in dict.fromkeys((cue, told.thing))
        for child in holder.children
        if child.lower_ == "by"
        for each in objects_of(child)
    ]
    if by:
        return by
    if verb is None:
        return possessors(cue) if cue.pos_ == "NOUN" else []
    if cue.pos_ == "NOUN":
        return possessors(cue) or (subjects(verb) if verb.lemma_.lower() in words("announcing") else [])
    if passive(cue) or (cue.dep_ in ("acl", "amod") and cue.tag_ == "VBN" and not own_subject(cue)):
        return []
    if cue.dep_ == "acl" and cue.tag_ == "VB" and cue.head.lemma_.lower() in words("decisions"):
        return possessors(cue.head) or subjects(cue)
    return blamed(cue) or just_before(cue) or subjects(cue)


def blamed(verb: Token) -> list[Token]:
    """Who is blamed or thanked for doing something: "condemned X for imposing", "lashed out at X for imposing"."""
    above = verb.head.head
    if verb.dep_ != "pcomp" or verb.head.lower_ != "for" or above.pos_ != "VERB":
        return []
    return objects(above) or [each for _, each in led_by(above, ("at", "against"))]


def just_before(verb: Token) -> list[Token]:
    """Who stands right before a verb that has its own tense but, by the parse, no subject ("as the Council voted")."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or own_subject(verb):
        return []
    here = verb.i - 1
    while here > verb.sent.start and (_of_time(verb.doc[here]) or verb.doc[here].pos_ in ("ADV", "AUX")):
        here -= 1
    word = verb.doc[here]
    return [word] if word.pos_ in ("NOUN", "PROPN") and word.dep_ == "pobj" else []


def _of_time(word: Token) -> bool:
    """Whether a word tells a time, or leads one ("on Monday")."""
    return word.ent_type_ in ("DATE", "TIME") or any(
        c.ent_type_ in ("DATE", "TIME") and c.dep_ == "pobj" for c in word.children
    )


def own_subject(verb: Token) -> bool:
    """Whether a verb has a subject of its own."""
    return any(child.dep_ == "nsubj" for child in verb.children)


def _on(told: Told) -> list[Token]:
    """The words for whom, or for what, a measure is against."""
    if told.itself:
        return list(conjuncts(told.thing))
    holders = dict.fromkeys((told.thing, *_tops(told.thing)))
    by_verb = (*told.row.on, "of") if told.group.name == "troops" else told.row.on
    by_verb = by_verb if told.cue.pos_ != "VERB" or told.row.kind != "sanction" else _at_verb(told.cue)
    found = [word for holder in holders for _, word in led_by(holder, told.row.on)]
    found += [word for _, word in led_by(told.cue, by_verb)]
    found = [word for word in found if word.ent_type_ not in ("DATE", "TIME") and word != told.thing]
    if told.verb is None and told.cue.pos_ == "VERB":
        found += objects(told.cue)
    if any(child.dep_ == "prep" and child.lower_ == "with" for child in told.cue.children) and told.cue.pos_ == "VERB":
        found += [each for each in objects(told.cue) if each != told.thing]
    if not found:
        for word in told.thing.doc[told.thing.i + 1 : min(told.thing.i + _FAR, told.thing.sent.end)]:
            if word.lower_ in ("on", "against") and word.lower_ in told.row.on:
                found += [each for each in objects_of(word) if each.ent_type_ not in ("DATE", "TIME")]
    return found


def _at_verb(verb: Token) -> tuple[str, ...]:
    """By which prepositions whom it is against hangs on the verb: "announced at a summit" tells only where."""
    return ("on", "against", "to", "with") if verb.lemma_.lower() in words("reaching") else ("on", "against", "with")


def _tops(noun: Token) -> Iterator[Token]:
    if noun.dep_ == "pobj" and noun.head.lower_ == "of":
        yield noun.head.head
    if noun.dep_ == "conj":
        yield noun.head
    yield from (child for child in noun.children if child.dep_ == "conj")


def _against(told: Told, sentence: Sentence, cast: Cast) -> tuple[list[ReportActor], Place | None]:
    on = _on(told)
    place = None
    if told.group.name in ("missions", "envoys", "exercises", "troops"):
        place = next((each for word in on for each in destinations(word)), None)
    against = sides(on, sentence, cast)
    if told.group.name == "envoys":
        return states_named(on, sentence, cast), None
    return against, place


def _earlier(kind: str, name: str, doers: Sequence[ReportActor], before: Sequence[Draft]) -> Draft | None:
    """The last draft that tells of such a measure with both its sides, by whoever takes it here."""
    keys = {each.key for each in doers}
    for draft in reversed(before):
        named = {part.role for part in draft.participants} >= {"actor", "recipient"} or name == "missions"
        same = any(d.attribute == MEASURE and d.value.split(" ")[0] == name for d in draft.details)
        mine = {part.actor for part in draft.participants if part.role == "actor"}
        if named and same and draft.kind == kind and (not keys or keys & mine):
            return draft
    return None


def _sides_of(draft: Draft, doers: Sequence[ReportActor], cast: Cast) -> tuple[list[ReportActor], list[ReportActor]]:
    """Both sides of a measure told before: the states and bodies that take it, where nobody is named here."""
    sides_ = [(part.role, cast.actor(part.actor)) for part in draft.participants]
    own = list(doers) or [each for role, each in sides_ if role == "actor" and each.type != "person"]
    return own, [each for role, each in sides_ if role == "recipient"]


def _goods(told: Told) -> list[str]:
    """What a tariff or embargo is on, where that is no state: "steel", "arms"."""
    if told.group.name not in ("tariffs", "embargo"):
        return []
    about = [child for child in told.thing.children if child.dep_ in ("compound", "amod") and child.pos_ in ("NOUN",)]
    found = []
    for word in (*about, *(_on(told) if not told.itself else [each for _, each in led_by(told.thing, ("of",))])):
        lemma = lemma_of(word)
        if lemma in _TO_GOODS:
            word = next(
                (
                    c
                    for c in word.children
                    if c.dep_ in ("compound", "amod") and c.pos_ in ("NOUN", "ADJ") and c.text.islower()
                ),
                word,
            )
            lemma = lemma_of(word)
        if (
            word.text.islower()
            and word.pos_ in ("NOUN", "ADJ")
            and lemma not in ("import", "percent", "trade", "year", "retaliatory")
        ):
            found.append(lemma)
    return sorted(dict.fromkeys(found))


def _called(told: Told) -> str:
    goods = _goods(told)
    return f"{told.group.called} on {' and '.join(goods)}" if goods else told.group.called


def _details(told: Told, doing: Sequence[Token], sentence: Sentence) -> Iterator[Detail]:
    """What a measure's numbers are: how much, whom, how many embassies, by how many states."""
    if told.group.name == "tariffs":
        yield from _shares(sentence.span.text)
    seen = set()
    if told.group.name == "sanctions":
        for word in _named_on(told):
            for name in ("people", "companies"):
                if lemma_of(word) in words(name) or word.text in words(name):
                    count = _counted(word, sentence)
                    if count is not None and name not in seen:
                        seen.add(name)
                        yield Detail(name, count.value)
    if told.group.counts:
        counts = (_counted(noun, sentence) for noun in conjuncts(told.thing))
        if (count := next((each for each in counts if each), None)) is not None:
            yield Detail(told.group.counts if told.row.kind != "opening" else "opened", count.value)
    counted = tuple(states_counted(doing, sentence))
    yield from counted
    if told.group.name == "exercises" and not counted:
        guests = (count for count in heads(sentence.span.text) if count.attribute == "countries")
        yield from (Detail(count.attribute, count.value) for count in itertools.islice(guests, 1))


def _counted(noun: Token, sentence: Sentence) -> Count | None:
    """The number that stands in a noun's own phrase and counts it."""
    begun = sentence.span.start_char
    count = counted_before(sentence.span.text, noun.idx - begun)
    return count if count is not None and begun + count.at >= noun.left_edge.idx else None


def states_counted(doing: Sequence[Token], sentence: Sentence) -> Iterator[Detail]:
    """How many states do something, where they are counted and not only added to others that are named."""
    for word in doing:
        count = _counted(word, sentence) if lemma_of(word) in words("countries") else None
        if count is not None and not count.attribute:
            yield Detail("countries", count.value)
            return


def _named_on(told: Told) -> Iterator[Token]:
    """The nouns that say who is put under sanctions, also as names added to a list."""
    for word in (*_on(told), *(each for each in objects(told.cue) if each != told.thing)):
        yield from conjuncts(word)


def _shares(text: str) -> Iterator[Detail]:
    seen = set()
    for match in _PERCENT.finditer(text):
        if match["goods"] not in seen:
            seen.add(match["goods"])
            yield Detail(f"percent of {match['goods']}", match["share"])
    if not seen and (share := _SHARE.search(text)):
        yield Detail("percent", share[1])
