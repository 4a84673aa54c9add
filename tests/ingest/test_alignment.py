"""Which map stands for which day: the cut at midnight in Kyiv, the last map, the lag."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pokrovsk_front.catalog.archives import archive_rules
from pokrovsk_front.ingest.archive import (
    Edition,
    IngestError,
    editions,
    editions_by_day,
    grey_zone_by_day,
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


def days_of(folder: Path) -> dict[date, str]:
    found, _ = editions(folder, RULES)
    return {day: edition.name for day, edition in editions_by_day(found, RULES).items()}


def stem(instant: datetime) -> str:
    return str(int(instant.timestamp()))


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        # Winter, UTC+2: 23:59:33 and 00:02:08 in Kyiv.
        (utc(2024, 1, 10, 21, 59, 33), date(2024, 1, 10)),
        (utc(2024, 1, 10, 22, 2, 8), date(2024, 1, 11)),
        # Summer, UTC+3.
        (utc(2024, 7, 10, 20, 59, 33), date(2024, 7, 10)),
        (utc(2024, 7, 10, 21, 2, 8), date(2024, 7, 11)),
        # Midnight itself opens the new day.
        (utc(2024, 7, 10, 21, 0, 0), date(2024, 7, 11)),
        # The clocks went forward on 31 March 2024 and back on 27 October 2024.
        (utc(2024, 3, 30, 21, 59, 59), date(2024, 3, 30)),
        (utc(2024, 3, 31, 20, 59, 59), date(2024, 3, 31)),
        (utc(2024, 3, 31, 21, 0, 0), date(2024, 4, 1)),
        (utc(2024, 10, 26, 20, 59, 59), date(2024, 10, 26)),
        (utc(2024, 10, 26, 21, 0, 0), date(2024, 10, 27)),
        (utc(2024, 10, 27, 21, 59, 59), date(2024, 10, 27)),
        (utc(2024, 10, 27, 22, 0, 0), date(2024, 10, 28)),
    ],
)
def test_a_day_ends_at_midnight_in_kyiv(tmp_path: Path, instant: datetime, day: date) -> None:
    assert days_of(listed(tmp_path, raw=(instant,))) == {day: stem(instant)}


def test_the_last_map_of_a_day_stands_for_it(tmp_path: Path) -> None:
    morning, evening, after = (
        utc(2024, 1, 10, 6),
        utc(2024, 1, 10, 21, 59, 33),
        utc(2024, 1, 10, 22, 2, 8),
    )
    assert days_of(listed(tmp_path, raw=(after, evening, morning))) == {
        date(2024, 1, 10): stem(evening),
        date(2024, 1, 11): stem(after),
    }


def test_a_day_without_a_map_is_absent(tmp_path: Path) -> None:
    folder = listed(tmp_path, raw=(utc(2024, 1, 10, 12), utc(2024, 1, 13, 12)))
    assert list(days_of(folder)) == [date(2024, 1, 10), date(2024, 1, 13)]


def test_from_3_august_2025_a_merged_file_stands_for_the_day_two_before(tmp_path: Path) -> None:
    folder = listed(
        tmp_path,
        raw=(utc(2025, 8, 2, 18), utc(2025, 8, 3, 19, 58)),
        merged=("20250803", "20250804", "20250805", "20250806", "20260301"),
    )
    assert days_of(folder) == {
        date(2025, 8, 2): stem(utc(2025, 8, 2, 18)),
        date(2025, 8, 3): "deepstatemap_data_20250805",
        date(2025, 8, 4): "deepstatemap_data_20250806",
        date(2026, 2, 27): "deepstatemap_data_20260301",
    }


def test_the_grey_zone_comes_from_raw_maps_through_3_august_2025(tmp_path: Path) -> None:
    instants = (utc(2025, 8, 2, 18), utc(2025, 8, 3, 12), utc(2025, 8, 3, 20), utc(2025, 8, 3, 22))
    found, _ = editions(listed(tmp_path, raw=instants, merged=("20250805",)), RULES)
    told = {day: edition.name for day, edition in grey_zone_by_day(found, RULES).items()}
    # 22:00 UTC is already 4 August in Kyiv.
    assert told == {
        date(2025, 8, 2): stem(instants[0]),
        date(2025, 8, 3): stem(instants[2]),
    }


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
