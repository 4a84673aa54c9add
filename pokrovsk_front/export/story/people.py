"""People: all cities at once, then those that the article names."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from pokrovsk_front.charts import people as people_charts
from pokrovsk_front.export.markdown import blocks
from pokrovsk_front.export.site_context import SiteContext
from pokrovsk_front.export.site_page import Page, Part, drawn_chart
from pokrovsk_front.export.story.parts import before_you_quote, folded
from pokrovsk_front.model.people import conflicts_of
from pokrovsk_front.model.place_share_text import place_share_sentence
from pokrovsk_front.page_text import people as people_text
from pokrovsk_front.page_text.curation import not_found
from pokrovsk_front.page_text.heads import head


def people(context: SiteContext) -> Page:
    """Make the page."""
    words, texts = context.words, context.texts
    named = (key for key in texts.people_by_place if context.library.places[key].is_in_article)
    caveats = people_text.caveats(texts.cities, list(texts.population.values()), words)
    every_number = people_text.every_number(texts.cities, words)
    title = words.gettext(people_text.EVERY_NUMBER_TITLE)
    return Page(
        "people",
        head("people", words),
        (
            drawn_chart(people_charts.slopes(texts.cities, **_options(context))),
            drawn_chart(people_charts.small_multiples(texts.cities, **_options(context))),
            *(part for place_id in named for part in _city(place_id, context)),
            *before_you_quote(caveats, words),
            blocks(not_found(texts.table("searches"), "population", words)),
            *folded(title, every_number, section_id="every_number"),
        ),
    )


def _options(context: SiteContext) -> dict[str, Any]:
    return {"words": context.words, "scheme": "light"}


def _city(place_id: str, context: SiteContext) -> Iterator[Part]:
    """Draw the counts of a city, with those that do not agree below."""
    words, texts = context.words, context.texts
    name, series = texts.place_names[place_id], texts.people_by_place[place_id]
    conflicts = conflicts_of(place_id, texts.population_conflicts.values())
    figure = people_charts.one_city(name, series, conflicts, is_log=True, **_options(context))
    yield drawn_chart(replace(figure, figure_id=f"people_of_{place_id}", about=""))
    library = context.library
    share = library.place_shares.of_places_on([place_id], library.latest_day)[place_id]
    yield blocks(place_share_sentence(share, name, words))
    if conflicts:
        summary = words.gettext("{city}: where the numbers do not agree").format(city=name)
        found = people_text.conflict_blocks(conflicts, texts.population, words)
        yield from folded(summary, Markup(found))  # noqa: S704 (escaped there)
