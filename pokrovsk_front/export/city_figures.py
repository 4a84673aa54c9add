"""Figures of a city from the library: its map on a day, its share by day, its distance."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import plotly.graph_objects as go
import pydeck as pdk

from pokrovsk_front.catalog.borders import Rings
from pokrovsk_front.catalog.library import Library
from pokrovsk_front.charts import city_distance as distance_chart
from pokrovsk_front.charts import city_marks, numbers
from pokrovsk_front.charts import city_share as share_chart
from pokrovsk_front.export.front_figures import state_on
from pokrovsk_front.maps.city import city_map
from pokrovsk_front.maps.front import Setting
from pokrovsk_front.maps.outline import OutlinedArea
from pokrovsk_front.model.distances import circle_deg
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.front_distance import (
    MOVING_KINDS,
    Line,
    front_distance_on,
    lines_to_front,
)
from pokrovsk_front.model.place_share import Measure, MeasuredArea
from pokrovsk_front.model.place_share_text import place_share_sentence
from pokrovsk_front.model.sentences import front_distance_sentence
from pokrovsk_front.model.timeline import Event
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import city_facts

CIRCLE_KM = 5
ARTICLE_ID = "bloomberg_2025_11"


@dataclass(frozen=True, slots=True)
class CityView:
    """A place by one measure, as one language shows it.

    Attributes:
        library: The figures.
        place_id: The place.
        measure: The measure; the place has it.
        words: The reader's language.
    """

    library: Library
    place_id: str
    measure: Measure
    words: Wording

    @property
    def area(self) -> MeasuredArea:
        """The area that the measure gives."""
        return self.library.place_shares.of_place(self.place_id)[self.measure]

    @property
    def name(self) -> str:
        """The name of the area: that of the place, or of its hromada."""
        texts = self.library.in_language(self.words.locale)
        return texts.area_names[self.area.area_id]

    @property
    def of_files(self) -> str:
        """What names the files of its figures: the place and the measure."""
        return f"{self.place_id}_{self.area.measure}"

    def outlined_area(self) -> OutlinedArea:
        """Give the outline of the area and its land by day."""
        area, shares = self.area, self.library.place_shares
        texts = self.library.in_language(self.words.locale)
        rings: Rings
        if area.measure == Measure.WITHIN_5_KM:
            ring = circle_deg(self.library.places[self.place_id].point_deg, CIRCLE_KM)
            rings = (tuple((longitude, latitude) for latitude, longitude in ring),)
        else:
            rings = shares.rings(area.area_id)
        credit = texts.sources[area.source_id].name
        return OutlinedArea.of(area, self.name, rings, credit, shares.rows(area.area_id))

    def line(self) -> Line:
        """Give the distances of the centre to occupied land, on every map."""
        library = self.library
        texts = library.in_language(self.words.locale)
        days = library.first_day, library.latest_day
        (line,) = lines_to_front(
            {self.place_id: texts.place_names[self.place_id]},
            {self.place_id: library.distances_of(self.place_id)},
            library.coverage,
            library.daily_area,
            days,
        )
        return line


def default_measure(library: Library, place_id: str) -> Measure:
    """Choose the measure by which a place is shown first: its outline, else the circle."""
    own = library.place_shares.of_place(place_id)
    return Measure.OUTLINE if Measure.OUTLINE in own else Measure.WITHIN_5_KM


def sentences_on(view: CityView, day: date) -> tuple[str, str]:
    """Write the share of a city and its distance to occupied land on a day, to quote.

    Args:
        view: The city and the measure.
        day: The day.

    Raises:
        ArchiveGapError: The archive has no map on that day or shortly before it.
    """
    library, words = view.library, view.words
    share = library.place_shares.on(view.area.area_id, day)
    distances = library.distances_of(view.place_id)
    distance = front_distance_on(distances, library.daily_area, day)
    name = library.in_language(words.locale).place_names[view.place_id]
    return (
        place_share_sentence(share, view.name, words),
        front_distance_sentence(distance, name, words),
    )


def map_on(view: CityView, day: date, setting: Setting) -> Figure[pdk.Deck]:
    """Draw the map of a city on a day.

    Args:
        view: The city and the measure.
        day: The day.
        setting: What every map needs; its camera is the reader's, its area comes from the view.

    Raises:
        ArchiveGapError: The archive has no map on that day or shortly before it.
    """
    library, shown = view.library, view.outlined_area()
    setting = replace(setting, area=shown)
    share = library.place_shares.on(view.area.area_id, day)
    state = state_on(library, day, library.table("places"), setting)
    own = library.place_shares.of_place(view.place_id).values()
    shares = [library.place_shares.on(area.area_id, day) for area in own]
    names = library.in_language(view.words.locale).area_names
    make_table = partial(city_facts.by_measure, shares, names, view.words)
    others = " ".join(
        place_share_sentence(each, names[each.area.area_id], view.words)
        for each in shares
        if each.area != view.area
    )
    drawn = city_map(state, share, shown, setting, make_table, others)
    return replace(drawn, about=view.of_files, make_rows=partial(numbers.shares_on_a_map, shares))


def share_by_day(view: CityView, scheme: Scheme) -> Figure[go.Figure]:
    """Draw the share of a city by day, with claims, parts reached and events."""
    library, words, area = view.library, view.words, view.area
    shares, texts = library.place_shares, library.in_language(view.words.locale)
    days = shares.days(area.area_id)
    lag = next((each for each in texts.claim_lags if each.town.place_id == view.place_id), None)
    marks = [*city_marks.share_marks(days, words), *city_marks.claim_marks(lag, words)]
    published = texts.sources[ARTICLE_ID].published_date
    if library.places[view.place_id].is_in_article and published:
        marks.append(city_marks.article_mark(published, words))
    marked = {each.day for each in marks}
    marks += city_marks.event_marks(_events(texts.events.values(), view.place_id, marked))
    city = share_chart.City(
        area=area,
        name=view.name,
        by_day=shares.by_day(area.area_id),
        days=days,
        latest=shares.on(area.area_id, library.latest_day),
        marks=marks,
    )
    source_ids = tuple(dict.fromkeys((*library.archive_source_ids, area.source_id)))
    drawn = share_chart.city_share(city, words=words, scheme=scheme, source_ids=source_ids)
    return replace(drawn, about=view.of_files)


def _events(events: Iterable[Event], place_id: str, marked: set[date]) -> list[Event]:
    """Choose attacks, withdrawals and changes of control at a place that no mark says already."""
    return [
        event
        for event in events
        if event.place_id == place_id
        and event.kind in MOVING_KINDS
        and event.event_date not in marked
    ]


def distance_by_day(view: CityView, scheme: Scheme) -> Figure[go.Figure]:
    """Draw the distance of the centre to occupied land by day."""
    source_ids = (*view.library.archive_source_ids, view.library.places[view.place_id].source_id)
    drawn = distance_chart.city_distance(
        view.line(), words=view.words, scheme=scheme, source_ids=source_ids
    )
    return replace(drawn, about=view.place_id)


CHARTS = {"city_share": share_by_day, "city_distance": distance_by_day}
"""The charts of a city, in their order."""
