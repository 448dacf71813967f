"""From a trained network to the files that the product runs: an encoder in eight bits, its heads, what they know.

Invariant: nothing but numbers and names of types is written; what is written is told, with its size. The
encoder goes to ONNX with its matrices and its words in eight bits, the heads as they are.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from plover_graph import encoder
from plover_network import HEADS, LAYERS, WIDTH, Head, Network
from torch import Tensor, nn


def write(
    network: Network,
    folder: Path,
    roots: list[str],
    calibration: dict[str, list[float]],
    taught: list[int],
    sentences: list[tuple[int, ...]],
) -> None:
    """Write `plover_encoder.onnx`, `plover_heads.onnx` and `plover_known.npz`.

    `taught`: digests of what was learnt; `sentences`: its pieces, by which the encoder is rounded.
    """
    small = folder / "plover_encoder.onnx"
    weights = {name: values.detach().numpy() for name, values in network.encoder.state_dict().items()}
    model = encoder(weights, LAYERS, HEADS, sentences)
    model.doc_string = "MiniLM-L6 (Apache-2.0) tuned for PLOVER; see docs/models/plover.md"
    onnx.save(model, small)
    heads = folder / "plover_heads.onnx"
    many = torch.zeros(3, dtype=torch.long)
    torch.onnx.export(
        Heads(network.root, network.link),
        (torch.ones(2, WIDTH), torch.ones(5, WIDTH), many, many, many),
        heads,
        input_names=["whole", "held", "rows", "actors", "recipients"],
        output_names=["root", "link"],
        dynamic_axes={
            "whole": {0: "sentences"},
            "held": {0: "spans"},
            **{name: {0: "pairs"} for name in ("rows", "actors", "recipients", "root", "link")},
        },
        opset_version=17,
        dynamo=False,
    )
    known = {name: np.array(numbers, dtype=np.float32) for name, numbers in calibration.items()}
    table = folder / "plover_known.npz"
    np.savez(table, roots=np.array(roots), taught=np.array(sorted(taught), dtype=np.uint64), **known)
    for path in (small, heads, table):
        print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")


class Heads(nn.Module):
    """Both heads over pairs of spans: each span's share of a first layer is reckoned once, not once a pair."""

    def __init__(self, root: Head, link: Head) -> None:
        """The heads as they were trained."""
        super().__init__()
        self.root, self.link = root, link

    def forward(
        self, whole: Tensor, held: Tensor, rows: Tensor, actors: Tensor, recipients: Tensor
    ) -> tuple[Tensor, ...]:
        """Logits for pairs, from the vectors of sentences (`whole`) and of spans (`held`), by their numbers."""
        found = []
        for head in (self.root, self.link):
            of_sentence, of_actor, of_recipient = head.first.weight.split(WIDTH, dim=1)
            told = (whole @ of_sentence.T + head.first.bias)[rows]
            inner = torch.tanh(told + (held @ of_actor.T)[actors] + (held @ of_recipient.T)[recipients])
            found.append(head.second(inner))
        return found[0], found[1].squeeze(-1)
