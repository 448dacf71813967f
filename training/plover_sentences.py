"""Sentences of our own for teaching PLOVER's types: the phrases of `data/plover_phrases.tsv`, filled and framed.

Invariant: the same random generator gives the same sentences; every sentence marks one actor and one
recipient, and every other state it names, which neither does nor suffers what is told.
"""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent / "data"
_COUNTRIES = Path(__file__).parent.parent / "src" / "communique" / "claims" / "data" / "countries.tsv"
_OFTEN = frozenset(
    {
        *("USA", "RUS", "CHN", "IRN", "ISR", "TUR", "SYR", "IRQ", "FRA", "DEU"),
        *("GBR", "IND", "PAK", "PRK", "UKR", "AFG", "SAU", "EGY", "JPN", "LBY"),
    }
)
"""States that news names most."""


@dataclass(frozen=True)
class Made:
    """A made sentence: its type, its text, and the spans of actor, recipient and bystanders."""

    root: str
    text: str
    actor: tuple[int, int]
    recipient: tuple[int, int]
    others: tuple[tuple[int, int], ...]


class Maker:
    """The phrases and slots, read once."""

    def __init__(self) -> None:
        """Read the phrases, the slots and the states."""
        rows = [line.split("\t") for line in _lines(_HERE / "plover_phrases.tsv")]
        self.by_root: dict[str, list[str]] = {}
        for root, _, sentence in rows:
            self.by_root.setdefault(root, []).append(sentence)
        slots: dict[str, Any] = tomllib.loads((_HERE / "plover_slots.toml").read_text(encoding="utf-8"))
        self.slots, self.around, self.name = slots["slot"], slots["around"], slots["name"]
        self.states, self.weights = [], []
        for line in _lines(_COUNTRIES):
            code, names, demonyms, capitals = (*line.split("\t"), "", "", "")[:4]
            row = names.split(";")[0], demonyms.split(";")[0], capitals.split(";")[0].lstrip("~")
            if code != "iso3" and all(row):
                self.states.append(row)
                self.weights.append(8 if code in _OFTEN else 1)

    def sentences(self, count: int, rng: random.Random) -> list[Made]:
        """That many sentences, each type as often as every other."""
        roots = sorted(self.by_root)
        return [self._one(roots[n % len(roots)], rng) for n in range(count)]

    def _one(self, root: str, rng: random.Random) -> Made:
        phrase = _chosen(rng.choice(self.by_root[root]), rng)

        def marked(match: re.Match[str]) -> str:
            mark = "s" if match[1] == "A" else "t"
            return f"<{mark}>{self._filled(rng.choice(self.slots[match[2] or 'gov']), rng)}</{mark}>"

        body = re.sub(r"\{([AB])(?::(\w+))?\}", marked, phrase)
        before = self._filled(rng.choice(self.around["before"]), rng, "o")
        after = self._filled(rng.choice(self.around["after"]), rng, "o")
        if not before.endswith(", "):
            body = re.sub(r"^(<[st]>|)([a-z])", lambda m: m[1] + m[2].upper(), body)
        return _placed(root, re.sub(r"\s+", " ", f"{before}{body.strip()}{after}."))

    def _filled(self, text: str, rng: random.Random, mark: str = "") -> str:
        state = rng.choices(self.states, self.weights)[0]

        def word(match: re.Match[str]) -> str:
            if match[1] == "P":
                first = "".join(rng.choice(self.name["first"]) for _ in range(2))
                return f"{first.title()} {rng.choice(self.name['last']).title()}"
            other = match[1] == "N" and rng.random() < 0.3
            row = rng.choices(self.states, self.weights)[0] if other else state
            said = row["NJC".index(match[1])]
            return f"<{mark}>{said}</{mark}>" if mark else said

        return re.sub(r"\{([NJCP])\}", word, text)


def _lines(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _chosen(phrase: str, rng: random.Random) -> str:
    while True:
        said = re.sub(r"\(([^()]*)\)", lambda match: rng.choice(match[1].split("|")), phrase)
        if said == phrase:
            return said
        phrase = said


def _placed(root: str, marked: str) -> Made:
    text, spans = plain(marked)
    of = {mark: [(low, high) for low, high, m in spans if m == mark] for mark in "sto"}
    return Made(root, text, of["s"][0], of["t"][0], (*of["o"], *of["t"][1:]))


def plain(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """A marked text without its marks, and the spans they stood around."""
    text, spans, begun = "", [], 0
    for part in re.split(r"(</?[sto]>)", marked):
        if re.fullmatch(r"<[sto]>", part):
            begun = len(text)
        elif re.fullmatch(r"</[sto]>", part):
            low, high = begun, len(text)
            while low < high and text[low].isspace():
                low += 1
            while high > low and text[high - 1].isspace():
                high -= 1
            spans.append((low, high, part[2]))
        else:
            text += part
    return text, spans
