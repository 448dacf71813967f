"""PLOVER's types with the direction given, and events (type, actor's state, recipient's state) from open text.

On `plover/train.jsonl` or any file of its form. Sentences that the shipped model was taught are passed over: it
carries their digests. *Given*: actor and recipient are marked; the baseline is a linear model over words and
letters of the marked sentence, taught on the sentences passed over. *Open*: each sentence is read as a report of
its own, by the whole program; gold states are those that the marked spans name (tables of states, towns, seats),
and only sentences whose two spans both name one are scored ("states") or all, a span without one as "none"
("all"). The baseline there takes the first two states named as actor and recipient, and the linear model's type.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import f1_score
from sklearn.pipeline import Pipeline, make_pipeline, make_union
from sklearn.svm import LinearSVC

from communique.claims import plover_model, read_report
from communique.claims.ontology import codes, quad_of
from communique.claims.places import country_meant as country_named
from communique.claims.places import country_of_place, country_of_seat
from communique.claims.plover_model import Question, Span
from communique.model import Claim, Report

Triple = tuple[str, str, str]
_ACTOR = ("actor", "visitor", "speaker", "signatory", "participant", "mediator")
_RECIPIENT = ("recipient", "host", "audience")
_NAME = re.compile(r"[A-Z][\w.'’-]*(?:[ -](?:of|and|the|[A-Z][\w.'’-]*))*")


@dataclass(frozen=True)
class Case:
    """A labelled sentence."""

    id: str
    text: str
    root: str
    quad: int
    actor: Span
    recipient: Span
    masked: str


def cases(data: Path) -> list[Case]:
    """Every sentence of the file."""
    found = []
    for line in (data / "plover" / "train.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        text, spans, begun = "", {}, 0
        for part in re.split(r"(</?[st]>)", row["marked"]):
            if part in ("<s>", "<t>"):
                begun = len(text)
            elif part in ("</s>", "</t>"):
                spans.setdefault(part[2], (begun, len(text)))
            else:
                text += part
        masked = re.sub(r"<s>.*?</s>", " SSS ", re.sub(r"<t>.*?</t>", " TTT ", row["marked"]))
        found.append(
            Case(row["id"], text, row["root"], row["quad"], spans.get("s", (0, 0)), spans.get("t", (0, 0)), masked)
        )
    return found


def digest(text: str) -> int:
    """A text's digest, as the model keeps of those it was taught."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def _linear(taught: Sequence[Case]) -> Pipeline:
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    model = make_pipeline(make_union(words, letters), LinearSVC(C=0.5, class_weight="balanced", random_state=0))
    return model.fit([case.masked for case in taught], [case.root for case in taught])


def _given(held: Sequence[Case]) -> list[str]:
    model = plover_model.load()
    answers = model.ask([Question(case.text, (case.actor, case.recipient), ((0, 1),)) for case in held])
    return [model.roots[max(range(len(model.roots)), key=answer[0].roots.__getitem__)] for answer in answers]


def _scores(held: Sequence[Case], said: Sequence[str]) -> dict[str, float]:
    roots, quads = [case.root for case in held], [case.quad for case in held]
    return {
        "given: root macro-F1": f1_score(roots, said, average="macro", zero_division=0),
        "given: root accuracy": sum(a == b for a, b in zip(roots, said, strict=True)) / len(held),
        "given: quad macro-F1": f1_score(quads, [quad_of(root) for root in said], average="macro", zero_division=0),
    }


def states_in(text: str) -> list[str]:
    """The states that a text names, in order: by name, people, capital, seat or town."""
    found = []
    for match in _NAME.finditer(text):
        words = match.group().split()
        here = 0
        while here < len(words):
            for end in range(len(words), here, -1):
                name = re.sub(r"['’]s?$", "", " ".join(words[here:end]))
                code = country_named(name) or country_of_seat(name) or (end == len(words) and country_of_place(name))
                if code:
                    found.append(code)
                    here = end - 1
                    break
            here += 1
    return list(dict.fromkeys(found))


def _gold(case: Case) -> Triple:
    actor, recipient = (states_in(case.text[low:high]) for low, high in (case.actor, case.recipient))
    return case.root, (actor or ["none"])[0], (recipient or ["none"])[0]


def triples(claims: Iterable[Claim], state: dict[str, str | None]) -> list[tuple[Triple, float]]:
    """Claims as (type, actor's state, recipient's state), with their scores; for each claim its first two sides."""
    found: dict[Triple, float] = {}
    for claim in claims:
        root = codes(claim.kind, claim.status).plover_type
        if root is None:
            continue
        root = "YIELD" if root in ("CONCEDE", "RETREAT") else root
        sides: dict[str, list[str]] = {"a": [], "r": []}
        for part in claim.participants:
            side = "a" if part.role in _ACTOR else "r" if part.role in _RECIPIENT else None
            if side:
                sides[side].append(state.get(part.actor) or "none")
        actors, recipients = (list(dict.fromkeys(sides[side])) for side in "ar")
        if not recipients and len(actors) > 1:
            actors, recipients = actors[:1], actors[1:]
        for actor in actors[:1] or ["none"]:
            for recipient in recipients[:1] or ["none"]:
                triple = root, actor, recipient
                found[triple] = max(found.get(triple, 0.0), claim.score)
    return list(found.items())


def read(case: Case) -> list[tuple[Triple, float]]:
    """What the program reads in one sentence."""
    reading = read_report(Report(f"r-{case.id}", case.id, case.text, published="2020-06-15"))
    return triples(reading.claims, {actor.key: actor.country for actor in reading.actors})


def _f1(rows: Sequence[tuple[Triple, Sequence[Triple]]]) -> dict[str, float]:
    right = sum(gold in said for gold, said in rows)
    told = sum(len(said) for _, said in rows)
    exact, found = right / max(1, told), right / max(1, len(rows))
    return {"precision": exact, "recall": found, "F1": 2 * exact * found / max(1e-9, exact + found)}


def _open(rows: Sequence[tuple[Triple, Sequence[Triple]]]) -> dict[str, float]:
    named = [(gold, [each for each in said if "none" not in each]) for gold, said in rows if "none" not in gold]
    figures = {f"open, states: {name}": number for name, number in _f1(named).items()}
    return figures | {f"open, all: {name}": number for name, number in _f1(rows).items()}


def evaluate(data: Path) -> dict[str, Any]:
    """Both rows with their baselines."""
    every, known = cases(data), plover_model.load().taught
    held = [case for case in every if digest(case.text) not in known]
    taught = [case for case in every if digest(case.text) in known] or every
    linear = _linear(taught)
    said, plain = _given(held), [str(root) for root in linear.predict([case.masked for case in held])]
    found = [[triple for triple, _ in read(case)] for case in held]
    gold = [_gold(case) for case in held]
    first = [[(root, *(*states_in(case.text), "none", "none")[:2])] for root, case in zip(plain, held, strict=True)]
    missed = [
        f"{case.id}: {g} read as {r} | {case.text[:150]}"
        for case, g, r in zip(held, gold, found, strict=True)
        if g not in r
    ]
    wrong = [f"given: {c.root} read as {s} | {c.masked[:150]}" for c, s in zip(held, said, strict=True) if c.root != s]
    return {
        "figures": _scores(held, said) | _open(list(zip(gold, found, strict=True))),
        "baseline": _scores(held, plain) | _open(list(zip(gold, first, strict=True))),
        "counts": {
            "sentences": len(held),
            "passed over, taught": len(every) - len(held),
            "both states named": sum("none" not in g for g in gold),
            **{f"root {root}": n for root, n in sorted(Counter(case.root for case in held).items())},
        },
        "worst": [each for pair in zip(wrong, missed, strict=False) for each in pair] or wrong + missed,
    }
