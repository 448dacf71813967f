"""`python -m knocks [CAMPAIGN...] [--times N] [--minutes M] [--seed S] [--json]`: run campaigns, print figures.

Exits with 1 if anything was lost.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time
from typing import Any

CAMPAIGNS = ("kills", "disk", "together", "crafted", "fuzz")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m knocks", description=__doc__)
    parser.add_argument("campaign", nargs="*", metavar="CAMPAIGN", help=f"any of: {', '.join(CAMPAIGNS)}")
    parser.add_argument("--times", type=int, default=100, help="how many kills, full disks and pairs of processes")
    parser.add_argument("--minutes", type=float, default=1.0, help="how long to fuzz, in all")
    parser.add_argument("--seed", type=int, default=20261122, help="of what is drawn by chance")
    parser.add_argument("--texts", choices=("record", "parquet"), help="where the records of kills and disk keep texts")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    unknown = sorted(set(given.campaign) - set(CAMPAIGNS))
    if unknown:
        parser.error(f"no such campaign: {', '.join(unknown)}; there are {', '.join(CAMPAIGNS)}")
    results: dict[str, dict[str, Any]] = {}
    for name in given.campaign or CAMPAIGNS:
        begun = time.monotonic()
        campaign = importlib.import_module(f"knocks.{name}")
        found = campaign.run(times=given.times, minutes=given.minutes, seed=given.seed, texts=given.texts)
        results[name] = {**found, "seconds": round(time.monotonic() - begun, 1)}
        if not given.json:
            print(f"== {name}")
            for key, value in results[name].items():
                print(f"  {key:44} {value}")
    if given.json:
        print(json.dumps(results, indent=1))
    return int(any(result["lost"] for result in results.values()))


if __name__ == "__main__":
    sys.exit(main())
