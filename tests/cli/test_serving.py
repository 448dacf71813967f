"""`communique serve`: a real process, asked over the network of this machine."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.cli import app

CLI = CliRunner()


@contextmanager
def _serving(*words: str) -> Iterator[str]:
    """The address that the command prints."""
    command = [sys.executable, "-u", "-m", "communique", "serve", *words, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            assert process.stdout is not None
            found = re.search(r"http://\S+", process.stdout.readline())
            assert found
            yield found[0]
        finally:
            process.terminate()


def _status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_the_desk_is_open_at_the_address_that_is_printed(story: Path) -> None:
    with _serving(str(story)) as url:
        assert url.startswith("http://127.0.0.1:")
        assert _status(url) == 200
        assert _status(url + "events/visit-1.json") == 200


def test_beyond_this_machine_the_address_carries_a_token(story: Path) -> None:
    with _serving(str(story), "--host", "0.0.0.0") as url:
        address, _, token = url.partition("?token=")
        assert len(token) > 20
        assert _status(address) == 401
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        assert opener.open(url, timeout=20).status == 200
        assert opener.open(address + "timeline", timeout=20).status == 200


def test_a_port_that_is_taken_is_said(story: Path) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        done = CLI.invoke(app, ["serve", str(story), "--port", str(held.getsockname()[1])])
    assert done.exit_code == 2
    assert "name another" in done.output


@pytest.mark.parametrize("name", ["none.record", "."])
def test_what_is_no_record_is_said(tmp_path: Path, name: str) -> None:
    done = CLI.invoke(app, ["serve", str(tmp_path / name), "--port", "0"])
    assert done.exit_code == 1
    assert "record" in done.output
