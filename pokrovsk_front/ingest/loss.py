"""Checks of a run against the figures that it would replace: no map is lost, and none jumps."""

import io
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd

from pokrovsk_front.catalog import atomic_replace
from pokrovsk_front.catalog.archives import archive_rules
from pokrovsk_front.ingest.archive import IngestError
from pokrovsk_front.ingest.editions import EditionRow
from pokrovsk_front.model import health

TOTAL = "occupied_total_km2"


def check_no_map_is_lost(rows: Iterable[EditionRow], out: Path) -> None:
    """Refuse a run that loses maps; other rules for the days may change them."""
    path = out / "derived" / "editions.csv"
    if not path.exists():
        return
    try:
        kept = pd.read_csv(path, dtype=str, keep_default_na=False)
        was_usable = kept.loc[kept["status"] != "refused", ["archive_id", "edition"]]
    except (ValueError, KeyError) as error:
        raise IngestError(f"{path} cannot be read to compare with: {error}.") from error
    here = {(row.archive_id, row.edition) for row in rows if row.is_usable}
    lost = sorted(set(was_usable.itertuples(index=False, name=None)) - here)
    if lost:
        raise IngestError(
            f"This run would lose {len(lost)} of the maps that {path} already has, "
            f"from {lost[0][1]} to {lost[-1][1]}."
        )


def check_no_map_jumps(daily_area: bytes, out: Path, max_km2: float) -> None:
    """Refuse a new or changed map whose difference exceeds the maximum jump.

    Maps of days before the bound holds are passed: see the reason in the archive rules.
    """
    path = out / "derived" / atomic_replace.WATCHED
    new = pd.read_csv(io.BytesIO(daily_area), parse_dates=["as_of_date"])
    old = pd.read_csv(path, parse_dates=["as_of_date"]) if path.exists() else new.iloc[:0]
    total, before = (daily.set_index("as_of_date")[TOTAL] for daily in (new, old))
    is_new = (total - before.reindex(total.index)).abs().fillna(np.inf) > 0
    jumps = health.jumps(health.changes(new), max_km2)
    holds_from = pd.Timestamp(archive_rules().jump_first_as_of_date)
    jumps = jumps[
        jumps["as_of_date"].isin(total.index[is_new]) & (jumps["as_of_date"] >= holds_from)
    ]
    if len(jumps):
        first = jumps.iloc[0]
        raise IngestError(
            f"The map of {first['as_of_date']:%Y-%m-%d} is off by "
            f"{first['gained_km2'] + first['regained_km2']:,.0f} km2 from the one before it, "
            f"gained and regained, more than {max_km2:,.0f} km2 a day; the figures stay as they "
            "were."
        )
