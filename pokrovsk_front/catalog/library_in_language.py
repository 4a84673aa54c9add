"""What the read model has in one language: texts, and what is derived from them."""

from typing import TYPE_CHECKING

import pandas as pd

from pokrovsk_front.catalog import dictionary, records
from pokrovsk_front.catalog.archives import ArchiveRules, archive_rules
from pokrovsk_front.catalog.memo import memoized_property
from pokrovsk_front.catalog.records import RailHubStatement, ReferenceArea, Source
from pokrovsk_front.model import printed_distance, publishers, timeline
from pokrovsk_front.model.breaks import Break
from pokrovsk_front.model.claims import Claim
from pokrovsk_front.model.people import City, Conflict, Count, Series, series_by_place
from pokrovsk_front.model.people import places_in_order as cities_in_order
from pokrovsk_front.model.timeline import ClaimLag, Event

if TYPE_CHECKING:
    from pokrovsk_front.catalog.library import Library


class LibraryInLanguage:
    """What a data folder holds in a language; `Library.in_language` gives it.

    Attributes:
        library: What has no language; it keeps these texts, too.
        locale: The language.
    """

    def __init__(self, library: "Library", locale: str) -> None:
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
        ordered = cities_in_order(by_place, named)
        return {key: by_place[key] for key in ordered if key in places}

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
