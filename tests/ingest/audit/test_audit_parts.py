"""What a file's flaws cost: a hole, a part, a class or a name, and never more than that."""

import json
import re
import time

import pytest

from pokrovsk_front.catalog.archives import archive_rules, dropped_labels
from pokrovsk_front.ingest.audit.audit import audit
from pokrovsk_front.ingest.audit.classes import LIBERATED
from pokrovsk_front.model import audit_text
from pokrovsk_front.model.audit import Audit, AuditError
from pokrovsk_front.model.wording import Wording
from tests.ingest.made_up import (
    CRIMEA,
    DONBAS,
    GREY_FILL,
    OCCUPIED_FILL,
    TUZLA,
    Box,
    Json,
    box_km2,
    collection,
    feature,
    polygon,
    raw_map,
)
from tests.model.made_up_words import in_ukrainian, unmarked

RULES = archive_rules()
SHELL: Box = (37.0, 48.0, 37.2, 48.2)
SHELL_KM2 = box_km2(SHELL)


def read(*features: Json) -> Audit:
    return audit(collection(*features), RULES).audit


def refusal_of(*features: object) -> AuditError:
    with pytest.raises(AuditError) as refusal:
        audit(collection(*features), RULES)  # type: ignore[arg-type]
    return refusal.value


def ring(bounds: Box) -> list[list[float]]:
    return [list(position) for position in polygon(bounds)["coordinates"][0]]


def with_holes(*holes: Box) -> Json:
    drawn = {"type": "Polygon", "coordinates": [ring(SHELL), *map(ring, holes)]}
    return feature(drawn, OCCUPIED_FILL)


INSIDE: Box = (37.05, 48.05, 37.1, 48.1)
BESIDE: Box = (38.0, 48.0, 38.1, 48.1)


@pytest.mark.parametrize(
    ("holes", "taken_km2", "before_km2"),
    [
        ([BESIDE], 0, 0),
        ([BESIDE, INSIDE], box_km2(INSIDE), box_km2(INSIDE)),
        # Of a hole across the border only what lies inside takes land away.
        ([(37.1, 48.05, 37.3, 48.1)], *[box_km2((37.1, 48.05, 37.2, 48.1))] * 2),
        # Two that overlap take their overlap once; drawn, it was taken twice.
        (
            [INSIDE, (37.08, 48.05, 37.13, 48.1)],
            box_km2((37.05, 48.05, 37.13, 48.1)),
            2 * box_km2(INSIDE),
        ),
        # A hole in a hole is no land.
        (
            [INSIDE, (37.06, 48.06, 37.09, 48.09)],
            box_km2(INSIDE),
            box_km2(INSIDE) + box_km2((37.06, 48.06, 37.09, 48.09)),
        ),
        ([INSIDE, INSIDE], box_km2(INSIDE), 2 * box_km2(INSIDE)),
    ],
    ids=["outside", "outside and inside", "across", "overlapping", "nested", "twice"],
)
def test_a_hole_never_adds_land(holes: list[Box], taken_km2: float, before_km2: float) -> None:
    found = read(with_holes(*holes))
    (repair,) = found.repairs
    assert found.occupied_km2 == pytest.approx(SHELL_KM2 - taken_km2, abs=0.01)
    assert repair.after_km2 == pytest.approx(SHELL_KM2 - taken_km2, abs=0.01)
    assert repair.before_km2 == pytest.approx(SHELL_KM2 - before_km2, abs=0.01)
    assert found.repaired_km2 == pytest.approx(before_km2 - taken_km2, abs=0.01)


def test_a_hole_outside_its_shell_is_dropped_and_said() -> None:
    found = read(with_holes(INSIDE, BESIDE))
    (repair,) = found.repairs
    assert str(repair.problem) == "Hole lies outside shell and was dropped"
    assert (repair.latitude_deg, repair.longitude_deg) in {(48.0, 38.1), (48.0, 38.0)}
    assert "Feature 1 repaired: Hole lies outside shell and was dropped" in audit_text.said_of(
        found, None, Wording()
    )


def test_a_hole_is_one_of_its_own_shell_alone() -> None:
    parts = [[ring(SHELL), ring(BESIDE)], [ring((37.9, 47.9, 38.2, 48.2))]]
    found = read(feature({"type": "MultiPolygon", "coordinates": parts}, OCCUPIED_FILL))
    whole = SHELL_KM2 + box_km2((37.9, 47.9, 38.2, 48.2))
    assert found.occupied_km2 == pytest.approx(whole, abs=0.01)


def test_a_hole_as_large_as_its_shell_leaves_nothing() -> None:
    found = read(with_holes(SHELL), feature(polygon(DONBAS), OCCUPIED_FILL))
    (repair,) = found.repairs
    assert (repair.before_km2, repair.after_km2) == (0, 0)
    assert found.occupied_km2 == pytest.approx(box_km2(DONBAS), abs=0.01)


TWO_POINTS = [[[37.0, 48.0], [37.1, 48.0]]]
OPEN = [ring(DONBAS)[:-1]]
FAR = [ring((0.0, 1.0, 2.0, 3.0))]
GOOD = [ring(SHELL)]


@pytest.mark.parametrize("bad", [TWO_POINTS, OPEN, FAR, [], None, "x", [["37", "48"]] * 5])
def test_a_bad_part_costs_that_part(bad: object) -> None:
    parts = {"type": "MultiPolygon", "coordinates": [bad, GOOD]}
    found = read(feature(parts, OCCUPIED_FILL), feature(polygon(DONBAS), OCCUPIED_FILL))
    assert (found.refused_count, found.refused_part_count) == (0, 1)
    (refused,) = found.refused_parts
    assert refused.feature == 1
    assert str(refused.reason).startswith("polygon 1")
    assert not unmarked(refused.reason)
    assert found.occupied_km2 == pytest.approx(SHELL_KM2 + box_km2(DONBAS), abs=0.01)
    assert found.classes[0].polygons == 2
    words = Wording()
    assert "otherwise read: 1." in audit_text.summary(found, words)
    assert len(audit_text.refused_rows(found, words)) == 1
    (line,) = [
        line for line in audit_text.said_of(found, None, words) if "Part of feature 1" in line
    ]
    assert line.endswith(str(refused.reason))


def test_a_bad_member_of_a_collection_costs_that_member() -> None:
    members = [
        {"type": "Circle"},
        None,
        {"type": "Point", "coordinates": [37, 48]},
        {"type": "MultiPolygon", "coordinates": []},
        {"type": "MultiPolygon", "coordinates": [OPEN, GOOD]},
        {"type": "GeometryCollection", "geometries": [polygon(DONBAS), {"type": "Polygon"}]},
    ]
    found = read(feature({"type": "GeometryCollection", "geometries": members}, OCCUPIED_FILL))
    assert found.refused_part_count == 5
    assert found.occupied_km2 == pytest.approx(SHELL_KM2 + box_km2(DONBAS), abs=0.01)
    assert "part 5, polygon 1, ring 1 is not closed" in str(found.refused_parts[3].reason)


def test_a_feature_without_one_good_part_is_refused_whole() -> None:
    bad = {"type": "MultiPolygon", "coordinates": [OPEN, FAR]}
    found = read(feature(bad, OCCUPIED_FILL), feature(polygon(DONBAS), OCCUPIED_FILL))
    assert (found.refused_count, found.refused_part_count) == (1, 0)
    assert found.occupied_km2 == pytest.approx(box_km2(DONBAS), abs=0.01)


def test_a_collection_of_signs_is_a_sign() -> None:
    signs = {"type": "GeometryCollection", "geometries": [{"type": "Point"}]}
    found = read(feature(signs, OCCUPIED_FILL), feature(polygon(DONBAS), OCCUPIED_FILL))
    assert [(str(each.label), each.features) for each in found.left_out] == [
        ("signs (points and lines)", 1)
    ]


NOT_OCCUPIED = [
    ("#0f9d58", "Звільнено", "regained land"),
    ("#0F9D58 ", "", "regained land"),
    ("#123456", "Звільнено 02.07 /// Taken back 02.07", "regained land"),
    (None, "Liberated", "regained land"),
    (OCCUPIED_FILL, "Звільнено /// Liberated /// geoJSON.status.dismissed", "regained land"),
    ("#ff5252", "Окупована Абхазія", "land outside Ukraine"),
]


@pytest.mark.parametrize(("fill", "name", "label"), NOT_OCCUPIED)
def test_land_marked_as_liberated_is_never_counted(fill: str | None, name: str, label: str) -> None:
    marked = feature(polygon(SHELL), fill, name)
    drawn = feature(polygon(DONBAS), "#555555", "Мій полігон")
    for others in ([drawn], [drawn, feature(polygon(CRIMEA), OCCUPIED_FILL, "Окуповано")]):
        found = read(marked, *others)
        counted = CRIMEA if len(others) > 1 and found.form == "raw" else DONBAS
        assert found.occupied_km2 == pytest.approx(box_km2(counted), abs=0.01)
        assert label in {str(each.label) for each in found.left_out}
        said = audit_text.said_of(found, None, Wording())
        assert f"Not counted as occupied: {label} (1)" in said
    refusal = refusal_of(marked)
    assert str(refusal) == f"The file shows no occupied land: it has only {label} (1)."
    assert not unmarked(refusal.message)


def test_a_status_marks_land_as_a_name_does() -> None:
    marked = feature(polygon(SHELL))
    marked["properties"]["status"] = "liberated"
    assert "it has only regained land (1)" in str(refusal_of(marked))
    assert LIBERATED.text in dropped_labels("uk")


@pytest.mark.parametrize(
    "name", ["Not yet liberated", "ще не звільнено", "Окуповано", "Unliberated"]
)
def test_land_that_is_not_liberated_is_counted(name: str) -> None:
    assert read(feature(polygon(SHELL), None, name)).occupied_km2 > 0


@pytest.mark.parametrize(
    ("fill", "name"),
    [
        (GREY_FILL.upper(), ""),
        (None, "Статус невідомий /// Unknown status"),
        ("#123456", "geoJSON.status.unknown"),
        (OCCUPIED_FILL, "Під питанням /// Contested"),
    ],
)
def test_land_of_unknown_status_is_never_counted(fill: str | None, name: str) -> None:
    found = read(feature(polygon(SHELL), fill, name))
    assert [each.class_id for each in found.classes] == ["grey_zone"]
    assert found.occupied_km2 == 0
    assert (
        audit_text.headline(found, found.comparison, Wording())
        == "The file shows no occupied land."
    )


HOSTILE = "\x1b[31mred\x1b]0;title\x07\u202egnp.exe\u200f\ud800\n# head\n<b>" * 3


@pytest.mark.parametrize(
    "features",
    [
        [feature(polygon(SHELL), HOSTILE, HOSTILE), feature(polygon(DONBAS), OCCUPIED_FILL)],
        [feature({"type": HOSTILE}), feature(polygon(DONBAS), OCCUPIED_FILL)],
        [
            feature(
                {"type": "GeometryCollection", "geometries": [{"type": HOSTILE}, polygon(DONBAS)]}
            )
        ],
    ],
    ids=["properties", "type", "type of a part"],
)
def test_a_text_of_the_file_is_cut_and_cannot_steer_a_terminal(features: list[Json]) -> None:
    # With escapes: half a letter has no other form.
    data = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    found = audit(data, RULES).audit
    words = Wording()
    lines = [audit_text.headline(found, None, words), audit_text.summary(found, words)]
    for line in (*lines, *audit_text.said_of(found, None, words)):
        assert all(sign.isprintable() or sign in "\xa0\u202f" for sign in line), ascii(line)
        assert "<" not in line
        assert len(line) < 500


def test_ten_megabytes_of_a_name_are_cut_at_once() -> None:
    started = time.process_time()
    found = read(*(feature(polygon(box), "#abcdef", "x y" * 3_300_000) for box in (SHELL, TUZLA)))
    assert found.form == "other"
    long = audit(raw_map(36.5, feature(polygon(SHELL), "#abcdef", "x" * 10_000_000)), RULES).audit
    (label,) = [str(each.label) for each in long.left_out if "unknown" in str(each.label)]
    assert len(label) < 120
    assert time.process_time() - started < 3


PYTHON = re.compile(r"\b(NoneType|dict|int|float|bool|str|Errno|Traceback)\b")


@pytest.mark.parametrize("odd", [None, True, 1, 1.5, [], {}, ["Polygon"], 2**70])
def test_no_message_names_a_type_of_python(odd: object) -> None:
    strange: list[Json] = [
        {"type": "Feature", "properties": odd, "geometry": polygon(SHELL)},
        {"type": "Feature", "properties": {"fill": odd}, "geometry": polygon(SHELL)},
        {"type": "Feature", "properties": {"name": odd}, "geometry": polygon(SHELL)},
        {"type": "Feature", "properties": {}, "geometry": {"type": odd}},
        {"type": "Feature", "properties": {}, "geometry": odd},
        feature({"type": "GeometryCollection", "geometries": [{"type": odd}, odd]}),
        feature({"type": "Polygon", "coordinates": odd}),
        feature({"type": "Polygon", "coordinates": [odd]}),
        feature({"type": "Polygon", "coordinates": [[odd] * 4]}),
        feature({"type": "MultiPolygon", "coordinates": odd}),
    ]
    found = read(*strange, feature(polygon(DONBAS), OCCUPIED_FILL))
    for each in (*found.refused, *found.refused_parts):
        assert not PYTHON.search(str(each.reason)), str(each.reason)
        assert not unmarked(each.reason)
    assert not PYTHON.search(str(refusal_of(odd)))
    assert in_ukrainian({}).say(refusal_of(odd).message)


def test_counts_are_of_all_where_lists_are_cut() -> None:
    one = feature(polygon(DONBAS), OCCUPIED_FILL)
    kinds = [feature(polygon(SHELL), f"#{number:06d}") for number in range(60)]
    bad = feature({"type": "MultiPolygon", "coordinates": [OPEN, GOOD]}, OCCUPIED_FILL)
    found = read(*[one] * 151, *kinds, *[feature(None)] * 130, *[bad] * 120)
    assert (found.repeat_count, len(found.repeats)) == (150 + 119, 100)
    assert (found.refused_count, len(found.refused)) == (130, 100)
    assert (found.refused_part_count, len(found.refused_parts)) == (120, 100)
    assert sum(each.features for each in found.left_out) == 60
    assert (len(found.left_out), str(found.left_out[-1].label)) == (51, "other kinds")
    assert "Repeats of an earlier feature, counted once: 269." in audit_text.summary(
        found, Wording()
    )


def drawn_as(*positions: list[float]) -> Json:
    return feature({"type": "Polygon", "coordinates": [[*positions, positions[0]]]}, OCCUPIED_FILL)


WRONG: dict[str, tuple[Json, str]] = {
    "a whole number of 2^64": (
        drawn_as([37, 48], [2**64, 48], [2**64, 48.4], [37, 48.4]),
        "Feature 1: ring 1, position 2: [1.844674e+19, 48] is not a longitude and latitude; the "
        "longitude is beyond 180 degrees.",
    ),
    "a whole number of 400 digits": (
        drawn_as([37, 48], [10**400, 48], [38, 48.4]),
        "Feature 1: ring 1, position 2: a coordinate has more than 300 digits.",
    ),
    "one latitude of 91": (
        drawn_as([37, 48], [38, 48], [38, 91]),
        "Feature 1: ring 1, position 3: [38, 91] is not a longitude and latitude; the latitude "
        "is beyond 90 degrees.",
    ),
    "one longitude of 181": (
        drawn_as([37, 48], [181, 48], [38, 49]),
        "Feature 1: ring 1, position 2: [181, 48] is not a longitude and latitude; the longitude "
        "is beyond 180 degrees.",
    ),
    "all the other way round": (
        drawn_as([48, 137], [49, 137], [49, 138]),
        "Feature 1: ring 1, position 1: [48, 137] is not a longitude and latitude; the two look "
        "swapped: GeoJSON has longitude first.",
    ),
    "across the antimeridian": (
        drawn_as([179, 60], [-179, 60], [-179, 61]),
        "Feature 1: the polygon spans 358° of longitude: it crosses the antimeridian or goes round "
        "a pole.",
    ),
    "a hemisphere": (
        drawn_as([-10, 10], [100, 10], [100, 80], [-10, 80]),
        "Feature 1: the polygon lies mostly outside Ukraine: 62,642,219 of its 63,352,541 km² are "
        "beyond it.",
    ),
    "the land next door": (
        feature(polygon((36.0, 51.5, 37.0, 52.0)), OCCUPIED_FILL),
        "Feature 1: the polygon lies mostly outside Ukraine: ",
    ),
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_wrong_with_a_geometry_is_said_rightly(kind: str) -> None:
    drawn, sentence = WRONG[kind]
    refusal = refusal_of(drawn)
    assert str(refusal).startswith(sentence)
    assert str(refusal).endswith(".")
    assert not unmarked(refusal.message)


# An island far out, a spit, and land of which a part lies beyond the border.
@pytest.mark.parametrize(
    "box",
    [(30.195, 45.25, 30.215, 45.26), (36.5, 45.25, 36.6, 45.3), (35.5, 50.0, 36.5, 50.5)],
)
def test_land_in_ukraine_is_measured_up_to_its_edge(box: Box) -> None:
    assert read(feature(polygon(box), OCCUPIED_FILL)).occupied_km2 == pytest.approx(
        box_km2(box), abs=0.01
    )


def test_positions_with_and_without_a_height_are_one_ring() -> None:
    mixed = [[*position, 5] if at % 2 else position for at, position in enumerate(ring(SHELL))]
    found = read(feature({"type": "Polygon", "coordinates": [mixed]}, OCCUPIED_FILL))
    assert found.occupied_km2 == pytest.approx(SHELL_KM2, abs=0.01)
