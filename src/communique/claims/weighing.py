"""How likely it is that a word of saying gives something to a source: a sum of weights learnt from labelled news.

Invariant: the same `Found` among the same neighbours has the same features and the same probability on every
machine; a feature that the table does not know weighs nothing.

The weights stand in `data/attribution_weights.tsv` and are made by `python -m training.attribution`; what they
are, and what they were learnt from, is told in `docs/models/attribution.md`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from communique.claims.attribution import Found
from communique.claims.saying import saying
from communique.claims.sources import passive

_FIRST = frozenset({"i", "we", "you", "me", "us"})
_EMPTY = frozenset({"it", "this", "that", "which", "there"})
_OPENERS = frozenset({"that", "to", "whether", "if", "how", "what", "as"})


def likelihood(found: Found, neighbours: Sequence[Found]) -> float:
    """The probability, 0 to 1, that people would call this an attribution; `neighbours` are its sentence's others."""
    table = weights()
    total = sum(table.get(feature, 0.0) for feature in features(found, neighbours))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def features(found: Found, neighbours: Sequence[Found]) -> Iterator[str]:
    """What is weighed of an attribution with content: its word, form, source, and whether it stands in another."""
    cue = found.cue
    yield "always"
    yield f"word:{saying().lemma(cue)}/{found.relation}"
    yield f"sort:{found.sort}/{found.relation}"
    if any(each is not found and any(low <= cue.i < high for low, high in each.content) for each in neighbours):
        yield "nested"
        yield f"nested:{found.sort}"
    yield f"tag:{cue.tag_}"
    yield f"dep:{cue.dep_}"
    yield f"source:{_source_kind(found)}"
    yield f"aux:{_auxiliary(found)}"
    if any(child.dep_ == "neg" for child in cue.children):
        yield "negated"
    if passive(cue):
        yield "passive"
    words = sum(high - low for low, high in found.content)
    yield f"length:{(words >= 3) + (words >= 6) + (words >= 12)}"
    yield f"marks:{int(any(cue.doc[at].is_quote for low, high in found.content for at in range(low, high)))}"
    yield f"first:{_first_word(found)}"


def _source_kind(found: Found) -> str:
    source = found.source
    if source is None:
        return "none"
    if source.lower_ in _FIRST:
        return "first"
    if source.lower_ in _EMPTY:
        return "it"
    return "pronoun" if source.pos_ == "PRON" else source.ent_type_ or source.pos_


def _auxiliary(found: Found) -> str:
    words = {child.lower_ for child in found.cue.children if child.dep_ == "aux"}
    negated = any(child.dep_ == "neg" for child in found.cue.children)
    if "to" in words:
        return "to"
    return "modal" if not found.asserted and not negated else "plain"


def _first_word(found: Found) -> str:
    first = found.content[0][0]
    if first < found.cue.i:
        return "before"
    word = found.cue.doc[first].lower_
    return word if word in _OPENERS else "other"


@cache
def weights(package: str = "communique.claims", table: str = "attribution_weights.tsv") -> Mapping[str, float]:
    """A table of weights by feature, from a package's data. Raises ValueError if a line of the file is broken."""
    text = files(package).joinpath(f"data/{table}").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {feature: float(weight) for feature, weight in rows}
