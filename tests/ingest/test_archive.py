"""The real archives: the committed figures come from them, byte for byte.

Collected where the archives are there (see conftest.py); it takes some minutes. One ingest is
shared by all, and what it measured by the others.
"""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import chain
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
import shapely
from click.testing import CliRunner
from pyproj import Geod

from pokrovsk_front.__main__ import main
from pokrovsk_front.catalog.archives import archive_rules
from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.tables import DATA_DIR, read_table
from pokrovsk_front.ingest.archive import Edition, editions, listing_sha256, opened
from pokrovsk_front.ingest.base_map.boundaries import read_oblasts
from pokrovsk_front.ingest.base_map.detail_files import read_detail
from pokrovsk_front.ingest.measure import grid, oblasts, projection
from pokrovsk_front.ingest.measure.class_areas import Measured, measure
from pokrovsk_front.ingest.measure.snapshot import read_snapshot
from pokrovsk_front.ingest.report import Report
from pokrovsk_front.ingest.run import ingest
from pokrovsk_front.model.cells import cells_on, is_occupied
from tests.ingest.made_up import written
from tests.ingest.mirror_server import sending, serve

pytestmark = pytest.mark.archive


@pytest.fixture(scope="session")
def unpacked(real_archives: Path) -> Iterator[Path]:
    """The real archives as a folder."""
    with opened(real_archives) as folder:
        yield folder


@pytest.fixture(scope="session")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that keeps what a run measured for the next."""
    return tmp_path_factory.mktemp("measured")


@pytest.fixture(scope="session")
def rebuilt(
    unpacked: Path, real_boundaries: Path, measured: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Report]:
    """One whole run into an empty folder: what it wrote below it, and its report."""
    out = tmp_path_factory.mktemp("rebuilt")
    return out, ingest(unpacked, real_boundaries, out / "data", out / "static", cache=measured)


def test_the_committed_figures_are_those_of_the_archive(rebuilt: tuple[Path, Report]) -> None:
    out, _ = rebuilt
    ours, committed = written(out / "data" / "derived"), written(DATA_DIR / "derived")
    assert set(ours) == set(committed)
    assert [name for name, data in ours.items() if data != committed[name]] == []


def test_the_committed_map_files_are_those_of_the_archive(rebuilt: tuple[Path, Report]) -> None:
    # `static` holds files that do not come from the archive as well.
    out, _ = rebuilt
    ours, committed = written(out / "static"), written(DATA_DIR.parent / "static")
    assert len(ours) >= 12
    assert set(ours) <= set(committed)
    assert [name for name, data in ours.items() if data != committed[name]] == []


def test_every_snapshot_was_read_and_every_class_is_known(rebuilt: tuple[Path, Report]) -> None:
    _, report = rebuilt
    assert report.snapshots == 683 + 348 + 769
    assert report.refused == ()
    assert report.unnamed == ()
    assert report.unknown == {}


def test_the_list_has_every_file_with_the_date_that_its_name_tells(unpacked: Path) -> None:
    # From the names alone: the instant of a raw file or a reading, the date of a merged one.
    kyiv = ZoneInfo("Europe/Kyiv")
    raw, read, merged = (
        {path.stem for path in (unpacked / f"deepstate_{name}").iterdir()}
        for name in ("raw", "wararchive", "merged")
    )
    assert (len(raw), len(read), len(merged)) == (683, 348, 769)
    dates = {stem: datetime.fromtimestamp(int(stem), kyiv).date() for stem in raw}
    dates |= {stem: datetime.fromisoformat(stem).astimezone(kyiv).date() for stem in read}
    dates |= {stem: datetime.strptime(stem[-8:], "%Y%m%d").date() for stem in merged}
    listed = read_table("editions").set_index("edition")
    assert {stem: day.date() for stem, day in listed["edition_date"].items()} == dates
    as_published = listed[listed["archive_id"] == "raw"]
    assert (as_published["as_of_date"] == as_published["edition_date"]).all()
    used = listed[listed["status"] == "used"]
    last_known = pd.Timestamp(2025, 8, 3)
    assert set(used.loc[used["as_of_date"] <= last_known, "archive_id"]) == {"raw"}
    later = used[used["as_of_date"] > last_known]
    assert set(later["archive_id"]) == {"wararchive", "merged"}


def test_the_raw_and_the_merged_archive_agree_within_half_a_km2(
    rebuilt: tuple[Path, Report],
) -> None:
    _, report = rebuilt
    assert report.overlap_pairs > 200
    assert report.overlap_worst_km2 <= 0.5


def test_the_archive_is_the_one_of_the_provenance_card(unpacked: Path) -> None:
    rules = archive_rules()
    found: dict[str, list[Edition]] = defaultdict(list)
    for edition in editions(unpacked, rules)[0]:
        found[edition.archive_id].append(edition)
    for archive in rules.archives:
        here = found[archive.archive_id]
        assert len(here) == archive.edition_count
        assert listing_sha256(here) == archive.listing_sha256


def classes_of(unpacked: Path, boundaries: Path, name: str) -> Measured:
    """Measure a map by itself."""
    rules = archive_rules()
    edition = next(each for each in editions(unpacked, rules)[0] if each.name == name)
    archive = next(item for item in rules.archives if item.archive_id == edition.archive_id)
    margin_km = rules.border_margin_km
    country = oblasts.country_with_margin(read_oblasts(boundaries), margin_km, rules.sphere_crs)
    return measure(read_snapshot(edition.path.read_bytes(), archive), rules, None, country)


def land_of(unpacked: Path, boundaries: Path, name: str) -> shapely.geometry.base.BaseGeometry:
    """Read the occupied land of a map, as the map has it."""
    return shapely.from_wkb(classes_of(unpacked, boundaries, name).occupied)


def used_on(day: date) -> str:
    daily = read_table("daily_area").set_index("as_of_date")
    return str(daily.loc[pd.Timestamp(day), "edition"])


TUZLA_BOX_DEG = (36.45, 45.2, 36.65, 45.35)


@pytest.mark.parametrize("month", ["2025-08", "2025-12", "2026-04", "2026-08"])
def test_the_map_with_classes_and_the_merged_one_of_a_day_are_the_same_land_within_0_1_km2(
    unpacked: Path, real_boundaries: Path, month: str
) -> None:
    dated = read_table("editions").dropna(subset=["as_of_date"])
    classed, merged = (
        dated[dated["archive_id"] == each].groupby("as_of_date")["edition"].last()
        for each in ("wararchive", "merged")
    )
    day = max(each for each in classed.index.intersection(merged.index) if f"{each:%Y-%m}" == month)
    lands = [land_of(unpacked, real_boundaries, each[day]) for each in (classed, merged)]
    tuzla = projection.project(shapely.box(*TUZLA_BOX_DEG), archive_rules().sphere_crs)
    lands = [shapely.difference(each, tuzla) for each in lands]
    assert abs(projection.area_km2(lands[0]) - projection.area_km2(lands[1])) < 0.1
    assert projection.area_km2(shapely.symmetric_difference(*lands)) < 0.1


@pytest.mark.parametrize("day", [date(2022, 4, 3), date(2024, 12, 31), date(2025, 8, 2)])
def test_an_oblast_is_the_polygon_clipped_at_its_border(
    unpacked: Path, real_boundaries: Path, day: date
) -> None:
    land = land_of(unpacked, real_boundaries, used_on(day))
    polygons = np.array([each.polygon for each in read_oblasts(real_boundaries)], dtype=object)
    drawn = projection.project(polygons, archive_rules().sphere_crs)
    clipped_km2 = shapely.area(shapely.intersection(land, drawn)) / 1e6
    rows = read_table("daily_area_by_oblast")
    ours = rows[rows["as_of_date"] == pd.Timestamp(day)].set_index("oblast_iso")["occupied_km2"]
    for oblast, km2 in zip(read_oblasts(real_boundaries), clipped_km2, strict=True):
        # Some hundred steps were added up, each to 100 m2.
        assert ours.get(oblast.iso, 0.0) == pytest.approx(km2, abs=0.05), oblast.iso
    outside = projection.area_km2(shapely.difference(land, shapely.union_all(drawn)))
    daily = read_table("daily_area").set_index("as_of_date")
    in_none_km2 = daily.loc[pd.Timestamp(day), "in_no_oblast_km2"]
    assert in_none_km2 == pytest.approx(outside, abs=0.1)


@pytest.mark.parametrize("day", [date(2022, 4, 3), date(2024, 2, 10), date(2026, 8, 20)])
def test_the_way_to_the_front_agrees_within_50_m_with_a_search_through_all_its_points(
    unpacked: Path, real_boundaries: Path, day: date
) -> None:
    land = land_of(unpacked, real_boundaries, used_on(day))
    line = shapely.segmentize(shapely.boundary(land), 50)
    points = shapely.get_coordinates(projection.to_degrees(line, archive_rules().sphere_crs))
    distances = read_table("front_distance").merge(read_table("places"), on="place_id")
    distances = distances[
        (distances["as_of_date_x"] == pd.Timestamp(day)) & (distances["distance_km"] > 0)
    ]
    for row in distances[::4].itertuples():
        place = np.full(len(points), row.longitude_deg), np.full(len(points), row.latitude_deg)
        _, _, distance_m = Geod(ellps="WGS84").inv(*place, *points.T)
        assert row.distance_km == pytest.approx(distance_m.min() / 1000, abs=0.05), row.place_id


@pytest.mark.parametrize("day", [date(2024, 2, 10), date(2025, 3, 9), date(2026, 8, 20)])
def test_the_cells_of_resolution_9_share_the_polygon_of_a_day_among_them(
    unpacked: Path, real_boundaries: Path, day: date
) -> None:
    land = land_of(unpacked, real_boundaries, used_on(day))
    state = cells_on(read_table("cells_9").astype({"cell": "category"}), day)
    # Each tenth measured anew on the polygon; their union as one piece, not cell by cell.
    sample = state[state["cell"].cat.codes % 10 == 0]
    drawn = grid.hexagons(sample["cell"], archive_rules().sphere_crs)
    in_the_polygon = shapely.intersection(land, shapely.union_all(drawn))
    assert sample["occupied_km2"].sum() == pytest.approx(
        projection.area_km2(in_the_polygon), abs=0.05
    )
    is_mostly_in = is_occupied(sample).to_numpy()
    # The centre tells the majority but where the line runs through the cell.
    shapely.prepare(land)
    is_near_the_line = shapely.intersects(land.boundary, drawn)
    centre_in = shapely.contains(land, shapely.centroid(drawn))
    assert (is_mostly_in == centre_in)[~is_near_the_line].all()
    assert is_near_the_line.mean() < 0.2


class OnDisk(dict[str, bytes]):
    """Maps that are read when they are asked for; `sent` is how many bytes were."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder, self.sent = folder, 0

    def __contains__(self, place: object) -> bool:
        return str(place).startswith("deepstate") and (self.folder / str(place)).is_file()

    def __getitem__(self, place: str) -> bytes:
        data = (self.folder / place).read_bytes()
        self.sent += len(data)
        return data


MAX_MB = 30


def test_a_clone_without_a_cache_that_is_seven_days_behind_takes_in_the_week(
    unpacked: Path,
    rebuilt: tuple[Path, Report],
    real_boundaries: Path,
    measured: Path,
    tmp_path: Path,
) -> None:
    whole, report = rebuilt
    rules = archive_rules()
    found, _ = editions(unpacked, rules)
    until = max(each.edition_date for each in found) - timedelta(days=7)
    for each in found:
        if each.edition_date <= until:
            place = tmp_path / "archives" / each.path.parent.name / each.path.name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.symlink_to(each.path.resolve())
    out = tmp_path / "out"
    behind = ingest(
        tmp_path / "archives", real_boundaries, out / "data", out / "static", cache=measured
    )
    assert report.days - behind.days == 7
    with (whole / "data" / "derived" / "editions.csv").open(encoding="utf-8") as table:
        sha1 = {
            (row["archive_id"], row["edition"]): row["blob_sha1"] for row in csv.DictReader(table)
        }
    with serve({}) as mirror:
        maps = OnDisk(unpacked)
        mirror.maps = maps
        sent = []
        for archive in rules.archives:
            tree = [
                {
                    "path": f"data/{each.path.name}",
                    "type": "blob",
                    "size": each.path.stat().st_size,
                    "sha": sha1[each.archive_id, each.name],
                }
                for each in found
                if each.archive_id == archive.archive_id
            ]
            sent.append(json.dumps({"tree": tree}).encode())
            mirror.answers[f"/{archive.folder}/listing.json"] = sending(sent[-1])
        sent.append((real_boundaries / rules.border_file.file_name).read_bytes())
        mirror.answers[f"/boundaries/{rules.border_file.file_name}"] = sending(sent[-1])
        arguments = ["update", "--source", mirror.url, "--cache", str(tmp_path / "cache")]
        result = CliRunner().invoke(main, [*arguments, "--out", str(out / "data")])
    assert result.exit_code == 0, result.output
    assert "7 days were added" in result.stdout
    assert maps.sent + sum(map(len, sent)) < MAX_MB * 1e6
    assert written(out / "data" / "derived") == written(whole / "data" / "derived")
    assert written(out / "static") == written(whole / "static")


@pytest.fixture(scope="session")
def source_outlines(real_boundaries: Path) -> dict[str, shapely.geometry.base.BaseGeometry]:
    """The outlines of settlements and hromadas as their sources have them, by `area_id`."""
    detail = read_detail(real_boundaries)
    hromadas = {f"hromada_{each.katottg}": each.area for each in detail.hromadas}
    towns = {f"outline_{each.place_id or each.town_id}": each.area for each in detail.towns}
    return hromadas | towns


@pytest.mark.parametrize("day", [date(2022, 4, 10), date(2025, 11, 7), date(2026, 8, 20)])
def test_the_drawn_outlines_move_a_share_by_less_than_a_tenth_of_a_point(
    unpacked: Path,
    real_boundaries: Path,
    source_outlines: dict[str, shapely.geometry.base.BaseGeometry],
    day: date,
) -> None:
    crs, shares = archive_rules().sphere_crs, Library().place_shares
    own = classes_of(unpacked, real_boundaries, used_on(day))
    occupied, grey = shapely.from_wkb(own.occupied), shapely.from_wkb(own.grey_zone)
    polygons = np.array(list(source_outlines.values()), dtype=object)
    outlines = projection.project(polygons, crs)
    ours = [shares.on(area_id, day) for area_id in source_outlines]
    for land, pct in (
        (occupied, [each.occupied_pct for each in ours]),
        (shapely.difference(grey, occupied), [each.grey_pct for each in ours]),
    ):
        exact = shapely.area(shapely.intersection(outlines, land)) / shapely.area(outlines) * 100
        assert pct == pytest.approx(exact, abs=0.1)


def points_in(outline: shapely.geometry.base.BaseGeometry, count: int) -> np.ndarray:
    """Lay points on an outline, row by row, as far apart on the ground east as north."""
    west, south, east, north = outline.bounds
    shortening = np.cos(np.radians((south + north) / 2))
    step = np.sqrt((north - south) * (east - west) * shortening / count)
    lon, lat = np.meshgrid(
        np.arange(west + step / 3, east, step / shortening),
        np.arange(south + step / 3, north, step),
    )
    points = np.column_stack([lon.ravel(), lat.ravel()])
    inside: np.ndarray = points[shapely.contains_xy(outline, *points.T)]
    return inside


def test_fifty_shares_agree_within_half_a_point_with_a_grid_of_points(
    unpacked: Path, source_outlines: dict[str, shapely.geometry.base.BaseGeometry]
) -> None:
    # Points in degrees on the polygons of the file and the outlines of the source: no plane, no
    # union, no difference of maps.
    rules, library = archive_rules(), Library()
    rows = library.table("place_share")
    is_partly = rows["occupied_km2"].gt(0.05) & rows["grey_zone_km2"].gt(0.05)
    sample = rows[is_partly & rows["area_id"].isin(source_outlines)].sample(50, random_state=20)
    by_name = {each.name: each for each in editions(unpacked, rules)[0]}
    archives = {each.archive_id: each for each in rules.archives}
    for area_id, day in sample[["area_id", "as_of_date"]].itertuples(index=False):
        share = library.place_shares.on(area_id, day.date())
        edition = by_name[share.reading.edition]
        snapshot = read_snapshot(edition.path.read_bytes(), archives[edition.archive_id])
        points = points_in(source_outlines[area_id], 40_000)
        drawn = {key: list(polygons) for key, polygons in snapshot.polygons.items()}
        grey = drawn.pop("grey_zone")
        is_occupied_at, is_grey_at = (
            np.any([shapely.contains_xy(each, *points.T) for each in polygons], axis=0)
            for polygons in ([*chain.from_iterable(drawn.values())], grey)
        )
        found = is_occupied_at.mean() * 100, (is_grey_at & ~is_occupied_at).mean() * 100
        assert (share.occupied_pct, share.grey_pct) == pytest.approx(found, abs=0.5), (area_id, day)
