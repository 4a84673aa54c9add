"""What a brief is made from, as the library holds it in a language."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from pokrovsk_front.model.breaks import Break
from pokrovsk_front.model.brief.history import History
from pokrovsk_front.model.isw import IswDefinition
from pokrovsk_front.model.people import Count
from pokrovsk_front.model.place_share import MeasuredArea
from pokrovsk_front.model.place_share_index import ShareIndex
from pokrovsk_front.model.publishers import Board
from pokrovsk_front.model.readings import Reading
from pokrovsk_front.model.timeline import ClaimLag, Event
from pokrovsk_front.model.wording import Wording


@dataclass(frozen=True, slots=True)
class Inputs:
    """Tables and records behind a brief; texts among them are in one language.

    Attributes:
        daily_area: The table `daily_area`.
        by_oblast: The table `daily_area_by_oblast`.
        past: The archive by calendar day.
        breaks: The redrawn outlines of the map.
        country_km2: The area that the occupied share is taken of.
        shares: The shares of all areas.
        area_of_place: The area that is a place, by `place_id`.
        area_names: Names of areas by `area_id`.
        place_names: Names of places by `place_id`.
        distances_on: Gives the distances of all places on the map of a day.
        lags: Claims to towns, each beside the map.
        events: The dated events, in order of time.
        board: Published figures beside ours.
        isw_areas: Areas on the ISW map by definition, by day.
        counts: Published numbers of people.
        sources_of: Gives the sources of maps.
        words: The language of the texts.
    """

    daily_area: pd.DataFrame
    by_oblast: pd.DataFrame
    past: History
    breaks: tuple[Break, ...]
    country_km2: float
    shares: ShareIndex
    area_of_place: Mapping[str, MeasuredArea]
    area_names: Mapping[str, str]
    place_names: Mapping[str, str]
    distances_on: Callable[[date], pd.DataFrame]
    lags: Iterable[ClaimLag]
    events: Iterable[Event]
    board: Board
    isw_areas: Mapping[IswDefinition, pd.Series]
    counts: Iterable[Count]
    sources_of: Callable[..., tuple[str, ...]]
    words: Wording

    def sources(self, *used: Reading) -> tuple[str, ...]:
        """Give the sources of the maps that stand for some days, each once."""
        return self.sources_of(*used)
