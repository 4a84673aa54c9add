"""Small tables of made-up days, built where a test can read them."""

from datetime import date, timedelta

import pandas as pd


def daily_area(
    totals: dict[date, float], since_2022: dict[date, float] | None = None
) -> pd.DataFrame:
    """The columns of `daily_area` that the arithmetic reads, one row a map."""
    days = sorted(totals)
    return pd.DataFrame(
        {
            "as_of_date": pd.to_datetime(days),
            "archive_id": "raw",
            "certainty": "certain",
            "edition": [f"map of {day}" for day in days],
            "occupied_total_km2": [totals[day] for day in days],
            "occupied_since_2022_km2": [(since_2022 or {}).get(day, float("nan")) for day in days],
            "grey_zone_km2": float("nan"),
        }
    )


def every_day(first_day: date, totals: list[float]) -> pd.DataFrame:
    """A map on every day from `first_day` on."""
    return daily_area({first_day + timedelta(days=n): total for n, total in enumerate(totals)})
