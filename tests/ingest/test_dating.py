"""Which map stands for which day: the cut at midnight in Kyiv, and days by readings."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pokrovsk_front.catalog.archives import archive_rules
from pokrovsk_front.ingest.archive import Edition, edition_of
from pokrovsk_front.ingest.dating import DatedEdition, date_editions, editions_by_day
from pokrovsk_front.model.dating import Certainty

RULES = archive_rules()
RAW, CLASSED, MERGED = RULES.archives
KYIV = ZoneInfo("Europe/Kyiv")
GAP_KM2 = 0.025
"""By so much the one polygon is larger than the classes of the same map."""


def utc(year: int, month: int, day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)


def edition(name: str) -> Edition:
    """Make an edition of the archive whose names look like this one."""
    path = Path(f"{name}.geojson")
    (found,) = (
        made for each in RULES.archives if (made := edition_of(each, path, KYIV)) is not None
    )
    return found


def raw(instant: datetime) -> str:
    return str(int(instant.timestamp()))


def read(day: date, hour: int = 9, minute: int = 30) -> str:
    return f"{day:%Y%m%d}T{hour:02}{minute:02}00Z"


def merged(day: date) -> str:
    return f"deepstatemap_data_{day:%Y%m%d}"


def dated(occupied_km2: Mapping[str, float]) -> dict[str, DatedEdition]:
    found = date_editions({edition(name): km2 for name, km2 in occupied_km2.items()}, RULES)
    return {each.name: own for each, own in found.items()}


def days_of(occupied_km2: Mapping[str, float]) -> dict[date, str]:
    found = date_editions({edition(name): km2 for name, km2 in occupied_km2.items()}, RULES)
    return {day: each.name for day, each in editions_by_day(found, RULES).items()}


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
def test_a_day_ends_at_midnight_in_kyiv(instant: datetime, day: date) -> None:
    assert days_of({raw(instant): 1.0}) == {day: raw(instant)}


def test_the_last_map_of_a_day_stands_for_it() -> None:
    morning, evening, after = (
        raw(utc(2024, 1, 10, 6)),
        raw(utc(2024, 1, 10, 21, 59, 33)),
        raw(utc(2024, 1, 10, 22, 2, 8)),
    )
    assert days_of({after: 3.0, evening: 2.0, morning: 1.0}) == {
        date(2024, 1, 10): evening,
        date(2024, 1, 11): after,
    }


def test_a_day_without_a_map_is_absent() -> None:
    names = [raw(utc(2024, 1, day, 12)) for day in (10, 13)]
    assert list(days_of(dict.fromkeys(names, 1.0))) == [date(2024, 1, 10), date(2024, 1, 13)]


def test_a_map_with_its_instant_is_certain_and_was_published_then() -> None:
    at = utc(2024, 1, 10, 12)
    own = dated({raw(at): 1.0})[raw(at)]
    assert (own.not_before_at, own.not_after_at, own.certainty) == (at, at, Certainty.CERTAIN)


def test_until_3_august_2025_a_file_without_an_instant_has_no_day() -> None:
    known = raw(utc(2025, 8, 3, 19, 58))
    names = {known: 1.0, merged(date(2025, 8, 2)): 5.0, read(date(2025, 8, 3)): 9.0}
    assert set(dated(names)) == {known}


def test_a_map_that_is_known_by_its_instant_has_no_second_day() -> None:
    known = raw(utc(2025, 8, 3, 19, 58))
    again = {read(date(2025, 8, 4)): 1.0, merged(date(2025, 8, 5)): 1.0 + GAP_KM2}
    assert set(dated({known: 1.0} | again)) == {known}


def test_files_of_two_mirrors_hold_the_same_map_when_their_areas_differ_by_the_gaps() -> None:
    # Read on the 10th by one and the 11th by the other: published on the 9th.
    both = {read(date(2025, 9, 10)): 100.0, merged(date(2025, 9, 11)): 100.0 + GAP_KM2}
    found = dated(both)
    assert {own.as_of_date for own in found.values()} == {date(2025, 9, 9)}
    assert {own.certainty for own in found.values()} == {Certainty.CERTAIN}
    assert len({own.map_id for own in found.values()}) == 1
    # The archive that tells the classes stands for the day.
    assert days_of(both) == {date(2025, 9, 9): read(date(2025, 9, 10))}


def test_files_whose_areas_differ_by_more_hold_two_maps() -> None:
    found = dated({read(date(2025, 9, 10)): 100.0, merged(date(2025, 9, 11)): 100.1})
    assert [own.as_of_date.day for own in found.values()] == [8, 9]


def test_the_same_area_weeks_later_is_another_map() -> None:
    found = dated({read(date(2025, 9, 1)): 100.0, read(date(2025, 9, 30)): 100.0})
    assert [own.as_of_date.day for own in found.values()] == [31, 28]


def test_of_several_readings_of_a_map_the_last_stands_for_its_day() -> None:
    # A mirror keeps a map again when its grey zone is redrawn.
    first, again = read(date(2025, 9, 10)), read(date(2025, 9, 11))
    assert days_of({first: 100.0, again: 100.0}) == {date(2025, 9, 9): again}


def test_the_instants_between_which_a_map_was_published_are_those_of_its_evenings() -> None:
    name = read(date(2025, 9, 10))
    own = dated({name: 100.0})[name]
    assert own.certainty is Certainty.WITHIN_ONE_DAY
    assert own.as_of_date == date(2025, 9, 8)
    # Midnight in Kyiv at the beginning of the 8th and at the end of the 9th.
    assert (own.not_before_at, own.not_after_at) == (utc(2025, 9, 7, 21), utc(2025, 9, 9, 21))


def test_the_files_of_november_2025_that_were_filled_in_carry_the_day_of_their_map() -> None:
    days = [date(2025, 11, day) for day in (3, 4, 7, 25, 28)]
    found = dated({merged(day): 100.0 * each for each, day in enumerate(days, 1)})
    assert [found[merged(day)].as_of_date.day for day in days] == [1, 4, 7, 25, 26]
    assert [found[merged(day)].certainty is Certainty.CERTAIN for day in days] == [
        *(False, True, True, True, False)
    ]


def test_the_day_that_a_printed_figure_decides_is_certain() -> None:
    name = "20260701T121159Z"
    own = dated({name: 100.0})[name]
    assert (own.as_of_date, own.certainty) == (date(2026, 6, 30), Certainty.CERTAIN)
    later = read(date(2026, 7, 1))
    assert dated({later: 100.0})[later].as_of_date == date(2026, 6, 29)


def test_the_silence_of_the_mirror_that_keeps_what_is_new_moves_a_day() -> None:
    # Nothing new was kept on the 11th: the map of the 10th was served once more.
    first, then = read(date(2025, 9, 10)), read(date(2025, 9, 12))
    found = dated({first: 100.0, then: 200.0})
    assert found[first].as_of_date == date(2025, 9, 9)
    assert found[first].certainty is Certainty.WITHIN_ONE_DAY
    # The other mirror is silent as well when it fails.
    first, then = merged(date(2025, 9, 10)), merged(date(2025, 9, 12))
    assert dated({first: 100.0, then: 200.0})[first].as_of_date == date(2025, 9, 8)


def test_a_day_on_which_another_mirror_had_a_newer_map_was_missed_and_not_silent() -> None:
    first, then = read(date(2025, 9, 10)), read(date(2025, 9, 13))
    newer = merged(date(2025, 9, 11))
    found = dated({first: 100.0, newer: 150.0, then: 200.0})
    assert found[first].as_of_date == date(2025, 9, 8)
