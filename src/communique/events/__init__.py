"""The events room: from what reports say to what is so in the world, each thing once."""

from communique.events.known_people import read_people
from communique.events.resolving import resolve

__all__ = ["read_people", "resolve"]
