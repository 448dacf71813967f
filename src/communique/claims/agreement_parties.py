"""Whose paper it is: the states and bodies that a sentence, or the report around it, makes parties.

Invariant: a party is an actor of the cast; a person who signs for a state gives the state where the
cast knows it as an actor, and whoever only brokered or announced a paper is no party to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from communique.claims.actors import Cast
from communique.claims.agreement_phrases import Mention, is_truce
from communique.claims.agreement_stages import Step
from communique.claims.agreement_words import papers
from communique.claims.drafting import acting
from communique.claims.listing import named_from
from communique.claims.parsing import Sentence
from communique.claims.places import country_named, country_of_demonym
from communique.claims.syntax import hanging, objects, subjects
from communique.model import Claim

_BETWEEN = ("between", "with", "among", "by")
_ENCOUNTERS = ("signing", "talks", "meeting", "visit", "call", "ceremony", "statement")
_REACH = 750
"""How many characters away a meeting may be told that still explains whose paper it is."""


_STATES = "countries"
"""The group of states that are counted and not named."""


_SENTENCE = ("named with", "who “")


@dataclass(frozen=True, slots=True)
class Parties:
    """Actor keys in a stable order, and why they are the parties; `groups` are those told in words only ("rebels")."""

    keys: tuple[str, ...] = ()
    reason: str = ""
    groups: tuple[str, ...] = ()

    def __len__(self) -> int:
        """How many parties are known of; states that are counted are two at least."""
        return len(self.keys) + len(self.groups) + (_STATES in self.groups)

    @property
    def of_sentence(self) -> bool:
        """Whether the sentence itself names them, and not only the report around it."""
        return bool(self.groups) or self.reason.startswith(_SENTENCE)

    def with_those_of(self, other: Parties) -> Parties:
        """These parties and those of the same paper told before."""
        return Parties(_merged(self.keys, other.keys), self.reason, _merged(self.groups, other.groups))


def parties_of(mention: Mention, step: Step, cast: Cast) -> Parties:
    """The parties that the sentence itself names: in the noun phrase, or as who signs with whom."""
    own = _in_phrase(mention, cast) or _bound_by(mention, cast)
    acting = _acting(mention, step, cast)
    acting = acting or _in_clause(step, mention.sentence, cast)
    groups = _groups(mention, step)
    if step.stage in ("withdrawn", "rejected") and own and acting:
        return Parties(_merged(acting, own), "named with the paper and as who turns from it", groups)
    if acting:
        return Parties(_merged(acting, own), f"who “{step.governor.text}” it", groups)
    if not own and step.relation == "none" and mention.token.dep_ == "dobj":
        doing = as_states(_actors(subjects(mention.token.head), mention.sentence, cast), cast)
        own = doing if len(doing) > 1 else ()  # "X and Y revived a pact. It was first signed in 2016."
    return Parties(own, "named with the paper" if own else "", groups)


def _bound_by(mention: Mention, cast: Cast) -> tuple[str, ...]:
    """Who does or will do something "under" a paper; between whom the fighting is that a cease-fire is to end."""
    token = mention.token
    if token.dep_ == "pobj" and token.head.lower_ == "under" and token.head.head.pos_ == "VERB":
        return as_states(_actors(subjects(token.head.head), mention.sentence, cast), cast)
    if mention.family == "ceasefire":
        fights = [word for word in mention.sentence.span if word.lemma_.lower() in papers().fighting]
        sides = (side for fight in fights for _, side in hanging(fight, ("between",)))
        return as_states(_actors(sides, mention.sentence, cast), cast)
    return ()


def _in_clause(step: Step, sentence: Sentence, cast: Cast) -> tuple[str, ...]:
    """Those named in one row in a clause about the paper: "reached in May in talks among X, Y and Z"."""
    if step.clause is None or step.relation != "object":
        return ()
    words = step.clause.verb.doc[step.clause.first : step.clause.end]
    helped = step.clause.verb.lemma_.lower() in papers().mediating
    led = next((word.i for word in words if word.lower_ in _BETWEEN and not (helped and word.lower_ == "by")), None)
    return as_states([each.key for each in named_from(led + 1, sentence, cast)], cast) if led is not None else ()


def _groups(mention: Mention, step: Step) -> tuple[str, ...]:
    """The parties told in words only, of states ("six world powers") and of others ("the rebels")."""
    word, doc = step.governor, mention.token.doc
    heads = [each for _, each in hanging(mention.token, _BETWEEN)] if not mention.pronoun else []
    if word is not mention.token:
        heads += [each for _, each in hanging(word, _BETWEEN)]
    if word.pos_ == "VERB" and step.relation == "object":
        heads += [each for each in subjects(word) if each != mention.token]
    if step.clause is not None:
        inside = doc[step.clause.first : step.clause.end]
        led = next((each.i for each in inside if each.lower_ in _BETWEEN), step.clause.end)
        heads += doc[led : step.clause.end]
    table = papers().groups
    named = {table[each.lemma_.lower()]: each for each in heads if each.lemma_.lower() in table}
    return tuple(name for name, each in named.items() if name != _STATES or _several(each))


def _several(word: Token) -> bool:
    """Whether a number of states stands there ("five other nations"), and not "the two governments" told before."""
    return any(child.dep_ == "nummod" and child.lower_ not in ("two", "2", "both") for child in word.children)


def parties_around(mention: Mention, step: Step, known: Parties, claims: Sequence[Claim], cast: Cast) -> Parties:
    """Two states that meet in the nearest claim of the report, where the sentence leaves the parties open.

    It leaves them open by "their" or "bilateral", or by a passive ("agreements are to be signed"). A
    definite paper with a year or name of its own is never given to whoever happens to meet nearby.
    """
    if len(known.keys) > 1 or mention.year or mention.pronoun:
        return known
    pairs = [(_gap(mention, claim), claim.start, pair) for claim in claims if (pair := states_in(claim, cast))]
    if known.keys:
        here = [pair for gap, _, pair in sorted(pairs) if gap == 0 and known.keys[0] in pair]
        return Parties(_merged(known.keys, here[0]), "they meet in the sentence") if here else known
    unsaid = _agentless(step) or _by_unknown(step, mention, cast)
    if not pairs or not (_shared(mention) or (unsaid and not mention.definite)):
        return known
    near = [each for each in pairs if each[0] <= _REACH]
    chosen = min(near)[2] if near else _only(each[2] for each in pairs)
    return Parties(chosen, "they meet in the sentences around") if chosen else known


def states_in(claim: Claim, cast: Cast) -> tuple[str, ...]:
    """The two or more states that a claim of a visit, meeting or signing brings together; empty for fewer."""
    if claim.kind not in _ENCOUNTERS or claim.status in ("denied",):
        return ()
    keys = as_states((part.actor for part in claim.participants if part.role != "mediator"), cast)
    return keys if 2 <= len(keys) <= 3 else ()


def as_states(keys: Iterable[str], cast: Cast) -> tuple[str, ...]:
    """Actors as the states they act for; bodies and stateless officials stay themselves, private persons go."""
    found: dict[str, None] = {}
    for key in keys:
        try:
            actor = cast.actor(key)
        except KeyError:
            found[key] = None
            continue
        state = cast.country_key(actor.country) if actor.country and actor.type != "country" else None
        if state:
            found[state] = None
        elif (actor.type != "person" or actor.country) and not _is_paper(actor.name):
            found[key] = None
    return tuple(found)


def _is_paper(name: str) -> bool:
    """Whether a name read as a body's is a paper's ("the Bilateral Security Agreement")."""
    return name.rsplit(" ", 1)[-1].lower().removesuffix("s") in papers().families


def _in_phrase(mention: Mention, cast: Cast) -> tuple[str, ...]:
    """ "Iran's deal with Russia", "the US-Japan treaty", "an agreement between X and Y", "their agreement"."""
    if mention.pronoun:
        return ()
    token, found = mention.token, []
    for child in token.children:
        if child.dep_ in ("poss", "compound", "nmod", "amod", "npadvmod") and not _brought(child):
            found.extend(_actors([each for each in child.subtree if each.i < token.i], mention.sentence, cast))
    found.extend(_actors((word for _, word in hanging(token, _BETWEEN)), mention.sentence, cast))
    if not found:
        found.extend(_between_after(mention, cast))
    if not found and token.dep_ in ("appos", "npadvmod") and not mention.definite:
        # "X and Y agreed to restore ties, a deal sealed in Z": the deal of those who agreed
        agreeing = as_states(_actors(subjects(token.sent.root), mention.sentence, cast), cast)
        found.extend(agreeing if len(agreeing) > 1 else ())
    if (
        not found
        and token.dep_ in ("nsubj", "nsubjpass")
        and token.head.dep_ == "ccomp"
        and _AGREED & {token.head.head.lemma_}
    ):
        # "the two sides agreed that the free trade pact should be widened": theirs
        agreeing = as_states(_actors(subjects(token.head.head), mention.sentence, cast), cast)
        found.extend(agreeing if len(agreeing) > 1 else ())
    for _, topic in hanging(token, ("on", "over", "about", "to")):
        if topic.lemma_.lower() in papers().belongings:
            found.extend(_actors([each for each in topic.subtree if each.i <= topic.i], mention.sentence, cast))
        elif topic.pos_ == "VERB":
            found.extend(
                _actors(
                    [w for each in objects(topic) if each.lemma_.lower() in papers().belongings for w in each.subtree],
                    mention.sentence,
                    cast,
                )
            )
    return as_states(found, cast)


def _brought(word: Token) -> bool:
    """Whether a word tells who brought a paper about: the "Egyptian" of "an Egyptian-brokered cease-fire"."""
    near = (word, *word.children, *word.doc[word.i + 1 : word.i + 3])
    return any(each.lemma_.lower() in _BRINGING or each.lower_.endswith("-brokered") for each in near)


def _between_after(mention: Mention, cast: Cast) -> list[str]:
    """The parties after a "between" that the parse hangs elsewhere: "memoranda of understanding between X and Y"."""
    doc, end = mention.token.doc, mention.sentence.span.end
    for place in range(mention.token.i + 1, min(end, mention.token.i + _NEAR)):
        word = doc[place]
        if word.lower_ == "between":
            return [actor.key for actor in named_from(place + 1, mention.sentence, cast)]
        if word.pos_ in ("VERB", "AUX") or word.text in (";", ".") or _other_paper(word, mention.token):
            return []
    return []


def _other_paper(word: Token, noun: Token) -> bool:
    """Whether a word names another paper, whose parties follow it ("the 1970 pact and the 1994 treaty between")."""
    apart = any(each.dep_ == "cc" for each in word.doc[noun.i + 1 : word.i])
    return apart and word.lemma_.lower() in papers().families


def _overseeing(noun: Token) -> list[Token]:
    """Who oversees the signing of a paper, and so most likely lets it be signed; who hands over its draft."""
    verb = noun.head
    watched = noun.dep_ == "dobj" and (verb.lemma_.lower() in _WATCHING or noun.lemma_.lower() == "draft")
    return subjects(verb) if watched else []


_AGREED = frozenset({"agree", "decide"})
_FIRMS = frozenset(
    {"company", "firm", "bank", "ministry", "agency", "businessman", "minister", "official", "institution"}
)
_WATCHING = frozenset({"oversee", "witness", "attend", "watch", "supervise", "observe", "preside"})
_BRINGING = frozenset({"broker", "brokered", "mediate", "mediated", "sponsor", "sponsored", "backed", "imposed"})
_NEAR = 14


def _acting(mention: Mention, step: Step, cast: Cast) -> tuple[str, ...]:
    """Who signs, negotiates or leaves the paper, and with whom."""
    word = step.governor
    if word.pos_ not in ("VERB", "AUX") or word is mention.token:
        if word.pos_ == "NOUN" and word is not mention.token:
            found = _actors((w for _, w in hanging(word, _BETWEEN)), mention.sentence, cast)
            owners = [child for child in word.children if child.dep_ == "poss"] or _overseeing(word)
            return as_states([*_actors(owners, mention.sentence, cast), *found], cast)
        return ()
    if step.relation == "subject":
        return as_states(_actors((w for _, w in hanging(word, ("between", "with"))), mention.sentence, cast), cast)
    if _mediates(mention, word, cast):
        return as_states(_actors((w for _, w in hanging(word, ("between",))), mention.sentence, cast), cast)
    found = _actors((w for _, w in hanging(word, ("with", "between"))), mention.sentence, cast)
    doers = [each for each in subjects(word) if each.i != mention.token.i]
    doers += [each for doer in list(doers) for _, each in hanging(doer, ("from", "of"))]
    row = () if _actors(doers, mention.sentence, cast) else acting(word, mention.sentence, cast)
    firms = [each for doer in doers if doer.lemma_.lower() in _FIRMS for each in doer.subtree if each.i < doer.i]
    doers += firms  # "Saudi and Chinese companies"
    return as_states([*_actors(doers, mention.sentence, cast), *(each.key for each in row), *found], cast)


def _mediates(mention: Mention, word: Token, cast: Cast) -> bool:
    """Whether whoever does this only brings others together: "brokered", "helped forge", "announced" for others.

    What two states announce is theirs, unless others are named for its parties.
    """
    helped = word.dep_ in ("xcomp", "ccomp") and word.head.lemma_.lower() == "help"
    if word.lemma_.lower() == "announce":
        if any(True for _ in hanging(mention.token, ("with",))):
            return False
        doers = [cast.actor(key) for key in dict.fromkeys(_actors(subjects(word), mention.sentence, cast))]
        several = len(doers) > 1 and (
            not is_truce(mention) or all(each.type == "country" for each in doers)
        )  # ministers announce cease-fires of others
        return not several or any(True for _ in hanging(mention.token, ("between",)))
    return helped or word.lemma_.lower() in papers().mediating


def brokers(mention: Mention, step: Step, cast: Cast) -> tuple[str, ...]:
    """Who brought a paper about between others: "brokered by X"."""
    word = step.governor
    if word.pos_ != "VERB" or word.lemma_.lower() not in _BRINGING:
        return ()
    agents = [each for _, each in hanging(word, ("by",))]
    doers = agents or [each for each in subjects(word) if each != mention.token]
    return as_states(_actors(doers, mention.sentence, cast), cast)


def _actors(tokens: Iterable[Token], sentence: Sentence, cast: Cast) -> list[str]:
    found: dict[str, None] = {}
    for token in tokens:
        for key in cast.at(sentence, token):
            found[key] = None
        if token.text[:1].isupper():
            for piece in (token.text, *token.text.replace("–", "-").split("-")):
                state = country_of_demonym(piece) or country_named(piece)
                key_of = cast.country_key(state) if state else None
                if key_of:
                    found[key_of] = None
    return list(found)


def _merged(one: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*one, *other]))


def _shared(mention: Mention) -> bool:
    return any(
        (child.dep_ == "poss" and child.lower_ in ("their", "our")) or child.lower_ in papers().bilateral
        for child in mention.token.children
    )


def _agentless(step: Step) -> bool:
    """A passive of a main clause that leaves open who does it, told as done or to come."""
    word = step.governor
    return (
        step.status != "possible"
        and word.pos_ == "VERB"
        and (word.dep_ not in ("acl", "relcl") or _after_which(word))
        and any(child.dep_ in ("auxpass", "nsubjpass") for child in word.children)
        and not any(child.dep_ == "agent" for child in word.children)
    )


def _by_unknown(step: Step, mention: Mention, cast: Cast) -> bool:
    """Whether those who sign are officials whose states the report does not tell."""
    if step.governor.pos_ != "VERB" or step.relation != "object":
        return False
    signers = [cast.actor(key) for word in subjects(step.governor) for key in cast.at(mention.sentence, word)]
    return bool(signers) and all(each.type == "person" and each.country is None and each.offices for each in signers)


def _after_which(verb: Token) -> bool:
    """Whether a clause tells what came next: "held talks, after which contracts were signed"."""
    return any(
        child.lower_ in ("after", "following") and any(each.lower_ == "which" for each in child.children)
        for child in verb.children
    )


def _gap(mention: Mention, claim: Claim) -> int:
    return abs(claim.start - mention.sentence.start)


def _only(pairs: Iterable[tuple[str, ...]]) -> tuple[str, ...] | None:
    """The one pair that meets in the whole report, if there is but one."""
    kinds = {tuple(sorted(pair)) for pair in pairs}
    return next(iter(kinds)) if len(kinds) == 1 else None
