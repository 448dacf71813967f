"""Places for the nodes of a graph, so that those with much in common lie near one another.

Invariant: the same graph gets the same places, all inside the unit square.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

_ROUNDS = 220
_LEAST_APART = 0.05


def spread(keys: Sequence[str], edges: Sequence[tuple[str, str, float]]) -> dict[str, tuple[float, float]]:
    """Places by the forces of Fruchterman and Reingold (1991): all push, edges pull, and the middle a little."""
    if not keys:
        return {}
    number = {key: n for n, key in enumerate(keys)}
    count = len(keys)
    turns = np.arange(count) * 2.399963  # the golden angle: an even start, without chance
    reach = np.sqrt((np.arange(count) + 0.5) / count) / 2
    places = np.stack([0.5 + reach * np.cos(turns), 0.5 + reach * np.sin(turns)], axis=1)
    pulls = np.zeros((count, count))
    strongest = max((weight for _, _, weight in edges), default=1.0)
    for one, other, weight in edges:
        pulls[number[one], number[other]] = pulls[number[other], number[one]] = 0.35 + 0.65 * weight / strongest
    ideal = 0.8 / np.sqrt(count)
    for step in range(_ROUNDS):
        apart = places[:, None, :] - places[None, :, :]
        distance = np.maximum(np.linalg.norm(apart, axis=2), 1e-4)
        push = ideal**2 / distance**2
        np.fill_diagonal(push, 0.0)
        force = (apart * (push - pulls * distance / ideal)[:, :, None]).sum(axis=1) - 0.35 * (places - 0.5)
        length = np.maximum(np.linalg.norm(force, axis=1, keepdims=True), 1e-9)
        heat = 0.08 * (1 - step / _ROUNDS)
        places = places + force / length * np.minimum(length, heat)
    low, high = places.min(axis=0), places.max(axis=0)
    places = (places - low) / np.maximum(high - low, 1e-6)
    if count == 1:
        places[:] = 0.5
    for _ in range(80):  # names need room: whoever lies on another is moved up or down
        apart = places[:, None, :] - places[None, :, :]
        near = (np.abs(apart[:, :, 1]) < _LEAST_APART) & (np.abs(apart[:, :, 0]) < 0.21)
        np.fill_diagonal(near, False)
        if not near.any():
            break
        side = np.where(
            apart[:, :, 1] != 0, np.sign(apart[:, :, 1]), np.sign(np.subtract.outer(range(count), range(count)))
        )
        places[:, 1] += 0.012 * (near * side).sum(axis=1).clip(-1.5, 1.5)
        places[:, 1] = places[:, 1].clip(0, 1)
    return {key: (float(x), float(y)) for key, (x, y) in zip(keys, places, strict=True)}
