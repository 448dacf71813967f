"""Whom a word of saying names as its source: the subject, whoever it is shared with, or the words beside it.

Invariant: a source never holds its own cue, and is one run of tokens of one paragraph's parse.
Ranges are half-open token positions in that parse.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

Range = tuple[int, int]

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_HOPS = 6
_LONGEST = 40
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


def source_of(cue: Token) -> Token | None:
    """The head word of the source of a verb of saying, or None ("it was said that")."""
    agent = _agent(cue)
    if agent is not None:
        return agent
    here = cue
    for _ in range(_HOPS):
        subject = own_subject(here)
        if subject is not None:
            if passive(here) and here == cue and subject.lower_ == "it":
                return None
            if subject.lower_ in _RELATIVE and here.dep_ == "relcl":
                return here.head
            return subject if subject.lower_ not in {"it", "there"} or here == cue else None
        if here.dep_ in {"acl", "relcl"} and here.head.pos_ in _NOMINAL:
            if here.tag_ == "VBN":
                return None
            return here.head
        if here.dep_ == "xcomp":
            controller = next((child for child in here.head.children if child.dep_ == "dobj"), None)
            if controller is not None and here.head.lemma_ in {"ask", "tell", "urge", "hear", "see", "want", "lead"}:
                return controller
        if here.dep_ not in {"conj", "advcl", "xcomp", "pcomp", "prep", "ccomp", "acl", "dep"} or here.head == here:
            return None
        if here.dep_ == "ccomp" and here == cue and cue.tag_ not in {"VBG", "VB"}:
            return None
        here = here.head
    return None


def own_subject(verb: Token) -> Token | None:
    """The subject word that stands with this verb itself."""
    return next((child for child in verb.children if child.dep_ in _SUBJECTS), None)


def passive(verb: Token) -> bool:
    """Whether the verb is a passive ("was asked")."""
    return any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children)


def _agent(cue: Token) -> Token | None:
    for child in cue.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by" and passive(cue)):
            return next((each for each in child.children if each.dep_ == "pobj"), None)
    return None


def source_beside(cue: Token) -> Token | None:
    """The noun that stands right after a verb of saying, or right before it, whatever the parse makes of it."""
    following = _nominal_from(cue, 1)
    return following if following is not None else _nominal_from(cue, -1)


def _nominal_from(cue: Token, step: int) -> Token | None:
    doc, at = cue.doc, cue.i + step
    found: Token | None = None
    for _ in range(8):
        if not 0 <= at < len(doc) or doc[at].is_punct or doc[at].is_space:
            break
        token = doc[at]
        if token.pos_ in _NOMINAL:
            found = token
            if step < 0 or token.pos_ == "PRON":
                break
        elif found is not None or token.pos_ not in {"DET", "ADJ", "AUX", "ADV", "NUM", "PART"}:
            break
        at += step
    return found


def source_range(source: Token, cue: Token) -> Range:
    """The tokens of the source's noun phrase with its appositions, cut short of the cue."""
    low, high = source.left_edge.i, source.right_edge.i + 1
    if low <= cue.i < high:
        if cue.i > source.i:
            high = _branch(source, cue).left_edge.i
        else:
            low = cue.i + 1
    if high - low > _LONGEST:
        low, high = _close_to(source)
    doc = source.doc
    while high > source.i + 1 and (doc[high - 1].is_punct and doc[high - 1].text not in {")", "]"}):
        high -= 1
    while low < source.i and doc[low].is_punct:
        low += 1
    return min(low, source.i), max(high, source.i + 1)


def _branch(ancestor: Token, token: Token) -> Token:
    """The child of `ancestor` under which `token` stands."""
    here = token
    while here.head.i not in {ancestor.i, here.i}:
        here = here.head
    return here if here.head.i == ancestor.i else token


def _close_to(source: Token) -> Range:
    low = high = source.i
    for child in source.children:
        if child.dep_ in {"det", "compound", "amod", "poss", "nummod", "nmod"}:
            low = min(low, child.left_edge.i)
    return low, high + 1


def names_in(source: Token) -> Iterator[Token]:
    """The words that may say who the source is, the likeliest first: its head, its appositions, its other names."""
    yield source
    yield from (child for child in source.subtree if child.dep_ == "appos" and child.i != source.i)
    yield from (child for child in source.children if child.dep_ in {"compound", "nmod", "flat"})
