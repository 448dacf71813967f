"""Deeds of states and of those who act for them (sanctions, threats, aid, attacks ...), read by the trained model.

Invariant: a deed has an actor that the report names, in the sentence that tells it; it is told by one word
of that sentence; its kind is one that `data/kinds.toml` marks as a deed; its score is the model's calibrated
probability. What the patterns for diplomacy read in the same sentence is not told again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from communique.claims import plover_model
from communique.claims.actors import Cast
from communique.claims.drafting import Draft, in_role, may_be_official
from communique.claims.frames import Cue, Frame, lexicon
from communique.claims.ontology import deed_kind, is_deed, kinds
from communique.claims.parsing import Parsed, Sentence
from communique.claims.places import canonical_country_name, country_named
from communique.claims.plover_candidates import Candidate, candidates
from communique.claims.plover_model import Answer, Model, Question
from communique.claims.sectors import sector_in_words, sector_of
from communique.claims.syntax import conjuncts
from communique.claims.talks_there import TOLD_THERE
from communique.claims.words import Words
from communique.model import AgreementClaim, Claim, ReportActor

LEAST = 0.4
"""A pair is told if it is at least so likely, as a link and as its type together."""
_OF_PAPERS = frozenset({"AGREE", "SUPPORT"})
"""What PLOVER calls a paper proposed or signed, which is told as an agreement."""
_AHEAD = ("planned", "possible")
_SAYING = frozenset({"say", "tell", "believe", "expect", "note", "add", "think", "stress", "tweet"})
_SAID = frozenset({"REQUEST"})
"""Deeds done by a plain word of saying ("said that Chile must pay"); of any other, that word is not the telling one."""
_LONGEST = 60
"""Words of a sentence beyond which it is a list or debris."""


@dataclass(frozen=True, slots=True)
class Deeds:
    """The deeds of a report as drafts, and the actors that only they name."""

    drafts: tuple[Draft, ...] = ()
    actors: tuple[ReportActor, ...] = ()


@dataclass(frozen=True, slots=True)
class _Side:
    """A candidate with the actors that it stands for."""

    candidate: Candidate
    actors: tuple[ReportActor, ...]


@dataclass(slots=True)
class _New:
    """Actors that the cast does not have: states named only in passing, and bodies of theirs ("Italian police")."""

    report: str
    cast: Cast
    made: dict[tuple[str, str], ReportActor] = field(default_factory=dict)

    def state(self, country: str) -> ReportActor:
        """A state as an actor."""
        key = self.cast.country_key(country)
        if key is not None:
            return self.cast.actor(key)
        name = canonical_country_name(country)
        return self._actor(
            "country", country, ReportActor(f"{self.report}#{country}", "country", name, (name,), country)
        )

    def body(self, name: str, country: str | None) -> ReportActor:
        """A body of a state, by the words that name it."""
        key = f"{self.report}#deed{len(self.made)}"
        return self._actor(name.lower(), country or "", ReportActor(key, "organization", name, (name,), country))

    def _actor(self, name: str, country: str, actor: ReportActor) -> ReportActor:
        return self.made.setdefault((name, country), actor)


def read_deeds(parsed: Parsed, cast: Cast, told: Sequence[Claim | AgreementClaim], least: float = LEAST) -> Deeds:
    """The deeds that a report tells. `told` are its other claims: what they tell is no deed beside them.

    Empty where the environment switches the model off; OSError where its runtime is not installed.
    """
    if plover_model.switched_off():
        return Deeds()
    model = plover_model.load()
    new = _New(parsed.report.id, cast)
    scenes = list(_scenes(parsed, cast, new))
    answers = model.ask([scene.question for scene in scenes])
    taken: defaultdict[int, set[str]] = defaultdict(set)
    for claim in told:
        if isinstance(claim, AgreementClaim):
            taken[claim.start] |= _OF_PAPERS
        elif not is_deed(claim.kind):
            whole = len(claim.participants) > 1 or TOLD_THERE not in claim.reasons
            taken[claim.start] |= {kinds()[claim.kind].plover} if whole else set()  # else a deed may tell who talks
            taken[claim.start] |= {"AGREE"} if claim.status in _AHEAD else set()
    found = [
        draft
        for scene, given in zip(scenes, answers, strict=True)
        for draft in _drafts(scene, given, model, taken[scene.sentence.start], least, new)
    ]
    named = {part.actor for draft in found for part in draft.participants}
    return Deeds(tuple(found), tuple(actor for actor in new.made.values() if actor.key in named))


@dataclass(frozen=True, slots=True)
class _Scene:
    """A sentence, its sides, and what the model is asked about them."""

    sentence: Sentence
    sides: tuple[_Side, ...]
    question: Question


def _scenes(parsed: Parsed, cast: Cast, new: _New) -> Iterator[_Scene]:
    """The sentences in which an actor stands beside somebody else."""
    some = [each for each in parsed.sentences if 4 <= len(each.span) <= _LONGEST]
    for sentence in some:
        words = cast.sentences[sentence.index]
        sides = tuple(_Side(each, _actors(each, words, cast, new)) for each in candidates(sentence))
        known = [n for n, side in enumerate(sides) if side.actors]
        placed = {n for n in known if any(actor.country for actor in sides[n].actors)}
        pairs = tuple((a, b) for a in known for b in range(len(sides)) if a != b and placed & {a, b})
        if pairs:
            shift = sentence.span.start_char
            spans = tuple((s.candidate.start - shift, s.candidate.end - shift) for s in sides)
            yield _Scene(sentence, sides, Question(sentence.span.text, spans, pairs))


def _actors(candidate: Candidate, words: Words, cast: Cast, new: _New) -> tuple[ReportActor, ...]:
    """Whom a noun phrase stands for: the cast's actor, a body of a state it names, or that state."""
    sentence = words.sentence
    first = sentence.span.start
    countries = [geo.country for token in candidate.reach if (geo := words.geo_at.get(token.i - first))]
    keys = cast.at(sentence, candidate.head)
    if keys:
        actors = tuple(cast.actor(key) for key in keys)
        placed = len(actors) == 1 and actors[0].type == "organization" and not actors[0].country and countries
        if placed and sector_of(actors[0]) not in ("IGO", "NGO"):
            return (new.body(actors[0].name, countries[0]),)
        return actors
    if not countries:
        inner = [key for token in candidate.reach for key in cast.at(sentence, token)]
        known = [cast.actor(key) for key in dict.fromkeys(inner)]
        countries = [actor.country for actor in known if actor.country]
        if known and not countries:
            return tuple(known[:1])
    head = candidate.head
    if head.pos_ in ("NOUN", "PROPN") and sector_in_words((head.text,)) not in (None, "GOV"):
        return (new.body(_named(_text(candidate, sentence)), next(iter(countries), None)),)
    return tuple(new.state(country) for country in dict.fromkeys(countries))


def _text(candidate: Candidate, sentence: Sentence) -> str:
    begun = sentence.span.start_char
    return sentence.span.text[candidate.start - begun : candidate.end - begun]


def _named(text: str) -> str:
    """A noun phrase as a name: without its article."""
    first, _, rest = text.partition(" ")
    return rest if rest and first.lower() in ("the", "a", "an", "some") else text


@dataclass(frozen=True, slots=True)
class _Pair:
    """An answered question: which side does what to which, how surely."""

    score: float
    root: str
    actor: int
    recipient: int


def _drafts(
    scene: _Scene, answers: Sequence[Answer], model: Model, taken: Collection[str], least: float, new: _New
) -> Iterator[Draft]:
    """The deeds of one sentence: for each telling word the likeliest type, with all whom it fits."""
    by_cue: defaultdict[int, list[_Pair]] = defaultdict(list)
    for (a, b), answer in zip(scene.question.pairs, answers, strict=True):
        best = max(range(len(model.roots)), key=answer.roots.__getitem__)
        score = answer.link * answer.roots[best]
        if score >= least:
            cue = telling_word(scene.sides[a].candidate.head, scene.sides[b].candidate.head)
            by_cue[cue.i].append(_Pair(score, model.roots[best], a, b))
    for place, told in sorted(by_cue.items()):
        told.sort(key=lambda pair: (-pair.score, pair.actor, pair.recipient))
        best_pair = told[0]
        if best_pair.root in taken:
            continue
        token = scene.sentence.span.doc[place]
        if token.lemma_.lower() in _SAYING and best_pair.root not in _SAID:
            continue
        if _of_diplomacy(token):
            continue
        kind = deed_kind(best_pair.root, _around(token))
        doers, done_to = _parties(scene, [pair for pair in told if pair.root == best_pair.root], new)
        if not any(may_be_official(actor) for actor in doers):
            continue
        yield Draft(
            Cue(token, Frame("deed", kind), scene.sentence),
            kind,
            (*in_role(doers, "actor"), *in_role(done_to, "recipient")),
            score=round(best_pair.score, 3),
            reasons=(f"the trained reader says {best_pair.root.lower()} with {best_pair.score:.2f}",),
        )


def _of_diplomacy(token: Token) -> bool:
    """Whether a word tells of going, receiving or meeting: other frames read these, whatever the model says."""
    lemma = token.lemma_.lower()
    frame = lexicon().verbs.get(lemma) if token.pos_ in ("VERB", "AUX") else lexicon().nouns.get(lemma)
    if frame is not None and lemma not in _OF_MANY_SENSES and frame.name in _NO_DEEDS:
        return True
    held = [lexicon().nouns.get(child.lemma_.lower()) for child in token.children if child.dep_ == "dobj"]
    return lemma in lexicon().light and any(each is not None and each.name in _NO_DEEDS for each in held)


_NO_DEEDS = frozenset({"travel", "receive", "welcome", "retinue", "together", "journey", "own journey", "gathering"})
_OF_MANY_SENSES = frozenset({"stop", "pass", "drop", "set", "go", "come", "leave", "touch", "swing"})

_NEAR = 0.75
"""A further recipient counts if it is at least this share as likely as the likeliest."""


def _parties(scene: _Scene, told: Sequence[_Pair], new: _New) -> tuple[list[ReportActor], list[ReportActor]]:
    """Who does it and to whom: of those joined by "and" all do it, unless it is done among them."""
    best = told[0]
    joined = {token.i for token in conjuncts(_first_of(scene.sides[best.actor].candidate.head))}
    group = [n for n, side in enumerate(scene.sides) if side.candidate.head.i in joined] or [best.actor]
    outside = [pair for pair in told if pair.actor in group and pair.recipient not in group]
    if not outside or outside[0].score < _NEAR * best.score:
        doers, done_to = [best.actor], [best.recipient, *(n for n in group if n not in (best.actor, best.recipient))]
        done_to = done_to if best.recipient in group else done_to[:1]
    else:
        doers = [best.actor, *(n for n in group if n != best.actor)]
        likely = [pair.recipient for pair in outside if pair.score >= _NEAR * outside[0].score]
        done_to = list(dict.fromkeys(likely))
    actors = _once(actor for n in doers for actor in scene.sides[n].actors)
    recipients = _once(actor for n in done_to for actor in _other_than(actors, scene.sides[n], scene.sentence, new))
    return actors, recipients


def _first_of(token: Token) -> Token:
    """The first of the nouns that one is joined to."""
    while token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN", "PRON"):
        token = token.head
    return token


def _once(actors: Iterable[ReportActor]) -> list[ReportActor]:
    return list({actor.key: actor for actor in actors}.values())


def _other_than(actors: Sequence[ReportActor], side: _Side, sentence: Sentence, new: _New) -> list[ReportActor]:
    """A side's actors that do not act; what a state does to a part of itself is done to that part, by its own name."""
    others = [actor for actor in side.actors if actor not in actors]
    if others or not side.actors or side.actors[0].type != "country":
        return others
    name = _named(_text(side.candidate, sentence))
    return [] if country_named(name) else [new.body(name, side.actors[0].country)]


def telling_word(actor: Token, recipient: Token) -> Token:
    """The word that tells what the first does: the verb it is the subject or agent of, or the noun it owns.

    "Turkey *accused* Greece", "Greece was *accused* by Turkey", "a Turkish *attack* on Greece".
    """
    here = actor
    for _ in range(8):
        above = here.head
        if above == here:
            break
        if above.pos_ in ("VERB", "AUX"):
            return above
        owned = here.dep_ in ("poss", "compound", "amod", "nmod") and above.pos_ == "NOUN"
        if owned and recipient != above and above.is_ancestor(recipient):
            return above
        here = above
    return here


def _around(token: Token) -> frozenset[str]:
    """The lemmas of a telling word and of the words that hang on it closely."""
    near = (each for child in token.children for each in (child, *child.children))
    return frozenset(each.lemma_.lower() for each in (token, *near))
