"""Months: a table of all, and the brief of each as a page of its own."""

from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup

from pokrovsk_front.catalog.brief import brief_inputs, brief_of
from pokrovsk_front.charts.history import marked_months
from pokrovsk_front.export.site_context import SiteContext
from pokrovsk_front.export.site_page import Drawn, Page, drawn_chart, heading
from pokrovsk_front.export.sourced import listed, sourced
from pokrovsk_front.export.story.parts import chart_options
from pokrovsk_front.model.brief.fact import Brief
from pokrovsk_front.model.brief.history import months_alike
from pokrovsk_front.model.brief.periods import latest_month, months_between, parse_month
from pokrovsk_front.model.brief.sentences import headline
from pokrovsk_front.model.brief.written import lines
from pokrovsk_front.model.windows import Window
from pokrovsk_front.page_text import months as months_text
from pokrovsk_front.page_text.heads import Head, head


def months(context: SiteContext) -> Page:
    """Make the page of all months."""
    words, library = context.words, context.library
    latest = latest_month(library.latest_day)
    past = brief_inputs(context.texts).past
    alike = months_alike(library.every_month, past, latest)
    chart = marked_months(alike, latest, **chart_options(context))
    table = months_text.index(briefs(context), words, "months/{month}.html")
    followed = Markup('<p><a href="{}">{}</a> · <a href="{}">{}</a></p>').format(
        *(part for name, text in months_text.FEEDS.items() for part in (name, words.gettext(text)))
    )
    return Page("months", head("months", words), (drawn_chart(chart), table, followed))


def briefs(context: SiteContext) -> dict[str, Brief]:
    """Give the brief of every month, the latest first: written once for pages and feeds."""
    texts, library = context.texts, context.library

    def write() -> dict[str, Brief]:
        every = months_between(library.first_day, library.latest_day)
        return {key: brief_of(texts, window) for key, window in every.items()}

    return texts.memo.get((texts.locale, "briefs"), write)


def month_pages(context: SiteContext) -> Iterator[Page]:
    """Make the page of every month."""
    every = briefs(context)
    keys = list(every)
    for at, (key, brief) in enumerate(every.items()):
        later, earlier = keys[at - 1] if at else "", keys[at + 1] if at + 1 < len(keys) else ""
        yield _month(key, brief, (earlier, later), context)


def _month(key: str, brief: Brief, beside: tuple[str, str], context: SiteContext) -> Page:
    """Make the page of a month, with links to the months before and after."""
    words = context.words
    sources = {name: (each.credit, each.url) for name, each in context.texts.sources.items()}
    first, rest = months_text.divided(lines(brief, words, sources))
    groups = months_text.grouped(rest, words)
    name = months_text.month_name(key, brief.window, words)
    said = headline(brief, words)
    lead = words.gettext("What stands out, each with its source.")
    return Page(
        f"months/{key}",
        Head(name, name, lead),
        (
            heading("headline", said),
            Markup(months_text.metrics_html(months_text.metrics(brief, words))),  # noqa: S704
            _beside(beside, context),
            heading("stands_out", words.gettext(months_text.STANDS_OUT)),
            listed(sourced(line, words) for line in first),
            *(
                part
                for group, title, own in groups
                for part in (heading(group, title), listed(sourced(line, words) for line in own))
            ),
            _days_on_the_map(brief.window, context),
            _among_others(key, brief.window, context),
        ),
        parent_id="months",
        news=said,
    )


def _among_others(key: str, window: Window, context: SiteContext) -> Drawn:
    """Draw the month among those that compare with it."""
    past = brief_inputs(context.texts).past
    alike = months_alike(context.library.every_month, past, window)
    chart = marked_months(alike, window, **chart_options(context))
    return drawn_chart(replace(chart, figure_id=f"month_{key.replace('-', '_')}"))


def _beside(beside: tuple[str, str], context: SiteContext) -> Markup:
    """Link to the months before and after, where there are any."""
    words = context.words
    links = [
        Markup('<a href="{}.html">{}</a>').format(
            key, text.format(words.full_month(parse_month(key).first_day))
        )
        for key, text in zip(beside, ("← {}", "{} →"), strict=True)
        if key
    ]
    return Markup("<p>{}</p>").format(Markup(" · ").join(links))


def _days_on_the_map(window: Window, context: SiteContext) -> Markup:
    """Link to the map of what changed, and to that of the last day."""
    words = context.words
    links = (
        (
            words.gettext("What changed, on the map"),
            f"show=difference&against={window.eve}&day={window.last_day}",
        ),
        (
            words.gettext("The map of {day}").format(day=words.day(window.last_day)),
            f"day={window.last_day}",
        ),
    )
    link = Markup('<a href="../map.html#{}">{}</a>')
    return Markup("<p>{}</p>").format(
        Markup(" · ").join(link.format(choice, text) for text, choice in links)
    )
