"""Overview: the last month, the front on the latest day, the article's figures beside ours."""

import plotly.graph_objects as go
import pydeck as pdk
import streamlit as st

from pokrovsk_front.charts import gains as gain_charts
from pokrovsk_front.export.front_figures import state_on
from pokrovsk_front.maps.card import dashboard_page
from pokrovsk_front.maps.front import Setting
from pokrovsk_front.maps.state import cities_of_the_front
from pokrovsk_front.maps.views import ARTICLE_PLACES
from pokrovsk_front.model.figure import Figure
from pokrovsk_front.ui import article_figures, cached, caveats, cities, frame, months

words = frame.open_page("overview")
_ = words.gettext

frame.head("overview", words)


def cumulative() -> Figure[go.Figure]:
    """Draw the net gain of the ten months of both years."""
    return gain_charts.cumulative(cached.figures().ten_months, **frame.drawn(words))


def latest_state() -> Figure[pdk.Deck]:
    """Draw the front on the latest day."""
    figures = cached.figures()
    city_page = dashboard_page(words.locale)
    setting = Setting(cached.static_url, ARTICLE_PLACES, frame.scheme(), words, city_page=city_page)
    return state_on(
        figures, figures.latest_day, cities_of_the_front(figures.table("places")), setting
    )


front, article = st.columns([3, 1], gap="medium")
with front:
    frame.show_once("overview_state", latest_state, words)
    st.page_link("pages/front_map.py", label=_("See any other day on the map"))
with article:
    months.latest(words)
    article_figures.headlines(words)
    cities.when_the_article_appeared(words)

frame.show_once("overview_cumulative", cumulative, words)
st.page_link("pages/gains.py", label=_("Compare other months of the two years"))

article_figures.all_figures(words)

caveats.before_you_quote(words)
