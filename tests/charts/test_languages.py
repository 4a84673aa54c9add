"""Every chart says the same in both languages: the same numbers, and no English in Ukrainian."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from pokrovsk_front.catalog import records
from pokrovsk_front.catalog.archives import archive_rules
from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.catalog.tables import read_table
from pokrovsk_front.charts import counts as count_charts
from pokrovsk_front.charts import distances as distance_charts
from pokrovsk_front.charts import gains as gain_charts
from pokrovsk_front.charts import history
from pokrovsk_front.charts import people as people_charts
from pokrovsk_front.charts import publishers as publisher_charts
from pokrovsk_front.charts.claim_lag import claim_lag
from pokrovsk_front.charts.grey_zone import grey_zone, only_isw
from pokrovsk_front.charts.health import maps_by_month
from pokrovsk_front.charts.hromadas_left import hromadas_left
from pokrovsk_front.charts.oblasts import by_oblast
from pokrovsk_front.charts.printed_distance import printed_readings
from pokrovsk_front.charts.publishers import SHORT_NAMES
from pokrovsk_front.charts.sensitivity import definitions
from pokrovsk_front.charts.tables import start_end_change
from pokrovsk_front.charts.timeline import events_by_month
from pokrovsk_front.model import counts, printed_distance, publishers, sensitivity
from pokrovsk_front.model.comparison import compare, months_against_published, printed_months
from pokrovsk_front.model.figure import Figure
from pokrovsk_front.model.front_distance import Line, events_near, first_within, movement
from pokrovsk_front.model.gains import gross_change, monthly_gains
from pokrovsk_front.model.health import archive_health
from pokrovsk_front.model.isw import grey_share
from pokrovsk_front.model.people import City, places_in_order, series_by_place
from pokrovsk_front.model.timeline import lasting_coverage
from pokrovsk_front.model.windows import Window, months_of_year

TEN_MONTHS = months_of_year(2024, 10), months_of_year(2025, 10)
YEARS = months_of_year(2024, 12), months_of_year(2025, 12)
ODD = Window(date(2024, 2, 17), date(2024, 8, 3)), Window(date(2025, 3, 5), date(2025, 3, 25))

LATIN_NAMES = (
    *("DeepState", "ISW", "AFP", "Bloomberg", "Black Bird Group", "Black Bird", "UA War"),
    *("Infographics", "War Mapper", "WGS84", "UTC", "Critical Threats", "Russia Matters"),
    *("The Economist", "The Insider", "BILD", "BBC", "RegioNews"),
    *sorted(
        {each.publisher for each in records.events(locale="uk").values()}, key=len, reverse=True
    ),
)
"""Names that stay in their own letters in every language: maps, counters and outlets."""


@cache
def table(name: str, locale: str = "en") -> pd.DataFrame:
    return read_table(name, locale=locale)


def _gains(locale: str) -> Iterator[Figure[go.Figure]]:
    drawn: dict[str, Any] = {"words": wording(locale), "scheme": "light", "source_ids": ("a",)}
    daily, oblasts, isw = (
        table(name) for name in ("daily_area", "daily_area_by_oblast", "isw_daily_areas")
    )
    published, overlap = table("published_territory", locale), table("isw_deepstate_overlap")
    by_deepstate = printed_months(published, "deepstate")
    variants = sensitivity.archive_variants(daily, oblasts)
    for pair in (TEN_MONTHS, YEARS, ODD):
        comparison = compare(daily, *pair)
        yield gain_charts.cumulative(comparison, **drawn)
        yield by_oblast(oblasts, comparison, **drawn)
        yield definitions(comparison, sensitivity.sensitivity(daily, variants, *pair), **drawn)
        yield count_charts.side_by_side(counts.legs_of(daily, isw, *pair), **drawn)
        if pair is not ODD:
            months = [months_against_published(daily, each, by_deepstate) for each in pair]
            yield gain_charts.monthly(comparison, *months, **drawn)
    first, latest = (daily["as_of_date"].iloc[at].date() for at in (0, -1))
    for since in (Window(date(2024, 1, 1), latest), Window(date(2025, 5, 1), date(2025, 10, 31))):
        board = publishers.board(published, daily, isw, since)
        months_km2 = publishers.months_on_three_counts(daily, isw, since)
        shared = grey_share(overlap)
        yield publisher_charts.reconciliation(board, months_km2, shared=shared, **drawn)
    yield only_isw(overlap, **drawn)
    yield grey_zone(daily, **drawn)
    later = Window(date(2025, 2, 1), date(2025, 2, 28)), Window(date(2026, 2, 1), date(2026, 2, 28))
    weekly = counts.legs_of(daily, isw, *later, isw_weekly=table("isw_weekly_areas"))
    yield count_charts.side_by_side(weekly, **drawn)
    every_month = monthly_gains(daily, Window(first + timedelta(1), latest))
    yield history.every_month(every_month, **drawn)
    yield history.occupied_total(daily, records.breaks(locale=locale), is_trimmed=True, **drawn)


def _people(locale: str) -> Iterator[Figure[go.Figure]]:
    drawn: dict[str, Any] = {"words": wording(locale), "scheme": "light"}
    places = records.places()
    conflicts = records.population_conflicts(locale=locale).values()
    by_place = series_by_place(records.population(locale=locale).values())
    order = places_in_order(by_place, frozenset())
    cities = [City(places[key].name(locale), by_place[key], False) for key in order]
    yield people_charts.slopes(cities, **drawn)
    yield people_charts.small_multiples(cities, **drawn)
    for key in order:
        apart = [each for each in conflicts if each.place_id == key]
        name = places[key].name(locale)
        yield people_charts.one_city(name, by_place[key], apart, is_log=False, **drawn)


def _distances_and_events(locale: str) -> Iterator[Figure[go.Figure]]:
    drawn: dict[str, Any] = {"words": wording(locale), "scheme": "light", "source_ids": ("a",)}
    daily, distances = table("daily_area"), table("front_distance")
    latest = daily["as_of_date"].iloc[-1].date()
    places, events = records.places(), records.events(locale=locale)
    names = {key: place.name(locale) for key, place in places.items()}
    points = {key: place.point_deg for key, place in places.items()}
    covered = lasting_coverage(distances)
    by_place = {str(key): rows for key, rows in distances.groupby("place_id")}
    for first, last in ((date(2023, 12, 31), latest), (date(2025, 10, 3), date(2025, 10, 9))):
        lines = [
            Line(
                names[key],
                by_place[key],
                movement(by_place[key], daily, first, last),
                covered[key],
            )
            for key in ("pokrovsk", "avdiivka", "kramatorsk")
        ]
        near = events_near(events.values(), "pokrovsk", points, lines[0].moved)
        yield distance_charts.to_front(lines, events=near, **drawn)
    claim = records.claims(locale=locale)["distance_pokrovsk_avdiivka"]
    readings = printed_distance.readings(claim, points, by_place, daily)
    within = first_within(by_place[str(claim.from_place_id)], claim.printed_value)
    yield printed_readings(readings, claim, within, names=names, **drawn)
    months = monthly_gains(daily, Window(date(2023, 10, 1), latest))
    shown, drawn = list(events.values()), drawn | {"place_names": names}
    yield events_by_month(shown, months, **drawn)
    yield events_by_month(shown, months, chosen=shown[3], **drawn)
    library = Library()
    yield claim_lag(library.in_language(locale).claim_lags, latest=latest, **drawn)
    left = library.place_shares.oblast_on("UA-14", date(2026, 2, 6))
    areas = library.in_language(locale).area_names
    yield hromadas_left(left, areas, words=wording(locale), scheme="light", source_ids=("a",))


def _health(locale: str) -> Iterator[Figure[go.Figure]]:
    rules = archive_rules(locale=locale)
    health = archive_health(table("editions"), table("daily_area"), rules.max_jump_km2)
    yield maps_by_month(
        health,
        health.days,
        names={each.archive_id: each.short_title for each in rules.archives},
        words=wording(locale),
        scheme="light",
        source_ids=("a",),
    )


@cache
def figures(locale: str) -> list[Figure[go.Figure]]:
    shown = (_gains, _people, _distances_and_events, _health)
    return [figure for draw in shown for figure in draw(locale)]


def layout_texts(part: object, key: str = "") -> Iterator[str]:
    """Give what a layout or a trace shows: titles, ticks, notes, hovers."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name != "template":
                yield from layout_texts(value, name)
    elif isinstance(part, list):
        for value in part:
            yield from layout_texts(value, key)
    elif isinstance(part, str) and key in {"text", "ticktext", "ticksuffix", "customdata"}:
        yield part
    elif isinstance(part, str) and key == "hovertemplate":
        yield re.sub(r"%\{.*?\}|<extra></extra>", " ", part)


def shown_texts(figure: Figure[go.Figure]) -> Iterator[str]:
    """Give every text of a chart that a reader can see; of its table the heads."""
    yield from (figure.headline, figure.subtitle, figure.alt, figure.long_text)
    yield re.sub("<[^>]*>", " ", figure.legend)
    picture = figure.picture.to_dict()
    yield from layout_texts(picture)
    for trace in picture["data"]:
        is_named = picture["layout"].get("showlegend") or "fullData.name" in str(trace)
        if is_named and trace.get("name"):
            yield trace["name"]
    yield from map(str, figure.table.columns)


def without_names(text: str) -> str:
    for name in LATIN_NAMES:
        text = text.replace(name, " ")
    return re.sub("<[^>]*>", " ", text)


def test_a_ukrainian_chart_has_no_latin_word() -> None:
    found = {
        (figure.figure_id, text)
        for figure in figures("uk")
        for text in shown_texts(figure)
        if re.search("[A-Za-z]{2,}", without_names(text))
    }
    assert not found


def axes_of_days(picture: go.Figure) -> Iterator[dict[str, Any]]:
    """Give the axes on which a trace has days."""
    layout = picture.to_plotly_json()["layout"]
    for trace in picture.data:
        if (
            trace.x is not None
            and len(trace.x)
            and re.match(r"\d{4}-\d\d-\d\d", str(pd.Series(trace.x).iloc[0]))
        ):
            yield layout[(trace.xaxis or "x").replace("x", "xaxis")]


def test_plotly_is_left_no_name_of_a_month_or_a_day_in_ukrainian() -> None:
    for figure in figures("uk"):
        written = re.findall(r"%-?[aAbBpcxX](?![{])", figure.picture.to_json())
        assert not written, figure.figure_id
        for axis in axes_of_days(figure.picture):
            assert "tickvals" in axis or axis["tickformat"] in {"%Y", "’%y"}, figure.figure_id


def numbers(figure: Figure[go.Figure]) -> list[list[str]]:
    """Give the places of all points, on axes of numbers and of days; names have no place."""
    found = []
    for trace in figure.picture.data:
        for values in (trace.x, trace.y):
            shown = [str(each) for each in ([] if values is None else values)]
            found.append(
                shown if all(re.match("[-−]?[0-9]|nan|None", each) for each in shown) else []
            )
    return found


def test_both_languages_draw_the_same_numbers() -> None:
    for english, ukrainian in zip(figures("en"), figures("uk"), strict=True):
        assert english.figure_id == ukrainian.figure_id
        assert english.as_of_date == ukrainian.as_of_date
        assert numbers(english) == numbers(ukrainian), english.figure_id
        assert english.table.shape == ukrainian.table.shape


@pytest.mark.parametrize(("locale", "signs"), [("en", ".,"), ("uk", ",\u00a0")])
def test_the_numbers_of_an_axis_have_the_signs_of_the_language(locale: str, signs: str) -> None:
    for figure in figures(locale):
        assert figure.picture.layout.template.layout.separators == signs


def test_the_table_of_two_windows_has_no_latin_word_in_ukrainian() -> None:
    words, daily = wording("uk"), table("daily_area")
    comparison = compare(daily, *YEARS)
    gross = tuple(gross_change(daily, gain) for gain in comparison.gains)
    areas = records.reference_areas(locale="uk")
    denominators = {areas["ukraine"].name: areas["ukraine"].area_km2}
    rows = start_end_change(comparison, gross, denominators, words)
    for text in (*rows.columns, *rows.to_numpy().ravel()):
        assert not re.search("[A-Za-z]{2,}", str(text)), text


@pytest.mark.parametrize("locale", ["en", "uk"])
def test_every_series_without_a_panel_has_a_name_that_fits(locale: str) -> None:
    series = dict(table("published_territory", locale)[["series_id", "series"]].to_numpy())
    placed = {key for panel in publisher_charts.PANELS for key, _, _ in panel.series}
    assert set(SHORT_NAMES) <= set(series)
    for key in set(series) - placed:
        short = SHORT_NAMES.get(key)
        name = wording(locale).gettext(short) if short else series[key]
        assert len(name) <= 20, name
