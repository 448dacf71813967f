"""Whether a word parts an event from a day that its sentence tells.

Invariant: each answer looks at one or two words of the parse and what hangs on them, never at another sentence.
"""

from __future__ import annotations

from spacy.tokens import Token

from communique.claims.facets import auxiliaries, full_lemma, word_lists
from communique.claims.frames import lexicon

APART = {"before", "after", "ahead", "following", "since", "until"}
_SPEAKING_OF = {
    "acknowledge",
    "admit",
    "confirm",
    "criticize",
    "defend",
    "deny",
    "describe",
    "discuss",
    "hail",
    "praise",
    "reveal",
}
"""What their object is about has its own day: "confirmed the meeting on Monday"."""


def set_for(verb: Token, cue: Token) -> bool:
    """Whether a clause on an event noun says for when it is planned, or was: "her visit, scheduled for Thursday"."""
    placed = any(child.lower_ == "place" for child in verb.children) or verb.lemma_.lower() in ("happen", "occur")
    if verb.dep_ == "relcl" and verb.head == cue and placed:
        return True  # "her visit, which took place over Easter"
    planned = verb.dep_ in ("acl", "relcl") and verb.tag_ == "VBN" and full_lemma(verb) in word_lists().dated
    return planned and cue.pos_ != "VERB" and (verb.head == cue or cue in verb.head.ancestors)


def of_another_day(verb: Token) -> bool:
    """Whether a verb's day is not that of what it is about: "confirmed", "called off the visit on Monday"."""
    return verb.lemma_.lower() in _SPEAKING_OF or word_lists().complement.get(full_lemma(verb)) == "call_off"


def preparing(cue: Token, verb: Token) -> bool:
    """Whether a clause of purpose stands between an event noun and what is dated.

    "Met on Friday to prepare the summit" says when they met; "came on Friday to hold talks" when they talked.
    """
    purpose = verb.dep_ in ("advcl", "acl") and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    return purpose and verb != cue and cue.pos_ != "VERB" and verb.lemma_.lower() not in lexicon().light


def semicolon(one: Token, other: Token) -> bool:
    """Whether a semicolon parts two words, so that each has its own time."""
    low, high = sorted((one.i, other.i))
    return any(each.text == ";" for each in one.doc[low:high])


def set_apart(verb: Token) -> bool:
    """Whether a clause stands before or after what it hangs on, and so on another day ("after he returned")."""
    return any(child.dep_ == "mark" and child.lower_ in APART for child in verb.children)


def resolved_on(verb: Token) -> bool:
    """Whether a verb tells that something was agreed, asked or wished, which its day then dates.

    Not so of one that sets a day: "agreed on Monday to meet", but "was scheduled on Monday to meet".
    """
    words, lemma = word_lists(), full_lemma(verb)
    past = verb.tag_ == "VBD" or any(each.tag_ in ("VBD", "VBZ", "VBP") for each in auxiliaries(verb))
    return past and lemma not in words.dated and words.complement.get(lemma) in ("plan", "hope", "doubt")


def by_the_way(verb: Token) -> bool:
    """Whether a clause tells of its noun what was before: "X, who had feared talks, thanked Y on Friday"."""
    perfect = any(each.lower_ in ("has", "have", "had", "'ve", "’ve") for each in auxiliaries(verb))
    return perfect and verb.head.dep_ in ("nsubj", "nsubjpass")


def of_another_tense(verb: Token, first: Token) -> bool:
    """Whether a verb joined to a past one is told in the present or as to come, so that its day is another."""
    if verb.pos_ not in ("VERB", "AUX") or first.pos_ not in ("VERB", "AUX"):
        return False
    ahead = verb.tag_ in ("VBZ", "VBP") or any(
        child.lower_ in ("will", "shall", "is", "are") and child.dep_ in ("aux", "auxpass") for child in verb.children
    )
    past = first.tag_ == "VBD" or any(
        child.lower_ in ("was", "were", "had") and child.dep_ in ("aux", "auxpass") for child in first.children
    )
    return ahead and past
