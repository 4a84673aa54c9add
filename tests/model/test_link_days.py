"""Days of links: the end of a period that cannot be shown gives way to one that fits the other."""

from datetime import date, timedelta

import pytest

from pokrovsk_front.model.link_days import fitting_ends

WEEKLY = [date(2023, 4, 3) + timedelta(7 * week) for week in range(9)]
DAYS = [*WEEKLY, *(date(2023, 6, 1) + timedelta(day) for day in range(81))]
"""Maps a week apart from 3 April 2023, then daily ones from 1 June to 20 August."""

DEFAULT = date(2023, 7, 1), date(2023, 7, 31)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        (("\0", "2023-06-20"), (date(2023, 6, 1), None)),
        (("", "2023-06-20"), (date(2023, 6, 1), None)),
        # The last map before 3 May is of 1 May; before 30 April it is of 24 April.
        (("soon", "2023-05-03"), (date(2023, 5, 1), None)),
        # No map is of 2 June 2024: the nearest day would come after the end.
        (("2024-06-02", "2023-06-20"), (date(2023, 6, 1), None)),
        # The default fits.
        (("soon", "2023-08-10"), (date(2023, 7, 1), None)),
        (("2023-05-30", ""), (None, date(2023, 7, 31))),
        (("2023-08-10", "later"), (None, date(2023, 8, 20))),
        (("2023-07-10", "1999-01-01"), (None, date(2023, 7, 31))),
        # The nearest day fits.
        (("1999-01-01", "2023-06-20"), (None, None)),
        (("2023-06-02", "2023-06-20"), (None, None)),
        # Both can be shown: that they are reversed is said.
        (("2023-06-20", "2023-06-02"), (None, None)),
        (("2024-01-01", "1999-01-01"), DEFAULT),
        (("\0", "\0"), DEFAULT),
        (("", ""), DEFAULT),
    ],
)
def test_a_wrong_end_gives_way_to_one_that_fits(
    asked: tuple[str, str], shown: tuple[date | None, date | None]
) -> None:
    assert fitting_ends(asked, DAYS, DEFAULT) == shown


def test_no_map_from_the_start_of_the_month_leads_to_the_month_of_the_map_before() -> None:
    days = [date(2023, 4, 3), date(2023, 4, 24), date(2023, 5, 8)]
    assert fitting_ends(("x", "2023-05-02"), days, DEFAULT) == (date(2023, 4, 4), None)
    default = date(2023, 4, 4), date(2023, 4, 23)
    # From 25 April on the first map is of 8 May; the last day of May has none yet.
    assert fitting_ends(("2023-04-25", "x"), days, default) == (None, date(2023, 5, 8))
