"""The story that the site tells: which pages there are, and what stands on each.

It reads the tables once and computes nothing of its own: every figure is the dashboard's, drawn
for its default choice.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pydeck as pdk
from markupsafe import Markup

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.messages import LOCALES, wording
from pokrovsk_front.catalog.tables import DATA_DIR
from pokrovsk_front.charts import counts as count_charts
from pokrovsk_front.charts import distances as distance_charts
from pokrovsk_front.charts import gains as gain_charts
from pokrovsk_front.charts import history
from pokrovsk_front.charts import people as people_charts
from pokrovsk_front.charts import publishers as publisher_charts
from pokrovsk_front.charts.claim_lag import claim_lag
from pokrovsk_front.charts.grey_zone import grey_zone, only_isw
from pokrovsk_front.charts.health import maps_by_month
from pokrovsk_front.charts.oblasts import by_oblast
from pokrovsk_front.charts.printed_distance import printed_readings
from pokrovsk_front.charts.sensitivity import definitions
from pokrovsk_front.charts.tables import start_end_change
from pokrovsk_front.charts.timeline import events_by_month
from pokrovsk_front.export.api import figures_json
from pokrovsk_front.export.day_slider import by_day, day_controls
from pokrovsk_front.export.document import templates
from pokrovsk_front.export.markdown import blocks, inline
from pokrovsk_front.export.site import (
    Drawn,
    Edition,
    Page,
    Part,
    Site,
    Table,
    drawn_chart,
    drawn_map,
    heading,
)
from pokrovsk_front.export.site_context import SCHEMES, SiteContext
from pokrovsk_front.maps.difference import difference_figure
from pokrovsk_front.maps.events import places_figure
from pokrovsk_front.maps.months import months_figure
from pokrovsk_front.maps.pairs import Star, pairs_figure
from pokrovsk_front.maps.state import place_names
from pokrovsk_front.maps.views import ARTICLE_PLACES, DONETSK_REGION, EVENT_PLACES, fitted
from pokrovsk_front.model import counts, printed_distance, sensitivity
from pokrovsk_front.model.cells import RECENT_ERA_FIRST_DAY, day_number
from pokrovsk_front.model.changes import change_between
from pokrovsk_front.model.claims import VERDICTS
from pokrovsk_front.model.claims_text import verdict_label
from pokrovsk_front.model.comparison import months_against_published
from pokrovsk_front.model.distances import distance_matrix
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.front_distance import Line, events_near, movement
from pokrovsk_front.model.gains import gross_change
from pokrovsk_front.model.gazetteer import alphabetical
from pokrovsk_front.model.grey_zone import last_known_day
from pokrovsk_front.model.published_tables import printed_list, printed_shares
from pokrovsk_front.model.readings import reading_on
from pokrovsk_front.model.sentences import Style, comparison_sentence, movement_sentence
from pokrovsk_front.model.timeline import Event
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import article as article_text
from pokrovsk_front.page_text import caveats as caveat_text
from pokrovsk_front.page_text import claims as claims_text
from pokrovsk_front.page_text import events as events_text
from pokrovsk_front.page_text import health as health_text
from pokrovsk_front.page_text import method as method_text
from pokrovsk_front.page_text import people as conflict_text

FIRST_DAY = RECENT_ERA_FIRST_DAY
"""The eve of the years that the article compares: distances are followed from here."""


def make_site(locales: Sequence[str] = LOCALES, url: str = "", data_dir: Path = DATA_DIR) -> Site:
    """Make the site.

    Args:
        locales: The languages, the one at the root first.
        url: Where it will stand, for the snippets to embed; may be empty.
        data_dir: The data folder.

    Raises:
        CatalogError: A table is missing or wrong.
        KeyError: There is no such language.
    """
    library = Library(data_dir)
    site = Site(Edition(library.data_version, library.latest_day, url), locales)
    for locale in locales:
        context = SiteContext(wording(locale), library)
        site.add([make(context) for make in PAGES], context.texts.sources, context.words)
    site.files["api/figures.json"] = figures_json(library)
    return site


def figures(context: SiteContext) -> Iterator[Figure[Any]]:
    """Draw the figures of the story, page after page; one that several pages show comes again."""
    for make in PAGES:
        yield from (part.figure for part in make(context).parts if isinstance(part, Drawn))


def overview(context: SiteContext) -> Page:
    """The article's figures beside ours, the front on the latest day, what to know."""
    words, _, library = context.words, context.words.gettext, context.library
    claims, checks = context.texts.claims, library.checks
    cards = Markup("").join(
        Markup('<div class="card"><dt>{}</dt><dd class="number">{}</dd><dd>{}</dd></div>').format(
            *article_text.headline_texts(claims[key], checks[key], words)
        )
        for key in article_text.HEADLINES
    )
    places = library.table("places")
    listed = places[places["label_rank"] == 1]
    said = caveat_text.caveats(library.daily_area, checks[printed_distance.CLAIM_ID], words)
    return Page(
        "overview",
        _("Overview"),
        _("The Pokrovsk front, recomputed"),
        _(
            "Each figure is measured again on the open archive of the map behind it, and says how "
            "far it is from what was printed."
        ),
        (
            Markup('<dl class="cards">{}</dl>').format(cards),
            Table(
                "article_figures",
                _("Figures that the article printed, the same calculated here, the difference"),
                article_text.article_figures(claims, checks, words),
            ),
            Markup('<p><a href="claims.html">{}</a></p>').format(
                _("Check every other claim of the article")
            ),
            drawn_chart(_cumulative(context)),
            context.map(
                lambda scheme: context.state(
                    library.latest_day, listed, context.setting(scheme, ARTICLE_PLACES)
                )
            ),
            *_before_you_quote(said, words),
        ),
    )


def _cumulative(context: SiteContext) -> Figure[go.Figure]:
    return gain_charts.cumulative(
        context.library.ten_months,
        words=context.words,
        scheme="light",
        source_ids=context.library.archive_source_ids,
    )


def front_map(context: SiteContext) -> Page:
    """The front on any day since 2024, what changed in a year, and when."""
    words, _, library = context.words, context.words.gettext, context.library
    daily, latest = library.daily_area, library.latest_day
    places = library.table("places")
    listed = places[places["label_rank"] == 1]
    listed = listed.loc[place_names(listed, words).map(alphabetical).sort_values().index]
    grey_day = last_known_day(daily)

    def moving(scheme: Scheme) -> Figure[pdk.Deck]:
        setting = context.setting(scheme, DONETSK_REGION)
        grey, last = (context.state(day, listed, setting) for day in (grey_day, latest))
        return by_day(grey, last, daily, library.every_month, words)

    a_year_ago = reading_on(daily, latest - timedelta(days=365))
    today = reading_on(daily, latest)
    change = change_between(library.cell_changes, a_year_ago.as_of_date, today.as_of_date)
    return Page(
        "map",
        _("Front map"),
        _("The front on any day"),
        _("The map as it stood at the end of a day in Kyiv, since 2024: past and public."),
        (
            drawn_map(
                {scheme: moving(scheme) for scheme in SCHEMES},
                context.files,
                words,
                day_number=day_number(latest),
                controls=day_controls(daily, listed, library.table("front_distance"), words),
            ),
            context.map(
                lambda scheme: months_figure(
                    today,
                    daily_area=daily,
                    setting=context.setting(scheme, DONETSK_REGION),
                    source_ids=context.library.archive_source_ids,
                )
            ),
            context.map(
                lambda scheme: difference_figure(
                    a_year_ago,
                    today,
                    change,
                    setting=context.setting(scheme, DONETSK_REGION),
                    source_ids=context.library.archive_source_ids,
                )
            ),
        ),
    )


def gains(context: SiteContext) -> Page:
    """2024 and 2025 by one method: cumulative, by month, by oblast, by definition, by publisher."""
    words, _, library = context.words, context.words.gettext, context.library
    daily, comparison = library.daily_area, library.ten_months
    windows = (comparison.earlier.window, comparison.later.window)
    archive_ids = context.library.archive_source_ids
    gross = gross_change(daily, comparison.earlier), gross_change(daily, comparison.later)
    published = [
        months_against_published(daily, window, library.published_months) for window in windows
    ]
    by_oblast_km2, isw = library.table("daily_area_by_oblast"), library.table("isw_daily_areas")
    variants = library.archive_variants
    overlap, board = library.table("isw_deepstate_overlap"), context.texts.publishers
    sentence = comparison_sentence(comparison, Style(words))

    def drawn(*more: str) -> dict[str, Any]:
        return {"words": words, "scheme": "light", "source_ids": (*archive_ids, *more)}

    shares = printed_shares(library.published_shares, words)
    charts = (
        gain_charts.monthly(comparison, *published, **drawn()),
        history.every_month(library.every_month, **drawn()),
        history.occupied_total(daily, context.texts.breaks, is_trimmed=False, **drawn()),
        grey_zone(daily, **drawn()),
        by_oblast(by_oblast_km2, comparison, **drawn("geoboundaries")),
        definitions(comparison, sensitivity.sensitivity(daily, variants, *windows), **drawn()),
        count_charts.side_by_side(counts.legs_of(daily, isw, *windows), **drawn("isw_daily_areas")),
        publisher_charts.reconciliation(
            board,
            library.months_on_three_counts,
            shared=library.grey_share,
            **drawn("isw_daily_areas", "isw_weekly_areas"),
        ),
        only_isw(overlap, **drawn("isw_weekly_areas")),
    )
    printed = (
        Markup("{}{}").format(
            heading(
                f"printed_{window.first_day.year}",
                _("Printed for {window}").format(window=words.window(window)),
            ),
            blocks(
                printed_list(board.of(window), words)
                or _("No publisher known here printed a figure for it.")
            ),
        )
        for window in windows
    )
    return Page(
        "gains",
        _("2024 v 2025"),
        _("2024 and 2025, the same months"),
        _("How much land changed hands in January to October of each year, by one method."),
        (
            drawn_chart(_cumulative(context)),
            Table(
                "start_end_change",
                _("The two windows side by side"),
                start_end_change(comparison, gross, context.texts.denominators, words),
            ),
            heading("sentence", _("A sentence to quote")),
            Markup("<blockquote><p>{}</p></blockquote>").format(sentence),
            *(drawn_chart(chart) for chart in charts),
            Table("printed_shares", _("Shares that DeepState published"), shares),
            *printed,
        ),
    )


def people(context: SiteContext) -> Page:
    """The people of the cities: all at once, then those that the article names."""
    words, _, texts = context.words, context.words.gettext, context.texts
    counts, names, by_place = texts.population, texts.place_names, texts.people_by_place
    conflicts, cities = texts.population_conflicts.values(), texts.cities
    places = context.library.places
    drawn: dict[str, Any] = {"words": words, "scheme": "light"}
    parts: list[Part] = [
        drawn_chart(people_charts.slopes(cities, **drawn)),
        drawn_chart(people_charts.small_multiples(cities, **drawn)),
    ]
    for key in (key for key in by_place if places[key].is_in_article):
        apart = [each for each in conflicts if each.place_id == key]
        figure = people_charts.one_city(names[key], by_place[key], apart, is_log=True, **drawn)
        parts.append(drawn_chart(replace(figure, figure_id=f"people_of_{key}")))
        if apart:
            found = (conflict_text.conflict_block(each, counts, words) for each in apart)
            parts.append(
                Markup(
                    "<details><summary>{}</summary><div class='conflicts'>{}</div></details>"
                ).format(
                    _("{city}: where the numbers do not agree").format(city=names[key]),
                    Markup("".join(found)),  # noqa: S704 (escaped there)
                )
            )
    said = conflict_text.caveats(cities, list(counts.values()), words)
    return Page(
        "people",
        _("People"),
        _("The people of the cities"),
        _(
            "How many lived there and how many were left: each number with who, when, where and "
            "what."
        ),
        (
            *parts,
            *_before_you_quote(said, words),
            Markup("<details id='every_number'><summary>{}</summary>").format(
                _("Every number of every city")
            ),
            Table(
                "people",
                _("Every number of people with its source"),
                people_charts.every_number(cities, words),
                ((_("Read at"), _("Link")),),
            ),
            Markup("</details>"),
        ),
    )


def _before_you_quote(said: Sequence[str], words: Wording) -> tuple[Markup, Markup]:
    """Give the caveats of a page beside each other."""
    notes_ = Markup("").join(Markup("<p>{}</p>").format(inline(text)) for text in said)
    return (
        heading("before_you_quote", words.gettext("Before you quote")),
        Markup('<div class="notes">{}</div>').format(notes_),
    )


def distances(context: SiteContext) -> Page:
    """Each city of the article to the front by day, from Pokrovsk to each, and its distance."""
    words, _, library = context.words, context.words.gettext, context.library
    daily, names, latest = library.daily_area, context.texts.place_names, library.latest_day
    points = {key: place.point_deg for key, place in library.places.items()}
    distances = library.distances_by_place
    covered = library.coverage
    # Pokrovsk comes first: the chart explains the line of the first city.
    chosen = sorted(
        (key for key, place in library.places.items() if place.is_in_article),
        key=lambda key: (key != "pokrovsk", alphabetical(names[key])),
    )
    lines = [
        Line(
            names[key],
            distances[key],
            movement(distances[key], daily, FIRST_DAY, latest),
            covered[key],
        )
        for key in chosen
    ]
    moved = lines[0].moved
    drawn: dict[str, Any] = {
        "words": words,
        "scheme": "light",
        "source_ids": (*context.library.archive_source_ids, "geonames"),
    }
    events = context.texts.events.values()
    near = events_near(events, moved.place_id, points, moved)
    kilometres = distance_matrix({key: points[key] for key in chosen})
    start, others = chosen[0], chosen[1:]
    from_start = kilometres[start]
    others.sort(key=lambda key: float(from_start[key]))
    order = [start, *others]
    star = Star(start, names, points, dict(zip(others, from_start[others], strict=True)))
    view = fitted("pairs", [points[each] for each in order], max_label_rank=2)
    sentences = Markup("").join(
        Markup("<p>{}</p>").format(movement_sentence(line.moved, line.name, words))
        for line in lines
    )
    return Page(
        "distances",
        _("Distances"),
        _("How far from the front, and from city to city"),
        _(
            "Kilometres from a city's centre to the nearest Russian-occupied land on the map of "
            "any day, and from centre to centre."
        ),
        (
            drawn_chart(distance_charts.to_front(lines, events=near, **drawn)),
            blocks(caveat_text.distance_note(context.texts.sources["geonames"], words)),
            Table(
                "two_days",
                _("Distances to the front on two days"),
                distance_charts.two_days(lines, words),
            ),
            heading("sentences", _("Sentences to quote")),
            Markup("<blockquote>{}</blockquote>").format(sentences),
            context.map(
                lambda scheme: pairs_figure(
                    star,
                    reading_on(daily, latest),
                    setting=context.setting(scheme, view),
                    source_ids=drawn["source_ids"],
                )
            ),
            Table(
                "distances",
                _("Kilometres from city to city"),
                distance_charts.matrix(kilometres.loc[order, order], names, words),
            ),
            drawn_chart(
                printed_readings(
                    library.printed_distance,
                    context.texts.distance_claim,
                    library.printed_distance_reached,
                    names=names,
                    **drawn,
                )
            ),
        ),
    )


def timeline(context: SiteContext) -> Page:
    """Dated, sourced events over the gains and on the map, and claims to towns beside it."""
    words, _, library = context.words, context.words.gettext, context.library
    events = context.texts.events
    listed, names, latest = list(events.values()), context.texts.place_names, library.latest_day
    drawn: dict[str, Any] = {
        "words": words,
        "scheme": "light",
        "source_ids": context.library.archive_source_ids,
        "place_names": names,
    }
    reading = reading_on(library.daily_area, latest)
    distances = library.distances_on(latest)

    def on_the_map(scheme: Scheme) -> Figure[pdk.Deck]:
        return places_figure(
            listed,
            reading=reading,
            places=library.table("places"),
            distances=distances,
            setting=context.setting(scheme, EVENT_PLACES),
            source_ids=context.library.archive_source_ids,
        )

    def links(event: Event) -> list[tuple[str, str]]:
        day = event.event_date
        found = [(f"#{event.event_id}", _("Link to this event"))]
        if day >= RECENT_ERA_FIRST_DAY:
            found.append((f"map.html#day={day.isoformat()}", _("Front map of that day")))
        return found

    blocks_ = "".join(events_text.block(event, names, links(event), words) for event in listed)
    return Page(
        "timeline",
        _("Timeline"),
        _("What happened, and who said so"),
        _("Dated events of the Pokrovsk front, each with its source and how sure it is."),
        (
            blocks(events_text.counts(listed, words)),
            Markup("<details><summary>{}</summary>{}</details>").format(
                _("What the marks mean"), blocks(events_text.marks(words))
            ),
            drawn_chart(events_by_month(listed, library.months_of_events, chosen=None, **drawn)),
            drawn_chart(claim_lag(context.texts.claim_lags, latest=latest, **drawn)),
            context.map(on_the_map),
            heading("events", _("Every event")),
            Markup(blocks_),  # noqa: S704 (escaped there)
        ),
    )


def claim_check(context: SiteContext) -> Page:
    """Each claim of the article, what it rests on, and what follows."""
    words, _ = context.words, context.words.gettext
    claims, checks = context.texts.claims, context.library.checks
    names = claims_text.Names(context.library.places, context.texts.reference_areas)
    order = claims_text.in_order(claims)
    shown = Markup("").join(
        Markup(claims_text.block(claims[key], checks[key], names, f"#{key}", words))  # noqa: S704 (escaped there)
        for key in order
    )
    form = templates.get_template("claims_form.html.j2").render(
        verdicts=[
            (key, verdict_label(key, words))
            for key in VERDICTS
            if any(found.verdict == key for found in checks.values())
        ],
        topics=[(key, _(name)) for key, name in claims_text.TOPICS.items()],
        _=_,
    )
    rows = pd.DataFrame([claims_text.row(claims[key], checks[key], words) for key in order])
    return Page(
        "claims",
        _("Claim check"),
        _("The article, claim by claim"),
        _("What the article says that can be checked, beside our figure or a second source."),
        (
            blocks(claims_text.counts(checks.values(), words)),
            Markup("<details><summary>{}</summary>{}</details>").format(
                _("How a verdict is found"), blocks(_(claims_text.RULE))
            ),
            Markup(form),  # noqa: S704 (the template escapes what it is given)
            shown,
            Markup("<details id='rows'><summary>{}</summary>").format(_("The same as a table")),
            Table(
                "claims",
                _("Claims of the article with verdict, numbers and second source"),
                rows,
            ),
            Markup("</details>"),
        ),
    )


def _archive_health(context: SiteContext) -> list[Part]:
    """What the archives hold, what is missing, and the lists behind it."""
    words, _, health = context.words, context.words.gettext, context.library.health
    lists: list[Part] = []
    for each in health_text.lists(health, context.texts.rules, words):
        lists += [
            Markup("<details><summary>{}</summary>").format(each.title),
            Table(each.name, each.title, each.make_rows()),
            Markup("</details>"),
        ]
    drawn = maps_by_month(
        health,
        health_text.recent_days(health),
        names=health_text.archive_names(context.texts.rules),
        words=words,
        scheme="light",
        source_ids=context.library.archive_source_ids,
    )
    return [
        heading("archive_health", _("Archive health")),
        blocks(health_text.sentences(health, context.texts.rules, words)),
        drawn_chart(drawn),
        *lists,
    ]


def method(context: SiteContext) -> Page:
    """What the figures are, the rules behind them, where they come from."""
    words, _ = context.words, context.words.gettext
    cards = Markup("").join(
        Markup("<details><summary>{} ({})</summary>{}</details>").format(
            source.name, source.publisher, blocks(method_text.source_card(source, words))
        )
        for source in context.texts.sources.values()
    )
    dictionary: list[Part] = []
    for name, rows in context.texts.dictionary.groupby("table", sort=False):
        about = _("Columns of the table {name}").format(name=name)
        dictionary += [
            Markup("<details><summary>{}</summary>").format(name),
            Table(f"dictionary_{name}", about, method_text.dictionary_rows(rows, words)),
            Markup("</details>"),
        ]
    changed = Markup("").join(
        Markup("<h3>{}</h3>{}").format(method_text.release_name(release, words), blocks(text))
        for release, text in context.texts.changelog.items()
    )
    return Page(
        "method",
        _("Method"),
        _("How it is measured"),
        _("The rules behind every figure, where the figures come from, and what changed."),
        (
            heading("definitions", _("What a gain is")),
            blocks(method_text.definitions(context.texts.rules, words)),
            heading("breaks", _("Redrawn outlines")),
            blocks(method_text.redrawn(context.texts.breaks, words)),
            heading("archives", _("The map archives")),
            blocks(method_text.archives(context.texts.rules, words)),
            *_archive_health(context),
            heading("sources", _("Sources, with strengths and limits")),
            cards,
            heading("dictionary", _("Data dictionary")),
            *dictionary,
            heading("figures_changed", _("Figures changed")),
            changed,
        ),
    )


PAGES: tuple[Callable[[SiteContext], Page], ...] = (
    overview,
    front_map,
    gains,
    people,
    distances,
    timeline,
    claim_check,
    method,
)
"""The pages in the order of the navigation."""
