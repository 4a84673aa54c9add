"""Whole runs through the command line on a small made-up archive."""

import json
import tarfile
from pathlib import Path

import h3
import pandas as pd
import pytest

from pokrovsk_front.catalog.tables import DATA_DIR, read_table
from pokrovsk_front.catalog.version import data_version
from pokrovsk_front.ingest.base_map.detail import DETAIL_LAYERS
from pokrovsk_front.ingest.measure import fine_grid
from tests.ingest.made_up import (
    CRIMEA,
    DONBAS,
    FRONT_BY_DAY,
    GAP,
    GREY,
    LAST_RAW,
    MAPS,
    TUZLA,
    box_km2,
    collection,
    feature,
    merged_map,
    merged_name,
    occupied,
    polygon,
    raw_map,
    read_name,
    run_ingest,
    unix_name,
    write_archive,
    written,
)

pytestmark = pytest.mark.whole


def table(out: Path, name: str) -> pd.DataFrame:
    """Read a derived table of a run by the dictionary of the project."""
    dictionary = out / "data" / "datapackage.json"
    dictionary.write_bytes((DATA_DIR / "datapackage.json").read_bytes())
    return read_table(name, out / "data")


def test_the_areas_of_every_day_are_those_of_the_boxes(first_run: Path) -> None:
    daily = table(first_run, "daily_area").set_index("as_of_date")
    assert [f"{day:%Y-%m-%d}" for day in daily.index] == list(FRONT_BY_DAY)
    since_2022 = {day: box_km2(occupied(west)) for day, west in FRONT_BY_DAY.items()}
    old_km2 = box_km2(CRIMEA) + box_km2(DONBAS) + box_km2(TUZLA)
    for day, km2 in since_2022.items():
        assert daily.loc[day, "occupied_total_km2"] == pytest.approx(km2 + old_km2, abs=0.001)
    # Both archives of the last days tell the classes, and the grey zone with them.
    assert daily["occupied_since_2022_km2"].tolist() == pytest.approx(
        list(since_2022.values()), abs=0.001
    )
    assert daily["grey_zone_km2"].tolist() == pytest.approx([box_km2(GREY)] * 6, abs=0.001)
    assert daily["archive_id"].tolist() == ["raw"] * 4 + ["wararchive"] * 2
    assert daily["edition"].tolist()[-2:] == ["20250805T093000Z", "20250806T093000Z"]
    assert daily["edition_at"].dropna().dt.strftime("%Y-%m-%dT%H:%MZ").tolist() == [
        "2025-07-30T18:00Z",
        "2025-07-31T18:00Z",
        "2025-08-01T18:00Z",
        "2025-08-03T19:58Z",
    ]
    assert daily["certainty"].eq("certain").all()


def test_a_day_that_only_the_merged_archive_has_borrows_tuzla_and_tells_no_class(
    boundaries: Path, tmp_path: Path
) -> None:
    archives = write_archive(tmp_path / "archives", MAPS | {merged_name(8): merged_map(36.54)})
    assert run_ingest(archives, boundaries, tmp_path / "out").exit_code == 0
    last = table(tmp_path / "out", "daily_area").iloc[-1]
    assert (last["as_of_date"], last["archive_id"]) == (pd.Timestamp(2025, 8, 6), "merged")
    assert last["certainty"] == "within_one_day"
    parts = (occupied(36.54), CRIMEA, DONBAS, GAP, TUZLA)
    assert last["occupied_total_km2"] == pytest.approx(sum(map(box_km2, parts)), abs=0.001)
    assert pd.isna(last["occupied_since_2022_km2"])
    assert pd.isna(last["grey_zone_km2"])


def test_gained_and_regained_are_the_strips_between_two_fronts(first_run: Path) -> None:
    daily = table(first_run, "daily_area")

    def strip(west: float, east: float) -> float:
        return box_km2((west, 48.2, east, 48.3))

    assert daily["gained_km2"].tolist()[1:] == pytest.approx(
        [strip(36.58, 36.60), 0, strip(36.56, 36.59), strip(36.55, 36.56), 0], abs=0.001
    )
    assert daily["regained_km2"].tolist()[1:] == pytest.approx(
        [0, strip(36.58, 36.59), 0, 0, strip(36.55, 36.57)], abs=0.001
    )
    assert daily.loc[0, ["gained_km2", "regained_km2"]].isna().all()


def test_the_cells_add_up_and_start_on_the_first_day(first_run: Path) -> None:
    cells, daily = table(first_run, "cells"), table(first_run, "daily_area")
    for day, total_km2 in zip(daily["as_of_date"], daily["occupied_total_km2"], strict=True):
        state = cells[cells["as_of_date"] <= day].drop_duplicates("cell", keep="last")
        assert state["occupied_km2"].sum() == pytest.approx(total_km2, abs=0.05)
    first = cells.drop_duplicates("cell", keep="first")
    assert (first["as_of_date"] == daily["as_of_date"].iloc[0]).all()
    step_km2 = cells.groupby("cell")["occupied_km2"].diff()
    assert (step_km2 != 0).all(), "a row stands for a change"
    assert cells.groupby("cell")["occupied_km2"].max().gt(0).all(), "a cell was occupied once"
    longitudes = pd.Series([h3.cell_to_latlng(cell)[1] for cell in cells["cell"]])
    assert (cells["oblast_iso"] == longitudes.lt(36.5).map({True: "UA-12", False: "UA-14"})).all()


def test_the_cells_of_resolution_9_change_by_as_much_as_the_land(first_run: Path) -> None:
    fine, daily = table(first_run, "cells_9"), table(first_run, "daily_area")
    assert {h3.get_resolution(cell) for cell in fine["cell"]} == {9}
    sums = [
        fine[fine["as_of_date"] <= day].drop_duplicates("cell", keep="last")["occupied_km2"].sum()
        for day in daily["as_of_date"]
    ]
    rest_km2 = daily["occupied_total_km2"] - sums
    assert rest_km2.to_numpy() == pytest.approx(rest_km2[0], abs=0.02)
    assert (fine.groupby("cell")["occupied_km2"].diff() != 0).all(), "a row stands for a change"
    first = fine.drop_duplicates("cell", keep="first")
    assert (first["as_of_date"] == daily["as_of_date"].iloc[0]).all()
    # What never changed is told where it covers a cell of resolution 8 that did.
    cells, grey = table(first_run, "cells"), table(first_run, "grey_cells")
    moved = {*cells.loc[cells["as_of_date"] > daily["as_of_date"][0], "cell"], *grey["cell"]}
    drawn = {cell for cell in fine_grid.cover(moved) if cell in set(fine["cell"])}
    assert drawn == set(fine["cell"])
    assert fine["cell"].value_counts().eq(1).any()


def test_the_oblasts_add_up_to_the_boxes_on_each_side_of_the_border(first_run: Path) -> None:
    by_oblast, daily = table(first_run, "daily_area_by_oblast"), table(first_run, "daily_area")
    assert daily["in_no_oblast_km2"].eq(0).all()
    assert by_oblast["oblast_iso"].tolist() == ["UA-12", "UA-14"] * len(daily)
    summed = by_oblast.groupby("as_of_date")["occupied_km2"].sum()
    assert summed.tolist() == pytest.approx(daily["occupied_total_km2"].tolist(), abs=0.05)
    # Crimea and Tuzla lie west of 36.5, the rest east of it.
    west = by_oblast.loc[by_oblast["oblast_iso"] == "UA-12", "occupied_km2"]
    assert west.tolist() == pytest.approx([box_km2(CRIMEA) + box_km2(TUZLA)] * 6, abs=0.01)
    for iso, bounds in (("UA-12", (35.8, 47.4, 36.5, 49.0)), ("UA-14", (36.5, 47.4, 37.2, 49.0))):
        (land_km2,) = set(by_oblast.loc[by_oblast["oblast_iso"] == iso, "oblast_land_km2"])
        assert land_km2 == pytest.approx(box_km2(bounds), abs=0.001)
    raw = (first_run / "data" / "derived" / "daily_area_by_oblast.csv").read_bytes()
    assert raw.startswith(b"as_of_date,oblast_iso,occupied_km2,oblast_land_km2\n2025-07-30,UA-12,")
    assert b"\r" not in raw


ERAS, SPANS = ("early", "recent"), ("recent", "all")


def test_it_writes_these_files_and_no_other(first_run: Path) -> None:
    outlines = [
        *("always_occupied_early", "always_occupied_recent", "country", "lakes", "land"),
        *("oblasts", "occupied_before_2022", "rivers", "areas_outline", "areas_hromada_UA-14"),
    ]
    tiles = {name for name in written(first_run) if name.startswith("static/tiles_9/")}
    index = json.loads((first_run / "static" / "tiles_9.json").read_text(encoding="utf-8"))
    assert tiles == {f"static/tiles_9/{each['tile']}.json" for each in index["tiles"]}
    assert set(written(first_run)) - {"data/datapackage.json"} - tiles == {
        "data/versions.csv",
        "data/derived/daily_area.csv",
        "data/derived/daily_area_by_oblast.csv",
        "data/derived/cells.parquet",
        "data/derived/grey_cells.parquet",
        "data/derived/cells_9.parquet",
        "data/derived/grey_cells_9.parquet",
        "data/derived/front_distance.parquet",
        "data/derived/areas.csv",
        "data/derived/place_share.parquet",
        "data/derived/editions.csv",
        "data/derived/method.json",
        *(f"data/derived/outlines/{name}.geojson" for name in outlines),
        *(f"static/{name}.geojson" for name in outlines),
        *(f"static/{name}.geojson" for name in DETAIL_LAYERS),
        "static/city_distances.json",
        *(f"static/{name}_{era}.json" for name in ("cells", "grey") for era in ERAS),
        *(f"static/{name}_{days}.json" for name in ("gained", "regained") for days in SPANS),
        *("static/always_occupied_near.geojson", "static/tiles_9.json", "static/days.json"),
        *("static/style.light.json", "static/style.dark.json"),
    }


def test_the_browser_is_told_when_each_cell_was_taken(first_run: Path) -> None:
    rows = json.loads((first_run / "static" / "cells_recent.json").read_text(encoding="utf-8"))
    # 1 January 2022 is day 0: 31 July 2025 is day 1307, and one day follows the other.
    assert {row["f"] for row in rows} <= {1307, 1310, 1311}
    assert 1307 in {row["f"] for row in rows}
    assert 1308 in {row["t"] for row in rows}, "regained on 1 August"


def rows(out: Path, name: str) -> list[dict[str, int | str]]:
    found: list[dict[str, int | str]] = json.loads((out / "static" / name).read_text("utf-8"))
    return found


def test_the_browser_is_told_what_changed_between_two_days(first_run: Path) -> None:
    gained, regained = (rows(first_run, f"{kind}_all.json") for kind in ("gained", "regained"))
    # Day 1306 is 30 July 2025, the first of the archive: no pair ends before it.
    assert {row["a"] for row in gained} <= {-99999, 1308}
    assert {(row["b"], row["c"]) for row in gained} >= {(1307, 1307), (1310, 1310)}
    assert {(row["b"], row["c"]) for row in regained} <= {(1308, 1308), (1312, 1312)}
    assert regained
    # All its days are of the recent era.
    for kind in ("gained", "regained"):
        recent, whole = (rows(first_run, f"{kind}_{days}.json") for days in SPANS)
        assert recent == whole


def test_the_grey_zone_of_the_cells_adds_up_and_ends_with_what_is_known(first_run: Path) -> None:
    grey, daily = table(first_run, "grey_cells"), table(first_run, "daily_area")
    assert set(grey["as_of_date"]) == {daily["as_of_date"].iloc[0]}, "it never changed"
    assert grey["grey_zone_km2"].sum() == pytest.approx(box_km2(GREY), abs=0.05)
    drawn = rows(first_run, "grey_recent.json")
    # From 30 July 2025 to before 6 August 2025.
    assert {(row["f"], row["t"]) for row in drawn} == {(1306, 1313)}
    assert {row["h"] for row in drawn} == set(
        grey.loc[grey["grey_zone_km2"] > grey["cell_km2"] / 2, "cell"]
    )


def test_each_place_has_its_way_to_occupied_land_on_each_day(first_run: Path) -> None:
    distances, places = table(first_run, "front_distance"), read_table("places")
    assert len(distances) == len(places) * len(FRONT_BY_DAY)
    assert distances.equals(distances.sort_values(["place_id", "as_of_date"], ignore_index=True))
    pokrovsk = distances[distances["place_id"] == "pokrovsk"].set_index("as_of_date")
    assert [f"{day:%Y-%m-%d}" for day in pokrovsk.index] == list(FRONT_BY_DAY)
    # 48.28 N 37.18 E lies due east of the occupied strip, whose eastern edge is 36.7 E.
    assert pokrovsk["nearest_lon_deg"].eq(36.7).all()
    assert pokrovsk["distance_km"].between(35.3, 35.5).all()


def test_each_version_keeps_its_headline_figures_and_the_older_ones_stay(
    first_run: Path, boundaries: Path, tmp_path: Path
) -> None:
    first = (first_run / "data" / "versions.csv").read_text(encoding="utf-8")
    assert data_version(first_run / "data") in first
    archives = write_archive(tmp_path / "archives", MAPS)
    kept = first.replace(data_version(first_run / "data"), "0123456789ab")
    (tmp_path / "out" / "data").mkdir(parents=True)
    (tmp_path / "out" / "data" / "versions.csv").write_text(kept, encoding="utf-8")
    assert run_ingest(archives, boundaries, tmp_path / "out").exit_code == 0
    both = (tmp_path / "out" / "data" / "versions.csv").read_text(encoding="utf-8")
    assert both == kept + first.partition("\n")[2]


def figures(out: Path) -> dict[str, bytes]:
    """What a run wrote, without the dictionary that a test put beside it."""
    return {name: data for name, data in written(out).items() if not name.endswith("package.json")}


def measured(out: Path) -> dict[str, bytes]:
    """What a run measured: all but the list of the files, and the version that it is a part of."""
    listed = {"data/derived/editions.csv", "data/versions.csv"}
    return {name: data for name, data in figures(out).items() if name not in listed}


def test_the_same_input_gives_the_same_bytes(
    first_run: Path, boundaries: Path, tmp_path: Path
) -> None:
    archives = write_archive(tmp_path / "archives", MAPS)
    assert run_ingest(archives, boundaries, tmp_path / "out").exit_code == 0
    assert written(tmp_path / "out") == figures(first_run)
    assert run_ingest(archives, boundaries, tmp_path / "out").exit_code == 0, "a second time"
    assert written(tmp_path / "out") == figures(first_run)


def test_the_packed_archive_gives_the_same_bytes_as_the_folder(
    first_run: Path, boundaries: Path, tmp_path: Path
) -> None:
    folder = write_archive(tmp_path / "folder", MAPS)
    packed = tmp_path / "packed" / "maps.tar.xz"
    packed.parent.mkdir()
    with tarfile.open(packed, "w:xz") as archive:
        for name in sorted(MAPS):
            archive.add(folder / name, arcname=name)
    assert run_ingest(packed, boundaries, tmp_path / "out").exit_code == 0
    assert written(tmp_path / "out") == figures(first_run)
    assert run_ingest(packed.parent, boundaries, tmp_path / "out").exit_code == 0, "its folder"
    assert written(tmp_path / "out") == figures(first_run)


BAD_MAP = "deepstate_raw/" + unix_name(2025, 8, 2, 18)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (raw_map(36.0)[:-400], "the file is cut short"),
        (raw_map(36.0).replace(b"36.0", b"NaN", 1), "a coordinate is NaN"),
    ],
    ids=["truncated", "not a number"],
)
def test_a_bad_snapshot_is_refused_by_name_and_shifts_no_figure(
    first_run: Path, boundaries: Path, tmp_path: Path, data: bytes, reason: str
) -> None:
    archives = write_archive(tmp_path / "archives", MAPS | {BAD_MAP: data})
    result = run_ingest(archives, boundaries, tmp_path / "out")
    assert result.exit_code == 0
    (refusal,) = [line for line in result.stdout.splitlines() if line.startswith("Refused")]
    assert refusal.startswith(f"Refused {Path(BAD_MAP).name}: ")
    assert reason in refusal
    assert "Read 11 snapshots, refused 1." in result.stdout
    assert measured(tmp_path / "out") == measured(first_run)
    editions = table(tmp_path / "out", "editions").set_index("edition")
    refused = editions.loc[Path(BAD_MAP).stem]
    assert refused["status"] == "refused"
    assert refused["reason"].lower().startswith(reason.lower())
    assert refused["reason"].endswith(".")
    assert pd.isna(refused["as_of_date"])
    assert len(editions) == 11


def test_a_bad_snapshot_of_a_day_leaves_that_day_out_and_the_others_as_they_were(
    first_run: Path, boundaries: Path, tmp_path: Path
) -> None:
    name = "deepstate_raw/" + unix_name(2025, 7, 31, 18)
    archives = write_archive(tmp_path / "archives", MAPS | {name: b"{}"})
    assert run_ingest(archives, boundaries, tmp_path / "out").exit_code == 0
    whole = table(first_run, "daily_area").set_index("as_of_date")
    daily = table(tmp_path / "out", "daily_area").set_index("as_of_date")
    assert set(whole.index) - set(daily.index) == {pd.Timestamp(2025, 7, 31)}
    steps = ["gained_km2", "regained_km2"]
    pd.testing.assert_frame_equal(
        daily.drop(columns=steps), whole.loc[daily.index].drop(columns=steps)
    )
    # The step over the missing day is one step: 36.60 to 36.59.
    gained = daily.loc["2025-08-01", "gained_km2"]
    assert gained == pytest.approx(box_km2((36.59, 48.2, 36.60, 48.3)), abs=0.001)


def test_a_file_whose_name_tells_no_date_is_refused(
    first_run: Path, boundaries: Path, tmp_path: Path
) -> None:
    maps = MAPS | {"deepstate_merged/deepstatemap_data_20250230.geojson": merged_map(36.0)}
    archives = write_archive(tmp_path / "archives", maps)
    result = run_ingest(archives, boundaries, tmp_path / "out")
    assert "Refused deepstatemap_data_20250230.geojson: its name tells no date." in result.stdout
    assert measured(tmp_path / "out") == measured(first_run)
    refused = table(tmp_path / "out", "editions").set_index("edition")
    row = refused.loc["deepstatemap_data_20250230"]
    assert (row["archive_id"], row["status"]) == ("merged", "refused")
    assert row["reason"] == "Its name tells no date."
    assert pd.isna(row["edition_date"])


def test_an_unknown_class_stands_out_as_a_warning(
    first_run: Path, boundaries: Path, tmp_path: Path
) -> None:
    strange = feature(polygon((36.0, 48.0, 36.1, 48.1)), "#123456", "Під контролем")
    maps = MAPS | {LAST_RAW: raw_map(36.56, strange)}
    archives = write_archive(tmp_path / "archives", maps)
    result = run_ingest(archives, boundaries, tmp_path / "out")
    assert result.exit_code == 0
    first_line, *rest = result.stdout.splitlines()
    assert first_line.startswith("WARNING: polygons of a class that no rule names")
    assert "#123456" in first_line
    assert "Під контролем" in first_line
    assert not any(line.startswith("WARNING") for line in rest)
    # The file is another, and with it the list that tells its hash.
    assert measured(tmp_path / "out") == measured(first_run)


def test_what_was_left_out_by_rule_is_counted(boundaries: Path, tmp_path: Path) -> None:
    archives = write_archive(tmp_path / "archives", MAPS)
    result = run_ingest(archives, boundaries, tmp_path / "out")
    lines = {" ".join(line.split()) for line in result.stdout.splitlines()}
    # Seven maps with classes: one liberated polygon, one unit sign and one arrow each.
    assert {"7 regained land", "14 signs (points and lines)"} <= lines
    assert "6 days have a map, from 2025-07-30 to 2025-08-05." in lines
    assert "Wrote 55 files." in lines


def test_tuzla_comes_from_the_last_map_before_that_shows_it(
    boundaries: Path, tmp_path: Path
) -> None:
    without = collection(
        feature(polygon(occupied(36.57)), "#a52714"),
        feature(polygon(CRIMEA), "#880e4f", "Крим"),
        feature(polygon(DONBAS), "#880e4f", "ОРДЛО"),
        feature(polygon(GREY), "#bcaaa4"),
    )
    maps = MAPS | {read_name(6): without, merged_name(8): merged_map(36.54)}
    del maps[merged_name(7)]
    archives = write_archive(tmp_path / "archives", maps)
    assert run_ingest(archives, boundaries, tmp_path / "out").exit_code == 0
    daily = table(tmp_path / "out", "daily_area").set_index("as_of_date")
    parts = (occupied(36.54), CRIMEA, DONBAS, GAP, TUZLA)
    km2 = daily.loc["2025-08-06", "occupied_total_km2"]
    assert km2 == pytest.approx(sum(map(box_km2, parts)), abs=0.001)


def only_sentence(stderr: str) -> str:
    """Give the one sentence of a refusal; the labels of the progress bars are not one."""
    labels = {"Reading snapshots", "Measuring changes", "Measuring the grey zone"}
    (line,) = [line for line in stderr.splitlines() if line.strip() not in labels]
    assert line.startswith("Error: ")
    return line


@pytest.mark.parametrize(
    ("maps", "says"),
    [
        ({}, "no map file"),
        ({"deepstate_raw/readme.geojson": b"{}"}, "no map file"),
        ({BAD_MAP: b"", "deepstate_raw/1.txt": b""}, "No map is usable"),
        ({"deepstate_merged/deepstatemap_data_20250701.geojson": merged_map(36.5)}, "for a day"),
    ],
    ids=["nothing", "no named file", "all refused", "a day of the other archive"],
)
def test_a_folder_without_a_usable_snapshot_stops_the_run(
    boundaries: Path, tmp_path: Path, maps: dict[str, bytes], says: str
) -> None:
    (tmp_path / "archives").mkdir()
    archives = write_archive(tmp_path / "archives", maps)
    result = run_ingest(archives, boundaries, tmp_path / "out")
    assert result.exit_code == 2
    assert says in only_sentence(result.stderr)
    assert result.stdout == ""
    assert not (tmp_path / "out").exists()


def test_a_run_that_would_lose_maps_stops_and_leaves_the_old_bytes(
    boundaries: Path, tmp_path: Path
) -> None:
    archives = write_archive(tmp_path / "archives", MAPS)
    assert run_ingest(archives, boundaries, tmp_path / "out").exit_code == 0
    before = written(tmp_path / "out")
    (archives / "deepstate_merged" / "deepstatemap_data_20250806.geojson").unlink()
    (archives / "deepstate_raw" / unix_name(2025, 7, 30, 18)).unlink()
    result = run_ingest(archives, boundaries, tmp_path / "out")
    assert result.exit_code == 2
    sentence = only_sentence(result.stderr)
    assert "would lose 2 of the maps" in sentence
    assert "from deepstatemap_data_20250806 to 1753898400" in sentence
    assert written(tmp_path / "out") == before


def test_old_figures_that_cannot_be_read_stop_the_run(boundaries: Path, tmp_path: Path) -> None:
    archives = write_archive(tmp_path / "archives", MAPS)
    old = tmp_path / "out" / "data" / "derived" / "editions.csv"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"")
    result = run_ingest(archives, boundaries, tmp_path / "out")
    assert result.exit_code == 2
    assert "cannot be read to compare with" in only_sentence(result.stderr)
    assert written(tmp_path / "out") == {"data/derived/editions.csv": b""}


def test_missing_boundaries_stop_the_run(tmp_path: Path) -> None:
    archives = write_archive(tmp_path / "archives", MAPS)
    result = run_ingest(archives, tmp_path / "nowhere", tmp_path / "out")
    assert result.exit_code == 2
    assert "nowhere" in only_sentence(result.stderr)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("damage", ["missing", "not packed", "cut short", "a flipped byte"])
def test_a_packed_archive_that_cannot_be_unpacked_stops_the_run(
    boundaries: Path, tmp_path: Path, damage: str
) -> None:
    folder = write_archive(tmp_path / "folder", MAPS)
    packed = tmp_path / "maps.tar.xz"
    with tarfile.open(packed, "w:xz") as archive:
        archive.add(folder, arcname=".")
    data = packed.read_bytes()
    middle = len(data) // 2
    match damage:
        case "missing":
            packed.unlink()
        case "not packed":
            packed.write_bytes(b"a text")
        case "cut short":
            packed.write_bytes(data[:middle])
        case _:
            packed.write_bytes(data[:middle] + bytes([data[middle] ^ 255]) + data[middle + 1 :])
    result = run_ingest(packed, boundaries, tmp_path / "out")
    assert result.exit_code == 2, result.exception
    assert "maps.tar.xz" in only_sentence(result.stderr)
    assert not (tmp_path / "out").exists()
