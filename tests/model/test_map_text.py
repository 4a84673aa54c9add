"""The day of a map in words: the map that stands for a day."""

from datetime import date

from pokrovsk_front.model.map_text import carried
from pokrovsk_front.model.readings import Reading
from pokrovsk_front.model.wording import Wording

WORDS = Wording()


def reading(asked: date, used: date, km2: float) -> Reading:
    return Reading(asked, used, "raw", "1704833943", km2)


def test_a_carried_map_says_by_how_many_days_it_is_older() -> None:
    asked = date(2024, 1, 11)
    assert carried(reading(asked, asked, 1.0), WORDS) == ""
    assert carried(reading(asked, date(2024, 1, 10), 1.0), WORDS) == (
        "There is no map of 11 January 2024; the map of 10 January 2024, 1 day older, is used "
        "instead."
    )
    assert carried(reading(asked, date(2024, 1, 4), 1.0), WORDS) == (
        "There is no map of 11 January 2024; the map of 4 January 2024, 7 days older, is used "
        "instead."
    )
