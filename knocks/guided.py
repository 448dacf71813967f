"""Fuzzing led by coverage (atheris, libFuzzer): `python -m knocks.guided READER [--minutes M]`.

Readers: html, warc, eml, pdf, jsonl. Atheris is not among the locked dependencies, since it has no wheel for every
Python: `pip install atheris`. What is promised is what `knocks.fuzz` checks. Lost inputs are kept in
`knocks/corpus/lost`, and the small inputs that reached new code in `knocks/corpus/reached`.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

READERS = {"html": "x.html", "warc": "x.warc", "eml": "x.eml", "pdf": "x.pdf", "jsonl": "x.jsonl"}
_REACHED_ALL, _REACHED_ONE = 40_000, 8_000
"""Bytes of inputs kept for a reader, in all and each."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m knocks.guided", description=__doc__)
    parser.add_argument("reader", choices=sorted(READERS))
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--within", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.within:
        _explore(given.reader, Path(given.within), given.minutes, given.seed)
    return _watch(given.reader, given.minutes, given.seed)


def _watch(reader: str, minutes: float, seed: int) -> int:
    """Run the exploring process, anew each time it dies or hangs, until the time is up; print what was tried."""
    from knocks import fuzz
    from knocks.seeds import seeds

    until = time.monotonic() + minutes * 60
    begun = time.monotonic()
    runs, lost = 0, []
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as place:
        home = Path(place)
        corpus = home / "corpus"
        corpus.mkdir()
        known = [data for _, data in seeds()[reader]] + [data for kind, _, data in fuzz.kept() if kind == reader]
        for number, data in enumerate(known):
            (corpus / f"seed-{number}").write_bytes(data)
        while (left := (until - time.monotonic()) / 60) > 0.05:
            (home / "state.json").unlink(missing_ok=True)
            fault = _explored(home, reader, left, seed + runs)
            state = (
                json.loads((home / "state.json").read_text(encoding="utf-8")) if (home / "state.json").exists() else {}
            )
            runs += state.get("runs", 0)
            lost += state.get("lost", [])
            current = home / READERS[reader]
            if fault:
                name = fuzz.keep(reader, current.name, current.read_bytes()).name if current.exists() else "no input"
                lost.append(f"{fault} ({name})")
            if fault and not state:
                break
        reached = _keep(reader, corpus)
    figures = {
        "reader": reader, "minutes": round((time.monotonic() - begun) / 60, 1), "inputs": runs, **reached, "lost": lost,
    }  # fmt: skip
    print(json.dumps(figures, indent=1))
    return int(bool(lost))


def _explored(home: Path, reader: str, minutes: float, seed: int) -> str:
    """Explore in a process of its own. What it died of, or empty."""
    from knocks import fuzz

    command = [sys.executable, "-m", "knocks.guided", reader, "--within", str(home)]
    with (home / "log.txt").open("wb") as log:
        child = subprocess.Popen([*command, "--minutes", str(minutes), "--seed", str(seed)], stdout=log, stderr=log)
        until = time.monotonic() + minutes * 60 + 60
        while child.poll() is None:
            time.sleep(2)
            current = home / READERS[reader]
            age = time.time() - current.stat().st_mtime if current.exists() else 0.0
            if age > fuzz.PATIENCE * 2 or time.monotonic() > until:
                child.kill()
                child.wait()
                return "took too long" if age > fuzz.PATIENCE else ""
    if child.returncode:
        log = (home / "log.txt").read_text(encoding="utf-8", errors="replace").splitlines()
        told = [line.strip() for line in log if not line.startswith(("INFO", "#", "stat::", "WARNING"))]
        return f"the process died (status {child.returncode}): {' '.join(told)[:800]}"
    return ""


def _explore(reader: str, home: Path, minutes: float, seed: int) -> None:
    """The exploring process; does not return. What is imported inside the block, and only that, is watched."""
    import atheris

    with atheris.instrument_imports(include=["communique", "warcio", "pypdf", "email", "trafilatura", "feedparser"]):
        from knocks import fuzz
        from knocks.seeds import TOKENS
    path = home / READERS[reader]
    state: dict[str, object] = {"runs": 0, "lost": []}
    saved = time.monotonic()
    times: Counter[str] = Counter()

    def offer(data: bytes) -> None:
        nonlocal saved
        path.write_bytes(data)
        begun = time.monotonic()
        try:
            _, wrong = fuzz.faults(path)
        except BaseException as error:
            wrong = f"raised {type(error).__name__}: {str(error)[:200]}"
        took = time.monotonic() - begun
        if not wrong and took > fuzz.PATIENCE:
            wrong = f"took {took:.0f} s"
        state["runs"] = int(str(state["runs"])) + 1
        if wrong and isinstance(lost := state["lost"], list):
            times[wrong[:60]] += 1
            if times[wrong[:60]] == 1:
                lost.append(f"{wrong} ({fuzz.keep(reader, path.name, data).name})")
        if wrong or time.monotonic() - saved > 1:
            saved = time.monotonic()
            (home / "state.new").write_text(json.dumps(state), encoding="utf-8")
            os.replace(home / "state.new", home / "state.json")

    words = home / "words.txt"
    words.write_text("".join(f'"{"".join(f"{chr(92)}x{byte:02x}" for byte in token)}"\n' for token in TOKENS))
    options = [
        f"-max_total_time={int(minutes * 60)}",
        f"-artifact_prefix={home}/",
        "-timeout=120",
        "-rss_limit_mb=3000",
        "-max_len=60000",
        f"-seed={seed}",
    ]
    atheris.Setup([sys.argv[0], str(home / "corpus"), f"-dict={words}", "-print_final_stats=1", *options], offer)
    atheris.Fuzz()


def _keep(reader: str, corpus: Path) -> dict[str, int]:
    """Keep some of the inputs that reached new code, within the bytes that a reader's corpus may have."""
    from knocks import fuzz

    found = sorted(
        (path for path in corpus.iterdir() if not path.name.startswith("seed-")), key=lambda p: p.stat().st_size
    )
    home = fuzz.CORPUS / "reached" / reader
    home.mkdir(parents=True, exist_ok=True)
    size = sum(path.stat().st_size for path in home.iterdir())
    count = 0
    # Every n-th by size, so that what is kept is not only the shortest.
    for path in found[:: max(1, len(found) // 40)]:
        data = path.read_bytes()
        target = home / f"{path.name[:12]}-{READERS[reader]}"
        if len(data) > _REACHED_ONE or size + len(data) > _REACHED_ALL:
            continue
        if not target.exists():
            target.write_bytes(data)
            size, count = size + len(data), count + 1
    return {"inputs that reached new code": len(found), "of these newly kept": count}


if __name__ == "__main__":
    sys.exit(main())
