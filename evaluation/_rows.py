"""Reading labelled data: one object a line, packed or not."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON lines file; `x.jsonl.gz` may also stand unpacked, as `x.jsonl`.

    Raises FileNotFoundError with both names if neither is there.
    """
    plain = path.with_suffix("") if path.suffix == ".gz" else path
    found = next((each for each in (path, plain) if each.is_file()), None)
    if found is None:
        raise FileNotFoundError(f"neither {path} nor {plain.name} is there: name the folder of labelled data by --data")
    text = gzip.decompress(found.read_bytes()) if found.suffix == ".gz" else found.read_bytes()
    yield from (json.loads(line) for line in text.decode("utf-8").split("\n") if line.strip())
