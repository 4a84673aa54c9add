"""Hromadas: how much of each is occupied, on a day and between two, and what is left."""

from functools import partial

from pokrovsk_front.charts.hromadas_left import hromadas_left
from pokrovsk_front.maps.front import Setting
from pokrovsk_front.maps.hromadas import (
    Background,
    hromadas_change_figure,
    hromadas_figure,
    oblast_view,
)
from pokrovsk_front.model.hromadas_text import printed_share
from pokrovsk_front.page_text.parts import Table
from pokrovsk_front.ui import cached, choice, frame, hromadas, render_lock

words = frame.open_page("hromadas")

frame.head("hromadas", words)


@render_lock.fragment
def days_and_map() -> None:
    """Choose an oblast and a day or two, and show its hromadas."""
    with choice.row():
        oblast_iso = hromadas.oblast(words)
        earlier_day, day = hromadas.days(words, hromadas.mode(words))
    look = oblast_iso, earlier_day, day
    figures, texts = cached.figures(), cached.texts(words.locale)
    shares, drawn = figures.place_shares, frame.drawn(words)
    view = oblast_view(figures.oblast_rings[oblast_iso])
    setting = Setting(cached.static_url, view, frame.scheme(), words)
    names = texts.area_names
    background = Background(names, setting, drawn["source_ids"])
    later = shares.oblast_on(oblast_iso, day)
    if earlier_day is None:
        printed = printed_share(figures.published_shares, oblast_iso)
        figure = frame.drawn_lately(
            "hromadas", look, partial(hromadas_figure, later, printed, background), words
        )
        frame.show(figure, words)
        draw = partial(hromadas_left, later, names, **drawn)
        frame.show_lately("hromadas_left", look, draw, words)
    else:
        earlier = shares.oblast_on(oblast_iso, earlier_day)
        changes = shares.hromadas_between(oblast_iso, earlier_day, day)
        figure = frame.drawn_lately(
            "hromadas_change",
            look,
            partial(hromadas_change_figure, earlier, later, changes, background),
            words,
        )
        frame.show(figure, words)
    name = f"every_hromada_{oblast_iso}"
    frame.table(Table(name, figure.subtitle, figure.make_table, days=figure.days), words)


days_and_map()
