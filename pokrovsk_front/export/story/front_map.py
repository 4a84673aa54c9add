"""Front map: the front on any day since 2024, what changed in a year, and when."""

from dataclasses import replace
from datetime import timedelta

import pandas as pd
import pydeck as pdk

from pokrovsk_front.export.front_figures import difference_on, months_on, state_on
from pokrovsk_front.export.moving_map import FIGURE_ID, by_day, day_panel
from pokrovsk_front.export.site_context import SiteContext
from pokrovsk_front.export.site_page import Drawn, Page
from pokrovsk_front.maps.scrubber import Moves
from pokrovsk_front.maps.state import cities_of_the_front, place_names
from pokrovsk_front.maps.views import DONETSK_REGION
from pokrovsk_front.model.cells import RECENT_ERA_FIRST_DAY
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.gazetteer import alphabetical
from pokrovsk_front.page_text.heads import head


def front_map(context: SiteContext) -> Page:
    """Make the page."""
    lead = context.words.gettext(
        "The map as it stood at the end of a day in Kyiv, since 2024: past and public."
    )
    return Page(
        "front_map",
        replace(head("front_map", context.words), lead=lead),
        (_any_day(context), _months_of_change(context), _change_of_a_year(context)),
    )


def _any_day(context: SiteContext) -> Drawn:
    words, library = context.words, context.library
    daily, listed = library.daily_area, _cities_by_name(context)

    moves = Moves(RECENT_ERA_FIRST_DAY, library.latest_day, context.texts.breaks)

    def moving(scheme: Scheme) -> Figure[pdk.Deck]:
        setting = context.setting(scheme, DONETSK_REGION, moves)
        latest = state_on(library, library.latest_day, listed, setting)
        return by_day(latest, daily, library.every_month, words)

    distances = library.table("front_distance")
    panel = day_panel(FIGURE_ID, daily, listed, distances, words)
    return context.map(moving, is_moving=True, starts_at_once=True, controls=panel)


def _cities_by_name(context: SiteContext) -> pd.DataFrame:
    cities = cities_of_the_front(context.library.table("places"))
    return cities.loc[place_names(cities, context.words).map(alphabetical).sort_values().index]


def _months_of_change(context: SiteContext) -> Drawn:
    library = context.library
    return context.map(
        lambda scheme: months_on(
            library, library.latest_day, context.setting(scheme, DONETSK_REGION)
        )
    )


def _change_of_a_year(context: SiteContext) -> Drawn:
    library, today = context.library, context.library.latest_day
    a_year_ago = today - timedelta(days=365)
    return context.map(
        lambda scheme: difference_on(
            library, a_year_ago, today, context.setting(scheme, DONETSK_REGION)
        )
    )
