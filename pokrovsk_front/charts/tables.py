"""Tables beside the charts, worded for readers."""

from collections.abc import Callable, Mapping

import pandas as pd

from pokrovsk_front.model.comparison import Comparison
from pokrovsk_front.model.gains import Gain, GrossChange, change_pct
from pokrovsk_front.model.map_text import map_day
from pokrovsk_front.model.wording import Wording


def areas_by_day(
    rows: pd.DataFrame,
    columns: Mapping[str, str],
    words: Wording,
    *,
    decimals: Mapping[str, int] | None = None,
) -> pd.DataFrame:
    """Tabulate areas of maps by their day; an area that is missing is not known.

    Args:
        rows: One row a map: its `as_of_date` and areas in km2.
        columns: Names for readers by the column of `rows`.
        words: The reader's language.
        decimals: Decimals by the column of `rows`; 0 by default.
    """
    places, unknown = decimals or {}, words.gettext("not known")
    table = {words.gettext("Map date"): [words.short_day(day.date()) for day in rows["as_of_date"]]}
    for column, name in columns.items():
        table[name] = [
            unknown if pd.isna(km2) else words.number(km2, places.get(column, 0))
            for km2 in rows[column]
        ]
    return pd.DataFrame(table)


def start_end_change(
    comparison: Comparison,
    gross: tuple[GrossChange, ...],
    denominators_km2: Mapping[str, float],
    words: Wording,
) -> pd.DataFrame:
    """Tabulate opening state, closing state and gains of both windows.

    Args:
        comparison: The two gains.
        gross: What was gained and regained in the earlier and in the later window.
        denominators_km2: Areas by the name that a reader sees, to take shares of.
        words: The reader's language.

    Returns:
        One row a measure, one column a window, and a last one with their difference.
    """
    _ = words.gettext
    measures = [
        _("Days"),
        _("Opening map"),
        _("Occupied on the opening map"),
        _("Grey zone on the opening map, counted separately"),
        _("Closing map"),
        _("Occupied on the closing map"),
        _("Grey zone on the closing map, counted separately"),
        _("Net gain"),
        _("Net change with the grey zone included"),
        _("Gained from map to map, what was regained not subtracted"),
        _("Regained by Ukrainian forces from map to map"),
        _("Net gain a day"),
        _("Net gain, share of the opening total, %"),
        *(
            _("Net gain as a share of the area: {name}, {area}").format(
                name=name, area=words.area(km2)
            )
            for name, km2 in denominators_km2.items()
        ),
    ]
    earlier, later = comparison.gains
    return pd.DataFrame(
        {
            _("Measure"): measures,
            words.span(earlier.window): _column(earlier, gross[0], denominators_km2, words),
            words.span(later.window): _column(later, gross[1], denominators_km2, words),
            _("Difference"): _differences(comparison, gross, len(denominators_km2), words),
        }
    )


def _column(
    gain: Gain, gross: GrossChange, denominators_km2: Mapping[str, float], words: Wording
) -> list[str]:
    opening, closing = gain.opening, gain.closing
    return [
        words.number(gain.window.days),
        map_day(opening, words),
        words.area(opening.occupied_total_km2),
        _if_known(opening.grey_zone_km2, words.area, words),
        map_day(closing, words),
        words.area(closing.occupied_total_km2),
        _if_known(closing.grey_zone_km2, words.area, words),
        words.signed_area(gain.net_km2),
        _if_known(gain.net_with_grey_zone_km2, words.signed_area, words),
        words.area(gross.gained_km2),
        words.area(gross.regained_km2),
        words.signed_area(gain.net_km2_per_day, 1),
        words.percent(change_pct(closing.occupied_total_km2, opening.occupied_total_km2), 1),
        *(words.percent(gain.net_km2 / km2 * 100, 2) for km2 in denominators_km2.values()),
    ]


def _differences(
    comparison: Comparison, gross: tuple[GrossChange, ...], shares: int, words: Wording
) -> list[str]:
    """Write the differences of the windows, and the ratio of the net gains.

    Where the windows differ in length, that is said of the gain a day.
    """
    earlier, later = comparison.gains
    is_like_for_like = comparison.is_like_for_like

    def difference(of_later_km2: float | None, of_earlier_km2: float | None) -> str:
        if of_later_km2 is None or of_earlier_km2 is None:
            return words.gettext("not known")
        return words.signed_area(of_later_km2 - of_earlier_km2)

    return [
        words.signed(later.window.days - earlier.window.days),
        "",
        words.signed_area(later.opening.occupied_total_km2 - earlier.opening.occupied_total_km2),
        difference(later.opening.grey_zone_km2, earlier.opening.grey_zone_km2),
        "",
        words.signed_area(later.closing.occupied_total_km2 - earlier.closing.occupied_total_km2),
        difference(later.closing.grey_zone_km2, earlier.closing.grey_zone_km2),
        _times(words.signed_area(comparison.difference_km2), comparison.ratio, words),
        difference(later.net_with_grey_zone_km2, earlier.net_with_grey_zone_km2),
        words.signed_area(gross[1].gained_km2 - gross[0].gained_km2),
        words.signed_area(gross[1].regained_km2 - gross[0].regained_km2),
        _times(
            words.signed_area(comparison.difference_km2_per_day, 1),
            None if is_like_for_like else comparison.ratio_per_day,
            words,
        ),
        *[""] * (1 + shares),
    ]


def _if_known(km2: float | None, write: Callable[[float], str], words: Wording) -> str:
    return words.gettext("not known") if km2 is None else write(km2)


def _times(difference: str, ratio: float | None, words: Wording) -> str:
    if ratio is None:
        return difference
    return words.gettext("{difference}, {ratio} times as much").format(
        difference=difference, ratio=words.number(ratio, 2)
    )
