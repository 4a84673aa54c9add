"""Detail of the base map: files that are refused, and what is drawn of sound ones."""

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from shapely.geometry import LineString, Point, box, shape

from pokrovsk_front.catalog.tables import DATA_DIR
from pokrovsk_front.ingest.base_map.boundaries import BoundaryError
from pokrovsk_front.ingest.base_map.detail import DETAIL_LAYERS, detail_map
from pokrovsk_front.ingest.base_map.detail_files import FILES, read_detail
from tests.ingest.made_up import write_boundaries

STATIC, OUTLINES = DATA_DIR.parent / "static", DATA_DIR / "derived" / "outlines"
COUNTRY = box(35.8, 47.4, 37.2, 49.0)


def edited(folder: Path, name: str, edit: Callable[[dict[str, Any]], None]) -> Path:
    """Write the made-up files, with an edit of the first feature of one."""
    path = write_boundaries(folder) / f"{name}.geojson"
    document = json.loads(path.read_bytes())
    edit(document["features"][0])
    path.write_text(json.dumps(document), encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_missing_is_one_sentence(tmp_path: Path, name: str) -> None:
    (write_boundaries(tmp_path) / f"{name}.geojson").unlink()
    with pytest.raises(BoundaryError, match=rf"^The file {name}\.geojson of the base map .*\.$"):
        read_detail(tmp_path)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("data", [b"", b"\x00\x01", b"{}", b'{"type": "FeatureCollection"', b"[1]"])
def test_a_file_that_is_no_geojson_is_one_sentence(tmp_path: Path, name: str, data: bytes) -> None:
    (write_boundaries(tmp_path) / f"{name}.geojson").write_bytes(data)
    with pytest.raises(BoundaryError, match=rf"^{name}\.geojson cannot be read: .*[^.]\.$"):
        read_detail(tmp_path)


def ring(positions: list[Any]) -> Callable[[dict[str, Any]], None]:
    def edit(feature: dict[str, Any]) -> None:
        feature["geometry"] = {"type": "Polygon", "coordinates": [positions]}

    return edit


def positions(given: object) -> Callable[[dict[str, Any]], None]:
    return lambda feature: feature["geometry"].update(coordinates=given)


@pytest.mark.parametrize(
    ("name", "edit", "says"),
    [
        ("hromadas", ring([[36, 48], [37, 48], [37, 49]]), "has a ring that is open"),
        ("hromadas", ring([[36, 48], [37, 48], [36, 48]]), "ring of fewer than four positions"),
        ("hromadas", ring([[36, 48], [137, 48], [37, 49], [36, 48]]), "a position outside 29-42 E"),
        ("hromadas", ring([[36, 48], "37 48", [37, 49], [36, 48]]), "not a list of positions"),
        ("hromadas", positions([]), "not a list of positions"),
        ("hromadas", positions(None), "not a list of positions"),
        ("hromadas", lambda feature: feature["properties"].clear(), "has no text “oblast”"),
        ("hromadas", lambda feature: feature.update(properties=None), "has no properties"),
        ("hromadas", lambda feature: feature.update(geometry=None), "or no geometry"),
        ("railways_osm2023", ring([[36, 48], [37, 48]]), "is not a LineString"),
        ("railways_osm2023", positions([[36, 48]]), "not a list of positions"),
        ("railways_osm2023", positions([[36, 48], [36, float("nan")]]), "a position outside"),
        ("railways_osm2023", positions([[36, 48], [36, True, {}]]), "not a list of positions"),
        ("main_roads_z7", lambda feature: feature["properties"].update({"class": "path"}), "none"),
        ("towns_elsewhere", lambda feature: feature["properties"].update(place_id=7), "place_id"),
        ("towns_elsewhere", lambda feature: feature["properties"].update(kind="city"), "the kinds"),
        ("towns_donetsk_luhansk", lambda feature: feature["properties"].pop("kind"), "text “kind”"),
        ("towns_donetsk_luhansk", lambda feature: feature["properties"].update(osm_id=7), "osm_id"),
        ("hromadas", lambda feature: feature["properties"].pop("katotth"), "no text “katotth”"),
    ],
)
def test_a_wrong_feature_is_named_in_one_sentence(
    tmp_path: Path, name: str, edit: Callable[[dict[str, Any]], None], says: str
) -> None:
    edited(tmp_path, name, edit)
    with pytest.raises(BoundaryError) as refused:
        read_detail(tmp_path)
    said = str(refused.value)
    assert said.startswith(f"{name}.geojson: feature 1 ")
    assert says in said
    assert said.endswith(".")
    assert "\n" not in said


def test_a_polygon_that_crosses_itself_is_repaired(tmp_path: Path) -> None:
    bow_tie = [[36, 48], [37, 49], [37, 48], [36, 49], [36, 48]]
    edited(tmp_path, "hromadas", ring(bow_tie))
    area = read_detail(tmp_path).hromadas[0].area
    assert area.is_valid
    assert area.area == pytest.approx(0.5)


def test_made_up_files_are_drawn_inside_the_country(tmp_path: Path) -> None:
    drawn = detail_map(read_detail(write_boundaries(tmp_path)), COUNTRY)
    assert tuple(drawn) == DETAIL_LAYERS
    (road,) = drawn["roads"]["features"]
    assert road["properties"] == {"rank": 1}
    assert (
        shape(road["geometry"]).hausdorff_distance(LineString([(35.9, 48.5), (37.1, 48.5)])) < 0.01
    )
    settlements = [each["properties"] for each in drawn["settlements"]["features"]]
    # A town with a built-up area is drawn as that alone.
    outlines = [{"kind": "outline", "place_id": each} for each in ("izium", "pokrovsk")]
    assert settlements == [{"kind": "built_up"}, *outlines]
    (border,) = drawn["hromadas"]["features"]
    assert shape(border["geometry"]).equals(
        shapely.MultiLineString([[(36.5, 48.05), (37.2, 48.05)]])
    )


def test_roads_and_railways_end_at_the_border(tmp_path: Path) -> None:
    drawn = detail_map(read_detail(write_boundaries(tmp_path)), box(35.8, 47.4, 36.5, 49.0))
    for layer in ("roads", "railways"):
        (feature,) = drawn[layer]["features"]
        assert shape(feature["geometry"]).bounds[2] < 36.51, layer


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    write_boundaries(tmp_path)
    first, second = (json.dumps(detail_map(read_detail(tmp_path), COUNTRY)) for _ in range(2))
    assert first == second


def committed(layer: str) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads((STATIC / f"{layer}.geojson").read_bytes())[
        "features"
    ]
    return features


HUBS = {  # latitude, longitude of the station, and how many lines meet there
    "Pokrovsk": (48.27, 37.19, 4),
    "Kupiansk-Vuzlovyi": (49.66, 37.66, 5),
    "Lyman": (48.98, 37.83, 3),
    "Kostiantynivka": (48.52, 37.71, 2),
}


@pytest.mark.parametrize("hub", HUBS)
def test_the_rail_hubs_read(hub: str) -> None:
    latitude, longitude, lines = HUBS[hub]
    (railways,) = committed("railways")
    # An ellipse that is a circle of 15 km on the ground.
    ring = shapely.affinity.scale(Point(longitude, latitude).buffer(0.135), 1.5, 1)
    crossings = shape(railways["geometry"]).intersection(ring.exterior)
    assert len(shapely.get_parts(crossings)) >= lines


def test_the_settlements_are_those_of_places() -> None:
    found = {each["properties"].get("place_id"): each for each in committed("settlements")}
    places = {"pokrovsk", "kramatorsk", "kostiantynivka", "avdiivka", "donetsk", "kupiansk"}
    assert places <= set(found)
    assert shape(found["pokrovsk"]["geometry"]).distance(Point(37.177, 48.28)) < 0.01


def test_the_borders_of_hromadas_have_no_loose_repeats() -> None:
    (borders,) = committed("hromadas")
    sides = [
        tuple(sorted(map(tuple, side)))
        for line in borders["geometry"]["coordinates"]
        for side in pairwise(line)
    ]
    assert len(set(sides)) == len(sides)


def test_the_drained_reservoir_is_no_water() -> None:
    (lakes,) = json.loads((OUTLINES / "lakes.geojson").read_bytes())["features"]
    water = shape(lakes["geometry"])
    for bed in [(34.15, 47.38), (34.6, 47.55), (34.9, 47.6), (33.7, 46.9)]:
        assert water.distance(Point(bed)) > 0.02, bed


def test_coordinates_of_the_detail_carry_four_decimals() -> None:
    for layer in DETAIL_LAYERS:
        for each in committed(layer):
            points = shapely.get_coordinates(shape(each["geometry"]))
            assert np.array_equal(np.round(points, 4), points), layer
