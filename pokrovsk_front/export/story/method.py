"""Method: what the figures are, the rules behind them, where they come from, what changed."""

from markupsafe import Markup

from pokrovsk_front.charts.health import maps_by_month
from pokrovsk_front.export.markdown import blocks
from pokrovsk_front.export.site_context import SiteContext
from pokrovsk_front.export.site_page import Page, Part, drawn_chart
from pokrovsk_front.export.story.parts import chart_options, folded, section
from pokrovsk_front.page_text import curation
from pokrovsk_front.page_text import health as health_text
from pokrovsk_front.page_text import method as method_text
from pokrovsk_front.page_text.heads import head


def method(context: SiteContext) -> Page:
    """Make the page."""
    words, texts = context.words, context.texts
    return Page(
        "method",
        head("method", words),
        (
            *section(method_text.definitions(texts.rules, words)),
            *section(method_text.redrawn(texts.breaks, words)),
            *section(method_text.archives(texts.rules, words)),
            *_archive_health(context),
            *_sources(context),
            *_dictionary(context),
            *_figures_changed(context),
            *section(curation.corrections(texts.table("corrections"), words)),
        ),
    )


def _archive_health(context: SiteContext) -> list[Part]:
    health, rules, words = context.library.health, context.texts.rules, context.words
    drawn = maps_by_month(
        health,
        health_text.recent_days(health),
        names=health_text.archive_names(rules),
        **chart_options(context),
    )
    lists = health_text.lists(health, rules, words)
    return [
        *section(health_text.section(health, rules, words)),
        drawn_chart(drawn),
        *(part for each in lists for part in folded(each.about, each)),
    ]


def _sources(context: SiteContext) -> list[Part]:
    cards = (
        folded(
            method_text.source_title(source),
            blocks(method_text.source_card(source, context.words)),
        )
        for source in context.texts.sources.values()
    )
    return [
        *section(method_text.sources(context.words)),
        *(part for card in cards for part in card),
    ]


def _dictionary(context: SiteContext) -> list[Part]:
    tables = method_text.dictionary_tables(context.texts.dictionary, context.words)
    return [
        *section(method_text.dictionary(context.words)),
        *(part for name, table in tables.items() for part in folded(name, table)),
    ]


def _figures_changed(context: SiteContext) -> list[Part]:
    return [
        *section(method_text.figures_changed(context.words)),
        *(
            Markup("<h3>{}</h3>{}").format(
                method_text.release_name(release, context.words), blocks(text)
            )
            for release, text in context.texts.changelog.items()
        ),
    ]
