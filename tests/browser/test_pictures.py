"""No text of a finished picture of a chart touches another, an axis or the edge, or is too small.

A figure of the story is measured in one language in every shape and in the other in one; of the
charts of cities, two for each of many, the first dozen in one shape and one language each. Shapes
and languages take turns. Colours change no box. `make contact-sheet` measures all.
"""

from collections.abc import Iterator
from dataclasses import replace

import plotly.graph_objects as go
from playwright.sync_api import Browser

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.messages import LOCALES
from pokrovsk_front.charts.template import plot
from pokrovsk_front.export.chart_sheet import SIZES_PX
from pokrovsk_front.export.site_context import SiteContext
from pokrovsk_front.model.figure import Figure
from pokrovsk_front.model.wording import Wording
from tests.export.test_pack import gains
from tests.pictures import charts, drawing_page, faults

SHAPES = tuple(SIZES_PX)
CITY_CHARTS = 12


def shapes_of(figure_id: str, at: int, locale: str) -> tuple[str, ...]:
    """Choose the shapes in which a figure is measured in a language, by its position."""
    one = SHAPES[at // len(LOCALES) % len(SHAPES)]
    is_turn = LOCALES[at % len(LOCALES)] == locale
    if figure_id.startswith("city_"):
        return (one,) if is_turn else ()
    return SHAPES if is_turn else (one,)


def some_charts(locale: str, library: Library) -> Iterator[tuple[Figure[go.Figure], SiteContext]]:
    """Draw the charts of the story and some of cities, which come last."""
    of_cities = 0
    for figure, context in charts(locale, library):
        of_cities += figure.figure_id.startswith("city_")
        if of_cities > CITY_CHARTS:
            return
        yield figure, context


def test_no_text_of_a_picture_touches_another_an_axis_or_the_edge(browser: Browser) -> None:
    page, library = drawing_page(browser), Library()
    found: list[str] = []
    measured = 0
    for locale in LOCALES:
        for at, (figure, context) in enumerate(some_charts(locale, library)):
            for shape in shapes_of(figure.figure_id, at, locale):
                found += faults(page, figure, context, shape)
                measured += 1
    page.close()
    assert measured > 110
    assert found == []


def test_texts_that_touch_are_found(browser: Browser) -> None:
    notes = [
        {"text": text, "x": x, "y": 0.5, "xref": "paper", "yref": "paper", "showarrow": False}
        for text, x in (("one", 0.5), ("two", 0.505), ("three", 1.1))
    ]
    axes = {"xaxis": {"range": [0, 1], "showline": True}, "yaxis": {"range": [0, 1]}}
    layout = {"height": 400, "annotations": notes, **axes}
    drawn = plot([{"type": "scatter", "x": [0, 1], "y": [0, 1]}], layout, "light", Wording())
    figure = replace(gains(), picture=drawn)
    page = drawing_page(browser)
    said = faults(page, figure, SiteContext(Wording()), "square")
    page.close()
    assert any('"one" and "two" touch' in each for each in said)
    assert any('"three" touches the edge' in each for each in said)
