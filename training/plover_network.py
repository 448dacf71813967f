"""The network that reads PLOVER events: MiniLM's encoder, and heads over a sentence and two of its spans.

Invariant: a sentence is encoded once, whatever number of pairs is asked about; the exported encoder and
heads compute what the network computes, up to eight-bit rounding. Needs torch, which the product does not.
"""

from __future__ import annotations

import json
import math
import struct
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

WIDTH, HEADS, LAYERS = 384, 12, 6
HIDDEN = 256


def read_safetensors(path: Path) -> dict[str, Tensor]:
    """The tensors of a safetensors file, by name (32-bit floats only)."""
    data = path.read_bytes()
    size = struct.unpack("<Q", data[:8])[0]
    found = {}
    for name, row in json.loads(data[8 : 8 + size]).items():
        if name != "__metadata__" and row["dtype"] == "F32":
            low, high = (8 + size + offset for offset in row["data_offsets"])
            found[name] = torch.frombuffer(bytearray(data[low:high]), dtype=torch.float32).reshape(row["shape"]).clone()
    return found


class Layer(nn.Module):
    """One layer of BERT: attention among the pieces, then a wide step for each."""

    def __init__(self, drop: float = 0.1) -> None:
        """An untrained layer."""
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.wide, self.narrow = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.after, self.final = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(drop)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """The pieces' vectors, each told of the others."""
        size = (x.shape[0], x.shape[1], HEADS, WIDTH // HEADS)
        query, key, value = (f(x).view(size).transpose(1, 2) for f in (self.query, self.key, self.value))
        weights = (query @ key.transpose(-1, -2) / math.sqrt(WIDTH // HEADS) + mask).softmax(-1)
        told = (self.drop(weights) @ value).transpose(1, 2).reshape(x.shape[0], x.shape[1], WIDTH)
        x = self.after(x + self.drop(self.out(told)))
        return self.final(x + self.drop(self.narrow(functional.gelu(self.wide(x)))))


_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "after": "attention.output.LayerNorm",
    "wide": "intermediate.dense",
    "narrow": "output.dense",
    "final": "output.LayerNorm",
}


class Encoder(nn.Module):
    """MiniLM-L6: pieces in, one vector a piece out."""

    def __init__(self, weights: dict[str, Tensor]) -> None:
        """The encoder with the weights of a BERT of six layers."""
        super().__init__()
        self.words = nn.Embedding.from_pretrained(weights["embeddings.word_embeddings.weight"], freeze=False)
        self.places = nn.Parameter(weights["embeddings.position_embeddings.weight"][:128].clone())
        self.kind = nn.Parameter(weights["embeddings.token_type_embeddings.weight"][0].clone())
        self.norm, self.drop = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(0.1)
        _take(self.norm, weights, "embeddings.LayerNorm")
        self.layers = nn.ModuleList()
        for number in range(LAYERS):
            layer = Layer()
            for own, theirs in _NAMES.items():
                _take(getattr(layer, own), weights, f"encoder.layer.{number}.{theirs}")
            self.layers.append(layer)

    def forward(self, ids: Tensor, seen: Tensor) -> Tensor:
        """Vectors of the pieces `ids`, where `seen` is 1 (0: padding)."""
        x = self.drop(self.norm(self.words(ids) + self.places[: ids.shape[1]] + self.kind))
        mask = (1.0 - seen[:, None, None, :].to(x.dtype)) * -10000.0
        for layer in self.layers:
            x = layer(x, mask)
        return x


def _take(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    module.weight.data, module.bias.data = weights[f"{name}.weight"], weights[f"{name}.bias"]


class Head(nn.Module):
    """A question about a sentence and two of its spans, asked of their vectors."""

    def __init__(self, answers: int) -> None:
        """An untrained head with that many answers."""
        super().__init__()
        self.drop = nn.Dropout(0.1)
        self.first, self.second = nn.Linear(3 * WIDTH, HIDDEN), nn.Linear(HIDDEN, answers)

    def forward(self, pairs: Tensor) -> Tensor:
        """The answers' logits for each pair."""
        told: Tensor = self.second(self.drop(torch.tanh(self.first(self.drop(pairs)))))
        return told


class Network(nn.Module):
    """The encoder with its heads: `root` (which type) and `link` (whether the first does something to the second)."""

    def __init__(self, weights: dict[str, Tensor], roots: int) -> None:
        """The encoder as it comes, with untrained heads."""
        super().__init__()
        self.encoder = Encoder(weights)
        self.root, self.link = Head(roots), Head(1)

    def forward(self, ids: Tensor, seen: Tensor, spans: Tensor, pairs: Tensor) -> tuple[Tensor, Tensor]:
        """Logits for pairs: `spans` (sentence, span, piece) weighs pieces, `pairs` has sentence, actor, recipient."""
        return self.judge(self.encoder(ids, seen), seen, spans, pairs)

    def judge(self, x: Tensor, seen: Tensor, spans: Tensor, pairs: Tensor) -> tuple[Tensor, Tensor]:
        """Logits for pairs from the pieces' vectors `x`."""
        whole = (x * seen[..., None]).sum(1) / seen.sum(1, keepdim=True)
        held = spans @ x
        rows, actor, recipient = pairs.unbind(1)
        told = torch.cat([whole[rows], held[rows, actor], held[rows, recipient]], -1)
        return self.root(told), self.link(told).squeeze(-1)
