"""From latitude and longitude to the frame of the map, 1000 wide.

Invariant: the outline in `data/land.txt` and the points on it are projected by this one function.
"""

from __future__ import annotations

from math import radians

_NORTH, _SOUTH = 84.0, -57.0


def _raw(latitude: float, longitude: float) -> tuple[float, float]:
    """The Natural Earth projection, by the polynomial of Savric, Patterson and Jenny (2011)."""
    phi = radians(latitude)
    square = phi * phi
    fourth = square * square
    x = radians(longitude) * (
        0.8707 - 0.131979 * square + fourth * (-0.013791 + fourth * (0.003971 * square - 0.001529 * fourth))
    )
    y = phi * (1.007226 + square * (0.015085 + fourth * (-0.044475 + 0.028874 * square - 0.005916 * fourth)))
    return x, y


_WIDTH = 2 * _raw(0.0, 180.0)[0]
_TOP = _raw(_NORTH, 0.0)[1]

HEIGHT = round(1000 * (_TOP - _raw(_SOUTH, 0.0)[1]) / _WIDTH)
"""The height of the frame: from the north of Greenland to the south of Tierra del Fuego."""


def projected(latitude: float, longitude: float) -> tuple[float, float]:
    """The point in the frame, from its upper left corner."""
    x, y = _raw(max(_SOUTH, min(_NORTH, latitude)), longitude)
    return 1000 * (x / _WIDTH + 0.5), 1000 * (_TOP - y) / _WIDTH
