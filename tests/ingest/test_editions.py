"""The list of map files: what became of each, whatever it is."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pokrovsk_front.catalog.tables import DATA_DIR, read_table
from pokrovsk_front.ingest.source.remote import blob_sha1
from tests.ingest.made_up import (
    GAP,
    LAST_RAW,
    MAPS,
    box_km2,
    merged_map,
    merged_name,
    raw_map,
    read_name,
    run_ingest,
    unix_name,
    write_archive,
)


def editions(out: Path) -> pd.DataFrame:
    """Read the list of a run by the dictionary of the project, by the name of the file."""
    dictionary = out / "data" / "datapackage.json"
    dictionary.write_bytes((DATA_DIR / "datapackage.json").read_bytes())
    return read_table("editions", out / "data").set_index("edition")


def listed(boundaries: Path, folder: Path, more: dict[str, bytes]) -> pd.DataFrame:
    archives = write_archive(folder / "archives", MAPS | more)
    result = run_ingest(archives, boundaries, folder / "out")
    assert result.exit_code == 0, result.output
    return editions(folder / "out")


def row(table: pd.DataFrame, edition: str) -> dict[str, Any]:
    """Give what is listed of a file."""
    (found,) = table[table.index == edition].to_dict("records")
    return {str(name): value for name, value in found.items()}


def stem(name: str) -> str:
    return Path(name).stem


def test_every_file_of_the_made_up_archive_is_listed_once(first_run: Path) -> None:
    table = editions(first_run)
    assert sorted(table.index) == sorted(map(stem, MAPS))
    # Two files hold the last raw map once more, and two the maps with classes.
    assert table["status"].value_counts().to_dict() == {"used": 6, "no_day": 2, "copy": 2}
    for name in (read_name(4), merged_name(5)):
        again = row(table, stem(name))
        assert again["status"] == "no_day"
        assert pd.isna(again["as_of_date"])
    assert row(table, stem(merged_name(5)))["edition_date"] == pd.Timestamp(2025, 8, 5)
    assert table["reason"].eq("").all()
    assert not table["is_repeat"].any()


def test_each_file_has_its_hash_its_area_and_the_instants_between_which_it_was_published(
    first_run: Path,
) -> None:
    table = editions(first_run)
    last_raw = row(table, stem(LAST_RAW))
    assert last_raw["blob_sha1"] == blob_sha1(MAPS[LAST_RAW])
    at = pd.Timestamp("2025-08-03T19:58Z")
    assert (last_raw["not_before_at"], last_raw["not_after_at"]) == (at, at)
    for name in (read_name(5), merged_name(6)):
        read = row(table, stem(name))
        assert read["as_of_date"] == pd.Timestamp(2025, 8, 4)
        # All of 4 August in Kyiv, which is three hours ahead of UTC.
        assert read["not_before_at"] == pd.Timestamp("2025-08-03T21:00Z")
        assert read["not_after_at"] == pd.Timestamp("2025-08-04T21:00Z")
        assert read["certainty"] == "certain"
    both = [row(table, stem(name))["occupied_km2"] for name in (read_name(5), merged_name(6))]
    assert both[1] - both[0] == pytest.approx(box_km2(GAP), abs=0.002)


def test_the_files_in_use_are_those_of_the_daily_areas(first_run: Path) -> None:
    table = editions(first_run).reset_index()
    used = table[table["status"] == "used"].sort_values("as_of_date")
    daily = read_table("daily_area", first_run / "data")
    key = ["as_of_date", "archive_id", "edition"]
    assert used[key].to_numpy().tolist() == daily[key].to_numpy().tolist()


def test_the_file_is_sorted_and_written_as_the_dictionary_reads_it(first_run: Path) -> None:
    raw = (first_run / "data" / "derived" / "editions.csv").read_bytes()
    assert raw.startswith(
        b"archive_id,edition,edition_date,as_of_date,not_before_at,not_after_at,certainty,status,"
        b"reason,is_repeat,occupied_km2,blob_sha1\n"
        b"merged,deepstatemap_data_20250805,2025-08-05,,,,,no_day,,false,"
    )
    assert b"\r" not in raw
    table = editions(first_run).reset_index()
    assert table.equals(table.sort_values(["archive_id", "edition"], ignore_index=True))


def test_an_earlier_map_of_a_day_is_superseded(boundaries: Path, tmp_path: Path) -> None:
    morning = "deepstate_raw/" + unix_name(2025, 7, 31, 6)
    table = listed(boundaries, tmp_path, {morning: raw_map(36.59)})
    earlier, later = row(table, stem(morning)), row(table, stem(unix_name(2025, 7, 31, 18)))
    assert (earlier["status"], later["status"]) == ("superseded", "used")
    assert earlier["as_of_date"] == later["as_of_date"]


def test_a_file_of_the_days_of_the_other_archive_stands_for_none(
    boundaries: Path, tmp_path: Path
) -> None:
    table = listed(
        boundaries,
        tmp_path,
        {"deepstate_merged/deepstatemap_data_20250731.geojson": merged_map(36.59)},
    )
    assert (
        row(table, stem("deepstate_merged/deepstatemap_data_20250731.geojson"))["status"]
        == "no_day"
    )


def in_another_order(data: bytes) -> bytes:
    """Draw the same land from the last feature to the first, each ring from another corner."""
    document = json.loads(data)
    for feature in document["features"]:
        geometry = feature["geometry"]
        if geometry["type"] == "Polygon":
            ring = geometry["coordinates"][0]
            geometry["coordinates"] = [[*ring[2:-1], *ring[:3]]]
    document["features"].reverse()
    return json.dumps(document).encode()


def test_a_map_repeats_when_its_land_is_that_of_the_file_before(
    boundaries: Path, tmp_path: Path
) -> None:
    second, third = ("deepstate_raw/" + unix_name(2025, 7, 31, hour) for hour in (19, 20))
    table = listed(
        boundaries,
        tmp_path,
        {
            # The map of 31 July is drawn again in another order, and then changes.
            second: in_another_order(raw_map(36.58)),
            third: raw_map(36.575),
            # The last file once more, a day later.
            merged_name(8): merged_map(36.57),
        },
    )
    repeats = table.index[table["is_repeat"]].tolist()
    assert repeats == [stem(merged_name(8)), stem(second)]
    # A mirror read the map of 5 August once more: it is a copy of it.
    assert row(table, stem(merged_name(8)))["status"] == "copy"


def test_the_other_archive_and_a_refused_file_are_not_what_a_map_repeats(
    boundaries: Path, tmp_path: Path
) -> None:
    maps = {
        # The land of the last raw map, which is 36.56 as well, is in another archive.
        merged_name(5): merged_map(36.56),
        merged_name(8): b"",
        merged_name(9): merged_map(36.57),
    }
    table = listed(boundaries, tmp_path, maps)
    assert not row(table, stem(merged_name(5)))["is_repeat"]
    refused = row(table, stem(merged_name(8)))
    assert (refused["status"], refused["reason"]) == ("refused", "The file is empty.")
    assert not refused["is_repeat"]
    # The file before it that could be read shows the same land.
    assert row(table, stem(merged_name(9)))["is_repeat"]


def test_a_file_that_cannot_be_opened_is_listed_without_its_place(
    boundaries: Path, tmp_path: Path
) -> None:
    (tmp_path / "archives" / merged_name(8)).mkdir(parents=True)
    table = listed(boundaries, tmp_path, {})
    refused = row(table, stem(merged_name(8)))
    assert refused["status"] == "refused"
    assert refused["reason"] == "It is a folder, not a file."


@pytest.mark.parametrize("name", ["A" * 5000, "two\nlines"], ids=["long", "of two lines"])
def test_a_reason_that_quotes_a_file_fits_a_table(
    boundaries: Path, tmp_path: Path, name: str
) -> None:
    feature = {"type": "Feature", "properties": {}, "geometry": {"type": name}}
    data = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    table = listed(boundaries, tmp_path, {merged_name(8): data})
    reason = row(table, stem(merged_name(8)))["reason"]
    assert reason.startswith("A geometry is of the type “")
    assert len(reason) <= 210
    assert "\n" not in reason
