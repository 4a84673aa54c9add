"""Layers of the base map from made-up boundaries: one coverage, no specks, the same bytes."""

import json
from pathlib import Path
from typing import Any

import h3
import pytest
import shapely
from shapely.geometry import box, mapping, shape

from pokrovsk_front.ingest.base_map.boundaries import BoundaryError, read_boundaries
from pokrovsk_front.ingest.base_map.layers import base_map
from pokrovsk_front.ingest.base_map.names import read_names
from pokrovsk_front.ingest.measure.oblasts import oblast_of_cells

NAMES = read_names()


def write_layer(path: Path, features: list[tuple[Any, dict[str, Any]]]) -> None:
    rows = [
        {"type": "Feature", "properties": properties, "geometry": mapping(geometry)}
        for geometry, properties in features
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": rows}), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two square oblasts that share the meridian 36; the sea begins south of 48."""
    west, east = box(35.0, 47.5, 36.0, 49.0), box(36.0, 47.5, 37.0, 49.0)
    write_layer(
        tmp_path / "made-up-ADM1.geojson",
        [
            (east, {"shapeISO": "UA-14", "shapeName": "East"}),
            (west, {"shapeISO": "UA-12", "shapeName": "West"}),
        ],
    )
    write_layer(tmp_path / "natural_earth_land.geojson", [(box(34, 48, 38, 50), {})])
    write_layer(
        tmp_path / "natural_earth_rivers.geojson",
        [
            (shapely.LineString([(35, 48.5), (36, 48.7)]), {"name": "Dnipro", "scalerank": 4}),
            (shapely.LineString([(36, 48.7), (37, 48.6)]), {"name": "Dnipro", "scalerank": 4}),
            (shapely.LineString([(36, 48.2), (36.4, 48.4)]), {"name": None, "scalerank": 12}),
        ],
    )
    write_layer(
        tmp_path / "natural_earth_lakes.geojson",
        [
            (box(35.2, 48.2, 35.4, 48.4), {"name": None}),
            (box(36.2, 48.2, 36.4, 48.4), {"name": "Kakhovka Reservoir"}),
        ],
    )
    return tmp_path


def test_oblasts_meet_without_gap_or_overlap(folder: Path) -> None:
    features = base_map(read_boundaries(folder), NAMES)["oblasts"]["features"]
    polygons = [shape(feature["geometry"]) for feature in features]
    assert [feature["properties"]["oblast_iso"] for feature in features] == ["UA-12", "UA-14"]
    assert features[1]["properties"]["name_en"] == "Donetsk oblast"
    assert shapely.coverage_is_valid(polygons)
    assert not any(part.interiors for part in shapely.get_parts(shapely.union_all(polygons)))


def test_oblasts_end_at_the_coast_and_rings_run_counter_clockwise(folder: Path) -> None:
    drawn = base_map(read_boundaries(folder), NAMES)
    country = shape(drawn["country"]["features"][0]["geometry"])
    assert country.bounds == pytest.approx((35.0, 48.0, 37.0, 49.0), abs=0.04)
    assert all(part.exterior.is_ccw for part in shapely.get_parts(country))
    assert shape(drawn["land"]["features"][0]["geometry"]).buffer(1e-4).covers(country)


def test_the_border_leaves_the_coast_out(folder: Path) -> None:
    area, border = base_map(read_boundaries(folder), NAMES)["country"]["features"]
    assert (area["properties"]["part"], border["properties"]["part"]) == ("area", "border")
    middle_of_coast = shapely.Point(36.0, 48.0)
    middle_of_north = shapely.Point(36.0, 49.0)
    assert shape(border["geometry"]).distance(middle_of_coast) > 0.3
    assert shape(border["geometry"]).distance(middle_of_north) < 0.05


def test_stretches_of_a_river_become_one_and_the_drained_lake_is_dry(folder: Path) -> None:
    drawn = base_map(read_boundaries(folder), NAMES)
    rivers = [feature["properties"] for feature in drawn["rivers"]["features"]]
    assert rivers == [
        {"name_en": "Dnipro", "name_uk": "Дніпро", "rank": 1},
        {"name_en": None, "name_uk": None, "rank": 3},
    ]
    (lake,) = drawn["lakes"]["features"]
    assert shape(lake["geometry"]).contains(shapely.Point(35.3, 48.3))
    assert not shape(lake["geometry"]).intersects(shapely.Point(36.3, 48.3))


def test_the_same_input_gives_the_same_bytes(folder: Path) -> None:
    first, second = (json.dumps(base_map(read_boundaries(folder), NAMES)) for _ in range(2))
    assert first == second


def test_coordinates_carry_five_decimals(folder: Path) -> None:
    for collection in base_map(read_boundaries(folder), NAMES).values():
        for feature in collection["features"]:
            for lon, lat in shapely.get_coordinates(shape(feature["geometry"])):
                assert (round(lon, 5), round(lat, 5)) == (lon, lat)


def test_cells_go_to_their_oblast_and_to_the_nearest_one_out_at_sea(folder: Path) -> None:
    boundaries = read_boundaries(folder)
    points = [(48.5, 35.5), (48.5, 36.5), (46.9, 36.8), (48.5, 33.0)]
    cells = [h3.latlng_to_cell(lat, lon, 8) for lat, lon in points]
    assert oblast_of_cells(cells, boundaries.oblasts) == ["UA-12", "UA-14", "UA-14", "UA-12"]
    assert oblast_of_cells([], boundaries.oblasts) == []


@pytest.mark.parametrize("layer", ["land", "rivers", "lakes"])
def test_a_missing_physical_layer_is_named(folder: Path, layer: str) -> None:
    (folder / f"natural_earth_{layer}.geojson").unlink()
    with pytest.raises(BoundaryError, match=f"natural_earth_{layer}.geojson"):
        read_boundaries(folder)


def test_a_folder_without_oblasts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BoundaryError, match="ADM1"):
        read_boundaries(tmp_path)
