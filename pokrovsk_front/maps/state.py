"""Map of the front on one day, with texts and table."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from types import MappingProxyType

import pandas as pd
import pydeck as pdk

from pokrovsk_front.maps import layers
from pokrovsk_front.maps.front import (
    ERA_DAYS,
    Era,
    Setting,
    Shown,
    cells_layers,
    front_deck,
    in_both_eras,
    occupied_layers,
)
from pokrovsk_front.maps.legend import Entry, legend
from pokrovsk_front.maps.palette import Colour
from pokrovsk_front.model.cells import day_number
from pokrovsk_front.model.figure import Figure
from pokrovsk_front.model.gains import net_gain
from pokrovsk_front.model.grey_zone_text import grey_zone_on
from pokrovsk_front.model.map_text import carried
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.place_share import PlaceShare
from pokrovsk_front.model.places_share_text import occupied_count, share_of_measure
from pokrovsk_front.model.readings import ArchiveGapError, Reading
from pokrovsk_front.model.sentences import Style, gain_sentence
from pokrovsk_front.model.windows import Window
from pokrovsk_front.model.wording import Wording

NO_SHARES: Mapping[str, PlaceShare] = MappingProxyType({})
RECENT_DAYS = 30
"""Days that the long text looks back on."""

STATE_OF_THE_MAP = N_(
    "State of the DeepState map at the end of the day, Kyiv time; Crimea and the land occupied "
    "before 2022 are counted, the grey zone is not."
)
INSIDE_LAND = N_("inside occupied land")


def _recent_change(daily_area: pd.DataFrame, day: date, words: Wording) -> str:
    window = Window(day - timedelta(days=RECENT_DAYS - 1), day)
    try:
        return gain_sentence(net_gain(daily_area, window), Style(words))
    except ArchiveGapError:
        return ""


def cities_of_the_front(places: pd.DataFrame) -> pd.DataFrame:
    """Give the rows of `places` that are cities of this front: those of rank 1."""
    return places[places["label_rank"] == 1]


def place_names(places: pd.DataFrame, words: Wording) -> pd.Series:
    """Give the names of places in the reader's language."""
    column = f"name_{words.locale}" if f"name_{words.locale}" in places.columns else "name_en"
    return places[column]


def to_land(km: float, words: Wording) -> str:
    """Write the distance of a centre to occupied land."""
    return words.distance(km, 1) if km else words.gettext(INSIDE_LAND)


def _place_table(
    places: pd.DataFrame, distances: pd.DataFrame, shares: Mapping[str, PlaceShare], words: Wording
) -> pd.DataFrame:
    """Tabulate the share and the distance of each place to occupied land, nearest first."""
    rows = places.merge(distances, on="place_id").sort_values(["distance_km", "place_id"])
    return pd.DataFrame(
        {
            words.gettext("Place"): place_names(rows, words),
            words.gettext("Occupied share"): [
                share_of_measure(shares.get(place_id), words) for place_id in rows["place_id"]
            ],
            words.gettext("From its centre to occupied land"): [
                to_land(km, words) for km in rows["distance_km"]
            ],
        }
    ).reset_index(drop=True)


def grey_zone_layers(
    day: date,
    daily_area: pd.DataFrame,
    setting: Setting,
    draw: Callable[..., pdk.Layer] = layers.grey_zone_layer,
) -> list[pdk.Layer]:
    """Draw the grey zone of a day, and of no day whose map has none.

    Args:
        day: The day that is shown first.
        daily_area: The table `daily_area`.
        setting: What every map needs.
        draw: One of the two looks that a grey zone has.
    """
    is_unknown = daily_area["grey_zone_km2"].isna()
    unknown = [day_number(each.date()) for each in daily_area.loc[is_unknown, "as_of_date"]]

    def layer_of(era: Era) -> pdk.Layer:
        url = setting.static_url(f"grey_{era}.json")
        layer = draw(url, day_number=day_number(day), palette=setting.palette)
        first, last = ERA_DAYS[era]
        layer.unknown = [each for each in unknown if first <= each <= last]
        return layer

    return in_both_eras(layer_of)


def grey_zone_entries(reading: Reading, setting: Setting) -> list[Entry]:
    """Name the grey zone in the legend, where the map has one."""
    if reading.grey_zone_km2 is None:
        return []
    text = setting.words.gettext("Grey zone, status unknown (cells drawn with gaps)")
    return [Entry(setting.palette.grey_zone, text, is_apart=True, follows="day")]


def before_2022_entry(setting: Setting, fill: Colour) -> Entry:
    """Name the land occupied before 2022, which is hatched and has a dashed edge."""
    palette = setting.palette
    text = setting.words.gettext("Russian-occupied before 2022 (hatched, dashed edge)")
    return Entry(
        fill, text, palette.before_2022_outline, is_dashed=True, hatch=palette.before_2022_hatch
    )


def land_on(day: date, setting: Setting) -> tuple[list[pdk.Layer], list[Entry]]:
    """Draw all land occupied on the day of a map, without the grey zone.

    Returns:
        The layers, the lowest first, and what the legend says of them.
    """
    palette = setting.palette
    since = setting.words.gettext("Russian-occupied since 2022")
    land = [
        *occupied_layers(setting),
        *cells_layers(day, setting, fill=palette.occupied_since_2022),
    ]
    return land, [
        Entry(palette.occupied_since_2022, since, palette.before_2022_outline),
        before_2022_entry(setting, palette.occupied_before_2022),
    ]


def state_figure(
    reading: Reading,
    *,
    daily_area: pd.DataFrame,
    places: pd.DataFrame,
    distances: pd.DataFrame,
    setting: Setting,
    source_ids: tuple[str, ...],
    shares: Mapping[str, PlaceShare] = NO_SHARES,
) -> Figure[pdk.Deck]:
    """Draw the state of the front on the day of a reading.

    Args:
        reading: The map that stands for the day asked for.
        daily_area: The table `daily_area`.
        places: The places to list: `place_id`, `name_en`, `name_uk`.
        distances: `place_id` and `distance_km` to occupied land on that map, 0 inside.
        setting: What every map needs.
        source_ids: Where the map comes from.
        shares: How much of each place is occupied on that map, by `place_id`.

    Returns:
        The deck; the table says of each place how much of it is occupied and how far it
        is from occupied land.
    """
    day, words = reading.as_of_date, setting.words
    total = words.area(reading.occupied_total_km2)
    listed = set(places["place_id"])
    counted = occupied_count((each for key, each in shares.items() if key in listed), words)
    land, entries = land_on(day, setting)
    grey, grey_entries = (
        grey_zone_layers(day, daily_area, setting),
        grey_zone_entries(reading, setting),
    )
    return Figure(
        figure_id="front_state",
        headline=words.gettext("{area} of Ukraine were Russian-occupied on {day}").format(
            area=total, day=words.day(day)
        ),
        subtitle=" ".join(
            part
            for part in (
                carried(reading, words),
                words.gettext(STATE_OF_THE_MAP),
            )
            if part
        ),
        picture=front_deck([*land, *grey], setting, Shown(day)),
        alt=words.gettext(
            "Map of eastern Ukraine: {area} Russian-occupied on {day}; its table says "
            "how far each place is from occupied land."
        ).format(area=total, day=words.day(day)),
        long_text=" ".join(
            part
            for part in (
                counted,
                grey_zone_on(reading, words),
                _recent_change(daily_area, day, words),
            )
            if part
        ),
        make_table=partial(_place_table, places, distances, shares, words),
        source_ids=source_ids,
        base_source_ids=setting.base_source_ids,
        beside=grey_zone_on(reading, words),
        as_of_date=day,
        days=(reading.asked_date,),
        editions=(reading.edition_key,),
        legend=legend([*entries, *grey_entries], setting.palette.land),
        entries=(*entries, *grey_entries),
    )
