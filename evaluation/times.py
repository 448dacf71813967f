"""Time expressions against TimeBank (TIMEX3) and MEANTIME: value F1 with relaxed spans, as in TempEval-3.

A found expression counts if it overlaps one of the gold's and its value is the same string; each side
of a pair is used once. The direction of a relative expression is chosen as the flow does it: by the
status of the word that governs it.

Our values are EDTF; TIMEX3 writes some things otherwise, so `timex_value` turns them round: weeks and
quarters have names of their own there, a part of a month ("early March") has the month's value and a
modifier, and "now" and "recently" have values (PRESENT_REF) where EDTF has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from communique.claims.calendar import Stretch, bounds
from communique.claims.parsing import load
from communique.claims.status import outlook
from communique.claims.times import TimeExpression, find_times, read
from communique.claims.timewords import DATA
from evaluation._rows import rows

HEIDELTIME = 0.776
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_TIMES = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "tonight": "TNI"}
_OFTEN = {"daily": "XXXX-XX-XX", "annually": "P1Y", "yearly": "P1Y", "monthly": "P1M", "weekly": "P1W",
          "hourly": "PT1H"}  # fmt: skip


def timex_value(expression: TimeExpression, direction: str | None) -> str | None:
    """The TIMEX3 value of an expression; `direction` is the EDTF date that `read` chose."""
    words = expression.text.lower()
    if expression.kind == "set":
        unit = re.search(r"day|week|month|quarter|year|hour", words)
        return _OFTEN.get(words) or (f"P1{unit[0][0].upper()}" if unit else None)
    if expression.length:
        return _length(expression.length, words)
    if direction is None:
        return next(
            (f"{k.upper().replace('NOW', 'PRESENT')}_REF" for k, v in DATA["vague"].items() if words in v), None
        )
    return _date(expression, direction, words)


def _length(length: str, words: str) -> str:
    if re.search(r"\b(?:coming|future) ", words):
        return "FUTURE_REF"
    if re.search(r"\b(?:several|few) \w+ ago", words):
        return "PAST_REF"
    if "decade" in words and length in ("PXY", "P10Y"):
        return "PXE" if length == "PXY" else "P1E"
    if "quarter" in words and length.endswith("M"):
        return f"P{int(length[1:-1]) // 3}Q" if length != "PXM" else "PXQ"
    if re.search(r"\b(?:recent|past) years", words):
        return "PAST_REF"
    if re.fullmatch(r"PT(24|48|72)H", length):
        return f"P{int(length[2:-1]) // 24}D"
    return length


def _date(expression: TimeExpression, edtf: str, words: str) -> str | None:
    run = bounds(edtf)
    if run is None:
        return None
    season = next((code for word, code in _SEASONS.items() if word in words), None)
    if expression.kind == "season" and season:
        return f"{run.first.year}-{season}"
    if expression.kind == "season" or (re.search("quarter|period", words) and run.days in range(89, 93)):
        return f"{run.first.year}-Q{(run.first.month + 2) // 3}"
    if "weekend" in words:
        return f"{_week(run)}-WE"
    if expression.kind == "week" or re.search(r"\bweeks?\b.*\b(?:ago|earlier|later)", words):
        return _week(run)
    decade = re.search(r"(\d{3})0[’']?s", words) or re.search(r"[’'](\d)0s", words)
    if decade or re.fullmatch(r"\d{3}X", edtf):
        return (decade[1] if len(decade[1]) == 3 else f"19{decade[1]}") if decade else edtf[:3]
    if "X" in edtf:
        return edtf[:2]
    return _plain(expression, edtf, run, words)


def _plain(expression: TimeExpression, edtf: str, run: Stretch, words: str) -> str:
    if expression.kind == "year" and run.first.year == run.last.year:
        return f"{run.first.year}"
    if expression.kind == "month" and run.days <= 31:
        return run.first.isoformat()[:7]
    if expression.kind == "day" and run.days == 1:
        part = next((code for word, code in _TIMES.items() if re.search(rf"\b{word}\b", words)), "")
        return run.first.isoformat() + part
    return edtf.replace("~", "").partition("/")[0]


def _week(run: Stretch) -> str:
    year, week, _ = run.first.isocalendar()
    return f"{year}-W{week:02d}"


def chosen(expression: TimeExpression, doc: Doc) -> str | None:
    """The reading of an expression that the status of its governing word chooses."""
    span = doc.char_span(expression.start, expression.end, alignment_mode="expand")
    if span is None:
        return expression.value
    return read(expression, outlook(span.root))


def _cases(data: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from (("timebank", case) for case in rows(data / "times" / "timebank.jsonl"))
    yield from (("meantime", case) for case in rows(data / "factuality" / "docs.jsonl.gz"))


def _annotated(case: dict[str, Any]) -> int:
    """Where the annotation of a MEANTIME article ends: only its first sentences were given to annotators."""
    last = max((e["span"][1] for e in case["events"] if e.get("span") and e["certainty"]), default=0)
    last = max([last, *(t["span"][1] for t in case["timex"] if t.get("span"))])
    numbers = {t["s"] for t in case["tokens"] if t["b"] < last}
    return max((t["e"] for t in case["tokens"] if t["s"] in numbers), default=0)


def _score(counts: dict[str, int]) -> tuple[float, float, float]:
    found, gold = counts["found"] or 1, counts["gold"] or 1
    spans = 2 * counts["met"] / (found + gold)
    values = 2 * counts["same"] / (found + gold)
    return spans, values, counts["same"] / (counts["met"] or 1)


def evaluate(data: Path) -> dict[str, Any]:
    """Figures for both sets; `value F1` on TimeBank is the one to hold against HeidelTime's."""
    nlp = load()
    counts = {name: {"gold": 0, "found": 0, "met": 0, "same": 0} for name in ("timebank", "meantime")}
    worst: list[str] = []
    turned = 0
    for name, case in _cases(data):
        text, written = case["text"], (case["dct"] or "")[:10] or None
        gold = [t for t in case["timex"] if t.get("function") != "CREATION_TIME" and t["value"] and t["span"]]
        skipped = [t["span"] for t in case["timex"] if t.get("function") == "CREATION_TIME"]
        doc = nlp(re.sub(r"[\n\t]", " ", text))
        end = _annotated(case) if name == "meantime" else len(text)
        found = [
            e
            for e in find_times(text, written)
            if e.end <= end and not any(e.start < b and a < e.end for a, b in skipped)
        ]
        found = [e for e in found if timex_value(e, chosen(e, doc)) or e.kind != "vague"]
        tally = counts[name]
        tally["gold"] += len(gold)
        tally["found"] += len(found)
        for expression in found:
            value = timex_value(expression, chosen(expression, doc))
            match = next((t for t in gold if t["span"][0] < expression.end and expression.start < t["span"][1]), None)
            if match is None:
                worst.append(
                    f"{name} extra [{expression.text!r}] {value} …{_around(text, expression.start, expression.end)}…"
                )
                continue
            gold.remove(match)
            tally["met"] += 1
            tally["same"] += value == match["value"]
            if value != match["value"]:
                other = {timex_value(expression, each) for each in (expression.past, expression.future)}
                turned += match["value"] in other
                wrong_way = "TURNED " if match["value"] in other else ""
                worst.append(
                    f"{name} {wrong_way}{written} [{expression.text!r}] {value} ≠ {match['value']} "
                    f"({match['text']!r}) …{_around(text, expression.start, expression.end)}…"
                )
        worst.extend(f"{name} missed [{t['text']!r}] {t['value']} …{_around(text, *t['span'])}…" for t in gold)
    figures: dict[str, Any] = {}
    for name, tally in counts.items():
        spans, values, accuracy = _score(tally)
        figures |= {f"{name} value F1": values, f"{name} span F1": spans, f"{name} value accuracy": accuracy}
    against = {"timebank value F1 (HeidelTime, TempEval-3 test)": HEIDELTIME}
    return {
        "figures": figures,
        "baseline": against,
        "counts": counts | {"read the wrong way": turned},
        "worst": worst,
    }


def _around(text: str, start: int, end: int) -> str:
    return (text[max(0, start - 50) : start] + "«" + text[start:end] + "»" + text[end : end + 30]).replace("\n", " ")
