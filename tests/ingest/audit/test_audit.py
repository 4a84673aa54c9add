"""An audit of a file: known areas of a good map, and one sentence for each kind of bad one."""

import json
import re
import subprocess
import sys
import zipfile
from dataclasses import asdict
from datetime import date
from functools import cache
from io import BytesIO

import h3
import numpy as np
import pytest
import shapely

from pokrovsk_front.catalog.archives import archive_rules
from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.catalog.tables import DATA_DIR, read_table
from pokrovsk_front.ingest.audit.audit import audit
from pokrovsk_front.ingest.audit.comparison import (
    ArchiveMaps,
    archive_maps,
    beyond_cells,
    compare,
    shares_km2,
)
from pokrovsk_front.ingest.audit.extent import own_extent
from pokrovsk_front.ingest.audit.sandbox import FAILED, audited
from pokrovsk_front.ingest.bounds import TOO_MUCH, TOO_SLOW
from pokrovsk_front.ingest.measure import grid, projection
from pokrovsk_front.ingest.regular import MAX_BYTES
from pokrovsk_front.model import audit_text
from pokrovsk_front.model.audit import Audit, AuditError, Extent, from_json
from pokrovsk_front.model.cells import cells_on
from pokrovsk_front.model.messages import Message
from pokrovsk_front.model.own_extent import Within
from tests.ingest.made_up import (
    CRIMEA,
    DONBAS,
    GREY,
    OCCUPIED_FILL,
    TUZLA,
    Json,
    box_km2,
    collection,
    feature,
    merged_map,
    occupied,
    polygon,
    raw_map,
    spaghetti,
)
from tests.model.made_up_words import in_ukrainian, unmarked

pytestmark = pytest.mark.whole

RULES = archive_rules()
PROJECT = DATA_DIR.parent
MAX_SECONDS, MAX_BYTES_OF_MEMORY = 5.0, 1_000_000_000
RING = [[37.0, 48.0], [37.1, 48.0], [37.1, 48.1], [37.0, 48.1], [37.0, 48.0]]


def read(data: bytes) -> Audit:
    return audit(data, RULES).audit


@cache
def archive_read() -> ArchiveMaps:
    return archive_maps()


def land(geometry: Json) -> Json:
    return feature(geometry, OCCUPIED_FILL, "Окуповано")


def rings(*drawn: object) -> Json:
    return {"type": "Polygon", "coordinates": list(drawn)}


def one(*drawn: object) -> bytes:
    return collection(land(rings(*drawn)))


def test_a_raw_map_has_its_known_areas() -> None:
    found = read(raw_map(36.5))
    assert (found.form, found.feature_count, found.refused_count) == ("raw", 8, 0)
    expected = {
        "occupied_since_2022": box_km2(occupied(36.5)),
        "crimea": box_km2(CRIMEA),
        "donbas_before_2022": box_km2(DONBAS),
        "tuzla": box_km2(TUZLA),
        "grey_zone": box_km2(GREY),
    }
    areas = {each.class_id: each.area_km2 for each in found.classes}
    assert areas == pytest.approx(expected, abs=0.001)
    total = sum(km2 for class_id, km2 in expected.items() if class_id != "grey_zone")
    assert found.occupied_km2 == pytest.approx(total, abs=0.002)
    # The ellipsoid gives a little more at this latitude (data/archives.json).
    assert found.occupied_wgs84_km2 == pytest.approx(total * 1.0005, rel=2e-4)
    assert {str(each.label): each.features for each in found.left_out} == {
        "signs (points and lines)": 2,
        "regained land": 1,
    }
    assert (found.repairs, found.repeats) == ((), ())


def test_a_merged_map_and_any_polygons_are_told_apart() -> None:
    assert read(merged_map(36.5)).form == "merged"
    other = read(collection(feature(polygon(DONBAS), "#123456"), feature(polygon(TUZLA))))
    assert other.form == "other"
    assert [each.class_id for each in other.classes] == ["drawn"]
    assert other.occupied_km2 == pytest.approx(box_km2(DONBAS) + box_km2(TUZLA), abs=0.002)


def test_a_refused_feature_is_named_and_in_no_area() -> None:
    found = read(raw_map(36.5, land(rings(RING[:-1]))))
    assert [each.feature for each in found.refused] == [9]
    assert "not closed" in str(found.refused[0].reason)
    assert found.occupied_km2 == read(raw_map(36.5)).occupied_km2


def test_unknown_classes_are_left_out_and_named_without_markup() -> None:
    found = read(raw_map(36.5, feature(polygon(DONBAS), "#abcdef", "![x](http://a.b)<b>" * 9)))
    labels = [str(each.label) for each in found.left_out]
    (unknown,) = [label for label in labels if "unknown" in label]
    assert "#abcdef" in unknown
    assert not set("<>![]()") & set(unknown)
    assert len(unknown) < 120


def test_a_bow_tie_is_repaired_as_ingest_does_and_says_where_and_what_changed() -> None:
    bow = [[37.0, 48.0], [37.1, 48.1], [37.1, 48.0], [37.0, 48.1], [37.0, 48.0]]
    found = read(one(bow))
    (repair,) = found.repairs
    assert (repair.feature, repair.polygon, str(repair.problem)) == (1, 1, "Self-intersection")
    assert (repair.latitude_deg, repair.longitude_deg) == pytest.approx((48.05, 37.05), abs=0.001)
    # Drawn, one triangle cancels the other; repaired, each is a quarter of the box.
    assert repair.before_km2 == pytest.approx(0, abs=0.1)
    assert repair.after_km2 == pytest.approx(box_km2((37, 48, 37.1, 48.1)) / 2, rel=1e-3)
    assert found.occupied_km2 == pytest.approx(repair.after_km2, abs=0.001)


def test_what_a_library_says_in_words_of_its_own_stays_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bow = [[37.0, 48.0], [37.1, 48.1], [37.1, 48.0], [37.0, 48.1], [37.0, 48.0]]
    monkeypatch.setattr(shapely, "is_valid_reason", lambda _: "Odd {place}[37 48]")
    (repair,) = read(one(bow)).repairs
    assert str(repair.problem) == in_ukrainian({}).say(repair.problem) == "Odd {place}"


def test_findings_are_said_in_the_readers_language_and_stay_without_markup() -> None:
    bow = [[37.0, 48.0], [37.1, 48.1], [37.1, 48.0], [37.0, 48.1], [37.0, 48.0]]
    more = (land(rings(RING[:-1])), land(rings(bow)), feature(polygon(DONBAS), "{a}", "<b>{0}"))
    found = read(raw_map(36.5, *more))
    words = in_ukrainian(
        {
            "{place} is not closed: it starts at {start} and ends at {end}": "{place}: {start}",
            "ring {number}": "кільце {number}",
            "Self-intersection": "Самоперетин",
            "unknown class: fill {fill}, name {name}": "невідомий клас: {fill}, {name}",
            "“{text}”": "«{text}»",
        }
    )
    refused, repaired, left_out = (
        rows(found, words).to_dict(orient="list")
        for rows in (audit_text.refused_rows, audit_text.repair_rows, audit_text.left_out_rows)
    )
    assert refused["What is wrong, and where"] == ["кільце 1: [37, 48]"]
    assert repaired["Problem"] == ["Самоперетин"]
    assert "невідомий клас: «·a·», «·b··0·»" in left_out["Kind of number"]
    assert "Feature 9 refused: кільце 1: [37, 48]" in audit_text.said_of(found, None, words)
    said = [each.label for each in found.left_out] + [each.reason for each in found.refused]
    assert not [texts for texts in map(unmarked, said) if texts]


def test_land_that_the_archive_leaves_out_is_named_in_the_readers_language() -> None:
    labels = [each.label for each in read(raw_map(36.5)).left_out]
    assert "повернута територія" in [wording("uk").say(label) for label in labels]
    assert "regained land" in [wording("en").say(label) for label in labels]


def test_a_feature_drawn_twice_counts_once_and_is_named() -> None:
    found = read(collection(land(rings(RING)), land(polygon(DONBAS)), land(rings(RING))))
    assert found.repeats == ((3, 1),)
    assert found.occupied_km2 == pytest.approx(
        box_km2((37, 48, 37.1, 48.1)) + box_km2(DONBAS), abs=0.002
    )


def test_land_that_two_features_share_counts_once_and_says_how_much() -> None:
    west, east = (37.0, 48.0, 37.2, 48.1), (37.1, 48.0, 37.3, 48.1)
    (drawn,) = read(collection(land(polygon(west)), land(polygon(east)))).classes
    assert drawn.area_km2 == pytest.approx(box_km2((37, 48, 37.3, 48.1)), abs=0.002)
    assert drawn.drawn_twice_km2 == pytest.approx(box_km2((37.1, 48, 37.2, 48.1)), abs=0.002)


def zipped() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("map.geojson", b"[" * 50_000_000)
    return buffer.getvalue()


def with_crs(name: str) -> bytes:
    document = json.loads(raw_map(36.5))
    document["crs"] = {"type": "name", "properties": {"name": name}}
    return json.dumps(document).encode()


def many_vertices(count: int) -> bytes:
    # By hand: as JSON two million take half a second of each process that collects the tests.
    return one([]).replace(b"[[]]", b"[[" + b", ".join([b"[37, 48]"] * count) + b"]]", 1)


def number(text: str) -> bytes:
    return one(RING).replace(b"[37.1, 48.1]", f"[{text}, 48.1]".encode(), 1)


def scaled(places: list[list[float]], x: float, y: float) -> list[list[float]]:
    return [[px * x, py * y] for px, py in places]


SWAPPED = [[y, x] for x, y in RING]
AROUND = [[-179, 60], [0, 60], [179, 60], [179, 70], [-179, 70], [-179, 60]]
POLE = [[20, 80], [40, 80], [40, 90], [20, 90], [20, 80]]

BAD: dict[str, tuple[bytes, str]] = {
    "empty": (b"", r"^The file is empty\.$"),
    "not JSON": (b"lat,lon\n48,37\n", r"^The file is not a GeoJSON: line 1, column 1: "),
    "a comma too many": (b'{"type": "FeatureCollection",\n "features": [,]}', "line 2, column 15"),
    "HTML": (b"<!DOCTYPE html><html></html>", "is a web page or XML"),
    "UTF-16": (raw_map(36.5).decode().encode("utf-16"), "in UTF-16; GeoJSON is in UTF-8"),
    "cp1251": (raw_map(36.5).decode().encode("cp1251", "replace"), r"not UTF-8: byte \d+ \(line 1"),
    "truncated": (raw_map(36.5)[:900], r"cut short: it ends at byte 900 \(line 1\) with \d+"),
    "200 MB": (b" " * 200 * 1024**2, r"is 200\.0 MB; at most 25 MB"),
    "zip bomb": (zipped(), "is a zip archive, not GeoJSON"),
    "gzip": (b"\x1f\x8b\x08" + bytes(50), "is a gzip archive"),
    "10,000 levels": (
        b"[" * 10_000 + b"]" * 10_000,
        r"10,000 levels deep: from byte 61 \(line 1\) on",
    ),
    "deep in a property": (
        raw_map(36.5)[:-1] + b', "x": ' + b'{"a":' * 10_000 + b"1" + b"}" * 10_000 + b"}",
        r"10,001 levels deep",
    ),
    "nothing at the top": (b"null", "its top level is not an object"),
    "another type": (b'{"type": "Topology"}', "the “type” of its top level is “Topology”"),
    "no features": (b'{"type": "FeatureCollection", "features": []}', "has no features"),
    "NaN": (number("NaN"), r"^Feature 1: ring 1, position 3: a coordinate is NaN\.$"),
    "Infinity": (number("Infinity"), r"^Feature 1: ring 1, position 3: a coordinate is infinite"),
    "1e308": (number("1e308"), r"^Feature 1: ring 1, position 3: \[1e\+308, 48\.1\] is not a long"),
    "1e999": (number("1e999"), "position 3: a coordinate is infinite"),
    "a number without an end": (number("1" * 5000), "whole number in the file has thousands"),
    "swapped": (one(SWAPPED), r"starts at \[48, 37\]: latitude and longitude look swapped"),
    "swapped far": (one(scaled(SWAPPED, 1.9, 3)), r"\[91\.2, 111\] is not a longitude and lat"),
    "metres": (one(scaled(RING, 1e5, 1e5)), "look like metres of a projected coordinate system"),
    "another CRS": (
        with_crs("urn:ogc:def:crs:EPSG::3857"),
        "“crs” is “urn:ogc:def:crs:EPSG::3857”",
    ),
    "a CRS of Pulkovo": (with_crs("EPSG:28406"), "only degrees of WGS 84"),
    "no geometry": (collection(feature(None)), r"^Feature 1: it has no geometry\.$"),
    "empty polygon": (one(), r"^Feature 1: the polygon is empty: it has no ring\.$"),
    "empty multipolygon": (
        collection(land({"type": "MultiPolygon", "coordinates": []})),
        "the MultiPolygon is empty",
    ),
    "unclosed": (one(RING, RING[:-1]), r"ring 2 is not closed: it starts at \[37, 48\] and ends"),
    "three positions": (one(RING[:3]), "ring 1 has 3 positions; a ring needs four"),
    "text as numbers": (one([["37", "48"], *RING[1:]]), "position 1 is not a pair of numbers"),
    "no area": (one([[37, 48], [38, 48], [37.5, 48], [37, 48]]), "its polygons have no area"),
    "2 million vertices": (many_vertices(2_000_000), "has 2,000,000 positions; at most 500,000"),
    "over the antimeridian": (one(AROUND), "spans 358° of longitude: it crosses the antimeridian"),
    "over the pole": (one(POLE), "reaches a pole, latitude 90.0°"),
    "elsewhere": (one(scaled(RING, 0.01, 1)), r"starts at \[0\.37, 48\]: it lies outside Ukraine"),
    "signs only": (
        collection(feature({"type": "Point", "coordinates": [37, 48]})),
        r"only signs \(points and lines\) \(1\)",
    ),
    "property as an object": (
        collection({"type": "Feature", "properties": {"fill": {"a": 1}}, "geometry": rings(RING)}),
        "its property “fill” is an object, not a text",
    ),
    "properties as a list": (
        collection({"type": "Feature", "properties": [1], "geometry": rings(RING)}),
        "its properties are a list, not an object",
    ),
    "a circle": (collection(land({"type": "Circle", "coordinates": 1})), "of the type “Circle”"),
    "lines without end": (
        one(spaghetti(9_000)),
        "The shapes of the file take (longer|more than 1 GB)",
    ),
    "millions of empty lists": (
        b"[" + b"[]," * 8_000_000 + b"[]]",
        "has 8,000,002 lists and objects; at most 2,000,000",
    ),
    "millions of features": (
        b'{"type": "FeatureCollection", "features": [' + b"0," * 9_000_000 + b"0]}",
        r"has 9,000,001 features; at most 50,000",
    ),
}

IN_A_CHILD = """
import resource, sys
from pokrovsk_front.ingest.audit.sandbox import audited
from pokrovsk_front.model.audit import AuditError
try:
    audited(sys.stdin.buffer.read(), is_compared=False)
except AuditError as refusal:
    print(refusal)
children = resource.getrusage(resource.RUSAGE_CHILDREN)
print(children.ru_utime + children.ru_stime, children.ru_maxrss * 1024)
"""


def seconds_and_memory(data: bytes) -> tuple[str, float, float]:
    """Audit in a process of its own: the sentence, seconds of the processor, bytes at the peak."""
    done = subprocess.run(
        [sys.executable, "-c", IN_A_CHILD],
        input=data,
        capture_output=True,
        cwd=PROJECT,
        check=True,
        timeout=240,
    )
    sentence, measured = done.stdout.decode().splitlines()
    seconds, peak = map(float, measured.split())
    return sentence, seconds, peak


HEAVY = (
    "200 MB",
    "zip bomb",
    "10,000 levels",
    "2 million vertices",
    "lines without end",
    "millions of empty lists",
    "millions of features",
)


def is_one_sentence(kind: str, sentence: str) -> bool:
    """Tell whether a refusal says what is expected, ends once and is short."""
    expected = BAD[kind][1]
    return bool(re.search(expected, sentence)) and sentence.endswith(".") and len(sentence) < 300


@pytest.mark.parametrize("kind", [kind for kind in BAD if kind not in HEAVY])
def test_bad_input_is_one_sentence_on_what_is_wrong_and_where(kind: str) -> None:
    with pytest.raises(AuditError) as refusal:
        read(BAD[kind][0])
    assert is_one_sentence(kind, str(refusal.value)), str(refusal.value)
    assert not unmarked(refusal.value.message)


@pytest.mark.parametrize(
    "text",
    ["{", "[1,]", '{"a": 1,}', "[1 2]", '{"a" 1}', '["', r'["\x"]', r'["\u12"]', '["\t"]', "1 1"],
)
def test_what_the_reader_of_json_says_is_in_our_words(text: str) -> None:
    closed = text.count("[") == text.count("]") and text.count("{") == text.count("}")
    with pytest.raises(AuditError) as refusal:
        read(text.encode())
    problem = refusal.value.message.values.get("problem")
    assert isinstance(problem, Message) or not closed
    assert not unmarked(refusal.value.message)


def test_what_the_reader_of_json_says_else_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pokrovsk_front.ingest.geojson.JSON_PROBLEMS", {})
    with pytest.raises(AuditError, match=r"line 1, column 2: Expecting value\.$"):
        read(b"[,]")


def test_the_process_refuses_as_the_function_does() -> None:
    for kind in ("metres", "property as an object", "signs only", "a comma too many"):
        with pytest.raises(AuditError) as here:
            read(BAD[kind][0])
        with pytest.raises(AuditError) as there:
            audited(BAD[kind][0], is_compared=False)
        assert there.value.message == here.value.message


@pytest.mark.parametrize("text", [TOO_SLOW, TOO_MUCH, FAILED])
def test_a_file_that_is_too_much_is_refused_in_every_language(text: str) -> None:
    assert not unmarked(Message(text))


@pytest.mark.parametrize("kind", HEAVY)
def test_heavy_input_is_one_sentence_in_time_and_in_memory(kind: str) -> None:
    sentence, seconds, peak = seconds_and_memory(BAD[kind][0])
    assert is_one_sentence(kind, sentence), sentence
    # The limit is on reading and measuring; loading the libraries takes a second or two more.
    assert seconds < MAX_SECONDS + 3
    assert peak < MAX_BYTES_OF_MEMORY


def test_a_file_of_the_largest_size_is_read() -> None:
    data = raw_map(36.5)
    padded = data[:-1] + b" " * (MAX_BYTES - len(data)) + b"}"
    assert read(padded).feature_count == 8
    with pytest.raises(AuditError, match="at most 25 MB"):
        read(padded + b" ")


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"])
def test_degrees_named_by_the_file_are_read(name: str) -> None:
    assert read(with_crs(name)).occupied_km2 == read(raw_map(36.5)).occupied_km2


def test_a_byte_order_mark_is_no_matter() -> None:
    assert read(b"\xef\xbb\xbf" + raw_map(36.5)) == read(raw_map(36.5))


def test_brackets_in_a_text_do_not_count() -> None:
    name = '[{"\\' * 500
    assert read(raw_map(36.5, feature(polygon(DONBAS), "#0f9d58", name))).feature_count == 9


def test_the_process_gives_what_the_function_gives() -> None:
    assert audited(raw_map(36.5), is_compared=False) == read(raw_map(36.5))


def test_land_of_whole_hexagons_fills_those_and_no_other() -> None:
    """Land drawn again from whole hexagons fills those and no other."""
    archive = archive_read()
    day = archive.days.iloc[-1]
    state = cells_on(read_table("cells"), day.date())
    is_whole = state["occupied_km2"] == state["cell_km2"]
    whole = state[is_whole & (state["oblast_iso"] == "UA-12")]
    assert len(whole) > 20
    drawn = projection.union(grid.hexagons(whole["cell"].tolist(), RULES.sphere_crs))
    shares = shares_km2(drawn, archive)
    expected = dict(zip(whole["cell"], whole["cell_km2"], strict=True))
    measured = {cell: km2 for cell, km2 in zip(archive.names, shares, strict=True) if km2 > 0.001}
    assert measured == pytest.approx(expected, abs=0.001)


def test_cells_that_the_archive_never_marked_are_found_by_their_centre() -> None:
    archive = archive_read()
    here = [h3.latlng_to_cell(50.5, 30.5, grid.RESOLUTION)]
    disk = sorted(h3.grid_disk(here[0], 2))
    assert not set(disk) & set(archive.names), "Kyiv oblast north of the city"
    # Land of the 19 hexagons, and a little of those round them, without their centres.
    drawn = projection.union(grid.hexagons(disk, RULES.sphere_crs)).buffer(200)
    assert sorted(beyond_cells(drawn, archive)) == disk
    marked = projection.union(grid.hexagons(archive.names[:50].tolist(), RULES.sphere_crs))
    assert beyond_cells(marked, archive) == ()


def test_a_comparison_adds_up() -> None:
    archive = archive_read()
    found = compare(audit(raw_map(36.5), RULES), archive)
    assert found.comparison is not None
    compared = found.comparison
    nearest = compared.by_shape
    position = list(archive.days.dt.date).index(nearest.as_of_date)
    total = float(archive.occupied_total_km2[position])
    assert compared.more_km2 - compared.less_km2 == pytest.approx(
        found.occupied_km2 - total, abs=0.1
    )
    assert compared.more_km2 + compared.less_km2 == pytest.approx(nearest.difference_km2, abs=0.01)
    oblasts = sum(each.occupied_km2 for each in compared.oblasts)
    assert oblasts == pytest.approx(found.occupied_km2, abs=0.3)
    assert compared.oblast_basis == "outlines"
    by_iso = {each.oblast_iso: each.occupied_km2 for each in compared.oblasts}
    # All of the made-up land lies between 47.5 and 48.3 north, 36 and 36.7 east.
    assert set(by_iso) - {""} >= {"UA-14", "UA-23"}


def extent_of(shares: np.ndarray) -> tuple[Extent, Within]:
    archive = archive_read()
    return own_extent(shares, archive.names, archive.oblast_iso, archive.hromadas, archive.steps)


ARTICLE = date(2025, 11, 7)


def test_the_archives_own_land_cut_to_an_oblast_differs_by_nothing_within_it() -> None:
    archive = archive_read()
    at = list(archive.days.dt.date).index(ARTICLE)
    state = cells_on(archive.cells, ARTICLE)["occupied_km2"].to_numpy()
    codes, hromada = archive.hromadas
    cut = np.where(archive.oblast_iso == "UA-14", state, 0.0)
    extent, within = extent_of(cut)
    assert extent == Extent(("UA-14",), ())
    _, apart = within.by_day(archive.steps)
    assert apart[at] == pytest.approx(0, abs=1e-6)
    # The maps of other days differ: by 5 km² and more a week.
    assert apart[at - 7] > 5
    assert apart[at + 7] > 5
    # A hromada in the middle of the oblast left out is missing, whole.
    left_out = hromada == codes.index("UA14160210000011148")
    fewer = np.where(left_out, 0.0, cut)
    extent, within = extent_of(fewer)
    assert extent == Extent(("UA-14",), ())
    left_out_km2 = float(cut[left_out & within.is_whole].sum())
    assert left_out_km2 > 100
    assert within.by_day(archive.steps)[1][at] == pytest.approx(left_out_km2, abs=1e-6)
    # Of two hromadas alone the oblast is no extent: they are.
    alone = np.where(np.isin(hromada, [codes.index(each) for each in TWO]), cut, 0.0)
    extent, within = extent_of(alone)
    assert extent == Extent((), TWO)
    assert within.by_day(archive.steps)[1][at] == pytest.approx(0, abs=1e-6)


TWO = ("UA14160050000083011", "UA14160210000011148")
"""Codes of the hromadas of Hrodivka and Pokrovsk."""


def test_a_part_is_compared_within_its_own_extent_and_with_the_country() -> None:
    archive = archive_read()
    state = cells_on(archive.cells, ARTICLE)
    is_mostly = (state["occupied_km2"] > state["cell_km2"] / 2) & (archive.oblast_iso == "UA-14")
    cells = state["cell"][is_mostly].tolist()
    geometry = h3.cells_to_h3shape(cells).__geo_interface__
    found = compare(audit(collection(land(geometry)), RULES), archive)
    assert found.is_part
    whole, own = found.comparison, found.own
    assert whole is not None
    assert own is not None
    assert (whole.extent, own.extent) == (None, Extent(("UA-14",), ()))
    assert ARTICLE in own.by_shape.as_of_dates
    # Half a hexagon here and there, along the line alone; the country lacks 96,000 km2.
    assert own.by_shape.difference_km2 < 0.01 * found.occupied_km2
    assert whole.by_shape.difference_km2 > 90_000
    for compared in (whole, own):
        assert compared.more_km2 + compared.less_km2 == pytest.approx(
            compared.by_shape.difference_km2, abs=0.01
        )
        by_hromada = sum(each.more_km2 - each.less_km2 for each in compared.hromadas)
        by_oblast = sum(
            each.occupied_km2 - each.archive_km2 for each in compared.oblasts if each.oblast_iso
        )
        # Crimea has no hromadas here.
        assert compared is whole or by_hromada == pytest.approx(by_oblast, abs=0.5)
    assert from_json(json.loads(json.dumps(asdict(found), default=date.isoformat))) == found
