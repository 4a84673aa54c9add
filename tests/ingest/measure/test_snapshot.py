"""One map file: what is read, what is left out and counted, what is refused and why."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokrovsk_front.catalog.archives import Archive, archive_rules
from pokrovsk_front.ingest.measure.snapshot import Snapshot, SnapshotError, read_snapshot
from tests.ingest.made_up import (
    CRIMEA,
    DONBAS,
    GREY_FILL,
    OCCUPIED_FILL,
    OLD_FILL,
    TUZLA,
    Json,
    collection,
    feature,
    merged_map,
    polygon,
    raw_map,
)

RAW, _, MERGED = archive_rules().archives
RING = [[37.0, 48.0], [37.1, 48.0], [37.1, 48.1], [37.0, 48.0]]


def land(geometry: Json | None = None) -> Json:
    return feature(geometry or polygon(CRIMEA), OCCUPIED_FILL, "Окуповано")


def ring_map(ring: object) -> bytes:
    return collection(land(), land({"type": "Polygon", "coordinates": [ring]}))


def reason_of(data: bytes, archive: Archive = RAW) -> str:
    with pytest.raises(SnapshotError) as refusal:
        read_snapshot(data, archive)
    return str(refusal.value)


def counts(snapshot: Snapshot) -> dict[str, int]:
    return {class_id: len(found) for class_id, found in snapshot.polygons.items() if found}


def test_the_classes_of_a_raw_map_are_told_by_fill_and_name() -> None:
    assert counts(read_snapshot(raw_map(36.5), RAW)) == {
        "occupied_since_2022": 1,
        "grey_zone": 1,
        "crimea": 1,
        "donbas_before_2022": 1,
        "tuzla": 1,
    }


def test_a_merged_map_is_one_class() -> None:
    snapshot = read_snapshot(merged_map(36.5), MERGED)
    assert counts(snapshot) == {"occupied": 4}
    assert not snapshot.dropped
    assert not snapshot.unknown


@pytest.mark.parametrize(
    ("fill", "name", "class_id"),
    [
        ("#a52714", "Окуповано /// Occupied /// geoJSON.status.occupied", "occupied_since_2022"),
        ("#bcaaa4", "Статус невідомий /// Unknown status", "grey_zone"),
        ("#880e4f", "Окупований Крим /// Occupied Crimea", "crimea"),
        ("#880e4f", "Crimea /// geoJSON.territories.crimea", "crimea"),
        ("#000000", "ОРДЛО", "donbas_before_2022"),
        ("#880e4f", "CADLR /// geoJSON.territories.ordlo", "donbas_before_2022"),
        ("#880e4f", "о. Тузла", "tuzla"),
        # A name that was damaged on the way still tells its class.
        ("#880e4f", "Окупований Крим /// Occupied \ufffdrimea", "crimea"),
        ("#880e4f", "\ufffd\ufffdкупований Крим", "crimea"),
        ("#a52714", "\ufffd", "occupied_since_2022"),
    ],
)
def test_names_old_and_new_tell_the_class(fill: str, name: str, class_id: str) -> None:
    snapshot = read_snapshot(collection(land(), feature(polygon(DONBAS), fill, name)), RAW)
    expected = {"occupied_since_2022": 1} | {class_id: 1 + (class_id == "occupied_since_2022")}
    assert counts(snapshot) == expected
    assert not snapshot.unknown


@pytest.mark.parametrize(
    ("fill", "name"),
    [
        ("#123456", "Під контролем"),
        (None, "Окуповано"),
        # The fill of the land before 2022 with a name that no rule knows.
        ("#880e4f", "Придніпров'я"),
        ("#A52714", "Окуповано"),
    ],
)
def test_a_class_that_no_rule_names_is_counted_as_unknown(fill: str | None, name: str) -> None:
    more = [feature(polygon(DONBAS), fill, name), feature(polygon(TUZLA), fill, name)]
    snapshot = read_snapshot(collection(land(), *more), RAW)
    assert counts(snapshot) == {"occupied_since_2022": 1}
    ((label, count),) = snapshot.unknown.items()
    assert count == 2
    assert fill is None or fill in label
    assert name in label


def test_points_and_arrows_are_dropped_and_counted() -> None:
    signs = [
        feature({"type": "Point", "coordinates": [37.0, 48.0]}, None, "Бригада"),
        feature({"type": "Point", "coordinates": [37.0, 48.0, 0]}, OCCUPIED_FILL),
        feature({"type": "MultiPoint", "coordinates": [[37.0, 48.0], [37.1, 48.0, 0]]}),
        feature({"type": "LineString", "coordinates": [[37.0, 48.0], [37.1, 48.1, 5]]}),
        feature({"type": "MultiLineString", "coordinates": [RING[:2], RING[:3]]}),
    ]
    snapshot = read_snapshot(collection(land(), *signs), RAW)
    assert counts(snapshot) == {"occupied_since_2022": 1}
    assert snapshot.dropped == {"signs (points and lines)": 5}
    assert not snapshot.unknown


def test_liberated_land_and_transnistria_are_dropped_and_counted_apart() -> None:
    more = [
        feature(polygon(DONBAS), "#0f9d58", "Звільнено"),
        feature(polygon(TUZLA), "#01579b", "Звільнено"),
        feature(polygon(TUZLA), OLD_FILL, "Придністров'я"),
    ]
    snapshot = read_snapshot(collection(land(), *more), RAW)
    assert snapshot.dropped == {"regained land": 2, "Transnistria": 1}
    assert not snapshot.unknown


def test_a_geometry_collection_gives_its_polygons_and_not_its_signs() -> None:
    parts = [
        polygon(DONBAS),
        {"type": "Point", "coordinates": [37.0, 48.0]},
        {"type": "MultiPolygon", "coordinates": [[RING], [RING]]},
        {"type": "GeometryCollection", "geometries": [polygon(TUZLA)]},
    ]
    nested = {"type": "GeometryCollection", "geometries": parts}
    assert counts(read_snapshot(collection(land(nested)), RAW)) == {"occupied_since_2022": 4}


def test_a_hole_stays_a_hole_and_heights_are_left_out() -> None:
    outer = [[37, 48, 5], [38, 48, 5], [38, 49, 5], [37, 49, 5], [37, 48, 5]]
    inner = [[37.2, 48.2, 5], [37.4, 48.2, 5], [37.4, 48.4, 5], [37.2, 48.4, 5], [37.2, 48.2, 5]]
    snapshot = read_snapshot(
        collection(land({"type": "Polygon", "coordinates": [outer, inner]})), RAW
    )
    (drawn,) = snapshot.polygons["occupied_since_2022"]
    assert drawn.area == pytest.approx(1 - 0.04)
    assert not drawn.has_z


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b" \n", "the file is empty"),
        (b"<html>404</html>", "is a web page or XML"),
        (raw_map(36.5)[:-1], "the file is cut short: it ends at byte"),
        (raw_map(36.5)[:300], "the file is cut short: it ends at byte 300"),
        (b"\xff\xfe\xfa{}", "in UTF-16; GeoJSON is in UTF-8"),
        (b"[" * 100_000, "nested 100,000 levels deep"),
        (
            b'{"type": "FeatureCollection", "features": [' + b"9" * 5000 + b"]}",
            "thousands of digits",
        ),
        (b"null", "not a FeatureCollection"),
        (b"[]", "not a FeatureCollection"),
        (b'{"type": "Feature"}', "not a FeatureCollection"),
        (b'{"type": "FeatureCollection"}', "has no features"),
        (b'{"type": "FeatureCollection", "features": []}', "has no features"),
        (b'{"type": "FeatureCollection", "features": {}}', "has no features"),
        (collection(feature(None)), "a feature has no geometry"),
        (b'{"type": "FeatureCollection", "features": [1]}', "a feature has no geometry"),
        (collection(feature({"type": "Circle", "coordinates": []})), "of the type “Circle”"),
        (collection(feature({"coordinates": []})), "a geometry has no type"),
        (collection(feature({"type": ["Polygon"], "coordinates": []})), "a geometry has no type"),
    ],
)
def test_a_file_that_is_no_map_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    assert reason in reason_of(data)


@pytest.mark.parametrize(
    ("constant", "reason"),
    [
        ("NaN", "a coordinate is NaN"),
        ("Infinity", "a coordinate is out of range"),
        ("-Infinity", "a coordinate is out of range"),
    ],
)
def test_a_coordinate_that_is_no_number_is_refused(constant: str, reason: str) -> None:
    data = ring_map(RING).replace(b"37.1", constant.encode(), 1)
    assert reason_of(data) == reason


@pytest.mark.parametrize(
    "number", ["1e999", "-1e999", "181", "-180.001", "1" + "0" * 400, "1e308"], ids=lambda n: n[:8]
)
def test_a_longitude_out_of_range_is_refused(number: str) -> None:
    reason = reason_of(ring_map(RING).replace(b"37.1", number.encode(), 1))
    assert reason in {
        "a coordinate is out of range",
        "a ring has a position that is not a pair of numbers",
    }


@pytest.mark.parametrize("latitude", [90.001, -91, 1e6])
def test_a_latitude_out_of_range_is_refused(latitude: float) -> None:
    ring = [*RING[:2], [37.1, latitude], RING[3]]
    assert reason_of(ring_map(ring)) == "a coordinate is out of range"


@pytest.mark.parametrize(
    ("ring", "reason"),
    [
        ([*RING[:3], [37.0, 48.00001]], "a ring is not closed"),
        (RING[1:], "not a list of four positions"),
        ([], "not a list of four positions"),
        ([[*position, 0, 0] for position in RING], "not a list of four positions"),
        ([[position[0]] for position in RING], "not a list of four positions"),
        ([*RING[:2], ["37.1", "48.1"], RING[3]], "not a pair of numbers"),
        ([["37.0", "48.0"], ["37.1", "48.0"], ["37.1", "48.1"], ["37.0", "48.0"]], "not a pair"),
        ([*RING[:2], "37.1 48.1", RING[3]], "not a pair of numbers"),
        ([*RING[:2], [None, 48.1], RING[3]], "not a pair of numbers"),
        ([*RING[:2], [37.1], RING[3]], "not a pair of numbers"),
        ([*RING[:2], {"lon": 37.1}, RING[3]], "not a pair of numbers"),
        (None, "not a pair of numbers"),
        ("ring", "not a pair of numbers"),
    ],
)
def test_a_ring_that_is_not_one_is_refused(ring: object, reason: str) -> None:
    assert reason in reason_of(ring_map(ring))


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": {}},
        {"type": "MultiPolygon"},
        {"type": "MultiPolygon", "coordinates": 5},
        {"type": "MultiPolygon", "coordinates": [[]]},
        {"type": "GeometryCollection"},
        {"type": "GeometryCollection", "geometries": [None]},
        {"type": "GeometryCollection", "geometries": ["Polygon"]},
    ],
)
def test_a_polygon_without_rings_is_refused(geometry: Json) -> None:
    assert reason_of(collection(land(), land(geometry)))


@pytest.mark.parametrize("coordinates", [None, ["37", "48"], [1e6, 48.0], [[37.0], {}]])
def test_a_sign_without_numbers_is_refused(coordinates: object) -> None:
    sign = feature({"type": "Point", "coordinates": coordinates})
    assert reason_of(collection(land(), sign)) == "a sign has a coordinate that is no number"


def test_infinity_written_as_a_number_is_refused_in_a_sign_too() -> None:
    sign = feature({"type": "Point", "coordinates": [37.123, 48.0]})
    data = collection(land(), sign).replace(b"37.123", b"1e999")
    assert reason_of(data) == "a sign has a coordinate that is no number"


@pytest.mark.parametrize("properties", [{"fill": 5}, {"fill": ["#a52714"]}, {"name": 5}, [1], "x"])
def test_properties_that_are_no_text_are_refused(properties: object) -> None:
    strange = {"type": "Feature", "properties": properties, "geometry": polygon(DONBAS)}
    assert reason_of(collection(land(), strange))


@pytest.mark.parametrize(
    "features",
    [
        [feature({"type": "Point", "coordinates": [37.0, 48.0]})],
        [feature(polygon(DONBAS), GREY_FILL)],
        [feature(polygon(DONBAS), "#123456")],
        [land({"type": "MultiPolygon", "coordinates": []})],
    ],
    ids=["signs only", "grey zone only", "unknown only", "no polygon"],
)
def test_a_map_without_occupied_land_is_refused(features: list[Json]) -> None:
    assert reason_of(collection(*features)) == "it shows no occupied land"


def is_refused_or_shows_land(data: bytes) -> bool:
    try:
        snapshot = read_snapshot(data, RAW)
    except SnapshotError as refusal:
        return bool(str(refusal).strip())
    return len(snapshot.polygons["occupied_since_2022"]) > 0


JUNK: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
PLACES = st.sampled_from(["geometry", "type", "coordinates", "fill", "name", "properties"])


@given(place=PLACES, junk=JUNK)
def test_junk_in_any_place_is_read_or_refused_and_never_raises_anything_else(
    place: str, junk: object
) -> None:
    bad = land(polygon(DONBAS))
    match place:
        case "geometry" | "properties":
            bad[place] = junk
        case "fill" | "name":
            bad["properties"][place] = junk
        case _:
            bad["geometry"][place] = junk
    data = json.dumps({"type": "FeatureCollection", "features": [land(), bad]}).encode()
    assert is_refused_or_shows_land(data)


@given(cut=st.integers(0, len(raw_map(36.5)) - 1))
def test_a_map_cut_anywhere_is_refused(cut: int) -> None:
    with pytest.raises(SnapshotError):
        read_snapshot(raw_map(36.5)[:cut], RAW)
