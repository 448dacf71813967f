"""Reports and rumours that a sentence only passes on to turn them down.

Invariant: a clause is answered for only where it is a noun's own content ("reports that ...").
"""

from __future__ import annotations

from spacy.tokens import Token

from communique.claims.facets import full_lemma

DENYING = ("deny", "reject", "dismiss", "refute")


def report_denied(clause: Token) -> Token | None:
    """The verb that turns down what a noun's own clause tells: "denied reports that the two were to meet"."""
    noun = clause.head
    content = noun.pos_ == "NOUN" and any(child.lower_ == "that" and child.dep_ == "mark" for child in clause.children)
    if not content or noun.dep_ not in ("dobj", "nsubjpass", "pobj"):
        return None
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    return verb if full_lemma(verb) in DENYING else None
