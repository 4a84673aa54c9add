"""Maps of the front from the library: a day, what changed between two, and since when."""

from datetime import date

import pandas as pd
import pydeck as pdk

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.maps.difference import difference_figure
from pokrovsk_front.maps.front import Setting, Shown
from pokrovsk_front.maps.months import months_figure
from pokrovsk_front.maps.state import state_figure
from pokrovsk_front.model.changes import change_between
from pokrovsk_front.model.figure import Figure


def front_figure(library: Library, asked: Shown, setting: Setting) -> Figure[pdk.Deck]:
    """Draw the day, or the two days, that are asked for.

    Raises:
        KeyError: The day is before the first map.
    """
    if asked.earlier:
        return difference_on(library, asked.earlier, asked.day, setting)
    if asked.mode == "since":
        return months_on(library, asked.day, setting)
    return state_on(library, asked.day, library.table("places"), setting)


def state_on(
    library: Library, day: date, places: pd.DataFrame, setting: Setting
) -> Figure[pdk.Deck]:
    """Draw the state of the front on a day, and list some places."""
    reading = library.reading_on(day)
    return state_figure(
        reading,
        daily_area=library.daily_area,
        places=places,
        distances=library.distances_on(reading.as_of_date),
        setting=setting,
        source_ids=library.archive_source_ids,
        shares=library.place_shares.of_places_on(places["place_id"], day),
    )


def difference_on(
    library: Library, earlier: date, later: date, setting: Setting
) -> Figure[pdk.Deck]:
    """Draw what changed hands between two days."""
    opening, closing = (library.reading_on(day) for day in (earlier, later))
    return difference_figure(
        opening,
        closing,
        change_between(library.cell_changes, opening.as_of_date, closing.as_of_date),
        daily_area=library.daily_area,
        setting=setting,
        source_ids=library.sources_of(opening, closing),
    )


def months_on(library: Library, day: date, setting: Setting) -> Figure[pdk.Deck]:
    """Draw the land occupied on a day by the month of its last change."""
    return months_figure(
        library.reading_on(day),
        daily_area=library.daily_area,
        setting=setting,
        source_ids=library.archive_source_ids,
    )
