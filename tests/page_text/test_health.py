"""What is said of archive health follows from the tables, and says so where there is nothing."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pandas as pd

from pokrovsk_front.catalog.archives import ArchiveRules, archive_rules
from pokrovsk_front.model.health import Health, archive_health
from pokrovsk_front.model.windows import Window
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text.health import sentences
from tests.model.made_up_archives import DAILY, EDITIONS, daily_area, editions

WORDS = Wording()
RULES = archive_rules()
HEALTH = archive_health(EDITIONS, DAILY, RULES.max_jump_km2)
ONE_DAY = archive_health(
    editions(("raw", "2024-01-30", "2024-01-30", "used", False)), DAILY.head(1), 250
)


def said(health: Health = HEALTH, rules: ArchiveRules = RULES) -> dict[str, str]:
    """Give each sentence by the words that it opens with."""
    lines = sentences(health, rules, WORDS).splitlines()
    assert all(line.startswith("- **") for line in lines)
    return dict(re.split(r":?\*\*:? ?", line.removeprefix("- **"), maxsplit=1) for line in lines)


def test_an_archive_is_counted_with_what_stands_for_no_day() -> None:
    # One of three files of each archive was refused, and is no map to compare with.
    assert said()["Maps as published"] == (
        "3, dated 30 January 2024 to 2 April 2024. 2 are used for one day each."
    )
    assert said()["Maps as one polygon"] == (
        "3, dated 31 January 2024 to 5 February 2024. 1 are used for one day each, 1 only "
        "for comparison."
    )


def test_days_without_a_map_are_told_with_the_longest_run() -> None:
    text = said()["Days without a map"]
    assert text.startswith("2 of 5. ")
    assert text.endswith(
        "since then 2 of 5 days have none, at most 2 in a row (1 Feb to 2 Feb 2024)."
    )


def test_a_run_of_one_day_is_one_day() -> None:
    daily = pd.concat([DAILY.head(1), DAILY.tail(1).assign(as_of_date=pd.Timestamp(2024, 2, 1))])
    text = said(archive_health(EDITIONS, daily, 250))["Days without a map"]
    assert "at most 1 in a row (31 Jan 2024)" in text


def test_an_archive_of_weekly_maps_alone_does_not_speak_of_daily_ones() -> None:
    days = ("2023-01-01", "2023-01-08", "2024-01-30")
    daily = daily_area(*((day, 1.0, 1.0) for day in days)).assign(edition="file of 2024-01-30")
    health = replace(archive_health(EDITIONS, daily, 250), gaps=(_week(),))
    assert said(health)["Days without a map"] == (
        "6 of 395. The last map before such a day is used for it, and the pages say how old it is."
    )


def _week() -> Window:
    return Window(date(2023, 1, 2), date(2023, 1, 7))


def test_repeats_are_counted_with_those_that_stand_for_a_day() -> None:
    assert said()["Repeated maps"].startswith("2 of 6 show the same occupied land")
    assert "2 of these are used for a day" in said()["Repeated maps"]


def test_jumps_are_counted_against_the_bound_of_the_rules() -> None:
    text = said()["Jump days"]
    assert text.startswith("1 map differs from the one before by more than 250 km² for each day")
    assert "together: that of 3 February 2024. " in text
    assert text.endswith(RULES.jump_reason)
    more = replace(HEALTH, jumps=HEALTH.changes)
    assert said(more)["Jump days"].startswith("2 maps differ from the one before")


def test_the_largest_change_is_told_without_saying_what_it_was() -> None:
    text = said()["Largest change since 30 January 2024"]
    assert "the map of 3 February 2024 adds 700.0 km² to the occupied land" in text
    assert "takes 51.0 km² from it" in text


def test_refused_files_are_counted() -> None:
    assert said()["Refused files"].startswith(
        "2 could not be read completely and are not used for any day"
    )
    one = replace(HEALTH, refused=HEALTH.refused.head(1))
    assert said(one)["Refused files"].startswith(
        "1 could not be read completely and is not used for any day"
    )


def test_the_last_map_and_its_rule_are_told() -> None:
    assert said()["Last map"] == (
        "it is used for 3 February 2024; its file is `file of 2024-02-05` of 5 February 2024. The "
        "archive does not say at what hour it was published."
    )
    _, _, reason = _rule(said()).partition("(certain): ")
    assert reason == "The name of a file is the instant at which its map was published."


def _rule(lines: dict[str, str]) -> str:
    (rule,) = (f"{head}{text}" for head, text in lines.items() if head.startswith("Rule that"))
    return rule


def test_a_map_with_its_instant_is_told_with_it() -> None:
    assert said(ONE_DAY)["Last map"].endswith("published on 31 January 2024, 18:00 UTC.")


def test_a_map_that_was_read_is_told_with_the_time_in_which_it_was_published() -> None:
    bounds = [datetime(2024, 2, day, 22, tzinfo=UTC) for day in (2, 3)]
    last = replace(HEALTH.last_map, not_before_at=bounds[0], not_after_at=bounds[1])
    assert said(replace(HEALTH, last_map=last))["Last map"] == (
        "it is used for 3 February 2024; its file is `file of 2024-02-05`, read on 5 February "
        "2024. It was published between 2 February 2024, 22:00 UTC and 3 February 2024, 22:00 UTC."
    )


def test_the_days_that_readings_date_are_counted_by_how_sure_they_are() -> None:
    daily = DAILY.assign(certainty=["certain", "certain", "within_one_day"])
    other = editions(("other", "2024-02-04", "2024-02-03", "copy", False))
    copied = pd.concat([EDITIONS, other], ignore_index=True)
    health = archive_health(copied, daily, 250, date(2024, 1, 31))
    assert said(health)["Days since 31 January 2024"] == (
        "of 4, 1 have a map whose day is certain and 1 one dated within one day; 2 have none. 1 "
        "have their map in two archives."
    )
    assert "Days since 31 January 2024" not in said()


def test_what_is_in_no_figure_is_named_by_class_with_the_border_rule() -> None:
    text = said()["Not in any figure, by class"]
    assert text.startswith("regained land; land outside Ukraine; Transnistria; contested")
    assert text.endswith(RULES.border_reason)
