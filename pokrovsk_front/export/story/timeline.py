"""Timeline: dated, sourced events over the gains and on the map, and claims to towns beside it."""

from markupsafe import Markup

from pokrovsk_front.charts.claim_lag import claim_lag
from pokrovsk_front.charts.timeline import events_by_month
from pokrovsk_front.export.markdown import blocks
from pokrovsk_front.export.site_context import SiteContext
from pokrovsk_front.export.site_page import Drawn, Page, drawn_chart, heading
from pokrovsk_front.export.story.parts import chart_options, folded
from pokrovsk_front.maps.events import places_figure
from pokrovsk_front.maps.views import EVENT_PLACES
from pokrovsk_front.model.cells import RECENT_ERA_FIRST_DAY
from pokrovsk_front.model.timeline import Event
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import events as events_text
from pokrovsk_front.page_text import jumps
from pokrovsk_front.page_text.heads import head


def timeline(context: SiteContext) -> Page:
    """Make the page."""
    words, _ = context.words, context.words.gettext
    events = list(context.texts.events.values())
    return Page(
        "timeline",
        head("timeline", words),
        (
            _by_month(events, context),
            blocks(events_text.counts(events, words)),
            *folded(_(events_text.MARKS_TITLE), blocks(events_text.marks(words))),
            _claims_to_towns(context),
            _on_the_map(events, context),
            heading("events", _("Every event")),
            _blocks(events, context),
        ),
    )


def _by_month(events: list[Event], context: SiteContext) -> Drawn:
    months, names = context.library.months_of_events, context.texts.place_names
    options = chart_options(context)
    return drawn_chart(events_by_month(events, months, place_names=names, chosen=None, **options))


def _claims_to_towns(context: SiteContext) -> Drawn:
    lags, names = context.texts.claim_lags, context.texts.place_names
    latest, options = context.library.latest_day, chart_options(context)
    return drawn_chart(claim_lag(lags, place_names=names, latest=latest, **options))


def _on_the_map(events: list[Event], context: SiteContext) -> Drawn:
    library = context.library
    return context.map(
        lambda scheme: places_figure(
            events,
            reading=library.reading_on(library.latest_day),
            places=library.table("places"),
            distances=library.distances_on(library.latest_day),
            setting=context.setting(scheme, EVENT_PLACES),
            source_ids=library.archive_source_ids,
            shares=library.place_shares.of_places_on(library.places, library.latest_day),
        )
    )


def _blocks(events: list[Event], context: SiteContext) -> Markup:
    words, names = context.words, context.texts.place_names
    shown = [
        events_text.block(event, names, _links(event, words), words, level=4) for event in events
    ]
    parts = events_text.by_year(events, shown, words)
    return Markup(jumps.in_parts(parts, 3, words))  # noqa: S704 (escaped there)


def _links(event: Event, words: Wording) -> list[tuple[str, str]]:
    _, day = words.gettext, event.event_date
    found = [(f"#{event.event_id}", _("Link to this event"))]
    if day >= RECENT_ERA_FIRST_DAY:
        found.append((f"map.html#day={day.isoformat()}", _(events_text.MAP_OF_THAT_DAY)))
    return found
