"""Reads that are done once for all readers, and again when the figures on disk are replaced.

What changes only with `data/` is read once; nothing that a reader chose is kept here.
"""

import hashlib
import pkgutil
import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta
from importlib import import_module
from typing import TypeVar
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from pokrovsk_front.catalog import atomic_replace, records, version
from pokrovsk_front.catalog.archives import ArchiveRules, archive_rules
from pokrovsk_front.catalog.dictionary import columns, figures_changed
from pokrovsk_front.catalog.messages import LOCALES
from pokrovsk_front.catalog.records import Place, ReferenceArea, Source
from pokrovsk_front.catalog.tables import DATA_DIR, read_table
from pokrovsk_front.export import api
from pokrovsk_front.model import printed_distance as printed_distances
from pokrovsk_front.model import publishers, sensitivity, timeline
from pokrovsk_front.model.breaks import Break
from pokrovsk_front.model.changes import cell_changes
from pokrovsk_front.model.claims import Check, Claim
from pokrovsk_front.model.gains import monthly_gains
from pokrovsk_front.model.headlines import Headline
from pokrovsk_front.model.headlines import headlines as measure_headlines
from pokrovsk_front.model.health import Health, archive_health
from pokrovsk_front.model.measures import check
from pokrovsk_front.model.people import (
    Conflict,
    Count,
    Series,
    places_in_order,
    series_by_place,
)
from pokrovsk_front.model.readings import Reading, inferred_days
from pokrovsk_front.model.sensitivity import Topic
from pokrovsk_front.model.shares import shares_against_published
from pokrovsk_front.model.timeline import ClaimLag, Coverage, Event, lasting_coverage
from pokrovsk_front.model.windows import Window
from pokrovsk_front.page_text import article as article_text
from pokrovsk_front.ui import gc_tuning

ROOT = DATA_DIR.parent
STATIC_DIR = ROOT / "static"
PAGE_PACKAGES = tuple(f"pokrovsk_front.{name}" for name in ("charts", "maps", "ui"))
"""What pages are made of. Nothing of the first two is used here: it is there before a reader."""
Picture = TypeVar("Picture")

ENGLISH = LOCALES[0]
"""Where only numbers are read, or what is read is for scripts."""

_letting_go = threading.Lock()
_stamp_held: atomic_replace.Stamp | None = None


def stamp_on_disk() -> atomic_replace.Stamp | None:
    """Tell the figures on disk from those that take their place, by one look at one file."""
    return atomic_replace.stamp(DATA_DIR / "derived" / atomic_replace.WATCHED)


def follow_figures() -> atomic_replace.Stamp | None:
    """Let go of all that was read where the figures on disk were replaced since.

    Returns:
        What tells the figures that are read from now on.
    """
    global _stamp_held
    on_disk = stamp_on_disk()
    if on_disk != _stamp_held:
        with _letting_go:
            if on_disk != _stamp_held:
                st.cache_data.clear()
                st.cache_resource.clear()
                _stamp_held = on_disk
    return on_disk


@st.cache_resource(show_spinner=False)
def _table(name: str) -> pd.DataFrame:
    return read_table(name)


def table(name: str) -> pd.DataFrame:
    """Read a table of the data dictionary; each caller gets a copy of its own.

    pandas copies a column when it is written to: until then all share what was read.
    """
    return _table(name).copy(deep=False)


@st.cache_resource(show_spinner=False)
def sources(locale: str) -> dict[str, Source]:
    """Read the sources by `source_id`, in a language."""
    return records.sources(locale=locale)


@st.cache_resource(show_spinner=False)
def places() -> dict[str, Place]:
    """Read the places by `place_id`."""
    return records.places()


@st.cache_resource(show_spinner=False)
def claims(locale: str) -> dict[str, Claim]:
    """Read the article's claims by `claim_id`, in a language."""
    return records.claims(locale=locale)


@st.cache_resource(show_spinner=False)
def events(locale: str) -> dict[str, Event]:
    """Read the events by `event_id`, in a language."""
    return records.events(locale=locale)


@st.cache_resource(show_spinner=False)
def breaks(locale: str) -> tuple[Break, ...]:
    """Read the days on which the map redrew an outline, in a language."""
    return records.breaks(locale=locale)


@st.cache_resource(show_spinner=False)
def coverage() -> dict[str, Coverage]:
    """Find since when each place's centre has been inside occupied land, by `place_id`."""
    return lasting_coverage(read_table("front_distance"), inferred_days(table("daily_area")))


@st.cache_resource(show_spinner=False)
def claim_lags(locale: str) -> list[ClaimLag]:
    """Set the claims to towns beside the map, in a language."""
    towns = records.claimed_towns(locale=locale).values()
    return timeline.claim_lags(towns, events(locale), coverage())


@st.cache_resource(show_spinner=False)
def population(locale: str) -> dict[str, Count]:
    """Read the numbers of people by `count_id`, in a language."""
    return records.population(locale=locale)


@st.cache_resource(show_spinner=False)
def people_by_place(locale: str) -> dict[str, tuple[Series, ...]]:
    """Sort the numbers of people into series, the places in the order of the page."""
    by_place = series_by_place(population(locale).values())
    named = frozenset(key for key, place in places().items() if place.is_in_article)
    return {key: by_place[key] for key in places_in_order(by_place, named)}


@st.cache_resource(show_spinner=False)
def population_conflicts(locale: str) -> dict[str, Conflict]:
    """Read where numbers of people do not agree, by `conflict_id`, in a language."""
    return records.population_conflicts(locale=locale)


@st.cache_resource(show_spinner=False)
def reference_areas(locale: str) -> dict[str, ReferenceArea]:
    """Read the reference areas by `area_id`, in a language."""
    return records.reference_areas(locale=locale)


@st.cache_resource(show_spinner=False)
def dictionary(locale: str) -> pd.DataFrame:
    """Read the data dictionary, one row a column, in a language."""
    return columns(locale=locale)


@st.cache_resource(show_spinner=False)
def changelog(locale: str) -> dict[str, str]:
    """Read what each release changed in the figures, in a language."""
    return figures_changed(locale=locale)


@st.cache_resource(show_spinner=False)
def rules(locale: str) -> ArchiveRules:
    """Read the archive rules, their reasons in a language."""
    return archive_rules(locale=locale)


@st.cache_resource(show_spinner=False)
def data_version() -> str:
    """Give the version of the derived figures."""
    return version.data_version()


@st.cache_resource(show_spinner=False)
def headlines() -> list[Headline]:
    """Measure the headline figures."""
    return measure_headlines(table("daily_area"), reference_areas(ENGLISH)["ukraine"].area_km2)


@st.cache_resource(show_spinner=False)
def figures_json() -> bytes:
    """Write the headline figures for scripts."""
    return api.figures_json(
        headlines(),
        claims=claims(ENGLISH),
        sources=sources(ENGLISH),
        source_ids=archive_source_ids(),
        data_version=data_version(),
        latest_map_date=latest_day(),
    )


@st.cache_resource(show_spinner=False)
def first_day() -> date:
    """Give the day of the first map in the archive."""
    return pd.Timestamp(table("daily_area")["as_of_date"].iloc[0]).date()


@st.cache_resource(show_spinner=False)
def latest_day() -> date:
    """Give the day of the last map in the archive."""
    return pd.Timestamp(table("daily_area")["as_of_date"].iloc[-1]).date()


def data_age_days() -> int:
    """Count the days from the latest map to today."""
    return (today() - latest_day()).days


def today() -> date:
    """Give the date of this moment, in the zone that a day is cut by."""
    return datetime.now(ZoneInfo(rules(ENGLISH).day_zone)).date()


@st.cache_resource(show_spinner=False)
def archive_source_ids() -> tuple[str, ...]:
    """Give the sources of the map archives."""
    return tuple(archive.source_id for archive in rules(ENGLISH).archives)


def source_of(archive_id: str) -> str:
    """Give the `source_id` of an archive."""
    return next(
        archive.source_id for archive in rules(ENGLISH).archives if archive.archive_id == archive_id
    )


def sources_of(*readings: Reading) -> tuple[str, ...]:
    """Give the sources of the maps that stand for some days, each once."""
    return tuple(dict.fromkeys(source_of(each.archive_id) for each in readings))


@st.cache_resource(show_spinner=False)
def article_checks() -> dict[str, Check]:
    """Check the article's claims, by `claim_id`; what they are measured with is let go again."""
    evidence = records.evidence()
    return {key: check(claim, evidence) for key, claim in claims(ENGLISH).items()}


@st.cache_resource(show_spinner=False)
def denominators(locale: str) -> dict[str, float]:
    """Give the areas that shares of a gain are taken of, in km2 by name."""
    areas = reference_areas(locale)
    return {areas[key].name: areas[key].area_km2 for key in ("ukraine", "claimed_regions")}


@st.cache_resource(show_spinner=False)
def printed_shares() -> pd.DataFrame:
    """Set the shares of oblasts that DeepState published beside ours."""
    return shares_against_published(table("daily_area_by_oblast"), table("published_territory"))


@st.cache_resource(show_spinner=False)
def archive_variants() -> dict[tuple[Topic, str], pd.DataFrame]:
    """Lay the archive out by every definition that is a table of its own."""
    return sensitivity.archive_variants(table("daily_area"), table("daily_area_by_oblast"))


@st.cache_resource(show_spinner=False)
def every_month() -> pd.DataFrame:
    """Measure the net gain of every whole month of the archive."""
    return monthly_gains(
        table("daily_area"),
        Window(first_day() + timedelta(1), latest_day()),
        breaks=breaks(ENGLISH),
    )


@st.cache_resource(show_spinner=False)
def drawn_once(name: str, variant: str, _draw: Callable[[], Picture]) -> Picture:
    """Draw or word what no choice of the reader changes but its variant: once for all readers.

    Args:
        name: What is drawn.
        variant: What tells one drawing of it from another: language, scheme, a toggle.
        _draw: Draws it the first time; it is no part of the key.
    """
    return _draw()


@st.cache_resource(show_spinner=False)
def board_of_publishers(locale: str) -> tuple[publishers.Board, pd.DataFrame]:
    """Set every publisher's figures beside ours since 2024, and measure each month of it."""
    daily, isw = table("daily_area"), table("isw_daily_areas")
    since_2024 = Window(date(2024, 1, 1), latest_day())
    return (
        publishers.board(read_table("published_territory", locale=locale), daily, isw, since_2024),
        publishers.months_on_three_counts(daily, isw, since_2024),
    )


@st.cache_resource(show_spinner=False)
def health() -> Health:
    """Take the state of the archives."""
    return archive_health(
        table("editions"),
        table("daily_area"),
        rules(ENGLISH).max_jump_km2,
        rules(ENGLISH).dating.readings_since,
    )


@st.cache_resource(show_spinner=False)
def changes_of_cells() -> pd.DataFrame:
    """Read every change of a cell; the cells are the largest table and are let go again."""
    return cell_changes(read_table("cells"))


@st.cache_resource(show_spinner=False)
def _distances_by_day() -> dict[date, pd.DataFrame]:
    days = read_table("front_distance").groupby("as_of_date")
    return {pd.Timestamp(str(day)).date(): rows for day, rows in days}


def distances_on(day: date) -> pd.DataFrame:
    """Give the distance of every place to occupied land on the map of a day."""
    return _distances_by_day()[day]


@st.cache_resource(show_spinner=False)
def front_distance() -> dict[str, pd.DataFrame]:
    """Give the distance to occupied land on every map, by `place_id`, ascending by day."""
    return {str(key): rows for key, rows in read_table("front_distance").groupby("place_id")}


@st.cache_resource(show_spinner=False)
def printed_distance() -> tuple[printed_distances.Measured, ...]:
    """Measure what the article's distance could have meant, the nearest to it first."""
    points = {key: place.point_deg for key, place in places().items()}
    claim = claims(ENGLISH)[article_text.DISTANCE_CLAIM]
    return printed_distances.readings(claim, points, front_distance(), table("daily_area"))


@st.cache_resource(show_spinner=False)
def static_url(name: str) -> str:
    """Give the address of a file in `static/`, with its hash, so that a browser may keep it."""
    digest = hashlib.sha256((STATIC_DIR / name).read_bytes()).hexdigest()
    return f"app/static/{name}?v={digest[:8]}"


@st.cache_resource(show_spinner=False)
def _warm_up() -> bool:
    """Read and import everything once, and keep the collector from walking it after every rerun."""
    for package in PAGE_PACKAGES:
        for module in pkgutil.iter_modules(import_module(package).__path__, f"{package}."):
            import_module(module.name)
    table("published_territory")
    for read in (
        *(places, coverage, data_version, figures_json, article_checks, every_month),
        *(changes_of_cells, front_distance, printed_distance),
    ):
        read()
    for read_in in (
        *(sources, claims, events, claim_lags, people_by_place, rules, denominators),
        *(population_conflicts, reference_areas),
    ):
        for locale in LOCALES:
            read_in(locale)
    distances_on(latest_day())
    gc_tuning.start()
    return True


def ready() -> atomic_replace.Stamp | None:
    """Have everything read, and anew where the figures on disk were replaced since.

    Returns:
        What tells the figures that are read from now on.
    """
    stamp = follow_figures()
    _warm_up()
    return stamp
