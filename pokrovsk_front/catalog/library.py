"""The read model: every table, record and measure of a data folder, each read or derived once.

Dashboard, exports, server and commands read through it and derive nothing that it has. `Library`
holds what has no language, `Library.in_language` what is read in one. It reads when it is asked
and keeps what it read, all but the grid. It does not follow its folder: whoever wants the figures
that replaced these takes a new library.
"""

from datetime import date, timedelta
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from pokrovsk_front.catalog import borders, dictionary, records, version
from pokrovsk_front.catalog.archives import ArchiveRules, archive_rules
from pokrovsk_front.catalog.memo import Memo, memoized_property
from pokrovsk_front.catalog.messages import LOCALES
from pokrovsk_front.catalog.place_shares import PlaceShares, read_place_shares
from pokrovsk_front.catalog.records import (
    Place,
    RailHubStatement,
    ReferenceArea,
    Source,
    Town,
)
from pokrovsk_front.catalog.tables import DATA_DIR, CatalogError, read_table
from pokrovsk_front.model import (
    comparison,
    gains,
    isw,
    printed_distance,
    publishers,
    readings,
    sensitivity,
    timeline,
)
from pokrovsk_front.model import headlines as headline_figures
from pokrovsk_front.model.breaks import Break
from pokrovsk_front.model.changes import cell_changes
from pokrovsk_front.model.claims import Check, Claim
from pokrovsk_front.model.comparison import Comparison
from pokrovsk_front.model.front_distance import first_within
from pokrovsk_front.model.headlines import Headline
from pokrovsk_front.model.health import Health, archive_health
from pokrovsk_front.model.isw import GreyShare
from pokrovsk_front.model.measures import Evidence, check
from pokrovsk_front.model.people import City, Conflict, Count, Series, series_by_place
from pokrovsk_front.model.people import places_in_order as cities_in_order
from pokrovsk_front.model.place_share import Hromada
from pokrovsk_front.model.sensitivity import Topic
from pokrovsk_front.model.shares import shares_against_published
from pokrovsk_front.model.timeline import ClaimLag, Coverage, Event
from pokrovsk_front.model.windows import Window, months_of_year

ENGLISH = LOCALES[0]
"""The language of what only numbers are read of, and of texts for scripts."""

GRIDS = frozenset({"cells", "grey_cells", "cells_9", "grey_cells_9"})
"""The largest tables: read anew by whoever asks, and let go."""

FIRST_MONTH_OF_PUBLISHERS = date(2024, 1, 1)
"""Publishers are set beside each other from here on."""


class Library:
    """What a data folder holds in no language, and what follows from it.

    Attributes:
        data_dir: The folder of the dictionary, the curated tables and `derived`.
    """

    def __init__(self, data_dir: Path = DATA_DIR) -> None:
        self.data_dir = data_dir
        self.memo, self.scope = Memo(), ""

    def in_language(self, locale: str) -> "LibraryInLanguage":
        """Give what the folder holds in a language."""
        return LibraryInLanguage(self, locale)

    @property
    def _english(self) -> "LibraryInLanguage":
        return self.in_language(ENGLISH)

    def table(self, name: str, locale: str = ENGLISH) -> pd.DataFrame:
        """Read a table of the data dictionary.

        Raises:
            CatalogError: The table is missing or does not keep to its dictionary.
        """
        if name in GRIDS:
            return read_table(name, self.data_dir, locale=locale)
        return self.memo.get(
            (locale, "table", name), lambda: read_table(name, self.data_dir, locale=locale)
        )

    @memoized_property
    def data_version(self) -> str:
        """The version of the derived figures."""
        return version.data_version(self.data_dir)

    @property
    def daily_area(self) -> pd.DataFrame:
        """The table `daily_area`, ascending by day."""
        return self.table("daily_area")

    @memoized_property
    def first_day(self) -> date:
        """The day of the first map."""
        return pd.Timestamp(self.daily_area["as_of_date"].iloc[0]).date()

    @memoized_property
    def latest_day(self) -> date:
        """The day of the last map."""
        return pd.Timestamp(self.daily_area["as_of_date"].iloc[-1]).date()

    @memoized_property
    def places(self) -> dict[str, Place]:
        """The places by `place_id`."""
        return records.places(self.data_dir)

    @memoized_property
    def oblast_rings(self) -> dict[str, borders.Rings]:
        """The drawn borders of the oblasts by `oblast_iso`."""
        return borders.oblast_rings(self.data_dir)

    @memoized_property
    def archive_source_ids(self) -> tuple[str, ...]:
        """The sources of the map archives."""
        return tuple(archive.source_id for archive in self._english.rules.archives)

    def sources_of(self, *used: readings.Reading) -> tuple[str, ...]:
        """Give the sources of the maps that stand for some days, each once."""
        known = {each.archive_id: each.source_id for each in self._english.rules.archives}
        return tuple(dict.fromkeys(known[each.archive_id] for each in used))

    # Land by day and by window.

    @memoized_property
    def headlines(self) -> tuple[Headline, ...]:
        """The headline figures."""
        country_km2 = self._english.reference_areas["ukraine"].area_km2
        return tuple(headline_figures.headlines(self.daily_area, country_km2))

    @memoized_property
    def ten_months(self) -> Comparison:
        """January to October of 2024 and of 2025, the windows of the article."""
        windows = months_of_year(2024, 10), months_of_year(2025, 10)
        return comparison.compare(self.daily_area, *windows, self._english.breaks)

    @memoized_property
    def every_month(self) -> pd.DataFrame:
        """The net gain of every whole month of the archive."""
        window = Window(self.first_day + timedelta(1), self.latest_day)
        return gains.monthly_gains(self.daily_area, window, breaks=self._english.breaks)

    @memoized_property
    def months_of_events(self) -> pd.DataFrame:
        """The net gain of every whole month since the events begin."""
        first = next(iter(self._english.events.values())).event_date.replace(day=1)
        return self.every_month[self.every_month["month"] >= pd.Timestamp(first)]

    @memoized_property
    def archive_variants(self) -> dict[tuple[Topic, str], pd.DataFrame]:
        """The archive by every definition that makes it another table."""
        by_oblast = self.table("daily_area_by_oblast")
        return sensitivity.archive_variants(self.daily_area, by_oblast)

    @memoized_property
    def cell_changes(self) -> pd.DataFrame:
        """Every change of a cell of the grid."""
        return cell_changes(self.table("cells"))

    @memoized_property
    def health(self) -> Health:
        """The state of the map archives: coverage, gaps, repeats and jumps."""
        rules = self._english.rules
        return archive_health(
            self.table("editions"),
            self.daily_area,
            rules.max_jump_km2,
            rules.dating.readings_since,
        )

    # Figures of other publishers, beside ours.

    @memoized_property
    def published_months(self) -> pd.DataFrame:
        """The months for which DeepState published a gain."""
        return comparison.printed_months(self.table("published_territory"), "deepstate")

    @memoized_property
    def published_shares(self) -> pd.DataFrame:
        """The shares of oblasts that DeepState published, beside ours."""
        published = self.table("published_territory")
        return shares_against_published(self.table("daily_area_by_oblast"), published)

    @property
    def since_2024(self) -> Window:
        """The days over which publishers are set beside each other."""
        return Window(FIRST_MONTH_OF_PUBLISHERS, self.latest_day)

    @memoized_property
    def months_on_three_counts(self) -> pd.DataFrame:
        """The net gain of each month since 2024 on our count and on both of ISW's map."""
        isw_daily = self.table("isw_daily_areas")
        return publishers.months_on_three_counts(self.daily_area, isw_daily, self.since_2024)

    @memoized_property
    def grey_share(self) -> GreyShare:
        """How much of what ISW alone counts lies in DeepState's grey zone."""
        return isw.grey_share(self.table("isw_deepstate_overlap"))

    # Distances of places to the front.

    @memoized_property
    def distances_by_place(self) -> dict[str, pd.DataFrame]:
        """The distance to occupied land on every map, by `place_id`, ascending by day.

        Raises:
            CatalogError: A place has no distances: it was added and nothing measured since.
        """
        measured = self.table("front_distance").groupby("place_id")
        by_place = {str(key): rows for key, rows in measured}
        if missing := sorted(self.places.keys() - by_place.keys()):
            raise CatalogError(
                f"'front_distance' has no distances of {', '.join(missing)}: run `make data`, "
                "which measures every place of places.csv."
            )
        return by_place

    def distances_on(self, day: date) -> pd.DataFrame:
        """Give the distance of every place to occupied land on the map of a day.

        Raises:
            KeyError: There is no map of that day.
        """
        rows, asked = self._distances_by_day, np.datetime64(day)
        first, end = np.searchsorted(rows["as_of_date"].to_numpy(), [asked, asked + 1])
        if first == end:
            raise KeyError(day)
        return rows.iloc[first:end]

    @memoized_property
    def _distances_by_day(self) -> pd.DataFrame:
        return self.table("front_distance").sort_values("as_of_date", kind="stable")

    @memoized_property
    def coverage(self) -> dict[str, Coverage]:
        """Since when each place's centre has been inside occupied land, by `place_id`."""
        inferred = readings.inferred_days(self.daily_area)
        return timeline.lasting_coverage(self.table("front_distance"), inferred)

    @memoized_property
    def printed_distance(self) -> tuple[printed_distance.Measured, ...]:
        """What the article's distance could have meant, the nearest to it first."""
        points = {key: place.point_deg for key, place in self.places.items()}
        claim = self._english.distance_claim
        by_place = self.distances_by_place
        return printed_distance.readings(claim, points, by_place, self.daily_area)

    @memoized_property
    def printed_distance_reached(self) -> date | None:
        """The first day with the front within the article's distance of the place it names."""
        claim = self._english.distance_claim
        distances = self.distances_by_place[str(claim.from_place_id)]
        return first_within(distances, claim.printed_value)

    # Shares of settlements, hromadas and circles.

    @memoized_property
    def towns(self) -> dict[str, Town]:
        """The towns that are no place by `town_id`."""
        return records.towns(self.data_dir)

    @memoized_property
    def hromadas(self) -> dict[str, Hromada]:
        """The hromadas by their official code."""
        return records.hromadas(self.data_dir)

    @property
    def place_shares(self) -> PlaceShares:
        """The share of each settlement, hromada and circle that is occupied and grey, by day."""
        by_oblast = self.table("daily_area_by_oblast")
        read = partial(read_place_shares, self.data_dir, self.daily_area, by_oblast)
        return self.memo.get("place_shares", read)

    # The claims of the article.

    @memoized_property
    def checks(self) -> dict[str, Check]:
        """The outcome of each claim of the article, by `claim_id`."""
        evidence = self.evidence()
        return {key: check(claim, evidence) for key, claim in self._english.claims.items()}

    def evidence(self) -> Evidence:
        """Give all that the claims are measured with; the grid is among it, so it is not kept."""
        texts = self._english
        areas = texts.reference_areas
        return Evidence(
            daily_area=self.daily_area,
            by_oblast=self.table("daily_area_by_oblast"),
            front_distance=self.table("front_distance"),
            cells_9=self.table("cells_9"),
            area_km2={key: area.area_km2 for key, area in areas.items()},
            area_parts={key: area.sum_of for key, area in areas.items()},
            area_iso={key: area.oblast_iso for key, area in areas.items()},
            point_deg={key: place.point_deg for key, place in self.places.items()},
            height_m={key: each.height_m for key, each in self.places.items() if each.height_m},
            published_date={key: each.published_date for key, each in texts.sources.items()},
            people={key: each.people for key, each in texts.population.items()},
        )


class LibraryInLanguage:
    """What a data folder holds in a language; `Library.in_language` gives it.

    Attributes:
        library: What has no language; it keeps these texts, too.
        locale: The language.
    """

    def __init__(self, library: Library, locale: str) -> None:
        self.library = library
        self.locale = locale
        self.memo, self.scope = library.memo, locale

    def table(self, name: str) -> pd.DataFrame:
        """Read a table of the data dictionary, its texts in the language."""
        return self.library.table(name, self.locale)

    @memoized_property
    def sources(self) -> dict[str, Source]:
        """The sources by `source_id`."""
        return records.sources(self.library.data_dir, locale=self.locale)

    @memoized_property
    def rules(self) -> ArchiveRules:
        """The archive rules, each with its reason."""
        return archive_rules(self.library.data_dir, locale=self.locale)

    @memoized_property
    def dictionary(self) -> pd.DataFrame:
        """The data dictionary, one row a column."""
        return dictionary.columns(self.library.data_dir, locale=self.locale)

    @memoized_property
    def changelog(self) -> dict[str, str]:
        """The figures that each release changed, the newest first."""
        return dictionary.figures_changed(self.library.data_dir, locale=self.locale)

    @memoized_property
    def reference_areas(self) -> dict[str, ReferenceArea]:
        """The areas that shares are taken of, by `area_id`."""
        return records.reference_areas(self.library.data_dir, locale=self.locale)

    @memoized_property
    def denominators(self) -> dict[str, float]:
        """The areas that shares of a gain are taken of, in km2 by name."""
        areas = (self.reference_areas[key] for key in ("ukraine", "claimed_regions"))
        return {area.name: area.area_km2 for area in areas}

    @memoized_property
    def breaks(self) -> tuple[Break, ...]:
        """The redrawn outlines of the map, in order of time."""
        return records.breaks(self.library.data_dir, locale=self.locale)

    @memoized_property
    def claims(self) -> dict[str, Claim]:
        """The claims of the article by `claim_id`."""
        return records.claims(self.library.data_dir, locale=self.locale)

    @property
    def distance_claim(self) -> Claim:
        """The claim of the article about how far two cities lie apart."""
        return self.claims[printed_distance.CLAIM_ID]

    @memoized_property
    def events(self) -> dict[str, Event]:
        """The dated events by `event_id`, in order of time."""
        return records.events(self.library.data_dir, locale=self.locale)

    @memoized_property
    def claim_lags(self) -> tuple[ClaimLag, ...]:
        """The claims to towns, each beside its acknowledgement and the map."""
        towns = records.claimed_towns(self.library.data_dir, locale=self.locale).values()
        shares = self.library.place_shares
        days = {each.place_id: shares.days_of_place(each.place_id) for each in towns}
        return tuple(timeline.claim_lags(towns, self.events, self.library.coverage, days))

    @memoized_property
    def place_names(self) -> dict[str, str]:
        """The names of places by `place_id`."""
        return {key: place.name(self.locale) for key, place in self.library.places.items()}

    @memoized_property
    def area_names(self) -> dict[str, str]:
        """The names of the measured areas by `area_id`: of the place, the town or the hromada."""
        figures = self.library
        listed = (figures.places, figures.towns, figures.hromadas)
        names = {key: each.name(self.locale) for table in listed for key, each in table.items()}
        areas = figures.place_shares.areas
        return {key: names[area.named_after] for key, area in areas.items()}

    @memoized_property
    def rail_hubs(self) -> dict[str, tuple[RailHubStatement, ...]]:
        """The statements that a place is a rail hub, by `place_id`, in order of time.

        Of a place that is not in it nothing was read: it may be one or not.
        """
        by_place: dict[str, tuple[RailHubStatement, ...]] = {}
        for each in records.rail_hubs(self.library.data_dir, locale=self.locale).values():
            by_place[each.place_id] = (*by_place.get(each.place_id, ()), each)
        return by_place

    @memoized_property
    def population(self) -> dict[str, Count]:
        """The counts of people by `count_id`."""
        return records.population(self.library.data_dir, locale=self.locale)

    @memoized_property
    def population_conflicts(self) -> dict[str, Conflict]:
        """The counts of people that do not agree, by `conflict_id`."""
        return records.population_conflicts(self.library.data_dir, locale=self.locale)

    @memoized_property
    def people_by_place(self) -> dict[str, tuple[Series, ...]]:
        """The counts of people as series, the places in the order of the page."""
        places = self.library.places
        by_place = series_by_place(self.population.values())
        named = frozenset(key for key, place in places.items() if place.is_in_article)
        return {key: by_place[key] for key in cities_in_order(by_place, named)}

    @memoized_property
    def cities(self) -> tuple[City, ...]:
        """The cities with their counts of people, in the order of the page."""
        places, names = self.library.places, self.place_names
        return tuple(
            City(names[key], series, places[key].is_in_article)
            for key, series in self.people_by_place.items()
        )

    @memoized_property
    def publishers(self) -> publishers.Board:
        """Every publisher's figures since 2024 beside ours."""
        figures = self.library
        daily, isw_daily = figures.daily_area, figures.table("isw_daily_areas")
        published = self.table("published_territory")
        return publishers.board(published, daily, isw_daily, figures.since_2024)
