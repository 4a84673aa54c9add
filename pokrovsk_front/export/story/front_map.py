"""Front map: the front on any day, what changed between two, when, and from any place."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pydeck as pdk

from pokrovsk_front.export import map_data, map_texts
from pokrovsk_front.export.front_figures import difference_on, months_on, state_on
from pokrovsk_front.export.moving_map import FIGURE_ID, by_day, day_choices, day_panel
from pokrovsk_front.export.offline_map import Moving
from pokrovsk_front.export.site_context import SiteContext, in_schemes
from pokrovsk_front.export.site_page import Drawn, Page
from pokrovsk_front.maps.front import Setting
from pokrovsk_front.maps.scrubber import Moves
from pokrovsk_front.maps.state import cities_of_the_front, place_names
from pokrovsk_front.maps.views import DONETSK_REGION
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.gazetteer import alphabetical
from pokrovsk_front.page_text.heads import head
from pokrovsk_front.page_text.map_choices import DAYS_BETWEEN


def front_map(context: SiteContext) -> Page:
    """Make the page."""
    lead = context.words.gettext(
        "The map as it stood at the end of a day in Kyiv, since 2022: past and public."
    )
    return Page(
        "front_map",
        replace(head("front_map", context.words), lead=lead),
        (_any_day(context), _months_of_change(context), _change_of_a_year(context)),
    )


def _any_day(context: SiteContext) -> Drawn:
    words, library = context.words, context.library
    listed, latest = _cities_by_name(context), library.latest_day
    moves = Moves(library.first_day, latest, context.texts.breaks)

    def setting(scheme: Scheme) -> Setting:
        return context.setting(scheme, DONETSK_REGION, moves)

    def state(scheme: Scheme) -> Figure[pdk.Deck]:
        drawn = state_on(library, latest, listed, setting(scheme))
        return by_day(drawn, library.daily_area, library.every_month, words)

    def pair(scheme: Scheme) -> Figure[pdk.Deck]:
        return difference_on(library, *_days_with_grey_zone(context), setting(scheme))

    def since(scheme: Scheme) -> Figure[pdk.Deck]:
        return months_on(library, latest, setting(scheme))

    def beside(scheme: Scheme) -> dict[str, Any]:
        return {
            "changes": map_data.exact_changes(library),
            "focus": map_data.focus(library, setting(scheme)),
        }

    said = map_texts.front_spec(library, words) | {"texts": map_texts.front_texts(words)}
    modes = {"pair": in_schemes(pair), "since": in_schemes(since)}
    return context.map(
        state,
        moving=Moving(modes, beside),
        starts_at_once=True,
        controls=day_panel(FIGURE_ID, library, listed, words, said),
        choices=day_choices(words, is_of_the_front=True),
    )


def _days_with_grey_zone(context: SiteContext) -> tuple[date, date]:
    """Give two days with a grey zone that is known, for a legend that names those of both.

    The engine writes the days of a legend anew, and leaves out what is not known of a day.
    """
    daily = context.library.daily_area
    days = daily.loc[daily["grey_zone_km2"].notna(), "as_of_date"]
    earlier = days[days <= days.iloc[-1] - timedelta(days=DAYS_BETWEEN)]
    return earlier.iloc[-1].date(), days.iloc[-1].date()


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
    a_year_ago = today - timedelta(days=DAYS_BETWEEN)
    return context.map(
        lambda scheme: difference_on(
            library, a_year_ago, today, context.setting(scheme, DONETSK_REGION)
        )
    )
