"""What the pages of the static site are made from: measures of no language, texts of one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

import pandas as pd
import pydeck as pdk

from pokrovsk_front.catalog import records
from pokrovsk_front.catalog.archives import ArchiveRules, archive_rules
from pokrovsk_front.catalog.records import Place, ReferenceArea, Source
from pokrovsk_front.catalog.tables import DATA_DIR, read_table
from pokrovsk_front.export.offline_map import StaticFiles
from pokrovsk_front.export.site import Drawn, drawn_map
from pokrovsk_front.maps.front import Setting
from pokrovsk_front.maps.state import state_figure
from pokrovsk_front.maps.views import View
from pokrovsk_front.model.breaks import Break
from pokrovsk_front.model.changes import cell_changes
from pokrovsk_front.model.claims import Check, Claim
from pokrovsk_front.model.comparison import Comparison, compare
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.health import Health, archive_health
from pokrovsk_front.model.measures import check
from pokrovsk_front.model.readings import inferred_days, reading_on
from pokrovsk_front.model.timeline import Coverage, Event, lasting_coverage
from pokrovsk_front.model.windows import months_of_year
from pokrovsk_front.model.wording import Wording

SCHEMES: tuple[Scheme, ...] = ("light", "dark")


@dataclass
class Tables:
    """What is the same in every language: tables, measures, checks and the files of maps.

    Each is read when it is first asked for, and once.
    """

    data_dir: Path = DATA_DIR
    _read: dict[tuple[str, str], pd.DataFrame] = field(default_factory=dict)

    def table(self, name: str, locale: str = "en") -> pd.DataFrame:
        """Read a table of the data dictionary; nobody may change it."""
        if (name, locale) not in self._read:
            self._read[name, locale] = read_table(name, self.data_dir, locale=locale)
        return self._read[name, locale]

    @cached_property
    def files(self) -> StaticFiles:
        """The files that maps name."""
        return StaticFiles(self.data_dir.parent / "static")

    @property
    def daily(self) -> pd.DataFrame:
        """The table `daily_area`."""
        return self.table("daily_area")

    @property
    def distances(self) -> pd.DataFrame:
        """The table `front_distance`."""
        return self.table("front_distance")

    def breaks(self, locale: str = "en") -> tuple[Break, ...]:
        """The days on which the map redrew an outline, in a language."""
        return records.breaks(self.data_dir, locale=locale)

    @cached_property
    def coverage(self) -> dict[str, Coverage]:
        """Since when each place's centre has been inside occupied land, by `place_id`."""
        return lasting_coverage(self.distances, inferred_days(self.daily))

    @cached_property
    def places(self) -> dict[str, Place]:
        """The places by `place_id`."""
        return records.places(self.data_dir)

    @cached_property
    def checks(self) -> dict[str, Check]:
        """What came of each claim."""
        evidence = records.evidence(self.data_dir)
        return {key: check(claim, evidence) for key, claim in records.claims(self.data_dir).items()}

    @property
    def first(self) -> date:
        """Day of the first map."""
        return pd.Timestamp(self.daily["as_of_date"].iloc[0]).date()

    @property
    def latest(self) -> date:
        """Day of the last map."""
        return pd.Timestamp(self.daily["as_of_date"].iloc[-1]).date()

    @cached_property
    def health(self) -> Health:
        """The state of the archives."""
        rules = archive_rules(self.data_dir)
        bound_km2, read_since = rules.max_jump_km2, rules.dating.readings_since
        return archive_health(self.table("editions"), self.daily, bound_km2, read_since)

    @cached_property
    def ten_months(self) -> Comparison:
        """January to October of 2024 and of 2025, the windows of the article."""
        return compare(
            self.daily, months_of_year(2024, 10), months_of_year(2025, 10), self.breaks()
        )

    @cached_property
    def changes(self) -> pd.DataFrame:
        """Every change of a cell; the cells are the largest table and are let go again."""
        return cell_changes(read_table("cells", self.data_dir))


@dataclass
class SiteContext:
    """What the pages of one language are made from."""

    words: Wording
    tables: Tables = field(default_factory=Tables)

    @property
    def data_dir(self) -> Path:
        """The data folder."""
        return self.tables.data_dir

    def table(self, name: str) -> pd.DataFrame:
        """Read a table whose texts a reader sees."""
        return self.tables.table(name, self.words.locale)

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The sources by `source_id`."""
        return records.sources(self.data_dir, locale=self.words.locale)

    @property
    def place_names(self) -> dict[str, str]:
        """What the reader sees of each place."""
        return {key: place.name(self.words.locale) for key, place in self.tables.places.items()}

    @cached_property
    def areas(self) -> dict[str, ReferenceArea]:
        """The areas that shares are taken of."""
        return records.reference_areas(self.data_dir, locale=self.words.locale)

    @cached_property
    def rules(self) -> ArchiveRules:
        """The archive rules."""
        return archive_rules(self.data_dir, locale=self.words.locale)

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """The claims of the article."""
        return records.claims(self.data_dir, locale=self.words.locale)

    @cached_property
    def events(self) -> dict[str, Event]:
        """The dated events, in order of time."""
        return records.events(self.data_dir, locale=self.words.locale)

    @property
    def archive_ids(self) -> tuple[str, ...]:
        """The sources of the map archives."""
        return tuple(archive.source_id for archive in self.rules.archives)

    def setting(self, scheme: Scheme, view: View) -> Setting:
        """Give what a map needs; its addresses lead to the files of the tables."""
        return Setting("app/static/{}".format, view, scheme, self.words)

    def map(self, draw: Callable[[Scheme], Figure[pdk.Deck]]) -> Drawn:
        """Draw a map in both schemes."""
        figures = {scheme: draw(scheme) for scheme in SCHEMES}
        return drawn_map(figures, self.tables.files, self.words)

    def state(self, day: date, places: pd.DataFrame, setting: Setting) -> Figure[pdk.Deck]:
        """Draw the state of the front on a day."""
        distances = self.tables.distances
        return state_figure(
            reading_on(self.tables.daily, day),
            daily_area=self.tables.daily,
            places=places,
            distances=distances[distances["as_of_date"] == str(day)],
            setting=setting,
            source_ids=self.archive_ids,
        )
