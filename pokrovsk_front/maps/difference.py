"""Map of the changes between two days: land that came under control, land regained."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pandas as pd
import pydeck as pdk

from pokrovsk_front.maps import layers
from pokrovsk_front.maps.front import (
    Era,
    Setting,
    Shown,
    cells_layers,
    front_deck,
    in_both_eras,
    occupied_layers,
)
from pokrovsk_front.maps.legend import Entry, legend
from pokrovsk_front.maps.scrubber import PairChange
from pokrovsk_front.maps.state import before_2022_entry, grey_zone_layers
from pokrovsk_front.model.cells import day_number
from pokrovsk_front.model.changes import Change
from pokrovsk_front.model.figure import Figure
from pokrovsk_front.model.gains import Gain
from pokrovsk_front.model.grey_zone_text import grey_zone_between
from pokrovsk_front.model.map_text import carried
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.readings import Reading
from pokrovsk_front.model.sentences import Style, if_later
from pokrovsk_front.model.windows import Window
from pokrovsk_front.model.wording import Wording

PAIRS: dict[Era, str] = {"recent": "recent", "early": "all"}
"""Which files have the changes since a day, by the era of that day."""

TWO_MAPS = N_("{two_days}, DeepState maps at the end of each day, Kyiv time.")
NET = N_(
    "Between the two maps the occupied total changed by {net} net. Land that changed hands and "
    "changed back in between counts in neither figure."
)
MEASURE, AREA = N_("Measure"), N_("Area")
MEASURES = {
    "occupied": N_("Occupied on {day}"),
    "gained": N_("Came under Russian control"),
    "regained": N_("Regained by Ukrainian forces"),
    "net": N_("Net change"),
    "grey": N_("Grey zone on {day}, counted separately"),
}
"""Rows of the table: occupied land and grey zone are said of both days."""

GREY_NOT_KNOWN = N_("not known")


def difference_figure(
    earlier: Reading,
    later: Reading,
    change: Change,
    *,
    daily_area: pd.DataFrame,
    setting: Setting,
    source_ids: tuple[str, ...],
) -> Figure[pdk.Deck]:
    """Draw what changed hands between the maps of two days.

    Args:
        earlier: The map that stands for the first day.
        later: The map that stands for the second day.
        change: Land gained and regained between them, in km2, from the cells' exact shares.
        daily_area: The table `daily_area`.
        setting: What every map needs.
        source_ids: Where the maps come from.

    Returns:
        The deck; a cell is marked when its state, occupied or not, differs between the two
        days. Land that changed hands and changed back in between is not marked.
    """
    words, palette, _ = setting.words, setting.palette, setting.words.gettext
    first, second = earlier.as_of_date, later.as_of_date
    changed = partial(
        layers.changed_layer, first_day=day_number(first), second_day=day_number(second)
    )
    land = [
        *occupied_layers(setting, fill=palette.quiet_occupied),
        *cells_layers(second, setting, fill=palette.quiet_occupied),
        *in_both_eras(
            lambda era: changed(
                setting.static_url(f"gained_{PAIRS[era]}.json"),
                layer_id="came-under-control",
                fill=palette.came_under_control,
            )
        ),
        *in_both_eras(
            lambda era: changed(
                setting.static_url(f"regained_{PAIRS[era]}.json"),
                layer_id="regained",
                fill=palette.regained,
                coverage=layers.APART,
            )
        ),
    ]
    grey = [
        *grey_zone_layers(second, daily_area, setting),
        *grey_zone_layers(first, daily_area, setting, layers.earlier_grey_zone_layer),
    ]
    grey_entries = _grey_zone_entries(earlier, later, setting)
    entries = (
        Entry(palette.came_under_control, _("Came under Russian control")),
        Entry(
            palette.regained,
            _("Regained by Ukrainian forces (cells drawn with gaps)"),
            is_apart=True,
        ),
        Entry(palette.quiet_occupied, _("Occupied on both days")),
        before_2022_entry(setting, palette.quiet_occupied),
        *grey_entries,
    )
    gained, regained = words.area(change.gained_km2), words.area(change.regained_km2)
    two_days = words.versus(first, second)
    net = words.signed_area(later.occupied_total_km2 - earlier.occupied_total_km2)
    return Figure(
        figure_id="front_difference",
        headline=_("{gained} came under Russian control, {regained} were regained").format(
            gained=gained, regained=regained
        ),
        subtitle=" ".join(
            part
            for part in (
                _(TWO_MAPS).format(two_days=two_days),
                carried(earlier, words),
                carried(later, words),
            )
            if part
        ),
        picture=front_deck(
            [*land, *grey],
            setting,
            Shown(second, "pair", first),
            change=PairChange(first, second, change),
        ),
        alt=_(
            "Map of the difference, {two_days}: {gained} came under Russian control, {regained} "
            "were regained by Ukrainian forces."
        ).format(two_days=two_days, gained=gained, regained=regained),
        long_text=" ".join(
            filter(
                None,
                [
                    _(NET).format(net=net),
                    _if_later(earlier, later, words),
                    grey_zone_between(earlier, later, words),
                ],
            )
        ),
        make_table=partial(_table, earlier, later, change, words),
        source_ids=source_ids,
        base_source_ids=setting.base_source_ids,
        beside=_(NET).format(net=net),
        as_of_date=second,
        days=(earlier.asked_date, later.asked_date),
        editions=(earlier.edition_key, later.edition_key),
        legend=legend(entries, palette.land),
        entries=entries,
    )


def _grey_zone_entries(earlier: Reading, later: Reading, setting: Setting) -> list[Entry]:
    """Name the grey zones of both days where known: the earlier one is dots over the later.

    A place of unknown status on both days has a dot on its cell.
    """
    words, palette = setting.words, setting.palette
    cells, dots = (
        words.gettext("Grey zone on {day} (cells)"),
        words.gettext("Grey zone on {day} (small dots)"),
    )
    looks = (
        (later, Entry(palette.grey_zone, cells, is_apart=True, follows="day")),
        (earlier, Entry(palette.grey_zone_earlier, dots, is_dot=True, follows="from")),
    )
    return [
        replace(
            entry,
            text=entry.text.format(day=words.short_day(reading.as_of_date)),
            moving_text=entry.text,
        )
        for reading, entry in looks
        if reading.grey_zone_km2 is not None
    ]


def _if_later(earlier: Reading, later: Reading, words: Wording) -> str:
    """Write the net change if a map dated within one day were of the day after."""
    if earlier.asked_date >= later.asked_date:
        return ""
    window = Window(earlier.asked_date + timedelta(days=1), later.asked_date)
    return if_later(Gain(window, earlier, later), Style(words))


def _table(earlier: Reading, later: Reading, change: Change, words: Wording) -> pd.DataFrame:
    _ = words.gettext
    labels = {name: _(label) for name, label in MEASURES.items()}

    def of_grey_zone(reading: Reading) -> str:
        km2 = reading.grey_zone_km2
        return _(GREY_NOT_KNOWN) if km2 is None else words.area(km2, 1)

    first, second = (words.short_day(each.as_of_date) for each in (earlier, later))
    net_km2 = later.occupied_total_km2 - earlier.occupied_total_km2
    rows = {
        labels["occupied"].format(day=first): words.area(earlier.occupied_total_km2, 1),
        labels["gained"]: words.area(change.gained_km2, 1),
        labels["regained"]: words.area(change.regained_km2, 1),
        labels["net"]: words.signed_area(net_km2, 1),
        labels["occupied"].format(day=second): words.area(later.occupied_total_km2, 1),
        labels["grey"].format(day=first): of_grey_zone(earlier),
        labels["grey"].format(day=second): of_grey_zone(later),
    }
    return pd.DataFrame({_(MEASURE): list(rows), _(AREA): list(rows.values())})
