"""Frame of a page: head, and each figure with caption, text, table and download."""

import time
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, partial
from html import escape
from typing import Any

import plotly.graph_objects as go
import pydeck as pdk
import streamlit as st

from pokrovsk_front.export.citation import PRODUCT
from pokrovsk_front.export.document import table_html
from pokrovsk_front.export.home_screen import icon_path
from pokrovsk_front.export.spreadsheet import csv_for_reader
from pokrovsk_front.maps.front import Shown
from pokrovsk_front.model.figure import Figure, Picture, Scheme
from pokrovsk_front.model.map_text import data_age, stale
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import caption as caption_text
from pokrovsk_front.page_text import heads
from pokrovsk_front.page_text.parts import DOWNLOAD_ROWS, Table
from pokrovsk_front.ui import (
    address,
    browser,
    cached,
    downloads,
    embeds,
    fresh,
    front_map,
    language,
    no_webgl,
    permalinks,
    render_lock,
    site_map,
    uploads,
)
from pokrovsk_front.ui.kept_chart import KeptChart

IS_TEXT_SEEN = "is_text_seen"
BAR = "bar_over_the_page"
"""Session key: container in the row of the navigation."""

FIRST_TEXT_SECONDS = 0.15
TABLE_STYLE = """<style>
.rows { border-collapse: collapse; width: 100%; font-size: .9rem;
        font-variant-numeric: tabular-nums }
.rows th, .rows td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0;
        border-bottom: 1px solid color-mix(in srgb, currentColor 22%, transparent) }
.rows th { font-weight: 600 }
.rows td:last-child { padding-right: 0 }
.rows a { color: inherit; white-space: nowrap }
.rows.linked td:last-child { min-width: 15rem }
</style>"""
CHART_CONFIG = {
    "displaylogo": False,
    "scrollZoom": False,
    "modeBarButtons": [["toImage"]],
}
"""Plotly's toolbar: only the camera, whose press the script of the page takes over."""
PAGE_ICON = "icon-192.png"
RUN_AGAIN_EVERY = timedelta(hours=6)


def open_site() -> None:
    """Run the requested page inside the navigation; for `app.py`."""
    words = language.words()
    page = site_map.navigation(words)
    name = words.gettext(PRODUCT)
    st.set_page_config(
        page_title=f"{page.title} – {name}", page_icon=icon_path(PAGE_ICON), layout="wide"
    )
    st.session_state["is_site_open"] = True
    address.follow_page(page.url_path)
    # The switch of languages stands outside of what it replaces: the keyboard stays on it.
    st.session_state[BAR] = st.container(key="bar", width="content")
    with (
        render_lock.held(),
        uploads.followed(),
        fresh.block("page", page.url_path, words.locale),
    ):
        page.run()


def open_page(page: str) -> Wording:
    """Start a page: navigation where it is missing, current figures, the reader's language.

    Beside the navigation stands the switch of languages.

    On a fresh server a deep link runs the page's file without `app.py`. Registering the
    navigation and running again puts the reader on the right page with the frame around it.

    Args:
        page: The name of its file, which is also its address.
    """
    words = language.words()
    if not st.session_state.get("is_site_open"):
        site_map.navigation(words)
        st.rerun()
    cached.begin_run()
    embeds.follow_page(page)
    _go_on_at_another_server()
    _bar(words, page)
    address.tell_here()
    language.tell_missing(words)
    address.tell_no_page(page, st.context.url, words)
    address.tell_keys(page, words)
    permalinks.cited_then_and_now(words)
    return words


def _bar(words: Wording, page: str) -> None:
    """Show the language switch, with what the browser needs of every page."""
    with st.session_state.pop(BAR) if BAR in st.session_state else st.container():
        browser.prepare(words, page)
        no_webgl.ask()
        language.choose(words)


@st.fragment(run_every=RUN_AGAIN_EVERY)
def _go_on_at_another_server() -> None:
    """Render nothing; make Streamlit rerun the page after a reconnect.

    Streamlit's page in the browser runs the script again after it came back to a server, if
    anything on it runs by the clock, and otherwise only at the next choice. Where that server is
    another one, which never ran the page, a choice inside a fragment would be dropped until then,
    and the files to download would not be there.
    """


def scheme() -> Scheme:
    """Return the reader's colour scheme."""
    return "dark" if st.context.theme.type == "dark" else "light"


def drawn(words: Wording, *other_source_ids: str) -> dict[str, Any]:
    """Collect the arguments that every chart of the archive takes: language, scheme, sources."""
    source_ids = cached.figures().archive_source_ids + other_source_ids
    return {"words": words, "scheme": scheme(), "source_ids": source_ids}


def head(page: str, words: Wording) -> None:
    """Show the title of a page, one sentence on what it is for, and the age of the latest map.

    At the start of a visit the rest is held back for a moment. The libraries of charts and maps
    are megabytes of script: a browser that gets them with the text runs them before it shows any.
    """
    shown, days = heads.head(page, words), cached.data_age_days()
    age = data_age(cached.figures().latest_day, days, words)
    if page == heads.FIRST and (late := stale(days, words)):
        age = f"{age} **{late}**"
    with st.container(key="head", horizontal=True, gap="xxsmall"):
        st.title(shown.title, anchor=False, width="content")
        with fresh.block("lead", shown.lead, age):
            st.markdown(f":small[{shown.lead} {age}]")
    if not st.session_state.get(IS_TEXT_SEEN):
        st.session_state[IS_TEXT_SEEN] = True
        with render_lock.released():
            time.sleep(FIRST_TEXT_SECONDS)


def _links(source_ids: Sequence[str], words: Wording) -> str:
    known = cached.texts(words.locale).sources
    chosen = (known[source_id] for source_id in source_ids)
    return ", ".join(f"[{source.name}]({source.url})" for source in chosen)


def cite(
    words: Wording,
    source_ids: tuple[str, ...],
    as_of_date: date,
    printed_source_ids: tuple[str, ...] = (),
    base_source_ids: tuple[str, ...] = (),
) -> None:
    """Show the sources (calculated, printed, base map), the date and a link to the method."""
    origins = caption_text.origins(source_ids, printed_source_ids, words, base_source_ids)
    said = [text.format(sources=_links(keys, words)) for text, keys in origins]
    st.markdown(" ".join([*said, caption_text.as_of(as_of_date, words)]))
    st.page_link("pages/method.py", label=heads.head("method", words).title)


def credit_base_map(words: Wording, source_ids: tuple[str, ...]) -> None:
    """Say what the lines of the base map are and whose; nothing where it is not ours."""
    for text, keys in caption_text.origins((), (), words, source_ids):
        fresh.markdown("base_map", text.format(sources=_links(keys, words)))


def show(
    figure: Figure[go.Figure] | Figure[pdk.Deck],
    words: Wording,
    *,
    is_table_open: bool = False,
    is_taken_away: bool = True,
) -> None:
    """Show a figure: headline, unit, chart, caption, long text, buttons and table.

    Args:
        figure: The picture and all that is said about it.
        words: The reader's language.
        is_table_open: Whether the table is in sight before it is asked for.
        is_taken_away: Whether a link, a citation and a pack are offered: not for what nobody
            else can open again.
    """
    show_picture(figure, words)
    show_text(figure, words, is_table_open=is_table_open, is_taken_away=is_taken_away)


def show_picture(
    figure: Figure[go.Figure] | Figure[pdk.Deck],
    words: Wording,
    *,
    has_head: bool = True,
) -> None:
    """Show the headline, the unit and the chart or map of a figure.

    Args:
        figure: The picture and all that is said about it.
        words: The reader's language.
        has_head: Whether headline and unit stand over it: not where those of the page do.
    """
    if cached.is_run_outdated():
        st.rerun()
    name = figure.figure_id
    if has_head:
        with fresh.block(f"head_{name}", figure.headline, figure.subtitle):
            st.header(figure.headline, anchor=name)
            st.markdown(f"*{figure.subtitle}*")
    match figure.picture:
        case go.Figure():
            st.plotly_chart(
                figure.picture,
                theme=None,
                config=CHART_CONFIG,
                key=name,
                alt=figure.alt,
            )
        case pdk.Deck() if no_webgl.is_told():
            no_webgl.show_picture(figure, words)
        case pdk.Deck():
            front_map.mount(figure, words)


def show_moving_map(
    figure: Figure[pdk.Deck],
    words: Wording,
    asked: Shown,
    on_release: front_map.Report,
    on_place: front_map.Report,
    answer: str = "",
) -> None:
    """Show a map whose day the reader moves on it; headline and legend, on the map, follow.

    Args:
        figure: The map and all that is said about it.
        words: The reader's language.
        asked: The day, or days, that the reader asked for.
        on_release: Called with what the reader let go of: `day`, and `from` of two days.
        on_place: Called with the `place_id` of a place that is chosen on the map.
        answer: What is said right under the map of the place that is chosen, in Markdown.
    """
    if no_webgl.is_told():
        show_picture(figure, words)
        if answer:
            fresh.markdown("answer", answer)
        return
    if cached.is_run_outdated():
        st.rerun()
    front_map.mount(
        figure, words, asked=asked, on_release=on_release, on_place=on_place, answer=answer
    )


def show_text(
    figure: Figure[go.Figure] | Figure[pdk.Deck],
    words: Wording,
    *,
    is_table_open: bool = False,
    is_taken_away: bool = True,
    is_base_credited: bool = True,
    has_legend: bool = True,
) -> None:
    """Show what is said about a figure: legend, caption, long text, buttons and table.

    Args:
        figure: The picture and all that is said about it.
        words: The reader's language.
        is_table_open: Whether the table is in sight before it is asked for.
        is_taken_away: As `show`.
        is_base_credited: Whether the caption credits the base map: not where the page does so
            beside what is sent with each day.
        has_legend: Whether the legend stands here: not where it is on the map.
    """
    name = figure.figure_id
    with fresh.block(f"text_{name}", figure.legend, figure.as_of_date, figure.long_text):
        if figure.legend and (has_legend or no_webgl.is_told()):
            st.html(figure.legend)
        cite(
            words,
            figure.source_ids,
            figure.as_of_date,
            figure.printed_source_ids,
            figure.base_source_ids if is_base_credited else (),
        )
        st.markdown(figure.long_text)

    @render_lock.fragment
    def downloads_and_table() -> None:
        """Show what opens and closes: only this runs again with it."""
        if cached.is_run_outdated():
            st.rerun()
        downloads.row(figure, words, scheme(), is_taken_away=is_taken_away)
        # A closed table is not sent: a change of day stays small on the wire.
        rows = st.expander(
            words.gettext("Table"),
            expanded=is_table_open,
            key=f"rows_{name}",
            on_change="rerun",
        )
        if rows.open:
            with rows:
                shown = Table(name, figure.subtitle, figure.make_table, figure.links)
                table(shown, words, is_offered=False)

    downloads_and_table()


def show_once(
    name: str,
    draw: Callable[[], Figure[go.Figure]] | Callable[[], Figure[pdk.Deck]],
    words: Wording,
    *,
    variant: str = "",
    is_table_open: bool = False,
) -> None:
    """Show a figure that no choice of the reader changes, drawn once for all readers.

    So is its table, when the first of them opens it.

    Args:
        name: What is drawn.
        draw: Draws it the first time.
        words: The reader's language.
        variant: What tells one drawing from another beside language and scheme, such as a toggle.
        is_table_open: Whether the table is in sight before it is asked for.
    """
    look = f"{words.locale} {scheme()} {variant}"
    figure = cached.drawn_once(name, look, partial(_made_once, draw))
    show(figure, words, is_table_open=is_table_open)


def drawn_lately(
    name: str, inputs: Hashable, draw: Callable[[], Figure[Picture]], words: Wording
) -> Figure[Picture]:
    """Draw a figure that readers choose, unless one of them chose the same lately.

    Args:
        name: What is drawn.
        inputs: All that it is drawn from besides figures, language and scheme.
        draw: Draws it.
        words: The reader's language.
    """
    look = words.locale, scheme(), inputs
    return cached.drawn_lately(name, look, partial(_made_once, draw))


def show_lately(
    name: str, inputs: Hashable, draw: Callable[[], Figure[Picture]], words: Wording
) -> None:
    """Show a figure that readers choose, drawn unless one of them chose the same lately.

    Args:
        name: What is drawn.
        inputs: As `drawn_lately`.
        draw: Draws it.
        words: The reader's language.
    """
    show(drawn_lately(name, inputs, draw, words), words)


def _made_once(draw: Callable[[], Figure[Picture]]) -> Figure[Picture]:
    """Draw a figure to be kept: its table is made and its chart is described once, too."""
    figure = draw()
    kept = replace(figure, make_table=cache(figure.make_table))
    match figure.picture:
        case go.Figure():
            return replace(kept, picture=KeptChart(figure.picture))
    return kept


def table(shown: Table, words: Wording, *, is_offered: bool = True) -> None:
    """Show an accessible table, and offer it as CSV unless the figure above it does."""
    rows = shown.make_rows()
    body = table_html(rows, shown.links, "rows linked" if shown.links else "rows")
    # A wide table scrolls in its own box, which the keyboard must be able to reach.
    with fresh.block(f"table_{shown.name}", shown.about, body):
        st.html(
            f'{TABLE_STYLE}<div class="rows-box" role="region" aria-label="{escape(shown.about)}" '
            f'tabindex="0" style="overflow-x:auto">{body}</div>'
        )
    if not is_offered:
        return
    st.download_button(
        words.gettext(DOWNLOAD_ROWS),
        # Written only when it is asked for.
        partial(csv_for_reader, shown.file_rows(rows), words.locale),
        file_name=shown.file_name,
        mime="text/csv",
        key=f"csv_{shown.name}",
        on_click="ignore",
    )
