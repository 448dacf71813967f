"""From a trained network to the files that the product runs: an encoder in eight bits, and tables of heads.

Invariant: nothing but numbers and names of types is written; what is written is told, with its size. The
encoder goes to ONNX, its matrices and its words in eight bits; heads stay in sixteen-bit floats.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from plover_network import Head, Network


def write(
    network: Network, folder: Path, roots: list[str], calibration: dict[str, list[float]], taught: list[int]
) -> None:
    """Write `plover_encoder.onnx` and `plover_heads.npz` into a folder; `taught` has digests of what was learnt."""
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        example = (torch.ones(2, 9, dtype=torch.long), torch.ones(2, 9, dtype=torch.long))
        torch.onnx.export(
            network.encoder,
            example,
            whole,
            input_names=["ids", "seen"],
            output_names=["vectors"],
            dynamic_axes={name: {0: "sentences", 1: "pieces"} for name in ("ids", "seen", "vectors")},
            opset_version=17,
            dynamo=False,
        )
        small = folder / "plover_encoder.onnx"
        quantize_dynamic(whole, small, per_channel=True, weight_type=QuantType.QInt8)
    model = onnx.load(small)
    model.doc_string = "MiniLM-L6 (Apache-2.0) tuned for PLOVER; see docs/models/plover.md"
    onnx.save(model, small)
    tables = {**_table("root", network.root), **_table("link", network.link)}
    tables |= {f"calibration.{name}": np.array(numbers, dtype=np.float32) for name, numbers in calibration.items()}
    np.savez(
        folder / "plover_heads.npz", roots=np.array(roots), taught=np.array(sorted(taught), dtype=np.uint64), **tables
    )
    for path in (small, folder / "plover_heads.npz"):
        print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")


def _table(name: str, head: Head) -> dict[str, np.ndarray]:  # type: ignore[type-arg]
    return {
        f"{name}.{layer}.{part}": getattr(getattr(head, layer), part).detach().numpy().astype(np.float16)
        for layer in ("first", "second")
        for part in ("weight", "bias")
    }
