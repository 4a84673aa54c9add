"""Map of one day, coloured by the month of the last change."""

from datetime import date
from functools import partial

import pandas as pd
import pydeck as pdk

from pokrovsk_front.maps import layers
from pokrovsk_front.maps.front import (
    Era,
    Setting,
    Shown,
    era,
    front_deck,
    in_both_eras,
    occupied_layers,
)
from pokrovsk_front.maps.legend import Entry, legend, ramp_legend
from pokrovsk_front.maps.palette import Ramp
from pokrovsk_front.maps.state import before_2022_entry, grey_zone_entries, grey_zone_layers
from pokrovsk_front.model.cells import RECENT_ERA_FIRST_DAY, day_number
from pokrovsk_front.model.figure import Figure
from pokrovsk_front.model.gains import monthly_gains
from pokrovsk_front.model.grey_zone_text import grey_zone_on
from pokrovsk_front.model.map_text import carried
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.readings import Reading
from pokrovsk_front.model.windows import Window
from pokrovsk_front.model.wording import Wording

SHADE = N_(
    "The shade runs evenly from {first} to {last}: the further along the bar, the later the land "
    "came under Russian control. Land occupied throughout is drawn faintest."
)


def months_figure(
    reading: Reading,
    *,
    daily_area: pd.DataFrame,
    setting: Setting,
    source_ids: tuple[str, ...],
) -> Figure[pdk.Deck]:
    """Draw the land occupied on a day by the month of its last change.

    Args:
        reading: The map that stands for the day asked for.
        daily_area: The table `daily_area`.
        setting: What every map needs.
        source_ids: Where the map comes from.

    Returns:
        The deck, in the colours of a ramp from the first day of the era to its last; the table
        has the net gain of each month.
    """
    words, palette, _ = setting.words, setting.palette, setting.words.gettext
    day = reading.as_of_date
    first, last = _era_days(era(day), daily_area)
    ramp = _ramp(era(day), daily_area, setting)
    land = [
        *occupied_layers(setting, fill=palette.quiet_occupied),
        *in_both_eras(
            lambda era: layers.months_layer(
                setting.static_url(f"cells_{era}.json"),
                day_number=day_number(day),
                ramp=_ramp(era, daily_area, setting),
            )
        ),
    ]
    grey = grey_zone_layers(day, daily_area, setting)
    grey_entries = grey_zone_entries(reading, setting)
    throughout = _("Occupied since before {day}")
    entries = (
        Entry(
            palette.quiet_occupied,
            throughout.format(day=words.day(first)),
            moving_text=throughout.replace("{day}", "{since}"),
        ),
        before_2022_entry(setting, palette.quiet_occupied),
        *grey_entries,
    )
    return Figure(
        figure_id="front_months",
        headline=_("When the land occupied on {day} came under Russian control").format(
            day=words.day(day)
        ),
        subtitle=" ".join(
            part
            for part in (
                carried(reading, words),
                _("By the month of its last change on the DeepState map, since {day}.").format(
                    day=words.day(first)
                ),
            )
            if part
        ),
        picture=front_deck([*land, *grey], setting, Shown(day, "since")),
        alt=_(
            "Map of the land occupied on {day}, shaded by the month since which it has been "
            "occupied; its table has the net gain of each month."
        ).format(day=words.day(day)),
        long_text=" ".join(
            filter(
                None,
                [
                    _(SHADE).format(first=words.month(first), last=words.month(last)),
                    _hinging(_months_shown(daily_area, first, day), words),
                    grey_zone_on(reading, words),
                ],
            )
        ),
        make_table=partial(_month_rows, daily_area, first, day, setting),
        source_ids=source_ids,
        base_source_ids=setting.base_source_ids,
        as_of_date=day,
        days=(reading.asked_date,),
        editions=(reading.edition_key,),
        legend=ramp_legend(ramp, palette.land, words) + legend(entries, palette.land),
        entries=(ramp, *entries),
    )


def _ramp(era: Era, daily_area: pd.DataFrame, setting: Setting) -> Ramp:
    first, last = _era_days(era, daily_area)
    palette = setting.palette
    return Ramp(palette.month_first, palette.month_last, day_number(first), day_number(last))


def _era_days(era: Era, daily_area: pd.DataFrame) -> tuple[date, date]:
    days = daily_area["as_of_date"]
    if era == "recent":
        return RECENT_ERA_FIRST_DAY, days.iloc[-1].date()
    return days.iloc[0].date(), RECENT_ERA_FIRST_DAY


def _months_shown(daily_area: pd.DataFrame, first: date, day: date) -> pd.DataFrame:
    """Measure each whole month from the start of the era to the day."""
    start = (pd.Timestamp(first) + pd.offsets.MonthBegin(1)).date()
    if start <= day:
        return monthly_gains(daily_area, Window(start, day))
    return pd.DataFrame({"month": [], "net_km2": [], "is_within_one_day": []})


def _hinging(months: pd.DataFrame, words: Wording) -> str:
    """Write the note on months that begin or end with a map whose day is inferred."""
    count = int(months["is_within_one_day"].sum())
    if not count:
        return ""
    return words.messages.ngettext(
        "{count} of the {months} months begins or ends with a map dated within one day.",
        "{count} of the {months} months begin or end with a map dated within one day.",
        count,
    ).format(count=words.number(count), months=words.number(len(months)))


def _month_rows(daily_area: pd.DataFrame, first: date, day: date, setting: Setting) -> pd.DataFrame:
    """Tabulate the net gain of each whole month from the start of the era to the day."""
    words, _ = setting.words, setting.words.gettext
    gains = _months_shown(daily_area, first, day)
    return pd.DataFrame(
        {
            _("Month"): [words.month(month.date()) for month in gains["month"]],
            _("Net gain"): [words.signed_area(value, 1) for value in gains["net_km2"]],
        }
    )
