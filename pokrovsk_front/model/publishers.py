"""What publishers printed, set beside our figure for the same days and never averaged with it.

Three counts stand here: the occupied total on DeepState's map, and the map of the Institute for
the Study of War (ISW) in two definitions, as ISW assesses it and with the Russian claims that it
does not confirm. Nothing here fills a day, extends a series, chains two series or turns several
figures into one; a published figure that is no gain in land is left out and counted as such.
"""

import math
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd

from pokrovsk_front.model.gains import (
    ArchiveGapError,
    Gaps,
    monthly_gains,
    net_gain,
    standing_on,
    window_change_pct,
)
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.windows import Window

IswDefinition = Literal["assessed", "with_claims"]
"""What is counted on the ISW map: what ISW assesses, or that and what Russian sources claim."""

LAYERS_OF: dict[IswDefinition, tuple[str, ...]] = {
    "assessed": ("control_km2", "assessed_advances_km2"),
    "with_claims": ("control_km2", "assessed_advances_km2", "claimed_km2"),
}
"""The layers that add up to each definition. Which sum a printed series follows was found by
comparing the sums with the printed months of ISW and of AFP; neither prints its method."""

ISW_GAPS = Gaps(
    outside=N_("The ISW series runs from {first} to {last}; it has no value of {day}."),
    within=N_(
        "The ISW series has no value within {days} days before {day}; the nearest is of {nearest}."
    ),
    before=N_(
        "No window can start on {day}: the ISW series runs from {first} to {last} and has no value "
        "of the day before."
    ),
)

LegId = Literal["deepstate", "isw_assessed", "isw_with_claims"]

GAIN_MEASURES = frozenset({"net_gain", "gain_not_specified", "claimed_gain"})
PACE_MEASURES = frozenset({"average_per_day", "average_per_week", "average_per_month"})
ONE_WAY_MEASURES = frozenset({"gross_gain", "retaken"})

DAYS_OF_A_UNIT = {"km2_per_day": 1.0, "km2_per_week": 7.0, "km2_per_month": 365.2425 / 12}
"""How many days a mean pace is stated for; a month is a twelfth of the mean Gregorian year."""


@dataclass(frozen=True, slots=True)
class IswReading:
    """The area on the ISW map that stands for a day, in one definition."""

    asked_date: date
    as_of_date: date
    definition: IswDefinition
    area_km2: float

    @property
    def gap_days(self) -> int:
        """How many days older the value is than the day that was asked for."""
        return (self.asked_date - self.as_of_date).days


@dataclass(frozen=True, slots=True)
class IswGain:
    """The net change on the ISW map over a window, and the two readings behind it."""

    window: Window
    definition: IswDefinition
    opening: IswReading
    closing: IswReading

    @property
    def net_km2(self) -> float:
        """Net change over the window, in km2; negative when the area shrank."""
        return self.closing.area_km2 - self.opening.area_km2


@dataclass(frozen=True, slots=True)
class Leg:
    """Two windows measured on one count.

    Attributes:
        leg_id: Which count.
        earlier_km2: Net gain of the window that is compared with.
        later_km2: Net gain of the window in question.
        as_of_date: Day of the latest map used.
        windows: The two windows.
    """

    leg_id: LegId
    earlier_km2: float
    later_km2: float
    as_of_date: date
    windows: tuple[Window, Window]

    @property
    def change_pct(self) -> float | None:
        """By how many percent the later gain is above the earlier one; None without two gains.

        Windows of different length are compared by the day.
        """
        if self.earlier_km2 <= 0 or self.later_km2 <= 0:
            return None
        return window_change_pct(self.later_km2, self.earlier_km2, *self.windows)


@dataclass(frozen=True, slots=True)
class ThreeLegs:
    """Two windows on three counts, each measured on its own map."""

    earlier: Window
    later: Window
    legs: tuple[Leg, Leg, Leg]

    @property
    def as_of_date(self) -> date:
        """Day of the latest map used."""
        return max(leg.as_of_date for leg in self.legs)


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
        """Whether it is a claim of one side that nobody verified."""
        return self.kind == "claim_not_verified"

    @property
    def is_comparable(self) -> bool:
        """Whether it counts land of Ukraine and still stands as its counter last printed it."""
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


def isw_areas(isw_daily: pd.DataFrame, definition: IswDefinition) -> pd.Series:
    """Add up the layers of one definition, day by day.

    A day whose layer is missing, or marked incomplete, has no value: no layer is carried over
    from another day.

    Args:
        isw_daily: The table `isw_daily_areas`, ascending by `as_of_date`.
        definition: What is counted.

    Returns:
        Areas in km2, indexed by day, ascending; days without a value are absent.
    """
    whole = isw_daily[~isw_daily["is_incomplete"]].set_index("as_of_date")
    return whole[list(LAYERS_OF[definition])].sum(axis="columns", skipna=False).dropna()


def isw_reading_on(
    areas_km2: pd.Series, day: date, definition: IswDefinition, *, opens: Window | None = None
) -> IswReading:
    """Find the value of the ISW map that stands for `day`: its own, or the nearest earlier one.

    Args:
        areas_km2: What `isw_areas` gave for `definition`.
        day: The day that is asked for.
        definition: What is counted.
        opens: The window that `day` is the eve of, if it is one.

    Raises:
        ArchiveGapError: The day is outside the series, or no value stands on it or in the
            `MAX_CARRY_DAYS` before it.
    """
    if areas_km2.empty:
        raise ArchiveGapError(N_("The ISW series has no value."))
    days = areas_km2.index.to_numpy()
    position = standing_on(days, day, ISW_GAPS, opens=opens)
    return IswReading(
        asked_date=day,
        as_of_date=areas_km2.index[position].date(),
        definition=definition,
        area_km2=float(areas_km2.iloc[position]),
    )


def isw_gain(isw_daily: pd.DataFrame, window: Window, definition: IswDefinition) -> IswGain:
    """Measure the net change on the ISW map over `window`.

    The opening state is that of the eve of the first day, as for our own figure. ISW redraws
    its layer of control about once in two weeks, so that a window shorter than a month may
    show the redrawing rather than the front.

    Args:
        isw_daily: The table `isw_daily_areas`, ascending by `as_of_date`.
        window: The days that count, both ends included.
        definition: `assessed` (control and assessed advances) or `with_claims` (with what
            Russian sources claim as well).

    Raises:
        ArchiveGapError: A boundary of the window is outside the series or in a gap.
    """
    return _isw_gain_from(isw_areas(isw_daily, definition), window, definition)


def _isw_gain_from(areas_km2: pd.Series, window: Window, definition: IswDefinition) -> IswGain:
    return IswGain(
        window=window,
        definition=definition,
        opening=isw_reading_on(areas_km2, window.eve, definition, opens=window),
        closing=isw_reading_on(areas_km2, window.last_day, definition),
    )


def three_legs(
    daily_area: pd.DataFrame, isw_daily: pd.DataFrame, earlier: Window, later: Window
) -> ThreeLegs:
    """Measure two windows on DeepState's map and on the ISW map in both definitions.

    Args:
        daily_area: The table `daily_area`.
        isw_daily: The table `isw_daily_areas`.
        earlier: The window that is compared with.
        later: The window in question.

    Raises:
        ArchiveGapError: A boundary of a window is outside the map archive or the ISW series, or
            in a gap of it.
    """
    first, second = net_gain(daily_area, earlier), net_gain(daily_area, later)
    return ThreeLegs(
        earlier=earlier,
        later=later,
        legs=(
            Leg(
                leg_id="deepstate",
                earlier_km2=first.net_km2,
                later_km2=second.net_km2,
                as_of_date=max(first.closing.as_of_date, second.closing.as_of_date),
                windows=(earlier, later),
            ),
            _isw_leg(isw_daily, earlier, later, "assessed"),
            _isw_leg(isw_daily, earlier, later, "with_claims"),
        ),
    )


def _isw_leg(
    isw_daily: pd.DataFrame, earlier: Window, later: Window, definition: IswDefinition
) -> Leg:
    areas_km2 = isw_areas(isw_daily, definition)
    first, second = (_isw_gain_from(areas_km2, window, definition) for window in (earlier, later))
    return Leg(
        leg_id="isw_assessed" if definition == "assessed" else "isw_with_claims",
        earlier_km2=first.net_km2,
        later_km2=second.net_km2,
        as_of_date=max(first.closing.as_of_date, second.closing.as_of_date),
        windows=(earlier, later),
    )


def board(
    published: pd.DataFrame, daily_area: pd.DataFrame, isw_daily: pd.DataFrame, within: Window
) -> Board:
    """Set every published gain beside ours and ISW's map for the same days.

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
        return _isw_gain_from(areas[definition], window, definition).net_km2
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
