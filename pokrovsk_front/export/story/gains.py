"""2024 v 2025 by one method: cumulative, by month, by oblast, by definition, by publisher."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import plotly.graph_objects as go

from pokrovsk_front.charts import counts as count_charts
from pokrovsk_front.charts import gains as gain_charts
from pokrovsk_front.charts import history
from pokrovsk_front.charts import publishers as publisher_charts
from pokrovsk_front.charts.grey_zone import grey_zone, only_isw
from pokrovsk_front.charts.oblasts import by_oblast
from pokrovsk_front.charts.sensitivity import definitions
from pokrovsk_front.export.markdown import blocks
from pokrovsk_front.export.site_context import SiteContext
from pokrovsk_front.export.site_page import Page, drawn_chart, heading
from pokrovsk_front.export.story.parts import chart_options, quotation, section
from pokrovsk_front.model.comparison import months_against_published
from pokrovsk_front.model.counts import legs_of
from pokrovsk_front.model.figure import Figure
from pokrovsk_front.model.gains import gross_change
from pokrovsk_front.model.sensitivity import sensitivity
from pokrovsk_front.model.sentences import Style, comparison_sentence
from pokrovsk_front.page_text import gains as gains_text
from pokrovsk_front.page_text.curation import not_found
from pokrovsk_front.page_text.heads import head
from pokrovsk_front.page_text.parts import Table


def gains(context: SiteContext) -> Page:
    """Make the page."""
    words, _, library = context.words, context.words.gettext, context.library
    comparison, board = library.ten_months, context.texts.publishers
    printed = (gains_text.printed_for(window, board, words) for window in comparison.windows)
    return Page(
        "gains",
        replace(
            head("gains", words),
            title=_("2024 and 2025, the same months"),
            lead=_(
                "How much land changed hands in January to October of each year, measured by one "
                "method."
            ),
        ),
        (
            drawn_chart(cumulative(context)),
            _two_windows(context),
            blocks(context.words.rounding_note),
            heading("sentence", _(gains_text.SENTENCE_TITLE)),
            quotation([comparison_sentence(comparison, Style(words))]),
            *map(drawn_chart, _charts(context)),
            blocks(not_found(context.texts.table("searches"), "published_territory", words)),
            gains_text.printed_shares(library.published_shares, words),
            *(part for each in printed for part in section(each)),
        ),
    )


def cumulative(context: SiteContext) -> Figure[go.Figure]:
    """Draw the net gain of the ten months of both years, day by day."""
    return gain_charts.cumulative(context.library.ten_months, **chart_options(context))


def _two_windows(context: SiteContext) -> Table:
    daily, comparison = context.library.daily_area, context.library.ten_months
    gross = gross_change(daily, comparison.earlier), gross_change(daily, comparison.later)
    denominators = context.texts.denominators
    return gains_text.two_windows(comparison, gross, denominators, context.words)


def _charts(context: SiteContext) -> Iterator[Figure[go.Figure]]:
    yield from _by_month(context)
    yield from _by_oblast_and_definition(context)
    yield from _by_publisher(context)


def _by_month(context: SiteContext) -> Iterator[Figure[go.Figure]]:
    library, drawn = context.library, chart_options(context)
    daily, comparison = library.daily_area, library.ten_months
    published = (
        months_against_published(daily, window, library.published_months)
        for window in comparison.windows
    )
    yield gain_charts.monthly(comparison, *published, **drawn)
    yield history.every_month(library.every_month, **drawn)
    yield history.occupied_total(daily, context.texts.breaks, is_trimmed=False, **drawn)
    yield grey_zone(daily, **drawn)


def _by_oblast_and_definition(context: SiteContext) -> Iterator[Figure[go.Figure]]:
    library, comparison = context.library, context.library.ten_months
    by_oblast_km2 = library.table("daily_area_by_oblast")
    yield by_oblast(by_oblast_km2, comparison, **chart_options(context, "geoboundaries"))
    variants = sensitivity(library.daily_area, library.archive_variants, *comparison.windows)
    yield definitions(comparison, variants, **chart_options(context))


def _by_publisher(context: SiteContext) -> Iterator[Figure[go.Figure]]:
    library, drawn = context.library, partial(chart_options, context)
    isw = library.table("isw_daily_areas")
    legs = legs_of(library.daily_area, isw, *library.ten_months.windows)
    yield count_charts.side_by_side(legs, **drawn("isw_daily_areas"))
    yield publisher_charts.reconciliation(
        context.texts.publishers,
        library.months_on_three_counts,
        shared=library.grey_share,
        **drawn("isw_daily_areas", "isw_weekly_areas"),
    )
    yield only_isw(library.table("isw_deepstate_overlap"), **drawn("isw_weekly_areas"))
