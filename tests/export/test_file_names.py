"""Files of two comparisons, days, places, measures or oblasts have names of their own."""

from datetime import date
from typing import Any

import pytest

from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.catalog.tables import read_table
from pokrovsk_front.charts import people as people_charts
from pokrovsk_front.charts.gains.cumulative import cumulative
from pokrovsk_front.charts.hromadas_left import hromadas_left
from pokrovsk_front.export import city_figures
from pokrovsk_front.export.chart_sheet import words_of_sheet
from pokrovsk_front.export.front_figures import front_figure
from pokrovsk_front.export.site_context import SiteContext
from pokrovsk_front.maps.front import Shown
from pokrovsk_front.maps.hromadas import Background, hromadas_change_figure, hromadas_figure
from pokrovsk_front.maps.views import POKROVSK
from pokrovsk_front.model.comparison import compare
from pokrovsk_front.model.figure import Figure
from pokrovsk_front.model.place_share import Measure
from pokrovsk_front.model.windows import Window

WORDS = wording("en")
DAY, EARLIER = date(2025, 10, 31), date(2024, 10, 31)


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        (Shown(DAY), "front_state_2025-10-31"),
        # The day that was asked for, as the picture of the map has it, though its map is older.
        (Shown(date(2022, 5, 4)), "front_state_2022-05-04"),
        (Shown(DAY, "since"), "front_months_2025-10-31"),
        (Shown(DAY, "pair", EARLIER), "front_difference_2024-10-31_2025-10-31"),
    ],
)
def test_a_map_is_named_after_the_day_or_the_two_days_that_it_shows(
    shown: Shown, name: str
) -> None:
    context = SiteContext(WORDS)
    figure = front_figure(context.library, shown, context.setting("light", POKROVSK))
    assert figure.file_name("csv") == f"pokrovsk_front_{name}.csv"
    assert figure.file_name("svg", "wide") == f"pokrovsk_front_{name}_wide.svg"


def test_a_chart_of_other_windows_has_another_name_and_its_picture_the_same() -> None:
    windows = [Window(date(year, 1, 1), date(year, 3, 31)) for year in (2024, 2025, 2026)]
    figures = [
        cumulative(
            compare(read_table("daily_area"), *pair), words=WORDS, scheme="light", source_ids=()
        )
        for pair in ((windows[0], windows[1]), (windows[1], windows[2]))
    ]
    names = [figure.file_name("zip") for figure in figures]
    days = "2024-01-01_2024-03-31_2025-01-01_2025-03-31"
    assert names[0] == f"pokrovsk_front_cumulative_gain_{days}.zip"
    assert names[0] != names[1]
    file = words_of_sheet(figures[0], {}, WORDS, "1")["file"]
    assert file == f"pokrovsk_front_cumulative_gain_{days}_{{shape}}.{{kind}}"


def figures_of(place_id: str, measure: Measure, context: SiteContext) -> list[Figure[Any]]:
    """Draw all figures of which there is one for each place."""
    library, texts = context.library, context.texts
    view = city_figures.CityView(library, place_id, measure, WORDS)
    people = people_charts.one_city(
        texts.place_names[place_id],
        texts.people_by_place[place_id],
        [],
        is_log=True,
        words=WORDS,
        scheme="light",
    )
    return [
        city_figures.map_on(view, DAY, context.setting("light", POKROVSK)),
        *(draw(view, "light") for draw in city_figures.CHARTS.values()),
        people,
    ]


def test_the_same_figure_of_another_place_or_by_another_measure_has_another_name() -> None:
    context = SiteContext(WORDS)
    pokrovsk, kramatorsk, round_pokrovsk = (
        [each.file_name("csv") for each in figures_of(place_id, measure, context)]
        for place_id, measure in (
            ("pokrovsk", Measure.OUTLINE),
            ("kramatorsk", Measure.OUTLINE),
            ("pokrovsk", Measure.WITHIN_5_KM),
        )
    )
    assert pokrovsk[0] == "pokrovsk_front_city_map_pokrovsk_outline_2025-10-31.csv"
    assert set(pokrovsk).isdisjoint(kramatorsk)
    assert len(set(pokrovsk)) == len(pokrovsk)
    # How far the centre is, and how many people live there, no outline changes.
    is_same = [a == b for a, b in zip(pokrovsk, round_pokrovsk, strict=True)]
    assert is_same == [False, False, True, True]


def hromada_figures(oblast_iso: str, context: SiteContext) -> list[Figure[Any]]:
    """Draw all figures of which there is one for each oblast."""
    shares, names = context.library.place_shares, context.texts.area_names
    later, earlier = (shares.oblast_on(oblast_iso, day) for day in (DAY, EARLIER))
    changes = shares.hromadas_between(oblast_iso, EARLIER, DAY)
    background = Background(
        names=names,
        setting=context.setting("light", POKROVSK),
        source_ids=(),
    )
    return [
        hromadas_figure(later, None, background),
        hromadas_change_figure(earlier, later, changes, background),
        hromadas_left(later, names, words=WORDS, scheme="light", source_ids=()),
    ]


def test_the_same_figure_of_another_oblast_has_another_name() -> None:
    context = SiteContext(WORDS)
    donetsk, zaporizhzhia = (
        [each.file_name("csv") for each in hromada_figures(oblast_iso, context)]
        for oblast_iso in ("UA-14", "UA-23")
    )
    assert donetsk[0] == "pokrovsk_front_hromadas_UA-14_2025-10-31.csv"
    assert set(donetsk).isdisjoint(zaporizhzhia)
