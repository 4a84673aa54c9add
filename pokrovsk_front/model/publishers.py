"""Published figures beside ours for the same days, never averaged.

Three counts stand here: the occupied total on DeepState's map, and the map of the Institute for
the Study of War (ISW) in two definitions, as ISW assesses it and with the Russian claims that it
does not confirm. Nothing here fills a day, extends a series, chains two series or turns several
figures into one; a published figure that is no gain in land is left out and counted as such.
"""

import math
from dataclasses import dataclass
from datetime import date

import pandas as pd

from pokrovsk_front.model.gains import monthly_gains, net_gain
from pokrovsk_front.model.isw import (
    LAYERS_OF,
    IswDefinition,
    isw_areas,
    isw_gain_from,
)
from pokrovsk_front.model.readings import ArchiveGapError
from pokrovsk_front.model.windows import Window

GAIN_MEASURES = frozenset({"net_gain", "gain_not_specified", "claimed_gain"})
PACE_MEASURES = frozenset({"average_per_day", "average_per_week", "average_per_month"})
ONE_WAY_MEASURES = frozenset({"gross_gain", "retaken"})

DAYS_OF_A_UNIT = {"km2_per_day": 1.0, "km2_per_week": 7.0, "km2_per_month": 365.2425 / 12}
"""How many days a mean pace is stated for; a month is a twelfth of the mean Gregorian year."""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One published figure, beside ours and ISW's map measured over the same days.

    `printed`, `ours`, `isw_assessed` and `isw_with_claims` are in `unit`: km2, or km2 a day, a
    week or a month. A count that does not reach over the window is None.

    Attributes:
        series_id: Whose figure, and on which basis.
        series: Name of the series.
        attributed_to: Who counted or said it.
        window: The days it was printed for.
        measure: What kind of number it is, as in the table `published_territory`.
        unit: Unit of all four figures.
        printed: The published figure.
        ours: Net change of the occupied total on DeepState's map, in the same unit.
        isw_assessed: Net change on the ISW map as assessed, in the same unit.
        isw_with_claims: The same with Russian claims.
        definition: What the publisher counts.
        kind: `published_figure` or `claim_not_verified`.
        caveat_id: Why it cannot be compared as it stands; empty where nothing is known.
        as_of_date: The day the figure speaks of.
        publisher: Who printed the page on which it was read.
        source_id: Key of the source.
        url: The page on which it was read.
        host_is_weak: Whether that page is a copy or an aggregator.
        note: What to know before quoting; may be empty.
    """

    series_id: str
    series: str
    attributed_to: str
    window: Window
    measure: str
    unit: str
    printed: float
    ours: float | None
    isw_assessed: float | None
    isw_with_claims: float | None
    definition: str
    kind: str
    caveat_id: str
    as_of_date: date
    publisher: str
    source_id: str
    url: str
    host_is_weak: bool
    note: str

    @property
    def is_claim(self) -> bool:
        """Whether it is an unverified claim of one side."""
        return self.kind == "claim_not_verified"

    @property
    def is_comparable(self) -> bool:
        """Whether it counts land of Ukraine and was not superseded."""
        return self.caveat_id not in {"includes_kursk", "superseded"}

    @property
    def month(self) -> date | None:
        """The first day of the calendar month that the window is; None for any other window."""
        first, last = pd.Timestamp(self.window.first_day), pd.Timestamp(self.window.last_day)
        is_month = first.day == 1 and last == first + pd.offsets.MonthEnd(0)
        return self.window.first_day if is_month else None

    @property
    def printed_less_ours(self) -> float | None:
        """The published figure less ours, in `unit`."""
        return _difference(self.printed, self.ours)

    @property
    def printed_less_isw_assessed(self) -> float | None:
        """The published figure less the ISW map as assessed, in `unit`."""
        return _difference(self.printed, self.isw_assessed)

    @property
    def printed_less_isw_with_claims(self) -> float | None:
        """The published figure less the ISW map with Russian claims, in `unit`."""
        return _difference(self.printed, self.isw_with_claims)


@dataclass(frozen=True, slots=True)
class Board:
    """The published gains of a span of days, one row each.

    Attributes:
        within: The days that every row's window lies in.
        rows: By first day, then last day, then series.
        one_way_left_out: How many tallies of advances or of land retaken were left out: they
            are not net, so that no difference to a net change has a meaning.
        level_left_out: How many totals and shares were left out: they are no change.
    """

    within: Window
    rows: tuple[BoardRow, ...]
    one_way_left_out: int
    level_left_out: int

    @property
    def months(self) -> tuple[BoardRow, ...]:
        """The rows of whole calendar months."""
        return tuple(row for row in self.rows if row.month is not None)

    @property
    def other_windows(self) -> tuple[BoardRow, ...]:
        """The rows of all windows but calendar months."""
        return tuple(row for row in self.rows if row.month is None)

    def of(self, window: Window) -> tuple[BoardRow, ...]:
        """The rows that were printed for exactly these days."""
        return tuple(row for row in self.rows if row.window == window)


@dataclass(frozen=True, slots=True)
class Spread:
    """The month in which the published figures lie furthest apart."""

    month: date
    lowest: BoardRow
    highest: BoardRow

    @property
    def km2(self) -> float:
        """The highest figure less the lowest, in km2."""
        return self.highest.printed - self.lowest.printed


def _difference(printed: float, measured: float | None) -> float | None:
    return None if measured is None else printed - measured


def board(
    published: pd.DataFrame, daily_area: pd.DataFrame, isw_daily: pd.DataFrame, within: Window
) -> Board:
    """Compare every published gain with ours and with ISW's map for the same days.

    A mean pace stays in its unit: our net change is divided by the days of the window and
    stated for as many days as the unit has. Figures are set beside each other and never
    averaged, chained or corrected.

    Args:
        published: The table `published_territory`.
        daily_area: The table `daily_area`.
        isw_daily: The table `isw_daily_areas`.
        within: Only figures whose whole period lies in it.

    Returns:
        One row a published row; what is left out is counted.
    """
    inside = published[
        (published["period_start_date"] >= pd.Timestamp(within.first_day))
        & (published["period_end_date"] <= pd.Timestamp(within.last_day))
    ].sort_values(["period_start_date", "period_end_date", "series_id", "value"])
    is_gain = inside["measure"].isin(GAIN_MEASURES | PACE_MEASURES)
    is_one_way = inside["measure"].isin(ONE_WAY_MEASURES)
    areas = _areas_by_definition(isw_daily)
    measured: dict[Window, tuple[float | None, float | None, float | None]] = {}
    rows = []
    for row in inside[is_gain].to_dict(orient="records"):
        window = Window(row["period_start_date"].date(), row["period_end_date"].date())
        if window not in measured:
            measured[window] = _measured(daily_area, areas, window)
        ours, assessed, with_claims = (
            _in_unit(net_km2, window, str(row["unit"])) for net_km2 in measured[window]
        )
        rows.append(
            BoardRow(
                window=window,
                printed=float(row["value"]),
                ours=ours,
                isw_assessed=assessed,
                isw_with_claims=with_claims,
                as_of_date=row["as_of_date"].date(),
                host_is_weak=bool(row["host_is_weak"]),
                **{column: str(row[column]) for column in _COPIED},
            )
        )
    return Board(
        within=within,
        rows=tuple(rows),
        one_way_left_out=int(is_one_way.sum()),
        level_left_out=int((~is_gain & ~is_one_way).sum()),
    )


_COPIED = (
    *("series_id", "series", "attributed_to", "measure", "unit", "definition", "kind"),
    *("caveat_id", "publisher", "source_id", "url", "note"),
)


def _measured(
    daily_area: pd.DataFrame, areas: dict[IswDefinition, pd.Series], window: Window
) -> tuple[float | None, float | None, float | None]:
    """Measure a window on the three counts, in km2; None where a count does not reach."""
    try:
        ours: float | None = net_gain(daily_area, window).net_km2
    except ArchiveGapError:
        ours = None
    return (
        ours,
        _isw_net_km2(areas, window, "assessed"),
        _isw_net_km2(areas, window, "with_claims"),
    )


def _areas_by_definition(isw_daily: pd.DataFrame) -> dict[IswDefinition, pd.Series]:
    return {definition: isw_areas(isw_daily, definition) for definition in LAYERS_OF}


def _isw_net_km2(
    areas: dict[IswDefinition, pd.Series], window: Window, definition: IswDefinition
) -> float | None:
    try:
        return isw_gain_from(areas[definition], window, definition).net_km2
    except ArchiveGapError:
        return None


def _in_unit(net_km2: float | None, window: Window, unit: str) -> float | None:
    if net_km2 is None or unit == "km2":
        return net_km2
    return net_km2 / window.days * DAYS_OF_A_UNIT[unit]


def months_on_three_counts(
    daily_area: pd.DataFrame, isw_daily: pd.DataFrame, within: Window
) -> pd.DataFrame:
    """Measure each whole calendar month of a span on the three counts.

    Args:
        daily_area: The table `daily_area`.
        isw_daily: The table `isw_daily_areas`.
        within: Months that are not wholly inside it are left out.

    Returns:
        One row a month: `month` (its first day), `ours_km2`, `isw_assessed_km2` and
        `isw_with_claims_km2`, NaN where the ISW series does not reach, and
        `closing_as_of_date` of our map.

    Raises:
        ArchiveGapError: A boundary of a month is outside the map archive or in a gap of it.
    """
    months = monthly_gains(daily_area, within).rename(columns={"net_km2": "ours_km2"})
    windows = [
        Window(month.date(), (month + pd.offsets.MonthEnd(0)).date()) for month in months["month"]
    ]
    areas = _areas_by_definition(isw_daily)
    for definition in LAYERS_OF:
        gains = [_isw_net_km2(areas, window, definition) for window in windows]
        months[f"isw_{definition}_km2"] = [math.nan if gain is None else gain for gain in gains]
    return months[
        ["month", "ours_km2", "isw_assessed_km2", "isw_with_claims_km2", "closing_as_of_date"]
    ]


def series_break(rows: tuple[BoardRow, ...], before: str, after: str) -> date | None:
    """Find the month in which one series takes the place of another on a new basis.

    Args:
        rows: Rows of a board.
        before: The series that ends.
        after: The series that goes on; months of it that overlap the first are no break.

    Returns:
        The first day of the first month of `after` that follows every month of `before`;
        None where either has none.
    """
    ended = [row.month for row in rows if row.series_id == before and row.month]
    if not ended:
        return None
    begun = [
        row.month for row in rows if row.series_id == after and row.month and row.month > max(ended)
    ]
    return min(begun, default=None)


def widest_spread(rows: tuple[BoardRow, ...]) -> Spread | None:
    """Find the calendar month whose published figures lie furthest apart.

    Claims, figures that their counter replaced and figures that take in land of Russia do not
    count; neither do mean paces.

    Returns:
        The month with its lowest and highest figure; None where no month has two.
    """
    by_month: dict[date, list[BoardRow]] = {}
    for row in rows:
        if row.month and row.unit == "km2" and row.is_comparable and not row.is_claim:
            by_month.setdefault(row.month, []).append(row)
    spreads = [
        Spread(
            month,
            min(of_month, key=lambda row: row.printed),
            max(of_month, key=lambda row: row.printed),
        )
        for month, of_month in by_month.items()
        if len(of_month) > 1
    ]
    return max(spreads, key=lambda spread: spread.km2, default=None)
