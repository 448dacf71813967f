"""Day, publisher and agency from a page's text alone, against what is known of it from elsewhere.

Three sets. `pages`: whole pages whose address holds the day (article-extraction-benchmark). `news`: articles whose
outlet and day are given beside them; their texts rarely name a day, so that here a wrong one is what to look for, and
the outlets' names are compared loosely ("CNN" and "CNN (Web News)"). `wire`: articles with the agency that they are
credited to, or none (PolNeAR). A wrong answer is worse than none, so each set says how many are right, how many
wrong, and leaves the rest out; a day beside the given one counts apart, since pages are put up at midnight too.
`own` are pages of our own (`own/pages.jsonl`), on which debris that must go and lines that must stay are marked too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from communique.model import Report
from communique.reports import Item, report
from evaluation._rows import rows

_DAY = re.compile(r"(?<!\d)(?P<year>20[012]\d)[/-](?P<month>[01]\d|[a-z]{3})[/-](?P<day>[0-3]\d)(?!\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_EVERY = 8
"""One in so many of the news articles is read: what is rare in them is rarer than that, and reading takes time."""
_ALIKE = {"AP": "associatedpress", "The Associated Press": "associatedpress", "Agence France-Presse": "afp"}


def evaluate(data: Path) -> dict[str, Any]:
    """Shares right and wrong for each set that the folder holds; `worst` lists the wrong ones."""
    counts: Counter[str] = Counter()
    worst: list[str] = []
    for name, told in (("own", _own), ("pages", _pages), ("news", _news), ("wire", _wire)):
        try:
            for what, verdict, case in told(data):
                counts[f"{name} {what}"] += 1
                counts[f"{name} {what} {verdict}"] += 1
                if verdict == "wrong":
                    worst.append(f"{name} {what}: {case}")
        except FileNotFoundError:
            continue
    if not counts:
        raise FileNotFoundError(f"none of the sets of pages is in {data}: name the folder of labelled data by --data")
    asked = sorted(name for name in counts if name.count(" ") == 1)
    figures = {
        f"{name} {verdict}": counts[f"{name} {verdict}"] / counts[name]
        for name in asked
        for verdict in ("right", "beside", "wrong")
        if verdict != "beside" or counts[f"{name} beside"]
    }
    return {"asked": {name: counts[name] for name in asked}, "figures": figures, "worst": worst}


Verdicts = Iterator[tuple[str, str, str]]
"""What was asked, the verdict, and the case in words."""


def _read(text: str) -> Report | None:
    found = report(Item("page", text=text))
    return found if isinstance(found, Report) else None


def _pages(data: Path) -> Verdicts:
    for page in rows(data / "boilerplate/pages.jsonl.gz"):
        match = _DAY.search(page["url"])
        found = _read(page["raw_inscriptis"])
        if match and found:
            month = _MONTHS.index(match["month"]) + 1 if match["month"].isalpha() else int(match["month"])
            day = f"{match['year']}-{month:02}-{match['day']}"
            yield "day", _day(found.published, day), f"{found.published} for {page['url']}"


def _news(data: Path) -> Verdicts:
    for number, row in enumerate(rows(data / "news/international.jsonl.gz")):
        found = _read(row["text"]) if number % _EVERY == 0 else None
        if found:
            case = f"for {row['outlet']}, {row['date']}, {row['doc_id']}"
            yield "day", _day(found.published, row["date"][:10]), f"{found.published} {case}"
            yield "publisher", _name(found.publisher, row["outlet"]), f"{found.publisher} {case}"


def _wire(data: Path) -> Verdicts:
    for part in ("dev", "train"):
        for number, row in enumerate(rows(data / f"attribution/{part}.jsonl.gz")):
            wire = row["wire"] if row.get("wire") not in ("None", "NA", None) else None
            found = _read(row["text"]) if wire or number % _EVERY == 0 else None
            if found:
                verdict = _name(found.agency, wire)
                yield "agency" if wire else "unsigned", verdict, f"{found.agency} for {wire}, {row['doc_id']}"


def _own(data: Path) -> Verdicts:
    for page in rows(data / "pages.jsonl"):
        found = _read("\n".join(line for _, line in page["lines"]))
        if not found:
            raise ValueError(f"own page {page['name']} cannot be read")
        for what in ("day", "publisher", "agency", "title"):
            told = {"day": found.published}.get(what) or getattr(found, what, None)
            verdict = _day(told, page[what]) if what == "day" else _name(told, page[what])
            yield what, verdict, f"{told} for {page[what]}, {page['name']}"
        here = 0
        for sign, line in page["lines"]:
            start = found.text.index(line, here)
            here = start + len(line)
            gone = sum(max(0, min(here, s.end) - max(start, s.start)) for s in found.removed)
            if sign == "-":
                yield "debris", "right" if gone >= 0.9 * len(line) else "wrong", f"kept {line[:90]!r}, {page['name']}"
            else:
                yield "report", "wrong" if gone else "right", f"lost {line[:90]!r}, {page['name']}"


def _day(found: str | None, given: str | None) -> str:
    if not found or not given:
        return "right" if not found and not given else "none" if not found else "wrong"
    ends = [date.fromisoformat(part) for part in found.split("/") if len(part) == 10]
    there = date.fromisoformat(given)
    if not ends:
        return "wrong"
    if min(ends) <= there <= max(ends):
        return "right"
    return "beside" if min(abs((there - end).days) for end in ends) == 1 else "wrong"


def _name(found: str | None, given: str | None) -> str:
    if not found or not given:
        return "right" if not found and not given else "none" if not found else "wrong"
    one, other = _folded(found), _folded(given)
    return "right" if one in other or other in one else "wrong"


def _folded(name: str) -> str:
    return _ALIKE.get(name) or re.sub(r"\bonline\b|[^a-z0-9]", "", name.lower().removeprefix("the "))
