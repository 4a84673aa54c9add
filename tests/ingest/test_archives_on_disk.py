"""Map files on disk: which are maps of an archive, which hold the same map, their fingerprint."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pokrovsk_front.catalog.archives import archive_rules
from pokrovsk_front.ingest.archive import (
    Edition,
    IngestError,
    editions,
    listing_sha256,
    overlap_pairs,
)

RULES = archive_rules()


def listed(folder: Path, *, raw: tuple[datetime, ...] = (), merged: tuple[str, ...] = ()) -> Path:
    names = [f"deepstate_raw/{int(instant.timestamp())}.geojson" for instant in raw]
    names += [f"deepstate_merged/deepstatemap_data_{day}.geojson" for day in merged]
    for name in names:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return folder


def utc(year: int, month: int, day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)


def stem(instant: datetime) -> str:
    return str(int(instant.timestamp()))


def test_files_with_another_name_are_told_apart(tmp_path: Path) -> None:
    folder = listed(
        tmp_path, raw=(utc(2024, 1, 10, 12),), merged=("20240708", "20241301", "2024070")
    )
    (folder / "deepstate_raw" / "notes.txt").write_text("no map", encoding="utf-8")
    (folder / "deepstate_raw" / "latest.geojson").write_text("{}", encoding="utf-8")
    found, unnamed = editions(folder, RULES)
    assert [edition.archive_id for edition in found] == ["raw", "merged"]
    assert sorted(path.name for path in unnamed) == [
        "deepstatemap_data_2024070.geojson",
        "deepstatemap_data_20241301.geojson",
        "latest.geojson",
    ]


def test_a_folder_without_maps_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IngestError, match="holds no map file"):
        editions(tmp_path, RULES)


def pairs_of(folder: Path) -> list[tuple[str, str]]:
    found, _ = editions(folder, RULES)
    return [(file.name[-8:], same.name) for file, same in overlap_pairs(found, RULES)]


def test_a_merged_file_is_paired_with_the_last_raw_map_before_four_in_kyiv(tmp_path: Path) -> None:
    before, after = utc(2024, 7, 10, 0, 59), utc(2024, 7, 10, 1, 0)  # 03:59 and 04:00 in Kyiv
    folder = listed(tmp_path, raw=(before, after), merged=("20240710", "20240711"))
    assert pairs_of(folder) == [("20240710", stem(before)), ("20240711", stem(after))]


def test_files_of_uncertain_days_are_not_paired(tmp_path: Path) -> None:
    folder = listed(
        tmp_path,
        raw=(utc(2024, 7, 1, 12),),
        merged=("20241213", "20241214", "20250104", "20250105", "20250515"),
    )
    assert [day for day, _ in pairs_of(folder)] == ["20241213", "20250105"]


def test_the_fingerprint_tells_names_and_contents(tmp_path: Path) -> None:
    def fingerprint(folder: Path) -> str:
        return listing_sha256(editions(folder, RULES)[0])

    instants = (utc(2024, 1, 10, 12), utc(2024, 1, 11, 12))
    folder = listed(tmp_path, raw=instants)
    first = fingerprint(folder)
    assert first == fingerprint(folder)
    found: list[Edition] = editions(folder, RULES)[0]
    assert listing_sha256(found[::-1]) == first, "the order of the list does not count"
    path = found[0].path
    text = path.read_text(encoding="utf-8")
    path.write_text(text + " ", encoding="utf-8")
    assert fingerprint(folder) != first
    path.write_text(text, encoding="utf-8")
    path.rename(path.with_name("1704888001.geojson"))
    assert fingerprint(folder) != first
