"""The base map, drawn again on the H3 grid: borders, land, rivers, lakes, occupied land.

Every line that the dashboard shows is taken to hexagons first and dissolved back into
outlines, so the project carries a drawing of its own and passes on neither the border file,
nor the physical layers, nor the map archive that it was drawn from.

What it refuses: political lines from the physical layers (Natural Earth draws Crimea
otherwise; only land, rivers and lakes are read from it), and any use of the outlines for
measuring. They are simplified for the eye; areas come from the polygons of the archive.

The Kakhovka reservoir drained in June 2023 and is not drawn as water; the Dnipro is drawn
through its bed.
"""

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import h3
import numpy as np
import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

FeatureCollection = dict[str, Any]

Remember = Callable[[str, object, Callable[[], Any]], Any]
"""Gives what was made before: of what kind, from what, and how to make it; JSON either way."""

LAND_RESOLUTION = 7
"""Resolution of oblasts and land: cells of about 5 km², one to three kilometres of coast."""

WATER_RESOLUTION = 8
"""Resolution of rivers and lakes, which are narrower than a cell of the land."""

COORDINATE_DECIMALS = 5
"""About a metre: far below one pixel at the zoom of a city."""

HEXAGON_DECIMALS = 6
"""Outlines that meet single hexagons are finer: at 5 decimals specks show in the seam."""

PHYSICAL_BOX_DEG = (43.8, 29.0, 53.0, 42.0)
"""South, west, north, east of the physical layers. Beyond it every oblast is taken as land:
the part of Ukraine west of 29° E is inland but for the Danube, where its border runs."""

COVERAGE_TOLERANCE_DEG = 0.015
LAKE_TOLERANCE_DEG = 0.008
RIVER_TOLERANCE_DEG = 0.0018
EDGE_TOLERANCE_DEG = 0.007
"""Less than a cell across: the edge then cuts through the zigzag of the hexagons."""

MINIMUM_PART_CELLS = 3

RIVER_MARGIN_DEG = 0.7
"""How far beyond Ukraine a river is drawn: past it the physical layers end in a straight cut."""

DRAINED_LAKES = frozenset({"Kakhovka Reservoir"})

OBLAST_NAMES: dict[str, tuple[str, str]] = {
    "UA-05": ("Vinnytsia oblast", "Вінницька область"),
    "UA-07": ("Volyn oblast", "Волинська область"),
    "UA-09": ("Luhansk oblast", "Луганська область"),
    "UA-12": ("Dnipropetrovsk oblast", "Дніпропетровська область"),
    "UA-14": ("Donetsk oblast", "Донецька область"),
    "UA-18": ("Zhytomyr oblast", "Житомирська область"),
    "UA-21": ("Zakarpattia oblast", "Закарпатська область"),
    "UA-23": ("Zaporizhzhia oblast", "Запорізька область"),
    "UA-26": ("Ivano-Frankivsk oblast", "Івано-Франківська область"),
    "UA-30": ("Kyiv", "Київ"),
    "UA-32": ("Kyiv oblast", "Київська область"),
    "UA-35": ("Kirovohrad oblast", "Кіровоградська область"),
    "UA-40": ("Sevastopol", "Севастополь"),
    "UA-43": ("Autonomous Republic of Crimea", "Автономна Республіка Крим"),
    "UA-46": ("Lviv oblast", "Львівська область"),
    "UA-48": ("Mykolaiv oblast", "Миколаївська область"),
    "UA-51": ("Odesa oblast", "Одеська область"),
    "UA-53": ("Poltava oblast", "Полтавська область"),
    "UA-56": ("Rivne oblast", "Рівненська область"),
    "UA-59": ("Sumy oblast", "Сумська область"),
    "UA-61": ("Ternopil oblast", "Тернопільська область"),
    "UA-63": ("Kharkiv oblast", "Харківська область"),
    "UA-65": ("Kherson oblast", "Херсонська область"),
    "UA-68": ("Khmelnytskyi oblast", "Хмельницька область"),
    "UA-71": ("Cherkasy oblast", "Черкаська область"),
    "UA-74": ("Chernihiv oblast", "Чернігівська область"),
    "UA-77": ("Chernivtsi oblast", "Чернівецька область"),
}
"""Ukrainian official English and Ukrainian, by ISO 3166-2."""

RIVER_NAMES: dict[str, tuple[str, str]] = {
    "Desna": ("Desna", "Десна"),
    "Dnieper": ("Dnipro", "Дніпро"),
    "Dnipro": ("Dnipro", "Дніпро"),
    "Dniester": ("Dniester", "Дністер"),
    "Don": ("Don", "Дон"),
    "Donets": ("Siverskyi Donets", "Сіверський Донець"),
    "Oskol": ("Oskil", "Оскіл"),
    "Pripyat": ("Prypiat", "Прип'ять"),
    "Ros": ("Ros", "Рось"),
    "Seversky Donets": ("Siverskyi Donets", "Сіверський Донець"),
    "Seym": ("Seim", "Сейм"),
    "Southern Bug": ("Southern Bug", "Південний Буг"),
    "Synyukha": ("Syniukha", "Синюха"),
    "Teteriv": ("Teteriv", "Тетерів"),
}
"""The physical layer's name of a river to English and Ukrainian; the rest stay unnamed."""

# The margin of the map, beyond the physical layers, is read by nobody: a coarse ring through
# the positions of ports, (latitude, longitude), so that a wide screen shows land and not sea.
MARGIN_RING_DEG: tuple[tuple[float, float], ...] = (
    # Black Sea, from the mouth of the Danube southwards
    (45.01, 29.02),
    (44.75, 29.0),
    (44.62, 28.85),
    (44.17, 28.66),
    (43.75, 28.58),
    (43.38, 28.47),
    (43.19, 27.93),
    (42.69, 27.74),
    (42.5, 27.48),
    (42.08, 27.87),
    (41.88, 28.02),
    (41.22, 29.1),
    (41.09, 30.3),
    (41.28, 31.4),
    (41.75, 32.38),
    (42.02, 33.5),
    (42.03, 35.15),
    (41.72, 36.0),
    (41.3, 36.34),
    (41.03, 37.5),
    (40.92, 38.39),
    (41.0, 39.72),
    (41.65, 41.63),
    (42.15, 41.66),
    (43.0, 41.01),
    (43.27, 40.25),
    (43.58, 39.72),
    (43.8, 39.43),
    # along the edge of the physical layers, round by the east and the north
    (43.82, 39.46),
    (43.82, 41.98),
    (52.98, 41.98),
    (52.98, 29.02),
    (45.01, 29.02),
)
MARGIN_FRAME_DEG: tuple[tuple[float, float], ...] = (
    # Baltic, eastwards, then round the frame; the Adriatic closes it in the south-west
    (53.93, 14.25),
    (54.18, 15.57),
    (54.8, 18.2),
    (54.38, 18.65),
    (54.65, 19.9),
    (55.7, 21.1),
    (57.4, 21.55),
    (57.75, 22.6),
    (57.05, 24.05),
    (58.38, 24.5),
    (59.3, 23.6),
    (59.45, 24.75),
    (59.5, 28.0),
    (59.95, 30.2),
    (61.0, 30.2),
    (61.0, 52.0),
    (38.5, 52.0),
    (38.5, 27.0),
    (40.85, 25.9),
    (40.6, 22.9),
    (39.0, 22.9),
    (38.5, 22.0),
    (39.6, 20.1),
    (41.3, 19.45),
    (42.65, 18.1),
    (43.5, 16.45),
    (44.1, 15.2),
    (45.33, 14.43),
    (45.65, 13.75),
    (45.65, 10.0),
    (53.9, 10.0),
)


def make_anew(_kind: str, _made_from: object, make: Callable[[], Any]) -> Any:  # noqa: ANN401 (JSON)
    """Remember nothing."""
    return make()


class BoundaryError(ValueError):
    """A boundary or physical layer is missing or is not what it should be."""


@dataclass(frozen=True, slots=True)
class Oblast:
    """An oblast or city of oblast rank, within Ukraine's recognised border."""

    iso: str
    name: str
    polygon: BaseGeometry


@dataclass(frozen=True, slots=True)
class River:
    """A river or a stretch of one; `rank` is 1 for the great ones to 3 for the small."""

    name: str | None
    rank: int
    line: BaseGeometry


@dataclass(frozen=True, slots=True)
class Boundaries:
    """What the base map is drawn from, in degrees; oblasts are sorted by ISO code."""

    oblasts: tuple[Oblast, ...]
    land: BaseGeometry
    rivers: tuple[River, ...]
    lakes: BaseGeometry


def _features(path: Path) -> list[dict[str, Any]]:
    """Read the features of one GeoJSON file, or say which file is wrong."""
    if not path.is_file():
        raise BoundaryError(
            f"The boundary file {path.name} is missing in {path.parent}; "
            f"it comes from {_origin(path.name)}."
        )
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
    except (ValueError, KeyError, TypeError) as error:
        raise BoundaryError(f"{path.name} is not a GeoJSON FeatureCollection") from error
    if not features:
        raise BoundaryError(f"{path.name} holds no feature")
    return list(features)


def _origin(file_name: str) -> str:
    if file_name.startswith("natural_earth_"):
        return "Natural Earth, 1:10m physical vectors, https://www.naturalearthdata.com"
    return "geoBoundaries, Ukraine ADM1, https://www.geoboundaries.org"


def oblast_file(path: Path) -> Path:
    """Find the oblast file: `path` itself, or the one *ADM1* file of a folder.

    Raises:
        BoundaryError: There is not one in the folder.
    """
    if not path.is_dir():
        return path
    found = sorted(path.glob("*ADM1*.geojson"))
    if len(found) != 1:
        raise BoundaryError(f"{path} holds {len(found)} files *ADM1*.geojson, one is needed")
    return found[0]


def read_oblasts(path: Path) -> tuple[Oblast, ...]:
    """Read the oblasts within Ukraine's recognised border, by ascending ISO code.

    Args:
        path: The ADM1 file of geoBoundaries (`shapeISO` is its key) or the folder it is in.

    Raises:
        BoundaryError: The file is missing, unreadable or without `shapeISO`; it names the file.
    """
    own = oblast_file(Path(path))
    oblasts = []
    for feature in _features(own):
        properties = feature["properties"]
        if "shapeISO" not in properties:
            raise BoundaryError(f"{own.name}: a feature has no shapeISO")
        polygon = shapely.make_valid(shape(feature["geometry"]))
        oblasts.append(Oblast(properties["shapeISO"], properties.get("shapeName", ""), polygon))
    return tuple(sorted(oblasts, key=lambda oblast: oblast.iso))


def boundary_files(path: Path) -> list[Path]:
    """List the files that `read_boundaries` reads.

    Raises:
        BoundaryError: There is not one file of oblasts.
    """
    oblasts = oblast_file(path)
    layers = ("land", "rivers", "lakes")
    return [oblasts, *(oblasts.parent / f"natural_earth_{layer}.geojson" for layer in layers)]


def _rank(scalerank: float | None) -> int:
    """Natural Earth's scalerank (0-12) to three ranks of river."""
    if scalerank is None or scalerank > 10:
        return 3
    return 1 if scalerank <= 8 else 2


def read_boundaries(path: Path) -> Boundaries:
    """Read oblasts and physical layers.

    Args:
        path: The ADM1 file of geoBoundaries (`shapeISO` is its key) or the folder it is in;
            natural_earth_land, _rivers and _lakes.geojson lie beside it.

    Returns:
        The layers; drained lakes are left out.

    Raises:
        BoundaryError: A file is missing, unreadable or without `shapeISO`; it names the file.
    """
    oblasts = read_oblasts(path)
    folder = oblast_file(Path(path)).parent
    land = [shape(each["geometry"]) for each in _features(folder / "natural_earth_land.geojson")]
    rivers = [
        River(
            each["properties"].get("name"),
            _rank(each["properties"].get("scalerank")),
            shape(each["geometry"]),
        )
        for each in _features(folder / "natural_earth_rivers.geojson")
    ]
    lakes = [
        shape(each["geometry"])
        for each in _features(folder / "natural_earth_lakes.geojson")
        if each["properties"].get("name") not in DRAINED_LAKES
    ]
    return Boundaries(
        oblasts=oblasts,
        land=shapely.union_all(land),
        rivers=tuple(rivers),
        lakes=shapely.union_all(lakes),
    )


def oblast_of_cells(cells: Sequence[str], oblasts: Sequence[Oblast]) -> list[str]:
    """Tell the oblast of each cell by the cell's centre.

    A centre outside every oblast (out at sea, beyond the border) goes to the nearest one, on
    a plane where a degree of longitude is shortened as at 48.5° N. A centre on a shared
    border goes to the oblast that sorts first.

    Args:
        cells: H3 cells of any resolution.
        oblasts: Where the oblasts are.

    Returns:
        ISO 3166-2 codes, one a cell, in the order of `cells`.
    """
    if not cells:
        return []
    shortening = np.array([np.cos(np.radians(48.5)), 1.0])
    centres = np.array([h3.cell_to_latlng(cell) for cell in cells])[:, ::-1] * shortening
    points = shapely.points(centres)
    polygons = [shapely.transform(oblast.polygon, lambda xy: xy * shortening) for oblast in oblasts]
    shapely.prepare(polygons)
    oblast_of = np.full(len(cells), len(polygons))
    for index, polygon in enumerate(polygons):
        waiting = np.flatnonzero(oblast_of == len(polygons))
        oblast_of[waiting[shapely.intersects(polygon, points[waiting])]] = index
    outside = np.flatnonzero(oblast_of == len(polygons))
    if outside.size:
        oblast_of[outside] = shapely.STRtree(polygons).nearest(points[outside])
    return [oblasts[index].iso for index in oblast_of]


def _collection(features: list[dict[str, Any]]) -> FeatureCollection:
    return {"type": "FeatureCollection", "features": features}


def _feature(
    geometry: BaseGeometry, properties: dict[str, Any], decimals: int = COORDINATE_DECIMALS
) -> dict[str, Any]:
    """Round, order and orient a geometry (RFC 7946: outer rings counter-clockwise)."""
    rounded = shapely.transform(geometry, lambda xy: np.round(xy, decimals))
    # Rounding may fold a sliver onto itself; a polygon is made valid again, a line cannot be.
    if rounded.geom_type.endswith("Polygon"):
        if not rounded.is_valid:
            rounded = _polygons_only(shapely.make_valid(rounded))
        rounded = shapely.orient_polygons(shapely.normalize(rounded))
    return {"type": "Feature", "properties": properties, "geometry": mapping(rounded)}


def _polygons_only(geometry: BaseGeometry) -> BaseGeometry:
    parts = [part for part in shapely.get_parts(geometry) if part.geom_type.endswith("Polygon")]
    return shapely.union_all(parts)


def _dissolved(cells: Iterable[str]) -> BaseGeometry:
    """Dissolve cells into a (Multi)Polygon whose vertices match those of its neighbours."""
    outline = shape(h3.cells_to_geo(sorted(cells)))
    # Two cells compute their common corner each for itself; 7 decimals (1 cm) make it one.
    return shapely.transform(outline, lambda xy: np.round(xy, 7))


def _is_beyond_box(cell: str) -> bool:
    south, west, north, east = PHYSICAL_BOX_DEG
    lat, lon = h3.cell_to_latlng(cell)
    return not (south < lat < north and west < lon < east)


def _cells_of(geometry: BaseGeometry, resolution: int) -> set[str]:
    parts = [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon"]
    return {cell for part in parts for cell in h3.geo_to_cells(part, resolution)}


def _without_specks(owner_of: dict[str, int], resolution: int) -> dict[str, int]:
    """Give parts of fewer than `MINIMUM_PART_CELLS` cells to the owner around them.

    Such parts read as dirt on the map. An islet with no owner around it is dropped.
    """
    cleaned = dict(owner_of)
    for owner in sorted(set(owner_of.values())):
        for part in shapely.get_parts(_dissolved(c for c, o in owner_of.items() if o == owner)):
            cells = _small_part(part, resolution)
            around = Counter(
                owner_of[near]
                for cell in cells
                for near in h3.grid_disk(cell, 1)
                if owner_of.get(near, owner) != owner
            )
            for cell in cells:
                if around:
                    cleaned[cell] = min(around, key=lambda other: (-around[other], other))
                else:
                    del cleaned[cell]
    return cleaned


def _small_part(part: BaseGeometry, resolution: int) -> list[str]:
    """Give the cells of a part that is too small to draw, or none."""
    if len(part.exterior.coords) - 1 > _max_sides(MINIMUM_PART_CELLS):
        return []
    cells = h3.geo_to_cells(shapely.Polygon(part.exterior), resolution)
    return sorted(cells) if len(cells) < MINIMUM_PART_CELLS else []


def _max_sides(cells: int) -> int:
    """Give the most sides that so many connected hexagons can have."""
    return 4 * cells + 2


def _margin() -> BaseGeometry:
    """Land beyond the physical layers: the frame less the box and the southern Black Sea."""
    frame = shapely.polygons([(lon, lat) for lat, lon in MARGIN_FRAME_DEG])
    inside = shapely.polygons([(lon, lat) for lat, lon in MARGIN_RING_DEG])
    return frame.difference(inside)


def _river_line(line: BaseGeometry) -> BaseGeometry | None:
    """Lead a line through the centres of the cells it crosses and smooth the steps."""
    strands = []
    for strand in shapely.get_parts(line):
        dense = shapely.get_coordinates(shapely.segmentize(strand, 0.002))
        cells: list[str] = []
        for lon, lat in dense:
            cell = h3.latlng_to_cell(lat, lon, WATER_RESOLUTION)
            if cell in cells[-3:]:  # cut the corner instead of stepping out and back
                del cells[cells.index(cell, max(0, len(cells) - 3)) + 1 :]
            else:
                cells.append(cell)
        if len(cells) < 2:
            continue
        path = np.array([h3.cell_to_latlng(cell) for cell in cells])[:, ::-1]
        for _ in range(2):
            path[1:-1] = (path[:-2] + 2 * path[1:-1] + path[2:]) / 4
        strands.append(shapely.simplify(shapely.linestrings(path), RIVER_TOLERANCE_DEG))
    return shapely.multilinestrings(strands) if strands else None


def _rivers(rivers: Sequence[River], around: BaseGeometry) -> FeatureCollection:
    """Draw rivers within an area; stretches of one become one feature, the great ones first."""
    stretches: dict[tuple[int, str, str], list[BaseGeometry]] = {}
    rank_of: dict[str, int] = {}
    for river in rivers:
        name = RIVER_NAMES.get(river.name or "", ("", ""))[0]
        rank_of[name] = min(rank_of.get(name, 3), river.rank)
    for river in rivers:
        line = _river_line(shapely.intersection(river.line, around))
        if line is None:
            continue
        names = RIVER_NAMES.get(river.name or "", ("", ""))
        rank = rank_of[names[0]] if names[0] else river.rank
        stretches.setdefault((rank, *names), []).extend(shapely.get_parts(line))
    features = []
    for (rank, name_en, name_uk), strands in sorted(stretches.items(), key=lambda item: item[0]):
        ordered = sorted(strands, key=lambda strand: shapely.get_coordinates(strand).tolist())
        properties = {"name_en": name_en or None, "name_uk": name_uk or None, "rank": rank}
        features.append(_feature(shapely.multilinestrings(ordered), properties))
    return _collection(features)


def _lakes(lakes: BaseGeometry) -> FeatureCollection:
    cells = _cells_of(lakes, WATER_RESOLUTION)
    if not cells:
        return _collection([])
    water = _without_specks(dict.fromkeys(cells, 0), WATER_RESOLUTION)
    (simple,) = shapely.coverage_simplify([_dissolved(water)], LAKE_TOLERANCE_DEG)
    return _collection([_feature(simple, {})])


def base_map(boundaries: Boundaries) -> dict[str, FeatureCollection]:
    """Draw the base map on the grid.

    Oblasts and the neighbouring land are dissolved from one set of cells and simplified as
    one coverage (`shapely.coverage_simplify`, Visvalingam-Whyatt), so that a border is the
    same line on both sides.

    Args:
        boundaries: Oblasts and physical layers.

    Returns:
        FeatureCollections by name, coordinates rounded to `COORDINATE_DECIMALS`:
        `country` (Ukraine within its recognised border, Crimea included: first its `part`
        "area", then its "border" on land, without the coast),
        `oblasts` (`oblast_iso`, `name_en`, `name_uk`), `land` (one feature: all land, also
        beyond Ukraine), `rivers` (`name_en`, `name_uk`, `rank` 1-3) and `lakes`.

    Raises:
        BoundaryError: No cell of an oblast lies on land.
    """
    land_cells = _cells_of(boundaries.land, LAND_RESOLUTION)
    owner_of = dict.fromkeys(land_cells, len(boundaries.oblasts))
    taken: set[str] = set()
    for index, oblast in enumerate(boundaries.oblasts):
        cells = _cells_of(oblast.polygon, LAND_RESOLUTION) - taken
        taken |= cells
        on_land = [cell for cell in cells if cell in land_cells or _is_beyond_box(cell)]
        if not on_land:
            raise BoundaryError(f"{oblast.iso} has no cell on land: do the layers match?")
        owner_of.update(dict.fromkeys(on_land, index))
    cells_by_owner: dict[int, list[str]] = {}
    for cell, owner in _without_specks(owner_of, LAND_RESOLUTION).items():
        cells_by_owner.setdefault(owner, []).append(cell)
    outlines = [_dissolved(cells) for _, cells in sorted(cells_by_owner.items())]
    simple = list(shapely.coverage_simplify(outlines, COVERAGE_TOLERANCE_DEG))
    ukraine = simple[: len(boundaries.oblasts)]
    country = shapely.coverage_union_all(ukraine)
    land = shapely.union_all([*simple, _margin()])
    border = shapely.line_merge(country.boundary.difference(land.boundary))
    names = {"name_en": "Ukraine", "name_uk": "Україна"}
    oblasts = []
    for oblast, polygon in zip(boundaries.oblasts, ukraine, strict=True):
        name_en, name_uk = OBLAST_NAMES.get(oblast.iso, (oblast.name, oblast.name))
        properties = {"oblast_iso": oblast.iso, "name_en": name_en, "name_uk": name_uk}
        oblasts.append(_feature(polygon, properties))
    return {
        "country": _collection(
            [
                _feature(country, {"part": "area", **names}),
                _feature(border, {"part": "border", **names}),
            ]
        ),
        "oblasts": _collection(oblasts),
        "land": _collection([_feature(land, {})]),
        "rivers": _rivers(boundaries.rivers, country.buffer(RIVER_MARGIN_DEG)),
        "lakes": _lakes(boundaries.lakes),
    }


def small_holes(cells: Iterable[str], *, at_most: int) -> list[list[str]]:
    """List the small holes in a set of cells, each as the cells that are missing.

    Args:
        cells: H3 cells of one resolution.
        at_most: Largest hole, in missing cells, that is listed.
    """
    members = set(cells)
    if not members or at_most < 1:
        return []
    resolution = h3.get_resolution(next(iter(members)))
    holes = []
    for part in shapely.get_parts(shape(h3.cells_to_geo(sorted(members)))):
        for ring in part.interiors:
            if len(ring.coords) - 1 > _max_sides(at_most):
                continue
            hole = set(h3.geo_to_cells(shapely.Polygon(ring), resolution)) - members
            if len(hole) <= at_most:
                holes.append(sorted(hole))
    return holes


def enclosed_gaps(
    cells: Iterable[str], *, at_most: int, keep_open: Collection[str] = ()
) -> set[str]:
    """Find the small holes in a set of cells.

    Args:
        cells: H3 cells of one resolution.
        at_most: Largest hole, in missing cells, that counts as a gap.
        keep_open: A hole with one of these cells in it is no gap (cells with a story of
            their own, such as those that changed hands).

    Returns:
        The missing cells of the gaps. A bay that is open to the outside is no hole.

    Examples:
        >>> middle = h3.latlng_to_cell(48.28, 37.18, 8)
        >>> ring = set(h3.grid_ring(middle, 1))
        >>> enclosed_gaps(ring, at_most=1) == {middle}
        True
    """
    return _without(small_holes(cells, at_most=at_most), keep_open)


def _without(holes: Iterable[Collection[str]], keep_open: Collection[str]) -> set[str]:
    stay_open = frozenset(keep_open)
    return {cell for hole in holes if stay_open.isdisjoint(hole) for cell in hole}


def dissolve(
    cells: Iterable[str],
    *,
    close_gaps_up_to: int = 0,
    keep_open: Collection[str] = (),
    remember: Remember = make_anew,
) -> FeatureCollection:
    """Dissolve cells into one outline that runs along their edges, not simplified.

    Single hexagons drawn beside it meet it without a white gap. Nothing is dropped. It is
    for display: closed gaps are not in any figure.

    Args:
        cells: H3 cells of one resolution.
        close_gaps_up_to: Holes of at most so many cells are filled. They come from classes
            of the source that do not quite touch, as along the line of 2014.
        keep_open: A hole with one of these cells in it is not filled.
        remember: Gives what was drawn of the same cells before.

    Returns:
        A FeatureCollection of one Polygon or MultiPolygon; of no feature for no cells.

    Examples:
        >>> middle = h3.latlng_to_cell(48.28, 37.18, 8)
        >>> outline = dissolve(h3.grid_ring(middle, 1), close_gaps_up_to=1)
        >>> len(outline["features"][0]["geometry"]["coordinates"])  # rings: the outer one
        1
    """
    members = sorted(set(cells))
    if not members:
        return _collection([])
    holes = remember(
        "small holes",
        [members, close_gaps_up_to],
        partial(small_holes, members, at_most=close_gaps_up_to),
    )
    whole = sorted({*members, *_without(holes, keep_open)})
    drawn: FeatureCollection = remember(
        "outline",
        whole,
        lambda: _collection([_feature(_dissolved(whole), {}, HEXAGON_DECIMALS)]),
    )
    return drawn


def with_edge(outline: FeatureCollection) -> FeatureCollection:
    """Add the edge of a dissolved outline as a line of its own.

    The line is simplified to `EDGE_TOLERANCE_DEG`: a tenth of the vertices, which a browser
    without a graphics card draws in half the time, and a dash that does not follow each hexagon.

    Args:
        outline: What `dissolve` gives; its polygon stays as it is.

    Returns:
        The collection with a MultiLineString after the polygon; unchanged without one.
    """
    edges = [
        _feature(shapely.simplify(shape(each["geometry"]).boundary, EDGE_TOLERANCE_DEG), {})
        for each in outline["features"]
    ]
    return _collection([*outline["features"], *edges])
