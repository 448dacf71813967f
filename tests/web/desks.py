"""The desk as a test reaches it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient


@dataclass(frozen=True)
class Desk:
    """A client, and the record that the desk is open on."""

    client: TestClient
    record: Path

    def html(self, path: str, status: int = 200) -> str:
        """The page at this address."""
        answer = self.client.get(path)
        assert answer.status_code == status, answer.text
        return answer.text

    def json(self, path: str) -> Any:
        """The data of the page at this address (without `.json`)."""
        address, mark, query = path.partition("?")
        answer = self.client.get(f"{address}.json{mark}{query}")
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, page: str = "/timeline", **fields: str) -> Any:
        """The answer to a form sent from a page of the desk, with the guard that the page carries."""
        guard = re.search(r'name="guard" value="([^"]+)"', self.html(page))
        held = {"guard": guard[1]} if guard else {}
        return self.client.post(path, data=held | fields, follow_redirects=False)
