"""Controls and parts of the page Months: the month or days, four figures, sentences."""

from datetime import date, timedelta
from functools import partial

import pandas as pd
import streamlit as st

from pokrovsk_front.catalog.brief import brief_inputs, brief_of
from pokrovsk_front.catalog.library import ENGLISH
from pokrovsk_front.maps.views import FRONT, RECENT_FRONT, View
from pokrovsk_front.model.brief.fact import Brief
from pokrovsk_front.model.brief.history import months_alike
from pokrovsk_front.model.brief.periods import (
    latest_month,
    month_window,
    months_between,
    parse_month,
)
from pokrovsk_front.model.brief.sentences import headline, so_far
from pokrovsk_front.model.brief.written import Line, in_short, lines, plain_lines
from pokrovsk_front.model.windows import Window, WindowError
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import link_problems
from pokrovsk_front.page_text import months as months_text
from pokrovsk_front.ui import address, address_options, cached, fresh
from pokrovsk_front.ui import ends as ends_asked

MONTH, OTHER_DAYS = "month", "days"
ENDS = ("from", "to")
"""Query parameters of the days of any other period."""

PICKER_PX = 190


def chosen(words: Wording) -> Window | None:
    """Choose a month, or any days; both are bound to the address.

    Returns:
        The days, or None where they are no period; then the page has said why.
    """
    figures = cached.figures()
    months = months_between(figures.first_day, figures.latest_day)
    default = f"{latest_month(figures.latest_day).first_day:%Y-%m}"
    names = {key: months_text.month_name(key, days, words) for key, days in months.items()}
    names[OTHER_DAYS] = words.gettext("Other days")
    has_days = any(st.query_params.get(key) for key in ENDS)
    is_asked = has_days and (not address.is_taken(MONTH) or address.is_history_navigation())
    month_asked = st.query_params.get(MONTH)
    address_options.take_option(MONTH, names, default)
    if is_asked and month_asked not in (None, OTHER_DAYS):
        address.refuse(MONTH, str(month_asked))
    if is_asked:
        st.session_state[MONTH] = OTHER_DAYS
    shown = st.session_state[MONTH]
    steps = _neighbours(shown, list(months), words) if shown in months else []
    for step in steps[:1]:
        _step(*step, "month_before")
    option = st.selectbox(
        words.gettext(months_text.MONTH),
        list(names),
        format_func=names.__getitem__,
        key=MONTH,
        label_visibility="collapsed",
        persist_state="session",
        width=PICKER_PX,
    )
    for step in steps[1:]:
        _step(*step, "month_after")
    address_options.keep_option(MONTH, option, default if option != OTHER_DAYS else OTHER_DAYS)
    if option == OTHER_DAYS:
        address.tell_instead(words, MONTH, link_problems.MONTH_AND_DAYS)
    else:
        address.tell_choice(words, MONTH, words.gettext(months_text.MONTH), names[option])
    if option != OTHER_DAYS:
        for key in ENDS:
            address.write(key, [])
        return months[option]
    return _days(words, months[default])


def _step(text: str, option: str | None, name: str) -> None:
    """Show a button to another month; it is off where there is none."""

    def go() -> None:
        st.session_state[MONTH] = option

    st.button(text, key=name, disabled=option is None, on_click=go)


def _neighbours(option: str, keys: list[str], words: Wording) -> list[tuple[str, str | None]]:
    """Give the months before and after one: the text of the button, and the option if any."""
    month = parse_month(option)
    before = month_window(month.eve).first_day
    after = month_window(month.last_day + timedelta(days=1)).first_day
    texts = f"← {words.short_month(before)}", f"{words.short_month(after)} →"
    options = (f"{day:%Y-%m}" for day in (before, after))
    return [
        (text, each if each in keys else None) for text, each in zip(texts, options, strict=True)
    ]


def _days(words: Wording, default: Window) -> Window | None:
    """Date fields of the first and the last day of any other period."""
    figures = cached.figures()
    opening, latest = figures.first_day + timedelta(days=1), figures.latest_day
    labels = {"from": words.gettext("First day"), "to": words.gettext("Last day")}
    ends = {"from": default.first_day, "to": default.last_day}
    instead = ends_asked.instead(ENDS, default, is_default_left_out=False)
    with st.container(horizontal=True, width="content", gap="small"):
        days: dict[str, date] = {
            key: address.day(
                labels[key],
                key,
                default=ends[key],
                first=opening,
                last=latest,
                instead=instead[key],
            )
            for key in ENDS
        }
    address.tell_day(words, *ENDS)
    for key in ENDS:
        # Both stay in the address, which has no month to follow.
        address.write(key, [days[key].isoformat()])
    try:
        return Window(days["from"], days["to"])
    except WindowError as error:
        fresh.error("days", words.refusal(error))
        return None


def brief(window: Window, words: Wording) -> Brief | None:
    """Give the brief of a period; a message says why where the archive does not cover it."""
    try:
        texts = cached.texts(words.locale)
        look = words.locale, window
        return cached.drawn_lately("brief", look, partial(brief_of, texts, window))
    except WindowError as error:
        fresh.error("brief", words.refusal(error))
        return None


def alike(window: Window) -> pd.DataFrame:
    """Give the whole months on maps of the same step as those of a period: daily or weekly."""
    figures = cached.figures()
    return months_alike(figures.every_month, brief_inputs(cached.texts(ENGLISH)).past, window)


def view(window: Window) -> View:
    """Give the camera: nearer to the line of the years since 2024."""
    is_daily = brief_inputs(cached.texts(ENGLISH)).past.is_daily(window)
    return RECENT_FRONT if is_daily else FRONT


def written(brief: Brief, words: Wording) -> tuple[Line, ...]:
    """Write the sentences of a brief, each with the short names of its sources."""
    look = words.locale, brief.window
    write = partial(lines, brief, words, _sources(words))
    return cached.drawn_lately("lines_of_brief", look, write)


def _sources(words: Wording) -> dict[str, tuple[str, str]]:
    known = cached.texts(words.locale).sources
    return {key: (source.credit, source.url) for key, source in known.items()}


def head(brief: Brief, words: Wording) -> None:
    """Show the headline and the four figures."""
    said = headline(brief, words)
    note = so_far(brief.window, cached.figures().latest_day, words)
    fresh.heading(said, "brief")
    if note:
        fresh.markdown("so_far", note)
    figures = months_text.metrics_html(months_text.metrics(brief, words))
    fresh.html("figures", f"<style>{months_text.STYLE}</style>{figures}")


def latest(words: Wording) -> None:
    """Show what is new: the last whole month in short, with links to it and to the days since."""
    window = latest_month(cached.figures().latest_day)
    said = cached.drawn_once(
        "latest_month",
        words.locale,
        lambda: in_short(brief_of(cached.texts(words.locale), window), words),
    )
    fresh.heading(said[0], "new", is_linked=False)
    fresh.markdown("new", "\n\n".join(said[1:]))
    st.page_link(
        "pages/months.py",
        label=words.gettext(months_text.MORE).format(month=words.full_month(window.first_day)),
    )


def stands_out(first: tuple[Line, ...], words: Wording) -> None:
    """Show the sentences that stand beside the map."""
    fresh.heading(words.gettext(months_text.STANDS_OUT), "stands_out")
    fresh.markdown("first_lines", months_text.listed(first, words))


def details(rest: tuple[Line, ...], every: tuple[Line, ...], brief: Brief, words: Wording) -> None:
    """Show the other sentences by subject, then the whole brief as text to copy."""
    for key, title, own in months_text.grouped(rest, words):
        fresh.heading(title, key)
        fresh.markdown(key, months_text.listed(own, words))
    fresh.heading(words.gettext(months_text.AS_TEXT), "as_text")
    fresh.to_copy("as_text", plain_lines(headline(brief, words), every, words), words)
