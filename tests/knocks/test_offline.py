"""The whole job where nothing can leave the machine: read, look, hand on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"
JOB = """
import os, shutil, socket, sys

def refuse(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg"}:
        address = arguments[1] if event in {"socket.connect", "socket.sendto", "socket.sendmsg"} else arguments[0]
        if not isinstance(address, (str, bytes)) or event.startswith("socket.get"):
            print(f"REACHED FOR THE NETWORK: {event} {address}", file=sys.stderr, flush=True)
            os._exit(99)

sys.addaudithook(refuse)
if os.environ.get("CHECK_GUARD"):
    socket.create_connection(("192.0.2.1", 80), timeout=1)
from communique.cli import app

reports, home = sys.argv[1:]
record = f"{home}/x.record"
for command in (
    ["read", reports, "--record", record, "--workers", "0"],
    ["brief", record, "--format", "html", "--out", f"{home}/brief.html"],
    ["export", record, "--format", "json", "--out", f"{home}/x.json"],
    ["export", record, "--format", "plover", "--out", f"{home}/x.jsonl"],
    ["visits", record],
    ["search", record, "visit"],
):
    try:
        app(command)
    except SystemExit as end:
        assert not end.code, (command, end.code)
"""


def _run(*arguments: str, cut_off: bool, **environment: str) -> subprocess.CompletedProcess[str]:
    apart = ["unshare", "--net", "--map-root-user"] if cut_off else []
    return subprocess.run(
        [*apart, sys.executable, "-c", JOB, *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def _can_cut_off() -> bool:
    try:
        return not subprocess.run(["unshare", "--net", "--map-root-user", "true"], check=False).returncode
    except OSError:
        return False


def test_the_whole_job_needs_no_network(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for path in sorted(EXAMPLES.iterdir())[:4]:
        (reports / path.name).write_bytes(path.read_bytes())
    done = _run(str(reports), str(tmp_path), cut_off=_can_cut_off())
    assert done.returncode == 0, done.stderr[-2000:]
    assert all((tmp_path / name).stat().st_size for name in ("x.record", "brief.html", "x.json", "x.jsonl"))


def test_the_brief_as_a_page_loads_nothing(tmp_path: Path, story: Path) -> None:
    from communique.cli import app

    with pytest.raises(SystemExit):
        app(["brief", str(story), "--format", "html", "--out", str(tmp_path / "brief.html")])
    page = (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert "<h" in page
    for loading in ("<script src", '<link rel="stylesheet"', "<img", "@import", "url(http"):
        assert loading not in page


def test_the_guard_notices(tmp_path: Path) -> None:
    done = _run("-", str(tmp_path), cut_off=False, CHECK_GUARD="1")
    assert done.returncode == 99
    assert "REACHED FOR THE NETWORK" in done.stderr
