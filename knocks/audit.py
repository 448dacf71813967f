"""Known faults of what is installed: the lock against the advisories of the Python Packaging Authority.

`python -m knocks.audit LOCK...` runs `pip-audit` and exits with 1 for a fault that `audit.toml` does not set aside
with a reason, or for a line there that no longer fits. Where no advisories can be had (no network, an index that
serves none) it says so and exits with 0: a machine cut off must still be able to run every check.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

IGNORED = Path(__file__).parent / "audit.toml"


def main(locks: Sequence[str]) -> int:
    """Audit the locks; the exit status."""
    command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes", "--format", "json"]
    given = [word for lock in locks for word in ("--requirement", lock)]
    done = subprocess.run([*command, *given], capture_output=True, text=True, check=False)
    status, words = judged(done.stdout, done.stderr, tomllib.loads(IGNORED.read_text(encoding="utf-8")))
    print(words)
    return status


def judged(output: str, errors: str, ignored: Mapping[str, str]) -> tuple[int, str]:
    """The exit status and what to say, from what pip-audit printed and the faults set aside, by id, with reasons."""
    try:
        listed: list[dict[str, Any]] = json.loads(output)["dependencies"]
    except (ValueError, KeyError, TypeError):
        last = errors.strip().splitlines()[-1:] or ["it printed nothing"]
        return 0, f"audit: passed over, no advisories could be had ({last[0][:200]})"
    audited = [one for one in listed if "skip_reason" not in one]
    if not audited:
        return 0, f"audit: passed over, the index here serves no advisories for any of {len(listed)} packages"
    found = {
        name: (one["name"], one["version"], fault)
        for one in audited
        for fault in one["vulns"]
        for name in (fault["id"], *fault.get("aliases", ()))
    }
    faults = {
        f"{package} {version}: {fault['id']}, mended in {', '.join(fault.get('fix_versions', ())) or 'no version yet'}"
        for package, version, fault in found.values()
        if not {fault["id"], *fault.get("aliases", ())} & set(ignored)
    }
    stale = {f"audit.toml sets aside {name}, which is no longer found" for name in set(ignored) - set(found)}
    said = f"audit: {len(audited)} packages, {len(faults)} faults, {len(set(ignored) & set(found))} set aside"
    left = f"; {len(listed) - len(audited)} could not be audited" if len(listed) > len(audited) else ""
    return int(bool(faults or stale)), "\n".join([said + left, *sorted(faults), *sorted(stale)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
