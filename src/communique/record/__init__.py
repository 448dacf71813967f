"""The record room: one SQLite file that keeps what was read and what follows from it.

Invariant: only this room knows that there is SQL; the others speak to a `Record` in the model's words.
"""

from communique.record.catalogue import Catalogue, Look
from communique.record.checking import check_reading
from communique.record.collection import Collection
from communique.record.errors import (
    FaultyFindingsError,
    JudgementError,
    LockedRecordError,
    LostTextsError,
    MissingRecordError,
    NewerRecordError,
    NotARecordError,
    OlderRecordError,
    RecordError,
    UnknownIdError,
)
from communique.record.explaining import Evidence, Explanation, Found
from communique.record.record import Record, Run, Source

__all__ = [
    "Catalogue",
    "Collection",
    "Evidence",
    "Explanation",
    "FaultyFindingsError",
    "Found",
    "JudgementError",
    "LockedRecordError",
    "Look",
    "LostTextsError",
    "MissingRecordError",
    "NewerRecordError",
    "NotARecordError",
    "OlderRecordError",
    "Record",
    "RecordError",
    "Run",
    "Source",
    "UnknownIdError",
    "check_reading",
]
