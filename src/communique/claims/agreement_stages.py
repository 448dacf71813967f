"""What becomes of a paper: the word that governs it, the stage that word tells, and in which status.

Invariant: every stage rests on one governing word of the sentence, named in the reading; a stage that
is not (or not yet) so is never told as if it were: what may, will or did not get signed is `expected`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from communique.claims.agreement_clauses import Clause, clause_after
from communique.claims.agreement_phrases import Mention
from communique.claims.agreement_words import Phrase, papers
from communique.claims.status import status_of
from communique.claims.syntax import conjuncts
from communique.model import Stage, Status

_MODALS = {"would", "could", "may", "might", "should"}


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of a paper: the word it rests on, and how the paper hangs on that word.

    `clause` is set where the order of the words says which of them tell of it.
    """

    stage: Stage
    status: Status
    governor: Token
    relation: str
    score: float = 1.0
    reasons: tuple[str, ...] = ()
    clause: Clause | None = None


def steps(mention: Mention) -> list[Step]:
    """The stages that a sentence tells of a paper, the main verb's first; one twice only with its own day."""
    found: dict[Stage, Step] = {}
    again: list[Step] = []
    inner: set[int] = set()
    for word, relation in _governors(mention.token):
        stage = _stage(word, relation)
        if mention.family == "ceasefire" and (begun := _begun(word, relation)) is not None:
            word, stage = begun, "in-force"
        if stage and word.i not in inner:
            inner.update(each.i for each in word.ancestors if word.dep_ == "xcomp" and each == word.head)
            step = _settle(mention, stage, word, relation)
            told = found.get(step.stage)
            if told is not None and word.dep_ == "conj" and _dated(word):
                again.append(step)
            elif told is not None and step.status == told.status and _dated(word) and not _dated(told.governor):
                found[step.stage] = step  # "brokered a treaty that was signed in May"
            found.setdefault(step.stage, step)
    after = clause_after(mention)
    if after is not None:
        own = found.get("signed")
        step = own if own and own.governor == after.verb else _settle(mention, "signed", after.verb, "object")
        if step.stage == "signed" and (own is None or own is step):
            found["signed"] = replace(step, clause=after)
    if not found and (batch := _batch(mention)) is not None:
        for word, relation in _governors(batch):
            if stage := _stage(word, relation):
                step = _settle(mention, stage, word, relation)
                found.setdefault(step.stage, step)
    if not found:
        for child in mention.token.children:
            adjective = papers().adjectives.get(child.lower_)
            if adjective and child.i < mention.token.i:
                status: Status = "planned" if adjective == "expected" else "happened"
                found[adjective] = Step(adjective, status, mention.token, "adjective", 0.6, (f"called “{child.text}”",))
                break
    if mention.year and not mention.plural and "signed" not in found and not mention.pronoun:
        found["signed"] = Step(
            "signed", "happened", mention.token, "year", 0.7, (f"known by its year, {mention.year}",)
        )
    return [*found.values(), *again]


def _dated(verb: Token) -> bool:
    """Whether a verb has a time of its own: "was prolonged twice and renewed again in 2020"."""
    return any(
        each.ent_type_ == "DATE"
        for child in verb.children
        if child.i > verb.i and child.dep_ in ("prep", "npadvmod", "advmod")
        for each in child.subtree
    )


def _batch(mention: Mention) -> Token | None:
    """The papers of which this is told to be one: "signed 14 documents, among them an agreement on visas"."""
    span = mention.sentence.span
    opening = next((each for each in span if each.i < mention.token.i and _opens_list(each)), None)
    if opening is None or any(each.pos_ in ("VERB", "AUX") for each in span.doc[opening.i + 1 : mention.token.i]):
        return None
    before = [
        each for each in span if each.i < opening.i and each.lemma_.lower() in papers().families and each.tag_ == "NNS"
    ]
    return before[-1] if before else None


def _opens_list(word: Token) -> bool:
    """Whether a word opens a list out of a batch: "including", "among them"."""
    follows = word.doc[word.i + 1].lower_ if word.i + 1 < len(word.doc) else ""
    return word.lower_ == "including" or (word.lower_ == "among" and follows in ("them", "these", "which"))


def _governors(noun: Token) -> Iterator[tuple[Token, str]]:
    """The words that may say what becomes of a noun, with the relation it has to them, the nearest first."""
    here, relation = noun, ""
    for _ in range(5):
        head, dep = here.head, here.dep_
        if dep in ("conj", "appos") and head.pos_ in ("NOUN", "PROPN"):
            here = _paper_above(head) or head
            continue
        if dep == "nsubjpass":
            yield from _infinitives(head)
            yield head, "object"
            yield from ((each, "object") for each in conjuncts(head) if each is not head and each.tag_ == "VBN")
        elif dep in ("dobj", "obj"):
            yield head, "object"
        elif dep == "nsubj":
            yield from _as_subject(head)
        elif dep == "attr":
            yield head, "attr"
        elif dep == "pobj" or (dep == "pcomp" and head.dep_ == "prep"):
            relation = head.lower_
            holder = head.head
            yield holder, relation
            if relation == "of" and holder.lemma_.lower() in papers().containers:
                here = holder
                continue
            if holder.dep_ == "prep":
                yield holder.head, relation
        break
    for child in noun.children:
        if child.dep_ == "acl" and child.tag_ == "VBN":
            yield from ((each, "object") for each in conjuncts(child) if each.tag_ == "VBN")
        elif child.dep_ == "relcl":
            yield from _relative(noun, child)


def _paper_above(noun: Token) -> Token | None:
    """The paper that a noun is the topic of: in "the Treaty on X and the Treaty on Y" the second joins the first."""
    holder = noun.head.head if noun.dep_ == "pobj" else None
    return holder if holder is not None and holder.lemma_.lower() in papers().families else None


def _as_subject(verb: Token) -> Iterator[tuple[Token, str]]:
    """A subject's verb, those joined to it, and the infinitive it is the understood subject or object of."""
    for each in [v for v in conjuncts(verb) if v.pos_ in ("VERB", "AUX")]:
        if each is not verb and any(child.dep_ in ("nsubj", "nsubjpass") for child in each.children):
            continue
        yield each, "subject"
        yield from _infinitives(each)


def _infinitives(verb: Token) -> Iterator[tuple[Token, str]]:
    for child in verb.children:
        if child.dep_ == "xcomp" and child.pos_ in ("VERB", "AUX"):
            passive = any(each.dep_ == "auxpass" for each in child.children)
            yield child, "object" if passive else "subject"
            yield from _infinitives(child)
        elif child.dep_ == "acomp":  # "are due to be signed"
            yield from _infinitives(child)


def _relative(noun: Token, verb: Token) -> Iterator[tuple[Token, str]]:
    for child in verb.children:
        if child.lower_ in ("that", "which", "whom") and child.dep_ in ("dobj", "nsubjpass"):
            yield verb, "object"
            return
        if child.lower_ in ("that", "which") and child.dep_ == "nsubj":
            yield from _as_subject(verb)
            return
    if not any(child.dep_ in ("dobj", "obj") for child in verb.children) and verb.i > noun.i:
        yield verb, "object"


def _stage(word: Token, relation: str) -> Stage | None:
    words = papers()
    lemma = word.lemma_.lower()
    if word.pos_ in ("VERB", "AUX"):
        for phrase in words.phrases:
            if lemma in phrase.verbs and relation in ("subject", "object") and _completes(word, phrase):
                return phrase.stage
        if relation == "object":
            particle = next((c.lower_ for c in word.children if c.dep_ == "prt"), None)
            if particle and words.verbs.get((lemma, particle)):
                return words.verbs[(lemma, particle)]
        if relation == "subject" and any(child.dep_ == "auxpass" for child in word.children):
            relation = "object"
        if relation == "subject" and any(child.dep_ in ("dobj", "obj", "xcomp") for child in word.children):
            return None
        return words.verbs.get((lemma, relation))
    return words.nouns.get((lemma, relation)) or words.nouns.get((word.lower_, relation))


def _begun(word: Token, relation: str) -> Token | None:
    """The verb by which a cease-fire begins: "the truce began", "they began a truce", "began observing a truce"."""
    if word.pos_ != "VERB" or relation not in ("object", "subject"):
        return None
    if word.lemma_ in papers().beginning and (relation == "object" or not any(c.dep_ == "dobj" for c in word.children)):
        return word
    observing = relation == "object" and word.tag_ == "VBG" and word.dep_ == "xcomp"
    return word.head if observing and word.head.lemma_ in papers().beginning else None


def _completes(verb: Token, phrase: Phrase) -> bool:
    for child in verb.children:
        if child.dep_ in ("dobj", "obj") and child.lemma_.lower() in phrase.objects and not phrase.prepositions:
            return True
        if child.dep_ in ("prt", "advmod", "prep") and child.lower_ in phrase.particles:
            return True
        if child.dep_ == "prep" and child.lower_ in phrase.prepositions:
            return any(each.lemma_.lower() in phrase.objects for each in child.children)
    return False


def _settle(mention: Mention, stage: Stage, word: Token, relation: str) -> Step:
    """The stage as it stands: signing that is only planned is expected, signing that is worked on negotiated."""
    read = status_of(word)
    status: Status = "denied" if mention.denied and read.status != "cancelled" else read.status
    reasons = (f"“{word.text}” says what becomes of the paper", *read.reasons)
    if status == "happened" and _only_named(word):
        status, reasons = "possible", (*reasons, "named as a deed, not told as done")
    score = 0.9 * read.score * (0.85 if mention.loose else 1.0)
    tried = _tried(word) if stage in ("signed", "in-force", "extended") else None
    if tried is not None and status in ("planned", "possible", "ongoing", "happened"):
        return Step("negotiated", "ongoing", word, relation, score, (*reasons, f"still tried for: “{tried.text}”"))
    if stage == "expired" and word.tag_ in ("VBZ", "VBP") and status in ("happened", "ongoing"):
        return Step(stage, "planned", word, relation, score, (*reasons, "its end is told in the present"))
    if stage == "signed":
        if status == "ongoing":
            return Step("negotiated", "ongoing", word, relation, score, reasons)
        if status != "happened":
            return Step("expected", status, word, relation, score, reasons)
    if stage == "expected" and status in ("happened", "ongoing"):
        status = "planned"
    if stage in ("proposed", "drafted", "negotiated") and status == "planned" and not _ahead(word):
        status = "ongoing"
    return Step(stage, status, word, relation, score, reasons)


def _only_named(word: Token) -> bool:
    """A deed named and not told: "critical for reaching a deal", "a bill rejecting the pact", "a bill to ratify it"."""
    infinitive = word.tag_ == "VB" and any(child.lower_ == "to" and child.dep_ == "aux" for child in word.children)
    if infinitive and (word.dep_ == "advcl" or (word.dep_ in ("acl", "relcl") and word.head.pos_ == "NOUN")):
        return True
    if word.tag_ != "VBG" or any(child.dep_ == "aux" for child in word.children):
        return False
    if word.dep_ == "pcomp":
        if any(child.dep_ == "nsubj" for child in word.children):
            return False
        return word.head.lower_ not in papers().told_after
    return word.dep_ == "acl" and word.head.pos_ == "NOUN"


def _ahead(word: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ in ("will", "shall", "to", *_MODALS) for child in word.children)


def _tried(word: Token) -> Token | None:
    """The verb or noun of trying that a signing verb hangs on: "working to sign", "efforts to reach"."""
    here = word
    for _ in range(3):
        if here.dep_ not in ("xcomp", "advcl", "acl", "pcomp", "conj"):
            return None
        if here.dep_ in ("conj", "advcl") and any(child.dep_ in ("nsubj", "nsubjpass") for child in here.children):
            return None
        here = here.head
        if here.dep_ in ("prep", "acomp"):
            here = here.head
        if here.pos_ == "AUX":
            here = next((child for child in here.children if child.dep_ == "nsubj"), here)
        lemma = here.lemma_.lower()
        if here.pos_ == "VERB" and lemma in papers().attempts:
            return here
        if here.pos_ == "NOUN" and (lemma in papers().attempt_nouns or here.lower_ in papers().attempt_nouns):
            return here
    return None
