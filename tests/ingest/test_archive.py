"""The real archive: the committed figures come from it, byte for byte.

Collected where the archive is there (see conftest.py); it takes a minute or two.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
import shapely
from pyproj import Geod

from pokrovsk_front.catalog.archives import archive_rules
from pokrovsk_front.catalog.tables import DATA_DIR, read_table
from pokrovsk_front.ingest import plane
from pokrovsk_front.ingest.archive import (
    Edition,
    editions,
    editions_by_day,
    listing_sha256,
    opened,
)
from pokrovsk_front.ingest.measure import measure
from pokrovsk_front.ingest.outlines import read_boundaries
from pokrovsk_front.ingest.report import Report
from pokrovsk_front.ingest.run import ingest
from pokrovsk_front.ingest.snapshot import read_snapshot
from tests.ingest.made_up import written


@pytest.fixture(scope="session")
def unpacked(real_archives: Path) -> Iterator[Path]:
    """The real archive as a folder."""
    with opened(real_archives) as folder:
        yield folder


@pytest.fixture(scope="session")
def rebuilt(
    unpacked: Path, real_boundaries: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Report]:
    """One whole run into an empty folder: what it wrote below it, and its report."""
    out = tmp_path_factory.mktemp("rebuilt")
    return out, ingest(unpacked, real_boundaries, out / "data", out / "static")


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
    assert report.snapshots == 683 + 769
    assert report.refused == ()
    assert report.unnamed == ()
    assert report.unknown == {}


def test_the_list_has_every_file_on_the_day_that_its_name_tells(unpacked: Path) -> None:
    # From the names alone: the instant of a raw file, the date of a merged one.
    kyiv = ZoneInfo("Europe/Kyiv")
    raw = {path.stem for path in (unpacked / "deepstate_raw").iterdir()}
    merged = {path.stem for path in (unpacked / "deepstate_merged").iterdir()}
    assert (len(raw), len(merged)) == (683, 769)
    dates = {stem: datetime.fromtimestamp(int(stem), kyiv).date() for stem in raw} | {
        stem: datetime.strptime(stem[-8:], "%Y%m%d").date() for stem in merged
    }
    listed = read_table("editions").set_index("edition")
    assert {stem: day.date() for stem, day in listed["edition_date"].items()} == dates
    days = listed.loc[listed["status"] == "used", "as_of_date"].dt.date
    as_published = {dates[stem] for stem in raw if dates[stem] <= date(2025, 8, 2)}
    two_days_before = {dates[stem] - timedelta(days=2) for stem in merged}
    later = {day for day in two_days_before if day >= date(2025, 8, 3)}
    assert sorted(days) == sorted(as_published | later)


def test_the_two_archives_agree_within_half_a_km2(rebuilt: tuple[Path, Report]) -> None:
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


@pytest.mark.parametrize("day", [date(2022, 4, 3), date(2024, 12, 31), date(2025, 8, 2)])
def test_an_oblast_agrees_within_6_km2_with_the_polygon_clipped_at_its_border(
    unpacked: Path, real_boundaries: Path, day: date
) -> None:
    rules = archive_rules()
    edition = editions_by_day(editions(unpacked, rules)[0], rules)[day]
    archive = next(item for item in rules.archives if item.archive_id == edition.archive_id)
    land = shapely.from_wkb(
        measure(read_snapshot(edition.path.read_bytes(), archive), rules, None).occupied
    )
    oblasts = read_boundaries(real_boundaries).oblasts
    drawn = np.array([oblast.polygon for oblast in oblasts], dtype=object)
    drawn = plane.to_plane(drawn, rules.sphere_crs)
    clipped_m2 = shapely.area(shapely.intersection(land, drawn))
    # Border noise: what lies in no oblast goes to the nearest one, piece by piece.
    outside = shapely.get_parts(shapely.difference(land, shapely.union_all(drawn)))
    assert shapely.area(outside).sum() < 0.0015 * land.area
    np.add.at(clipped_m2, shapely.STRtree(drawn).nearest(outside), shapely.area(outside))
    rows = read_table("daily_area_by_oblast")
    ours = rows[rows["as_of_date"] == pd.Timestamp(day)].set_index("oblast_iso")["occupied_km2"]
    for oblast, area_m2 in zip(oblasts, clipped_m2, strict=True):
        assert ours.get(oblast.iso, 0.0) == pytest.approx(area_m2 / 1e6, abs=6), oblast.iso


@pytest.mark.parametrize("day", [date(2022, 4, 3), date(2024, 2, 10), date(2026, 8, 20)])
def test_the_way_to_the_front_agrees_within_50_m_with_a_search_through_all_its_points(
    unpacked: Path, day: date
) -> None:
    rules = archive_rules()
    edition = editions_by_day(editions(unpacked, rules)[0], rules)[day]
    archive = next(item for item in rules.archives if item.archive_id == edition.archive_id)
    land = shapely.from_wkb(
        measure(read_snapshot(edition.path.read_bytes(), archive), rules, None).occupied
    )
    line = shapely.segmentize(shapely.boundary(land), 50)
    points = shapely.get_coordinates(plane.to_degrees(line, rules.sphere_crs))
    ways = read_table("front_distance").merge(read_table("places"), on="place_id")
    ways = ways[(ways["as_of_date_x"] == pd.Timestamp(day)) & (ways["distance_km"] > 0)]
    for row in ways[::4].itertuples():
        place = np.full(len(points), row.longitude_deg), np.full(len(points), row.latitude_deg)
        _, _, distance_m = Geod(ellps="WGS84").inv(*place, *points.T)
        assert row.distance_km == pytest.approx(distance_m.min() / 1000, abs=0.05), row.place_id
