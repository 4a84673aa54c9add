"""Front map: the front on any day since 2024, what changed in a year, and when."""

from dataclasses import replace
from datetime import timedelta

import pandas as pd
import pydeck as pdk

from pokrovsk_front.export.moving_map import by_day, day_panel
from pokrovsk_front.export.site_context import SiteContext
from pokrovsk_front.export.site_page import Drawn, Page
from pokrovsk_front.maps.difference import difference_figure
from pokrovsk_front.maps.months import months_figure
from pokrovsk_front.maps.scrubber import Moves
from pokrovsk_front.maps.state import cities_of_the_front, place_names
from pokrovsk_front.maps.views import DONETSK_REGION
from pokrovsk_front.model.cells import RECENT_ERA_FIRST_DAY
from pokrovsk_front.model.changes import change_between
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.gazetteer import alphabetical
from pokrovsk_front.model.readings import reading_on
from pokrovsk_front.page_text.heads import head


def front_map(context: SiteContext) -> Page:
    """Make the page."""
    lead = context.words.gettext(
        "The map as it stood at the end of a day in Kyiv, since 2024: past and public."
    )
    return Page(
        "map",
        replace(head("front_map", context.words), lead=lead),
        (_any_day(context), _months_of_change(context), _change_of_a_year(context)),
    )


def _any_day(context: SiteContext) -> Drawn:
    words, library = context.words, context.library
    daily, listed = library.daily_area, _cities_by_name(context)

    moves = Moves(RECENT_ERA_FIRST_DAY, library.latest_day, context.texts.breaks)

    def moving(scheme: Scheme) -> Figure[pdk.Deck]:
        setting = context.setting(scheme, DONETSK_REGION, moves)
        latest = context.state(library.latest_day, listed, setting)
        return by_day(latest, daily, library.every_month, words)

    distances = library.table("front_distance")
    panel = day_panel(daily, listed, distances, words)
    return context.map(moving, is_moving=True, controls=panel)


def _cities_by_name(context: SiteContext) -> pd.DataFrame:
    cities = cities_of_the_front(context.library.table("places"))
    return cities.loc[place_names(cities, context.words).map(alphabetical).sort_values().index]


def _months_of_change(context: SiteContext) -> Drawn:
    library = context.library
    today = reading_on(library.daily_area, library.latest_day)
    return context.map(
        lambda scheme: months_figure(
            today,
            daily_area=library.daily_area,
            setting=context.setting(scheme, DONETSK_REGION),
            source_ids=library.archive_source_ids,
        )
    )


def _change_of_a_year(context: SiteContext) -> Drawn:
    library = context.library
    today = reading_on(library.daily_area, library.latest_day)
    a_year_ago = reading_on(library.daily_area, library.latest_day - timedelta(days=365))
    change = change_between(library.cell_changes, a_year_ago.as_of_date, today.as_of_date)
    return context.map(
        lambda scheme: difference_figure(
            a_year_ago,
            today,
            change,
            daily_area=library.daily_area,
            setting=context.setting(scheme, DONETSK_REGION),
            source_ids=library.archive_source_ids,
        )
    )
