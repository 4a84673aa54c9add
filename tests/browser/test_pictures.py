"""No text of a finished picture touches another, an axis or the edge, or is too small.

A figure of the story is measured in every shape, in one language two of them and in the other the
third; of those of cities, three for each of many, the first two dozen in one shape and one language
each; the maps of hromadas, which the story has not, as figures of the story. Shapes and languages
take turns. Charts with many numbered days are measured in all. Colours change no box. `make
contact-sheet` measures all of the story.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pydeck as pdk
from playwright.sync_api import Browser

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.messages import LOCALES, wording
from pokrovsk_front.charts.template import plot
from pokrovsk_front.export.chart_sheet import SIZES_PX
from pokrovsk_front.export.city_figures import CityView, share_by_day
from pokrovsk_front.export.site_context import SiteContext
from pokrovsk_front.model.place_share import Measure
from pokrovsk_front.model.wording import Wording
from tests.export.test_pack import gains
from tests.maps.hromadas import hromadas_of
from tests.pictures import FAULTS, MIN_LETTER_PX, AnyFigure, drawing_page, faults, pictured

SHAPES = tuple(SIZES_PX)
CITY_FIGURES = 24

MANY_DAYS = (
    ("pokrovsk", Measure.OUTLINE),
    ("pokrovsk", Measure.HROMADA),
    ("avdiivka", Measure.OUTLINE),
)
"""Charts of shares with the most days that are numbered."""


def shapes_of(figure_id: str, at: int, locale: str) -> tuple[str, ...]:
    """Choose the shapes in which a figure is measured in a language, by its position."""
    one = SHAPES[at // len(LOCALES) % len(SHAPES)]
    is_turn = LOCALES[at % len(LOCALES)] == locale
    if figure_id.startswith("city_"):
        return (one,) if is_turn else ()
    return tuple(shape for shape in SHAPES if (shape == one) != is_turn)


def some_figures(locale: str, library: Library) -> Iterator[tuple[AnyFigure, SiteContext]]:
    """Draw maps of hromadas, the figures of the story and some of cities, which come last."""
    context = SiteContext(wording(locale), library)
    for against in (None, date(2025, 11, 7)):
        yield hromadas_of(date(2026, 8, 21), against, locale), context
    of_cities = 0
    for figure, drawn_in in pictured(library, locale):
        of_cities += figure.figure_id.startswith("city_")
        if of_cities > CITY_FIGURES:
            return
        yield figure, drawn_in


def test_no_text_of_a_picture_touches_another_an_axis_or_the_edge(browser: Browser) -> None:
    page, library = drawing_page(browser), Library()
    found: list[str] = []
    measured = Counter[bool]()
    for locale in LOCALES:
        for at, (figure, context) in enumerate(some_figures(locale, library)):
            for shape in shapes_of(figure.figure_id, at, locale):
                found += faults(page, figure, context, shape)
                measured[isinstance(figure.picture, pdk.Deck)] += 1
    page.close()
    assert measured[True] > 30
    assert measured[False] > 85
    assert found == []


def test_the_numbered_days_of_cities_stand_apart_in_every_shape(browser: Browser) -> None:
    page, library = drawing_page(browser), Library()
    found: list[str] = []
    for place_id, measure in (*MANY_DAYS, ("kostiantynivka", Measure.OUTLINE)):
        for locale in LOCALES:
            context = SiteContext(wording(locale), library)
            figure = share_by_day(CityView(library, place_id, measure, context.words), "light")
            for shape in SHAPES:
                found += faults(page, figure, context, shape)
    page.close()
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


def test_a_text_that_a_map_cuts_is_found(browser: Browser) -> None:
    texts = "".join(
        f"<text x='{x}' y='50' font-size='12'>{said}</text>"
        for x, said in ((20, "in"), (82, "cut"))
    )
    land = f"<svg class='land' x='100' y='0' width='100' height='100'>{texts}</svg>"
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' width='200' height='100'>{land}</svg>"
    page = drawing_page(browser)
    said = page.evaluate(FAULTS, [svg, None, {}, "wide", "light", MIN_LETTER_PX])
    page.close()
    assert said["faults"] == ['"cut" touches the edge']
