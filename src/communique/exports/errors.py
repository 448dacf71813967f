"""What can keep an export from being written.

Invariant: the text of each says what a person can do.
"""

from __future__ import annotations


class ExportError(RuntimeError):
    """An export could not be written."""


class MissingExtraError(ExportError):
    """A package that only some exports need is not installed."""


class FolderTakenError(ExportError):
    """The folder to write to holds things that are not an earlier export."""
