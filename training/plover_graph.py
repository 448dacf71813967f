"""The encoder as one ONNX graph in eight bits, of the operators that onnxruntime has for a BERT.

Invariant: the graph computes what `plover_network.Encoder` computes for one sentence without padding, up to
eight-bit rounding. Written by hand because the graph that torch exports, rounded afterwards, keeps attention in some
forty small steps, and onnxruntime then joins the sums with the norms in a step that takes three times as long as both.
Needs onnx, which the product does not.

What is multiplied is rounded by the largest number in it, and in MiniLM one channel of 384 is ten times as
large as the others: rounded by that, they keep a tenth of the 256 steps. Channels that reach beyond `_EVEN` times the
median are therefore divided, and their rows in the matrix multiplied by as much, which changes nothing but the rounding
(SmoothQuant, Xiao et al. 2023, for the outlying channels alone).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import onnxruntime
from onnx import ModelProto, TensorProto, helper, numpy_helper

Numbers = npt.NDArray[np.float32]
_MICROSOFT = "com.microsoft"
_NORM = 1e-12
_EVEN = 2


def rounded(matrix: Numbers) -> tuple[npt.NDArray[np.int8], Numbers]:
    """A matrix in eight bits, and for each column the number by which they are to be multiplied."""
    scale = np.abs(matrix).max(axis=0) / np.float32(127)
    scale = np.where(scale == 0, np.float32(1), scale).astype(np.float32)
    return np.rint(matrix / scale).astype(np.int8), scale


def rounded_words(matrix: Numbers) -> tuple[npt.NDArray[np.uint8], np.float32, np.uint8]:
    """The words' vectors in eight bits, with one number to multiply all by, and the one that stands for zero."""
    low, high = min(float(matrix.min()), 0.0), max(float(matrix.max()), 0.0)
    scale = np.float32((high - low) / 255)
    zero = np.uint8(round(-low / float(scale)))
    return np.clip(np.rint(matrix / scale) + zero, 0, 255).astype(np.uint8), scale, zero


class _Graph:
    """The nodes and numbers of a graph that is being written; `multiplied`: what goes into each multiplication."""

    def __init__(self, largest: Mapping[str, Numbers] | None) -> None:
        self.nodes: list[object] = []
        self.numbers: list[TensorProto] = []
        self.multiplied: dict[str, str] = {}
        self.largest = largest

    def keep(self, name: str, values: npt.ArrayLike) -> str:
        """Numbers under a name."""
        self.numbers.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def add(self, operator: str, inputs: list[str], *outputs: str, domain: str = "", **settings: object) -> str:
        """A node; its first output."""
        name = f"{outputs[0]} {operator}"
        self.nodes.append(helper.make_node(operator, inputs, outputs, name=name, domain=domain, **settings))
        return outputs[0]

    def multiply(self, x: str, name: str, matrix: Numbers, bias: Numbers) -> str:
        """`x` times a matrix plus a bias: in eight bits if it is known how large the channels of `x` get."""
        self.multiplied[name] = x
        if self.largest is None:
            product = self.add("MatMul", [x, self.keep(f"{name}.matrix", matrix)], f"{name}.product")
            return self.add("Add", [product, self.keep(f"{name}.bias", bias)], name)
        beyond = np.maximum(1, self.largest[name] / (_EVEN * np.median(self.largest[name]))).astype(np.float32)
        if beyond.max() > 1:
            x = self.add("Mul", [x, self.keep(f"{name}.even", 1 / beyond)], f"{name}.evened")
        values, scale = rounded(matrix * beyond[:, None])
        inputs = [
            x,
            self.keep(f"{name}.matrix", values),
            self.keep(f"{name}.scale", scale),
            self.keep(f"{name}.zero", np.zeros(len(scale), np.int8)),
            self.keep(f"{name}.bias", bias),
        ]
        return self.add("DynamicQuantizeMatMul", inputs, name, domain=_MICROSOFT)

    def norm(self, x: str, name: str, weight: Numbers, bias: Numbers) -> str:
        """A layer's norm."""
        inputs = [x, self.keep(f"{name}.weight", weight), self.keep(f"{name}.bias", bias)]
        return self.add("LayerNormalization", inputs, name, epsilon=_NORM)


def encoder(weights: Mapping[str, Numbers], layers: int, heads: int, sentences: Iterable[Sequence[int]]) -> ModelProto:
    """The graph of an encoder with these weights (the names of its `state_dict`): `ids` in, `vectors` out.

    `sentences`, as numbers of pieces, show how large the channels get; a hundred or more.
    """
    return _encoder(weights, layers, heads, _largest(weights, layers, heads, sentences))[0]


def _largest(
    weights: Mapping[str, Numbers], layers: int, heads: int, sentences: Iterable[Sequence[int]]
) -> dict[str, Numbers]:
    """How large each channel gets that goes into each multiplication, by the encoder in whole numbers."""
    model, multiplied = _encoder(weights, layers, heads, None)
    wanted = sorted(set(multiplied.values()))
    del model.graph.output[:]
    model.graph.output.extend(helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in wanted)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    found = [
        [np.abs(x[0]).max(axis=0) for x in session.run(wanted, {"ids": np.array([sentence])})] for sentence in sentences
    ]
    largest = dict(zip(wanted, (np.max(each, axis=0) for each in zip(*found, strict=True)), strict=True))
    return {name: largest[x] for name, x in multiplied.items()}


def _encoder(
    weights: Mapping[str, Numbers], layers: int, heads: int, largest: Mapping[str, Numbers] | None
) -> tuple[ModelProto, dict[str, str]]:
    graph = _Graph(largest)
    values, scale, zero = rounded_words(weights["words.weight"])
    width = values.shape[1]
    graph.keep("words", values)
    graph.add("Gather", ["words", "ids"], "found")
    graph.add("DequantizeLinear", ["found", graph.keep("words.scale", scale), graph.keep("words.zero", zero)], "told")
    graph.keep("places", weights["places"] + weights["kind"])
    graph.add("Shape", ["ids"], "length", start=1)
    graph.add("Slice", ["places", graph.keep("begin", np.zeros(1, np.int64)), "length"], "placed")
    graph.add("Add", ["told", "placed"], "begun")
    x = graph.norm("begun", "norm", weights["norm.weight"], weights["norm.bias"])
    graph.keep("thirds", np.full(3, width, np.int64))
    for number in range(layers):
        x = _layer(graph, x, number, weights, heads)
    graph.add("Identity", [x], "vectors")
    sizes = ["sentences", "pieces"]
    made = helper.make_graph(
        graph.nodes,
        "encoder",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, sizes)],
        [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, [*sizes, width])],
        graph.numbers,
    )
    operators = [helper.make_opsetid("", 17), helper.make_opsetid(_MICROSOFT, 1)]
    return helper.make_model(made, opset_imports=operators, ir_version=8), graph.multiplied


def _layer(graph: _Graph, x: str, number: int, weights: Mapping[str, Numbers], heads: int) -> str:
    """One layer of BERT upon `x`: query, key and value are found by one multiplication."""

    def of(name: str) -> Numbers:
        return weights[f"layers.{number}.{name}"]

    here = f"layers.{number}"
    three = ("query", "key", "value")
    matrix = np.concatenate([of(f"{each}.weight").T for each in three], axis=1)
    bias = np.concatenate([of(f"{each}.bias") for each in three])
    asked = graph.multiply(x, f"{here}.asked", matrix, bias)
    sides = [f"{here}.{each}" for each in three]
    graph.add("Split", [asked, "thirds"], *sides, axis=2)
    told = graph.add("MultiHeadAttention", sides, f"{here}.told", domain=_MICROSOFT, num_heads=heads)
    out = graph.multiply(told, f"{here}.out", of("out.weight").T, of("out.bias"))
    summed = graph.add("Add", [x, out], f"{here}.with out")
    x = graph.norm(summed, f"{here}.after", of("after.weight"), of("after.bias"))
    wide = graph.multiply(x, f"{here}.wide", of("wide.weight").T, of("wide.bias"))
    bent = graph.add("Gelu", [wide], f"{here}.bent", domain=_MICROSOFT)
    narrow = graph.multiply(bent, f"{here}.narrow", of("narrow.weight").T, of("narrow.bias"))
    summed = graph.add("Add", [x, narrow], f"{here}.with narrow")
    return graph.norm(summed, f"{here}.final", of("final.weight"), of("final.bias"))
