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

from pokrovsk_front.catalog import borders, records, version
from pokrovsk_front.catalog.library_in_language import LibraryInLanguage
from pokrovsk_front.catalog.memo import Memo, memoized_property
from pokrovsk_front.catalog.messages import LOCALES
from pokrovsk_front.catalog.place_shares import PlaceShares, read_place_shares
from pokrovsk_front.catalog.records import (
    Place,
    Town,
)
from pokrovsk_front.catalog.tables import DATA_DIR, read_table
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
from pokrovsk_front.model.changes import cell_changes
from pokrovsk_front.model.claims import Check
from pokrovsk_front.model.comparison import Comparison
from pokrovsk_front.model.front_distance import first_within
from pokrovsk_front.model.headlines import Headline
from pokrovsk_front.model.health import Health, archive_health
from pokrovsk_front.model.isw import GreyShare
from pokrovsk_front.model.measures import Evidence, check
from pokrovsk_front.model.place_share import INCOMPLETE_OBLASTS, Hromada
from pokrovsk_front.model.readings import Reading
from pokrovsk_front.model.sensitivity import Topic
from pokrovsk_front.model.shares import shares_against_published
from pokrovsk_front.model.timeline import Coverage
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

    def in_language(self, locale: str) -> LibraryInLanguage:
        """Give what the folder holds in a language."""
        return LibraryInLanguage(self, locale)

    @property
    def _english(self) -> LibraryInLanguage:
        return self.in_language(ENGLISH)

    def table(self, name: str, locale: str = ENGLISH) -> pd.DataFrame:
        """Read a table of the data dictionary; of the places, those that all maps have measured.

        Raises:
            CatalogError: The table is missing or does not keep to its dictionary.
        """

        def read() -> pd.DataFrame:
            rows = read_table(name, self.data_dir, locale=locale)
            return self._measured(rows) if name == "places" else rows

        return read() if name in GRIDS else self.memo.get((locale, "table", name), read)

    def _measured(self, places: pd.DataFrame) -> pd.DataFrame:
        """Leave out the places that were added to the table and that no map has measured yet."""
        return places[places["place_id"].isin(self.table("front_distance")["place_id"].unique())]

    @memoized_property
    def data_version(self) -> str:
        """The version of the derived figures."""
        return version.data_version(self.data_dir)

    @property
    def daily_area(self) -> pd.DataFrame:
        """The table `daily_area`, ascending by day."""
        return self.table("daily_area")

    def reading_on(self, day: date) -> Reading:
        """Find the map that stands for `day`: its own, or the nearest earlier one.

        Raises:
            ArchiveGapError: The archive has no map on that day or shortly before it.
        """
        return self.memo.get(("reading", day), lambda: readings.reading_on(self.daily_area, day))

    @memoized_property
    def map_days(self) -> tuple[date, ...]:
        """The day of each map, ascending."""
        return tuple(self.daily_area["as_of_date"].dt.date)

    @memoized_property
    def first_day(self) -> date:
        """The day of the first map."""
        return pd.Timestamp(self.daily_area["as_of_date"].iloc[0]).date()

    @memoized_property
    def latest_day(self) -> date:
        """The day of the last map."""
        return pd.Timestamp(self.daily_area["as_of_date"].iloc[-1]).date()

    @memoized_property
    def _listed_places(self) -> dict[str, Place]:
        return records.places(self.data_dir)

    @memoized_property
    def places(self) -> dict[str, Place]:
        """The places by `place_id`, without those that no map has measured yet."""
        measured = set(self.table("places")["place_id"])
        return {key: each for key, each in self._listed_places.items() if key in measured}

    @memoized_property
    def points_deg(self) -> dict[str, tuple[float, float]]:
        """The centres of the places as (latitude, longitude), WGS84, by `place_id`."""
        return {key: place.point_deg for key, place in self.places.items()}

    @memoized_property
    def unmeasured(self) -> tuple[Place, ...]:
        """The places that were added and that no map has measured yet."""
        listed = self._listed_places.items()
        return tuple(place for key, place in listed if key not in self.places)

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
        """The distance to occupied land on every map, by `place_id`, ascending by day."""
        measured = self.table("front_distance").groupby("place_id")
        return {str(key): rows for key, rows in measured}

    def distances_of(self, place_id: str) -> pd.DataFrame:
        """Give the rows of the table `front_distance` for a place, ascending by day.

        Raises:
            KeyError: There is no such place.
        """
        own = "distances_of", place_id
        return self.memo.get(own, lambda: self.distances_by_place[place_id])

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
        claim = self._english.distance_claim
        by_place = self.distances_by_place
        return printed_distance.readings(claim, self.points_deg, by_place, self.daily_area)

    @memoized_property
    def printed_distance_reached(self) -> date | None:
        """The first day with the front within the article's distance of the place it names."""
        claim = self._english.distance_claim
        distances = self.distances_of(str(claim.from_place_id))
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
        tables = self.daily_area, by_oblast
        read = partial(read_place_shares, self.data_dir, *tables, self.reading_on)
        return self.memo.get("place_shares", read)

    @memoized_property
    def oblasts_by_hromada(self) -> frozenset[str]:
        """The oblasts of which all hromadas are known and some land was ever occupied."""
        occupied = self.table("daily_area_by_oblast")["oblast_iso"].unique()
        known = set(self.place_shares.oblasts_with_hromadas) - INCOMPLETE_OBLASTS
        return frozenset(known.intersection(occupied))

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
            point_deg=self.points_deg,
            height_m={key: each.height_m for key, each in self.places.items() if each.height_m},
            published_date={key: each.published_date for key, each in texts.sources.items()},
            people={key: each.people for key, each in texts.population.items()},
        )
