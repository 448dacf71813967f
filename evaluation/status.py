"""Status of events against MEANTIME (future, negated, uncertain: F1 of each) and TimeBank (polarity, modality, tense).

Only events that annotators gave a certainty count (the first sentences of each article). `future` holds
our facet against time FUTURE, `negated` polarity NEG, `uncertain` certainty other than CERTAIN. The same
events by the one word of `Status`: planned or possible is future, denied negated, possible uncertain.
The baseline calls every event happened: its F1 for each rare class is 0, its accuracy is given.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Token

from communique.claims.parsing import load
from communique.claims.status import StatusReading, status_of
from evaluation._rows import rows

FACETS = ("future", "negated", "uncertain")
_QUOTES = re.compile(r"``|''")


def _events(data: Path) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    for case in rows(data / "factuality" / "docs.jsonl.gz"):
        yield "meantime", case["text"], [e for e in case["events"] if e.get("certainty") and e["span"]]
    for case in rows(data / "times" / "timebank.jsonl"):
        yield "timebank", case["text"], case["events"]


def _gold(name: str, event: dict[str, Any]) -> dict[str, bool]:
    if name == "meantime":
        return {
            "future": event["time"] == "FUTURE",
            "negated": event["polarity"] == "NEG",
            "uncertain": event["certainty"] != "CERTAIN",
        }
    modal = event.get("modality") or "none"
    return {
        "future": event.get("tense") == "FUTURE",
        "negated": event.get("polarity") == "NEG",
        "uncertain": modal not in ("none", "delete", "to", "until", "close") and event.get("tense") != "FUTURE",
    }


def by_status(reading: StatusReading) -> dict[str, bool]:
    """The three facets as the one word of the status tells them."""
    return {
        "future": reading.status in ("planned", "possible"),
        "negated": reading.status in ("denied", "cancelled"),
        "uncertain": reading.status == "possible",
    }


def _tokens(doc: Doc, start: int, end: int) -> Token | None:
    span = doc.char_span(start, end, alignment_mode="expand")
    return span.root if span is not None else None


def _f1(hits: Counter[str], key: str) -> float:
    right, said, gold = hits[f"{key} right"], hits[f"{key} said"], hits[f"{key} gold"]
    return 2 * right / (said + gold) if said + gold else 0.0


def evaluate(data: Path) -> dict[str, Any]:
    """Figures for both sets, by facets and (MEANTIME) by the one word of the status."""
    nlp = load()
    hits: Counter[str] = Counter()
    worst: list[str] = []
    for name, text, events in _events(data):
        # sentences of both sets end with their lines; quotation marks as the parser knows them
        clean = _QUOTES.sub('" ', text)
        doc = nlp(re.sub(r"[\t\n]", " ", clean))
        for event in events:
            token = _tokens(doc, *event["span"])
            if token is None:
                continue
            reading = status_of(token)
            gold = _gold(name, event)
            found = {"future": reading.future, "negated": reading.negated, "uncertain": reading.uncertain}
            hits[f"{name} events"] += 1
            hits[f"{name} all right"] += found == gold
            hits[f"{name} plain"] += not any(gold.values())
            for facet in FACETS:
                for kind, said in ((name, found), (f"{name} as status", by_status(reading))):
                    hits[f"{kind} {facet} gold"] += gold[facet]
                    hits[f"{kind} {facet} said"] += said[facet]
                    hits[f"{kind} {facet} right"] += gold[facet] and said[facet]
                if found[facet] != gold[facet]:
                    here = text[max(0, event["span"][0] - 90) : event["span"][1] + 50].replace("\n", " ")
                    worst.append(
                        f"{name} {facet} {'missed' if gold[facet] else 'extra'} [{event['text']}] …{here}… "
                        f"{reading.status}: {'; '.join(reading.reasons)}"
                    )
    figures: dict[str, Any] = {
        f"{kind} {facet} F1": _f1(hits, f"{kind} {facet}")
        for kind in ("meantime", "meantime as status", "timebank")
        for facet in FACETS
        if hits[f"{kind.split()[0]} events"]
    }
    sets = [name for name in ("meantime", "timebank") if hits[f"{name} events"]]
    for name in sets:
        figures[f"{name} all three right"] = hits[f"{name} all right"] / hits[f"{name} events"]
    baseline = {f"{name} all called happened": hits[f"{name} plain"] / hits[f"{name} events"] for name in sets}
    return {"figures": figures, "baseline": baseline, "counts": dict(hits), "worst": worst}
