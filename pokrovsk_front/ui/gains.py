"""The sections of the page of gains that hold more than one figure: months and publishers."""

from functools import partial

from pokrovsk_front.charts import counts as count_charts
from pokrovsk_front.charts import gains as gain_charts
from pokrovsk_front.charts import history, isw_grey_zone
from pokrovsk_front.charts import publishers as publisher_charts
from pokrovsk_front.charts.grey_zone import grey_zone
from pokrovsk_front.charts.publishers_text import printed_list
from pokrovsk_front.model.comparison import Comparison, months_beside_printed, printed_months
from pokrovsk_front.model.counts import legs_of
from pokrovsk_front.model.isw import grey_share
from pokrovsk_front.model.windows import WindowError, have_same_months
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.ui import cached, frame, fresh, windows


def by_month(comparison: Comparison, words: Wording) -> None:
    """Show the months of both windows, every month, the occupied total and the grey zone."""
    daily, drawn = cached.table("daily_area"), frame.drawn(words)
    if have_same_months(*comparison.windows):
        by_deepstate = printed_months(cached.table("published_territory"), "deepstate")
        beside = (months_beside_printed(daily, each, by_deepstate) for each in comparison.windows)
        frame.show(gain_charts.monthly(comparison, *beside, **drawn), words)
    draw = partial(history.every_month, cached.every_month(), **drawn)
    frame.show_once("every_month", draw, words)
    is_trimmed = windows.is_axis_trimmed(words)
    draw = partial(history.occupied_total, daily, is_trimmed=is_trimmed, **drawn)
    frame.show_once("total", draw, words, variant=str(is_trimmed))
    frame.show_once("grey_zone", partial(grey_zone, daily, **drawn), words)


def by_publisher(comparison: Comparison, words: Wording) -> None:
    """Show the windows on another map, then what publishers printed, month by month."""
    daily, overlap = cached.table("daily_area"), cached.table("isw_deepstate_overlap")
    isw = cached.table("isw_daily_areas"), cached.table("isw_weekly_areas")
    try:
        legs = legs_of(daily, isw[0], *comparison.windows, isw_weekly=isw[1])
        source = "isw_weekly_areas" if legs.weekly else "isw_daily_areas"
        frame.show(count_charts.side_by_side(legs, **frame.drawn(words, source)), words)
    except WindowError as error:
        fresh.info("legs", words.refusal(error))
    board, months = cached.board_of_publishers(words.locale)
    draw = partial(
        publisher_charts.reconciliation,
        board,
        months,
        shared=grey_share(overlap),
        **frame.drawn(words, "isw_daily_areas", "isw_weekly_areas"),
    )
    frame.show_once("reconciliation", draw, words)
    drawn = frame.drawn(words, "isw_weekly_areas")
    frame.show_once("only_isw", partial(isw_grey_zone.only_isw, overlap, **drawn), words)
    for name, window in zip(("a", "b"), comparison.windows, strict=True):
        printed = printed_list(board.of(window), words)
        windows.printed_for(name, window, printed, words)
