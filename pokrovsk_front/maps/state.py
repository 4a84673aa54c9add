"""The map of one day with its words and its table."""

from collections.abc import Callable
from datetime import date, timedelta

import pandas as pd
import pydeck as pdk

from pokrovsk_front.maps.front import MapUrls, front_deck
from pokrovsk_front.maps.labels import label_file_name
from pokrovsk_front.maps.legend import state_legend
from pokrovsk_front.maps.views import View
from pokrovsk_front.model.cells import RECENT_ERA_FIRST_DAY, places_occupied_on
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.gains import ArchiveGapError, Reading, net_gain
from pokrovsk_front.model.windows import Window
from pokrovsk_front.model.wording import Wording

RECENT_DAYS = 30
"""The stretch that the words under the map look back on."""


def map_urls(day: date, view: View, locale: str, static_url: Callable[[str], str]) -> MapUrls:
    """Name the files of a day's map; the years before 2024 are loaded only when asked for.

    Args:
        day: The day of the map.
        view: Where the camera stands: the names are set for it.
        locale: Language of the names.
        static_url: Gives the address of a file in `static/`, with its hash.
    """
    era = "recent" if day >= RECENT_ERA_FIRST_DAY else "early"
    return MapUrls(
        style_light=static_url("style.light.json"),
        style_dark=static_url("style.dark.json"),
        before_2022=static_url("occupied_before_2022.geojson"),
        always_occupied=static_url(f"always_occupied_{era}.geojson"),
        cells=static_url(f"cells_{era}.json"),
        labels=static_url(label_file_name(view, locale)),
    )


def _recent_change(daily_area: pd.DataFrame, day: date, words: Wording) -> str:
    window = Window(day - timedelta(days=RECENT_DAYS - 1), day)
    try:
        return words.gain_sentence(net_gain(daily_area, window))
    except ArchiveGapError:
        return ""


def _subtitle(reading: Reading, words: Wording) -> str:
    measure = words.gettext(
        "State of the DeepState map at the end of the day, Kyiv time, Crimea and the land "
        "occupied before 2022 included; the grey zone of unknown status is not."
    )
    return f"{words.carried(reading)} {measure}".strip()


def _place_table(places: pd.DataFrame, occupied: pd.DataFrame, words: Wording) -> pd.DataFrame:
    """Say of each place whether the cell at its centre is occupied on the map."""
    since = dict(zip(occupied["place_id"], occupied["since_date"], strict=True))
    inside, outside = words.gettext("Russian-occupied"), words.gettext("not occupied")
    name = f"name_{words.locale}" if f"name_{words.locale}" in places.columns else "name_en"
    return pd.DataFrame(
        {
            words.gettext("Place"): places[name],
            words.gettext("Centre on the map that day"): [
                inside if place_id in since else outside for place_id in places["place_id"]
            ],
            words.gettext("First map that shows it so"): [
                words.short_day(since[place_id]) if place_id in since else "–"
                for place_id in places["place_id"]
            ],
        }
    )


def state_figure(
    *,
    reading: Reading,
    daily_area: pd.DataFrame,
    places: pd.DataFrame,
    occupied_places: pd.DataFrame,
    static_url: Callable[[str], str],
    view: View,
    scheme: Scheme,
    words: Wording,
    source_ids: tuple[str, ...],
) -> Figure[pdk.Deck]:
    """Draw the state of the front on the day of a reading.

    Args:
        reading: The map that stands for the day asked for.
        daily_area: The table `daily_area`.
        places: The places to list: `place_id`, `name_en`, `name_uk`.
        occupied_places: The table of `place_states`.
        static_url: Gives the address of a file that the browser loads.
        view: Where the camera stands.
        scheme: Light or dark.
        words: The reader's language.
        source_ids: Where the map comes from.

    Returns:
        The deck; the table says of each place whether its centre is occupied that day.
    """
    day = reading.as_of_date
    occupied = places_occupied_on(occupied_places, day)
    occupied = occupied[occupied["place_id"].isin(places["place_id"])]
    rows = _place_table(places, occupied, words)
    total = words.area(reading.occupied_total_km2)
    inside = words.gettext(
        "Of the {count} places listed below, the centres of {inside} lie in occupied land on this "
        "map."
    ).format(count=len(places), inside=len(occupied))
    return Figure(
        figure_id="front_state",
        headline=words.gettext("{area} of Ukraine were Russian-occupied on {day}").format(
            area=total, day=words.day(day)
        ),
        subtitle=_subtitle(reading, words),
        picture=front_deck(
            day=day,
            urls=map_urls(day, view, words.locale, static_url),
            view=view,
            scheme=scheme,
        ),
        alt=words.gettext(
            "Map of eastern Ukraine: {area} Russian-occupied on {day}; the table below says "
            "which places are inside."
        ).format(area=total, day=words.day(day)),
        long_text=f"{inside} {_recent_change(daily_area, day, words)}".strip(),
        table=rows,
        source_ids=source_ids,
        as_of_date=day,
        legend=state_legend(words, scheme),
    )
