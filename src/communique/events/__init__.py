"""The events room: from what reports say to what is so in the world, each thing once."""

from communique.events.resolving import resolve

__all__ = ["resolve"]
