"""Tables of the health of the map archives, worded for readers."""

from collections.abc import Mapping

import pandas as pd

from pokrovsk_front.model.health import Health
from pokrovsk_front.model.wording import Wording


def gap_table(health: Health, words: Wording) -> pd.DataFrame:
    """List the runs of days without a map, the latest first."""
    _ = words.gettext
    return pd.DataFrame(
        {
            _("First day"): [words.short_day(gap.first_day) for gap in reversed(health.gaps)],
            _("Last day"): [words.short_day(gap.last_day) for gap in reversed(health.gaps)],
            _("Days"): [words.number(gap.days) for gap in reversed(health.gaps)],
        }
    )


def repeat_table(health: Health, names: Mapping[str, str], words: Wording) -> pd.DataFrame:
    """List the maps that repeat the one before them in their archive, the latest first."""
    _ = words.gettext
    rows = health.repeats.iloc[::-1]
    return pd.DataFrame(
        {
            _("Archive"): [names[archive_id] for archive_id in rows["archive_id"]],
            _("File"): rows["edition"].tolist(),
            _("Date of the file"): [words.short_day(day.date()) for day in rows["edition_date"]],
            _("Used for"): [
                _("no day") if pd.isna(day) else words.short_day(day.date())
                for day in rows["as_of_date"]
            ],
        }
    )


def jump_table(health: Health, words: Wording) -> pd.DataFrame:
    """List the maps that differ from the one before by more than the bound, the latest first."""
    _ = words.gettext
    rows = health.jumps.iloc[::-1]
    return pd.DataFrame(
        {
            _("Day of the map"): [words.short_day(day.date()) for day in rows["as_of_date"]],
            _("Days since the map before"): [words.number(days) for days in rows["days"]],
            _("Gained, km²"): [words.number(km2) for km2 in rows["gained_km2"]],
            _("Regained, km²"): [words.number(km2) for km2 in rows["regained_km2"]],
            _("Net, km²"): [words.signed(km2) for km2 in rows["net_km2"]],
            _("Changed a day, km²"): [words.number(km2) for km2 in rows["changed_km2_per_day"]],
        }
    )


def refused_table(health: Health, names: Mapping[str, str], words: Wording) -> pd.DataFrame:
    """List the files that were refused, each with the reason."""
    _ = words.gettext
    rows = health.refused
    return pd.DataFrame(
        {
            _("Archive"): [names[archive_id] for archive_id in rows["archive_id"]],
            _("File"): rows["edition"].tolist(),
            _("Reason"): rows["reason"].tolist(),
        }
    )
