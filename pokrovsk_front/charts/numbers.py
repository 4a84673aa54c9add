"""Data behind each chart for analysts: one row a point, independent of language.

Columns are named as in the data dictionary, with their units; a window is an ISO 8601 interval of
its first and last day. Nothing is rounded beyond the noise of the last bits.
"""

from collections.abc import Iterable, Sequence

import pandas as pd

from pokrovsk_front.model.comparison import Comparison
from pokrovsk_front.model.counts import Legs
from pokrovsk_front.model.front_distance import Line
from pokrovsk_front.model.health import Health
from pokrovsk_front.model.people import Count
from pokrovsk_front.model.place_share import PlaceShare
from pokrovsk_front.model.printed_distance import Measured
from pokrovsk_front.model.publishers import BoardRow
from pokrovsk_front.model.sensitivity import Variant
from pokrovsk_front.model.timeline import ClaimLag, Event
from pokrovsk_front.model.windows import Window

DECIMALS = 6
CALCULATED_HERE = "calculated_here"


def _interval(window: Window) -> str:
    return f"{window.first_day.isoformat()}/{window.last_day.isoformat()}"


def _dates(rows: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """Convert columns of days to timestamps: objects would be text in the metadata."""
    return rows.assign(**{column: pd.to_datetime(rows[column]) for column in columns})


def cumulative(comparison: Comparison) -> pd.DataFrame:
    """Give the net gain of both windows by day of the map; the first row of each is its eve."""
    parts = zip(comparison.gains, (comparison.earlier_curve, comparison.later_curve), strict=True)
    return pd.concat(
        [
            pd.DataFrame(
                {
                    "date": curve["as_of_date"],
                    "window": _interval(gain.window),
                    "day_of_window": curve["day_of_window"],
                    "net_gain_km2": curve["net_km2"].round(DECIMALS),
                }
            )
            for gain, curve in parts
        ],
        ignore_index=True,
    )


def monthly(earlier_months: pd.DataFrame, later_months: pd.DataFrame) -> pd.DataFrame:
    """Give the net gain of each month and what was published for it."""
    months = pd.concat([earlier_months, later_months], ignore_index=True)
    return pd.DataFrame(
        {
            "month_start_date": months["month"],
            "net_gain_km2": months["net_km2"].round(DECIMALS),
            "published_net_gain_km2": months["printed_km2"],
        }
    )


def every_month(months: pd.DataFrame) -> pd.DataFrame:
    """Give the net gain of each month with the days of its two maps."""
    return pd.DataFrame(
        {
            "month_start_date": months["month"],
            "opening_as_of_date": months["opening_as_of_date"],
            "closing_as_of_date": months["closing_as_of_date"],
            "net_gain_km2": months["net_km2"].round(DECIMALS),
        }
    )


def occupied_total(daily_area: pd.DataFrame) -> pd.DataFrame:
    """Give the occupied total of each map."""
    columns = ["as_of_date", "archive_id", "edition", "occupied_total_km2"]
    return daily_area[columns].rename(columns={"as_of_date": "date"}).reset_index(drop=True)


def grey_zone(daily_area: pd.DataFrame) -> pd.DataFrame:
    """Give the grey zone, where it is known, and the occupied total of each map."""
    columns = ["as_of_date", "archive_id", "edition", "grey_zone_km2", "occupied_total_km2"]
    return daily_area[columns].rename(columns={"as_of_date": "date"}).reset_index(drop=True)


def place_share(by_day: pd.DataFrame) -> pd.DataFrame:
    """Give the shares of an area on each map."""
    columns = ["occupied_km2", "grey_zone_km2", "occupied_pct", "grey_pct", "neither_pct"]
    rows = by_day[columns].round(DECIMALS).reset_index(drop=True)
    rows.insert(0, "date", by_day["as_of_date"].to_numpy())
    return rows


def shares_on_a_map(shares: Iterable[PlaceShare]) -> pd.DataFrame:
    """Give the shares of areas on a map, one row an area."""
    rows = pd.DataFrame(
        [
            {
                "area_id": each.area.area_id,
                "measure": each.area.measure,
                "kind": each.area.kind,
                "area_km2": each.area.area_km2,
                "as_of_date": each.reading.as_of_date,
                "occupied_km2": each.occupied_km2,
                "grey_zone_km2": each.grey_zone_km2,
                "occupied_pct": each.occupied_pct,
                "grey_pct": each.grey_pct,
                "neither_pct": each.neither_pct,
            }
            for each in shares
        ]
    )
    numbers = [name for name in rows.columns if name.endswith(("_km2", "_pct"))]
    # Where no grey zone is known, a column is of None alone: without a type.
    return _dates(rows.astype(dict.fromkeys(numbers, float)).round(DECIMALS), "as_of_date")


def only_isw(overlap: pd.DataFrame) -> pd.DataFrame:
    """Give the overlap of the ISW and DeepState maps by week."""
    return overlap.rename(columns={"as_of_date": "date"}).reset_index(drop=True)


def by_oblast(curves: Iterable[tuple[Window, pd.DataFrame]], shown: Sequence[str]) -> pd.DataFrame:
    """Give the net gain of each oblast that has a panel, by day of the map.

    Args:
        curves: Each window with what `model.shares.cumulative_by_oblast` made of it.
        shown: The oblasts that have a panel, by `oblast_iso`.
    """
    parts = [
        curve[[iso for iso in shown if iso in curve]]
        .rename_axis(index="date", columns="oblast_iso")
        .melt(value_name="net_gain_km2", ignore_index=False)
        .reset_index()
        .assign(window=_interval(window))
        for window, curve in curves
    ]
    rows = pd.concat(parts, ignore_index=True)
    rows["net_gain_km2"] = rows["net_gain_km2"].astype(float).round(DECIMALS)
    return _dates(rows[["date", "window", "oblast_iso", "net_gain_km2"]], "date")


def definitions(variants: Sequence[Variant]) -> pd.DataFrame:
    """Give both windows and the change between them by each definition."""
    return pd.DataFrame(
        {
            "definition": [each.topic for each in variants],
            "option": [each.option for each in variants],
            "earlier_window": [_interval(each.windows[0]) for each in variants],
            "earlier_net_gain_km2": [round(each.earlier_km2, DECIMALS) for each in variants],
            "later_window": [_interval(each.windows[1]) for each in variants],
            "later_net_gain_km2": [round(each.later_km2, DECIMALS) for each in variants],
            "change_pct": [round(each.growth_pct, DECIMALS) for each in variants],
        }
    )


def three_counts(legs: Legs) -> pd.DataFrame:
    """Give the net gain of both windows on each count."""
    rows = [
        (leg.leg_id, _interval(window), round(net_km2, DECIMALS), leg.as_of_date)
        for leg in legs.legs
        for window, net_km2 in zip(leg.windows, (leg.earlier_km2, leg.later_km2), strict=True)
    ]
    columns = ["series_id", "window", "net_gain_km2", "as_of_date"]
    return _dates(pd.DataFrame(rows, columns=columns), "as_of_date")


def publishers_by_month(shown: Sequence[BoardRow], months: pd.DataFrame) -> pd.DataFrame:
    """Give each month calculated here, on the ISW map, and published.

    Args:
        shown: The published months.
        months: The table of `model.publishers.months_on_three_counts`.
    """
    measured = {
        CALCULATED_HERE: "ours_km2",
        "isw_assessed": "isw_assessed_km2",
        "isw_with_claims": "isw_with_claims_km2",
    }
    rows = [
        (month, series_id, round(net_km2, DECIMALS), "calculated_here", "")
        for series_id, column in measured.items()
        for month, net_km2 in zip(months["month"], months[column], strict=True)
    ]
    rows += [
        (row.month, row.series_id, row.printed, row.kind, row.source_id)
        for row in sorted(shown, key=lambda each: (each.series_id, each.window.first_day))
    ]
    columns = ["month_start_date", "series_id", "net_gain_km2", "kind", "source_id"]
    return _dates(pd.DataFrame(rows, columns=columns), "month_start_date")


def distance_to_front(lines: Sequence[Line]) -> pd.DataFrame:
    """Give the distance of each place to occupied land, by day of the map."""
    rows = pd.concat([line.shown for line in lines], ignore_index=True)
    columns = ["as_of_date", "place_id", "distance_km", "nearest_lat_deg", "nearest_lon_deg"]
    return rows[columns].rename(columns={"as_of_date": "date"})


def printed_distance(measured: Sequence[Measured]) -> pd.DataFrame:
    """Give each interpretation of the published distance."""
    rows = pd.DataFrame(
        {
            "definition": [each.kind for each in measured],
            "from_place_id": [each.from_place_id for each in measured],
            "to_place_id": [each.to_place_id for each in measured],
            "as_of_date": [each.as_of_date for each in measured],
            "distance_km": [round(each.distance_km, DECIMALS) for each in measured],
            "difference_km": [round(each.difference_km, DECIMALS) for each in measured],
        }
    )
    return _dates(rows, "as_of_date")


def people(counts: Sequence[Count]) -> pd.DataFrame:
    """Give each number of people as published."""
    rows = pd.DataFrame(
        {
            "date": [each.as_of_date for each in counts],
            "date_precision": [each.date_precision for each in counts],
            "place_id": [each.place_id for each in counts],
            "area": [each.area for each in counts],
            "role": [each.role for each in counts],
            "people": [each.people for each in counts],
            "people_high": pd.array([each.people_high for each in counts], dtype="Int64"),
            "qualifier": [each.qualifier for each in counts],
            "count_id": [each.count_id for each in counts],
            "source_id": [each.source_id for each in counts],
        }
    )
    return _dates(rows, "date")


def events_by_month(events: Sequence[Event], months: pd.DataFrame) -> pd.DataFrame:
    """Give each event with the net gain of its month, and the months without an event."""
    marks = pd.DataFrame(
        {
            "month_start_date": [each.event_date.replace(day=1) for each in events],
            "event_id": [each.event_id for each in events],
            "date": [each.event_date for each in events],
            "place_id": [each.place_id for each in events],
            "kind": [each.kind for each in events],
            "certainty": [each.certainty for each in events],
        }
    )
    bars = pd.DataFrame(
        {
            "month_start_date": months["month"],
            "net_gain_km2": months["net_km2"].round(DECIMALS),
        }
    )
    marks = _dates(marks, "month_start_date", "date")
    return bars.merge(marks, on="month_start_date", how="outer")


def claim_lag(lags: Sequence[ClaimLag]) -> pd.DataFrame:
    """Give the days of each town and the days between them."""
    acknowledged = [each.acknowledgement for each in lags]
    parts = [
        [reached.since_date for reached in each.shares.all] if each.shares else [None] * 3
        for each in lags
    ]
    rows = pd.DataFrame(
        {
            "place_id": [each.town.place_id for each in lags],
            "claim_date": [each.claim and each.claim.event_date for each in lags],
            "acknowledgement_date": [each and each.event_date for each in acknowledged],
            "tenth_since_date": [tenth for tenth, _half, _nine_tenths in parts],
            "half_since_date": [half for _tenth, half, _nine_tenths in parts],
            "nine_tenths_since_date": [nine_tenths for _tenth, _half, nine_tenths in parts],
            "map_since_date": [each.coverage.since_date for each in lags],
            "claim_to_half_days": _whole(each.claim_to_share_days("half") for each in lags),
            "claim_to_nine_tenths_days": _whole(
                each.claim_to_share_days("nine_tenths") for each in lags
            ),
            "claim_to_map_days": _whole(each.claim_to_map_days for each in lags),
            "claim_to_acknowledgement_days": _whole(
                each.claim_to_acknowledgement_days for each in lags
            ),
        }
    )
    return _dates(rows, *(column for column in map(str, rows) if column.endswith("_date")))


def _whole(numbers: Iterable[int | None]) -> pd.arrays.IntegerArray:
    return pd.array(list(numbers), dtype="Int64")


def hromadas(shares: Sequence[PlaceShare]) -> pd.DataFrame:
    """Give the shares of hromadas on the map of a day."""
    return pd.DataFrame(
        {
            "area_id": [each.area.area_id for each in shares],
            "as_of_date": pd.to_datetime([each.reading.as_of_date for each in shares]),
            "occupied_km2": [round(each.occupied_km2, DECIMALS) for each in shares],
            "grey_zone_km2": [
                None if each.grey_zone_km2 is None else round(each.grey_zone_km2, DECIMALS)
                for each in shares
            ],
            "area_km2": [each.area.area_km2 for each in shares],
        }
    )


def maps_by_month(health: Health) -> pd.DataFrame:
    """Give the maps of each archive by month, and the days that have none."""
    maps = health.maps_by_month[["month", "archive_id", "used_maps", "other_maps"]]
    missing = health.missing_by_month[["month", "missing_days"]]
    rows = missing.merge(maps, on="month", how="outer").sort_values(["month", "archive_id"])
    counts = ["used_maps", "other_maps", "missing_days"]
    rows = rows.rename(columns={"month": "month_start_date"}).astype(dict.fromkeys(counts, "Int64"))
    return _dates(rows[["month_start_date", "archive_id", *counts]], "month_start_date")
