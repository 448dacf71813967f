"""What can go wrong with a record, each said in one line with what to do about it.

Invariant: every error a person can meet while opening or writing a record is a `RecordError`, and its
text names the file and the way out.
"""

from __future__ import annotations


class RecordError(Exception):
    """The parent of all that can go wrong with a record; `str()` is one line for a person."""


class MissingRecordError(RecordError):
    """There is no such file, or it cannot be opened."""


class NotARecordError(RecordError):
    """The file is something else, or is broken."""


class NewerRecordError(RecordError):
    """A newer communique made the file."""


class OlderRecordError(RecordError):
    """An older communique made the file, and reading alone cannot bring it up to date."""


class LockedRecordError(RecordError):
    """Another process is writing to the file."""


class LostTextsError(RecordError):
    """A file that the record keeps texts in is missing, or is not as it was written."""


class FaultyFindingsError(RecordError):
    """What is to be stored contradicts itself: a name without a bearer, a span outside its text."""


class UnknownIdError(RecordError):
    """The record holds nothing by that name or id."""


class JudgementError(RecordError):
    """What a person asks cannot be judged so."""
