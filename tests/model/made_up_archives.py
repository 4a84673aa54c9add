"""Two small made-up archives: their files, and the maps that stand for days."""

import pandas as pd

NAN = float("nan")


def editions(*rows: tuple[str, str, str, str, bool]) -> pd.DataFrame:
    """Files by archive, date, day that it stands for, status and whether it repeats."""
    frame = pd.DataFrame(
        rows, columns=["archive_id", "edition_date", "as_of_date", "status", "is_repeat"]
    )
    frame.insert(1, "edition", "file of " + frame["edition_date"])
    for column in ("edition_date", "as_of_date"):
        frame[column] = pd.to_datetime(frame[column].replace("", None))
    for column in ("not_before_at", "not_after_at"):
        frame[column] = pd.Series(pd.NaT, frame.index, dtype="datetime64[us, UTC]")
    frame["reason"] = frame["status"].map({"refused": "The file is empty."}).fillna("")
    return frame


EDITIONS = editions(
    ("raw", "2024-01-30", "2024-01-30", "used", False),
    ("raw", "2024-01-31", "2024-01-31", "used", True),
    ("raw", "2024-04-02", "", "refused", False),
    ("merged", "2024-01-31", "", "no_day", False),
    ("merged", "2024-02-05", "2024-02-03", "used", True),
    ("merged", "", "", "refused", False),
)


def daily_area(*rows: tuple[str, float, float]) -> pd.DataFrame:
    """Maps by day, with what they gain and regain."""
    frame = pd.DataFrame(rows, columns=["as_of_date", "gained_km2", "regained_km2"])
    frame["edition"] = "file of " + frame["as_of_date"]
    frame["as_of_date"] = pd.to_datetime(frame["as_of_date"])
    frame["archive_id"] = "raw"
    frame["certainty"] = "certain"
    frame["edition_at"] = pd.Timestamp(2024, 1, 31, 18, tz="UTC")
    return frame


_MAPS = daily_area(("2024-01-30", NAN, NAN), ("2024-01-31", 3.0, 1.0), ("2024-02-03", 700.0, 51.0))
DAILY = _MAPS.assign(
    archive_id=["raw", "raw", "merged"],
    edition=[*_MAPS["edition"].iloc[:2], "file of 2024-02-05"],
    edition_at=_MAPS["edition_at"].where(_MAPS.index < 2),
)
