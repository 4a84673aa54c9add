"""Overview: the article's figures beside ours, the front on the latest day, what to know."""

import plotly.graph_objects as go
import pydeck as pdk
import streamlit as st

from pokrovsk_front.charts import gains as gain_charts
from pokrovsk_front.maps.front import Setting
from pokrovsk_front.maps.state import state_figure
from pokrovsk_front.maps.views import ARTICLE_PLACES
from pokrovsk_front.model.comparison import compare
from pokrovsk_front.model.figure import Figure
from pokrovsk_front.model.readings import reading_on
from pokrovsk_front.model.windows import months_of_year
from pokrovsk_front.ui import article_figures, cached, caveats, frame

words = frame.open_page("overview")
_ = words.gettext

frame.head(
    _("The Pokrovsk front, recomputed"),
    _(
        "Each figure is measured again on the open archive of the map behind it, and says how "
        "far it is from what was printed."
    ),
)

article_figures.headline_figures(words)

daily = cached.table("daily_area")


def cumulative() -> Figure[go.Figure]:
    """Draw the net gain of the ten months of both years."""
    comparison = compare(daily, months_of_year(2024, 10), months_of_year(2025, 10))
    return gain_charts.cumulative(comparison, **frame.drawn(words))


def latest_state() -> Figure[pdk.Deck]:
    """Draw the front on the latest day."""
    latest, places = cached.latest_day(), cached.table("places")
    return state_figure(
        reading_on(daily, latest),
        daily_area=daily,
        places=places[places["label_rank"] == 1],
        distances=cached.distances_on(latest),
        setting=Setting(cached.static_url, ARTICLE_PLACES, frame.scheme(), words),
        source_ids=cached.archive_source_ids(),
    )


frame.show_once("overview_cumulative", cumulative, words)
st.page_link("pages/gains.py", label=_("Compare other months of the two years"))

frame.show_once("overview_state", latest_state, words)
st.page_link("pages/front_map.py", label=_("See any other day on the map"))

caveats.before_you_quote(words)
