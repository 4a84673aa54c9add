"""Months: what changed in a month, or in any other days, what stands out most first."""

from functools import partial

import streamlit as st

from pokrovsk_front.charts import history
from pokrovsk_front.export.front_figures import difference_on
from pokrovsk_front.maps.front import Setting
from pokrovsk_front.page_text import months as months_text
from pokrovsk_front.ui import cached, choice, frame, fresh, months, render_lock

words = frame.open_page("months")

frame.head("months", words)


@render_lock.fragment
def brief_of_days() -> None:
    """Choose a month or days and show their brief: only this runs again with others."""
    with choice.row():
        window = months.chosen(words)
    brief = months.brief(window, words) if window else None
    if window is None or brief is None:
        return
    figures, drawn = cached.figures(), frame.drawn(words)
    months.head(brief, words)
    setting = Setting(cached.static_url, months.view(window), frame.scheme(), words)
    draw_map = partial(difference_on, figures, window.eve, window.last_day, setting)
    figure = frame.drawn_lately("difference", (window, setting.view), draw_map, words)
    every = months.written(brief, words)
    first, rest = months_text.divided(every)
    seen, said = st.columns([3, 2], gap="medium")
    draw = partial(history.marked_months, months.alike(window), window, **drawn)
    chart = frame.drawn_lately("marked_months", window, draw, words)
    with seen:
        frame.show_picture(figure, words, has_head=False)
        fresh.html("legend", figure.legend)
        frame.show_picture(chart, words)
    with said:
        months.stands_out(first, words)
    months.details(rest, every, brief, words)
    frame.show_text(figure, words, has_legend=False)
    frame.show_text(chart, words)


brief_of_days()
