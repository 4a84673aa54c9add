"""Health of the map archives: counts of maps, missing days, repeated maps, jumps.

Everything is counted on the tables `editions` and `daily_area`. Nothing here judges a map: a
repeated map may show a quiet day or an old copy, and a jump may be an offensive or a line that
was drawn anew. The tables do not tell which.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

import pandas as pd

from pokrovsk_front.model.dating import Certainty
from pokrovsk_front.model.windows import Window


@dataclass(frozen=True, slots=True)
class Count:
    """Number of map files of an archive, by outcome.

    `copies` show the map of a day that another archive stands for. `dates` spans the dates of its
    files; None where no name tells one.
    """

    maps: int
    used: int
    copies: int
    repeats: int
    refused: int
    dates: Window | None


@dataclass(frozen=True, slots=True)
class LastMap:
    """The map of the latest day, and the file that it is in.

    `edition_at` is the instant of publication, None where the archive does not tell it; it
    lies between `not_before_at` and `not_after_at`. `certainty` is one of `model.dating.Certainty`.
    """

    as_of_date: date
    archive_id: str
    edition: str
    edition_date: date
    edition_at: datetime | None
    not_before_at: datetime | None
    not_after_at: datetime | None
    certainty: str


@dataclass(frozen=True, slots=True)
class Inferred:
    """Days with maps dated by the readings of mirrors, since a first one.

    Attributes:
        days: From the first such day to the last with a map.
        certain: How many have a map whose day is certain.
        within_one_day: How many have one that is dated within one day.
        in_two_archives: How many have their map in two archives.
    """

    days: Window
    certain: int
    within_one_day: int
    in_two_archives: int

    @property
    def missing(self) -> int:
        """Number of days without a map."""
        return self.days.days - self.certain - self.within_one_day


def inferred_since(editions: pd.DataFrame, daily_area: pd.DataFrame, first_day: date) -> Inferred:
    """Count how the maps since a day are dated.

    Args:
        editions: The table `editions`.
        daily_area: The table `daily_area`, in order of time.
        first_day: The first day whose map is dated by readings.
    """
    own = daily_area[daily_area["as_of_date"] >= pd.Timestamp(first_day)]
    is_inferred = own["certainty"] == Certainty.WITHIN_ONE_DAY
    copied = editions.loc[editions["status"] == "copy", ["as_of_date", "archive_id"]]
    both = own.merge(copied, on="as_of_date", suffixes=("", "_of_copy"))
    is_other = both["archive_id"] != both["archive_id_of_copy"]
    return Inferred(
        days=Window(first_day, daily_area["as_of_date"].iloc[-1].date()),
        certain=int((~is_inferred).sum()),
        within_one_day=int(is_inferred.sum()),
        in_two_archives=int(both.loc[is_other, "as_of_date"].nunique()),
    )


@dataclass(frozen=True, slots=True)
class Health:
    """The state of the archives.

    Attributes:
        counts: What each archive holds, by `archive_id`.
        days: From the first day with a map to the last one.
        maps_by_month: The table of `maps_by_month`.
        missing_by_month: The table of `missing_by_month`.
        gaps: The runs of days without a map, in order of time.
        repeats: The rows of `editions` that repeat the map before.
        changes: The table of `changes`, in order of time.
        jumps: Its rows that change more than the bound.
        refused: The rows of `editions` that were refused.
        last_map: The map of the latest day.
        inferred: How the maps are dated that a mirror read, or None where the archive has none.
    """

    counts: Mapping[str, Count]
    days: Window
    maps_by_month: pd.DataFrame
    missing_by_month: pd.DataFrame
    gaps: tuple[Window, ...]
    repeats: pd.DataFrame
    changes: pd.DataFrame
    jumps: pd.DataFrame
    refused: pd.DataFrame
    last_map: LastMap
    inferred: Inferred | None = None

    def gaps_within(self, window: Window) -> tuple[Window, ...]:
        """Give the runs of days without a map, cut to a window."""
        return tuple(
            Window(max(gap.first_day, window.first_day), min(gap.last_day, window.last_day))
            for gap in self.gaps
            if gap.first_day <= window.last_day and window.first_day <= gap.last_day
        )

    def since(self, first_day: date) -> Window:
        """Give the days of the archive from a day on, or all of them where it ends before."""
        if first_day > self.days.last_day:
            return self.days
        return Window(max(first_day, self.days.first_day), self.days.last_day)


def archive_health(
    editions: pd.DataFrame,
    daily_area: pd.DataFrame,
    max_jump_km2: float,
    read_since: date | None = None,
) -> Health:
    """Assess the health of the archives.

    Args:
        editions: The table `editions`.
        daily_area: The table `daily_area`, in order of time.
        max_jump_km2: How much land may change from a map to the next for each day between.
        read_since: The first day whose map is dated by readings; None where none is.

    Raises:
        ValueError: The file of the last map is not in `editions`.
    """
    steps = changes(daily_area)
    days = daily_area["as_of_date"]
    return Health(
        counts={
            str(archive_id): _count(rows)
            for archive_id, rows in editions.groupby("archive_id", sort=False)
        },
        days=Window(days.iloc[0].date(), days.iloc[-1].date()),
        maps_by_month=maps_by_month(editions),
        missing_by_month=missing_by_month(days),
        gaps=gaps(days),
        repeats=_in_order(editions[editions["is_repeat"]]),
        changes=steps,
        jumps=jumps(steps, max_jump_km2),
        refused=_in_order(editions[editions["status"] == "refused"]),
        last_map=last_map(editions, daily_area),
        inferred=inferred_since(editions, daily_area, read_since) if read_since else None,
    )


def _in_order(editions: pd.DataFrame) -> pd.DataFrame:
    return editions.sort_values(["edition_date", "archive_id", "edition"], ignore_index=True)


def _count(rows: pd.DataFrame) -> Count:
    dates = rows["edition_date"].dropna()
    return Count(
        maps=len(rows),
        used=int((rows["status"] == "used").sum()),
        copies=int((rows["status"] == "copy").sum()),
        repeats=int(rows["is_repeat"].sum()),
        refused=int((rows["status"] == "refused").sum()),
        dates=Window(dates.min().date(), dates.max().date()) if len(dates) else None,
    )


def gaps(days: pd.Series) -> tuple[Window, ...]:
    """Find the runs of days without a map between the first day and the last.

    Args:
        days: The days that have a map, ascending and each once.

    >>> gaps(pd.to_datetime(pd.Series(["2024-01-09", "2024-01-12", "2024-01-13"])))
    (Window(first_day=datetime.date(2024, 1, 10), last_day=datetime.date(2024, 1, 11)),)
    """
    day = timedelta(days=1)
    return tuple(
        Window(before.date() + day, after.date() - day)
        for before, after in pairwise(days)
        if after - before > day
    )


def missing_by_month(days: pd.Series) -> pd.DataFrame:
    """Count the days of each month that have no map.

    Args:
        days: The days that have a map, ascending and each once. Days before the first and after
            the last are not missing: the archive does not reach them.

    Returns:
        `month` (its first day), `days` that the archive spans, `missing_days`; every month from
        the first to the last.

    >>> table = missing_by_month(pd.to_datetime(pd.Series(["2024-01-30", "2024-02-03"])))
    >>> table["missing_days"].tolist(), table["days"].tolist()
    ([1, 2], [2, 3])
    """
    every_day = pd.date_range(days.iloc[0], days.iloc[-1])
    rows = pd.DataFrame(
        {
            "month": every_day.to_period("M").to_timestamp(),
            "days": 1,
            "missing_days": (~every_day.isin(days)).astype("int64"),
        }
    )
    return rows.groupby("month", as_index=False).sum()


def maps_by_month(editions: pd.DataFrame) -> pd.DataFrame:
    """Count the map files of each archive by the month of their date.

    Args:
        editions: The table `editions`. A file whose name tells no date is in no month.

    Returns:
        `month` (its first day), `archive_id`, `used_maps` that stand for a day and `other_maps`
        that do not; every archive in every month from the first to the last, sorted.
    """
    dated = editions.dropna(subset=["edition_date"])
    month = dated["edition_date"].dt.to_period("M")
    is_used = dated["status"] == "used"
    counted = (
        pd.DataFrame(
            {
                "month": month,
                "archive_id": dated["archive_id"],
                "used_maps": is_used.astype("int64"),
                "other_maps": (~is_used).astype("int64"),
            }
        )
        .groupby(["month", "archive_id"])
        .sum()
    )
    every_month = pd.period_range(month.min(), month.max(), freq="M")
    archive_ids = sorted(dated["archive_id"].unique())
    index = pd.MultiIndex.from_product([every_month, archive_ids], names=["month", "archive_id"])
    table = counted.reindex(index, fill_value=0).reset_index()
    table["month"] = table["month"].dt.to_timestamp()
    return table


def changes(daily_area: pd.DataFrame) -> pd.DataFrame:
    """Measure what changed from each map to the next, and how much that is a day.

    Args:
        daily_area: The table `daily_area`, in order of time.

    Returns:
        `as_of_date`, `days` since the map before, `gained_km2`, `regained_km2`, `net_km2` and
        `changed_km2_per_day`: gained and regained together for each of those days. The first
        map has none before it and no row. What changed and changed back between is not in it.
    """
    later = daily_area.iloc[1:]
    days = daily_area["as_of_date"].diff().dt.days.iloc[1:].astype("int64")
    gained, regained = later["gained_km2"], later["regained_km2"]
    return pd.DataFrame(
        {
            "as_of_date": later["as_of_date"],
            "days": days,
            "gained_km2": gained,
            "regained_km2": regained,
            "net_km2": gained - regained,
            "changed_km2_per_day": (gained + regained) / days,
        }
    ).reset_index(drop=True)


def jumps(steps: pd.DataFrame, max_km2: float) -> pd.DataFrame:
    """Select the maps that differ from the one before by more than a bound.

    Args:
        steps: The table of `changes`.
        max_km2: How much land may change for each day between two maps; a change of just so
            much is no jump.
    """
    return steps[steps["changed_km2_per_day"] > max_km2].reset_index(drop=True)


def last_map(editions: pd.DataFrame, daily_area: pd.DataFrame) -> LastMap:
    """Give the map of the latest day and its file.

    Raises:
        ValueError: The file is not in `editions`.
    """
    last = daily_area.iloc[-1]
    is_it = (editions["archive_id"] == last["archive_id"]) & (
        editions["edition"] == last["edition"]
    )
    if is_it.sum() != 1:
        raise ValueError(f"The last map {last['archive_id']}/{last['edition']} has no edition.")
    own = editions.loc[is_it].iloc[0]
    return LastMap(
        as_of_date=last["as_of_date"].date(),
        archive_id=str(last["archive_id"]),
        edition=str(last["edition"]),
        edition_date=own["edition_date"].date(),
        edition_at=_instant(last["edition_at"]),
        not_before_at=_instant(own["not_before_at"]),
        not_after_at=_instant(own["not_after_at"]),
        certainty=str(last["certainty"]),
    )


def _instant(at: pd.Timestamp) -> datetime | None:
    return None if pd.isna(at) else at.to_pydatetime()
