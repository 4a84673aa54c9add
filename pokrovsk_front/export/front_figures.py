"""Maps of the front from the library: a day, what changed between two, and since when."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pydeck as pdk

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.maps.difference import difference_figure
from pokrovsk_front.maps.focus import Focus, answer_text
from pokrovsk_front.maps.front import Setting, Shown
from pokrovsk_front.maps.months import months_figure
from pokrovsk_front.maps.state import state_figure
from pokrovsk_front.model.changes import change_between
from pokrovsk_front.model.figure import Figure, unmarked
from pokrovsk_front.model.wording import Wording


def front_figure(library: Library, asked: Shown, setting: Setting) -> Figure[pdk.Deck]:
    """Draw the day, or the two days, that are asked for; beside it stands the place that is chosen.

    Raises:
        KeyError: The day is before the first map.
    """
    figure = _of_mode(library, asked, setting)
    if setting.focus is None:
        return figure
    answer = unmarked(answer_on(library, setting.focus, asked.day, setting.words))
    return replace(figure, beside=" ".join(filter(None, (figure.beside, answer))))


def _of_mode(library: Library, asked: Shown, setting: Setting) -> Figure[pdk.Deck]:
    if asked.earlier:
        return difference_on(library, asked.earlier, asked.day, setting)
    if asked.mode == "since":
        return months_on(library, asked.day, setting)
    return state_on(library, asked.day, library.table("places"), setting)


def answer_on(library: Library, focus: Focus, day: date, words: Wording) -> str:
    """Say of a chosen place how far it is from occupied land on a day, and how much is occupied.

    Returns:
        A sentence or two, in Markdown.
    """
    shares = library.place_shares.of_places_on([focus.place_id], day)
    return answer_text(focus, shares[focus.place_id], words)


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
