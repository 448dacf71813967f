"""A record of the news: read once for all tasks of a run that ask for it, or lent by the one who measures.

Invariant: a lent record is only looked at, and what was read here is gone when the run ends.
"""

from __future__ import annotations

import functools
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import communique
from communique.reports import Columns

LENT = "COMMUNIQUE_NEWS"
"""The variable that names a record which holds `news/international.jsonl.gz` already."""


@contextmanager
def news_record(data: Path) -> Iterator[communique.Record]:
    """The record of `news/international.jsonl.gz`, open for reading."""
    with communique.Record(Path(lent) if (lent := os.environ.get(LENT)) else _read(data) / "news.record") as record:
        yield record


@functools.cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory()


@functools.cache
def _read(data: Path) -> Path:
    folder = Path(_folder().name)
    columns = Columns(publisher="outlet", published="date", id="doc_id")
    communique.read(data / "news" / "international.jsonl.gz", record=folder / "news.record", columns=columns).close()
    return folder
