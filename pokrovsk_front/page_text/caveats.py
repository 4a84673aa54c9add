"""Caveats before a figure is quoted, each with the figure that shows its size."""

import pandas as pd

from pokrovsk_front.model.claims import Check
from pokrovsk_front.model.comparison import Comparison, compare
from pokrovsk_front.model.gains import change_pct
from pokrovsk_front.model.grey_zone import in_months, last_known_day
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.windows import ARTICLE_DATE, months_of_year
from pokrovsk_front.model.wording import Wording

SECTION_ID, TITLE = "before_you_quote", N_("Before you quote")


def caveats(daily_area: pd.DataFrame, distance: Check, words: Wording) -> tuple[str, str, str]:
    """Say what to know before quoting, each with the figure that shows its size.

    Args:
        daily_area: The table `daily_area`.
        distance: The check of the article's distance from Pokrovsk to Avdiivka.
        words: The reader's language.
    """
    _ = words.gettext
    distances = _(
        "**The article's “{printed}” from Pokrovsk to Avdiivka is {ours} between the two "
        "centres**, measured over the ellipsoid. A road is never shorter."
    ).format(
        printed=words.printed(distance.printed_value, distance.unit),
        ours=words.distance(distance.our_value, 1),
    )
    the_map = f"{map_date(words)} {_map_maker(words)}"
    return the_map, _grey_zone(daily_area, words), distances


def map_date(words: Wording) -> str:
    """Say that a map's date is its publication date, later than events on the ground."""
    return words.gettext(
        "**A map's date is the day it was published.** Some sectors are held back on request, "
        "and delays of weeks have been reported, so a gain may have happened earlier than the "
        "map says."
    )


def _map_maker(words: Wording) -> str:
    """Say who draws the map, and whom they work with: claim `deepstate_ministry` of the article."""
    return words.gettext(
        "**DeepState, which draws the map, cooperates with Ukraine's Defence Ministry**, as the "
        "article says. Name that when you quote."
    )


def _grey_zone(daily_area: pd.DataFrame, words: Wording) -> str:
    """Say how large the grey zone is, in months of net gain, and what it does to the growth."""
    last = in_months(daily_area, last_known_day(daily_area))
    then = in_months(daily_area, ARTICLE_DATE)
    said = (
        (
            last,
            words.gettext(
                "**No net gain here includes the grey zone.** Land of unknown status was {area} "
                "on {day}: as much as {months} months of net gain at {average} a month, the "
                "average of the twelve whole months before."
            ),
        ),
        (
            then,
            words.gettext(
                "On {day}, the day of the article, it was {area}: {months} months at the average "
                "then, {average} a month."
            ),
        ),
    )
    ten_months = compare(daily_area, months_of_year(2024, 10), months_of_year(2025, 10))
    return " ".join(
        [
            *(
                text.format(
                    area=words.area(measured.grey_zone_km2),
                    day=words.day(measured.as_of_date),
                    months=words.number(measured.months, 1),
                    average=words.area(measured.average_km2),
                )
                for measured, text in said
                if measured and measured.months
            ),
            _growth(ten_months, words),
        ]
    ).strip()


def _growth(comparison: Comparison, words: Wording) -> str:
    """Say the growth without the grey zone and with it; empty where a map does not tell it."""
    earlier, later = comparison.gains
    with_earlier, with_later = earlier.net_with_grey_zone_km2, later.net_with_grey_zone_km2
    if with_earlier is None or with_later is None:
        return ""
    return words.gettext(
        "Without it the net gain of {later_window} is {pct} above that of {earlier_window} "
        "({later_net} against {earlier_net}); with it, {with_pct} ({with_later} against "
        "{with_earlier})."
    ).format(
        later_window=words.span(later.window),
        earlier_window=words.span_again(earlier.window, later.window),
        pct=words.percent(change_pct(later.net_km2, earlier.net_km2)),
        later_net=words.area(later.net_km2),
        earlier_net=words.area(earlier.net_km2),
        with_pct=words.percent(change_pct(with_later, with_earlier)),
        with_later=words.area(with_later),
        with_earlier=words.area(with_earlier),
    )
