"""A fact of a brief: its kind, its values, the periods compared, its sources and its day.

A fact holds numbers, days and names, and no sentence: `land_text` and `report_text` write those.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from pokrovsk_front.model.windows import Window


@dataclass(frozen=True, slots=True)
class Part:
    """The change of one oblast or hromada: its key and name, km2, and share at the end."""

    key: str
    name: str
    net_km2: float
    occupied_pct: float


FactValue: TypeAlias = str | float | int | bool | date | Window | tuple[Part, ...] | None
"""The value of a fact; of several areas or oblasts a tuple of parts."""


class Kind(StrEnum):
    """What a fact is about."""

    NET = "net"
    BEFORE = "before"
    YEAR_BEFORE = "year_before"
    RECORD = "record"
    RECORD_REGAINED = "record_regained"
    RANK = "rank"
    GROSS = "gross"
    DAY_GAINED = "day_gained"
    DAY_REGAINED = "day_regained"
    OBLASTS = "oblasts"
    HROMADAS = "hromadas"
    GREY_ZONE = "grey_zone"
    TOTAL = "total"
    TOWN_OCCUPIED = "town_occupied"
    TOWN_REGAINED = "town_regained"
    NEAREST = "nearest"
    CLAIM_ALONE = "claim_alone"
    MAP_ALONE = "map_alone"
    PUBLISHED = "published"
    ISW = "isw"
    PEOPLE = "people"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a brief.

    Attributes:
        kind: What it is about.
        subject: What tells it from others of its kind: a place, an event, a series; may be empty.
        values: Numbers with the unit in their name, days, names.
        windows: The periods compared, that of the brief first.
        source_ids: Where it comes from; empty where `values` name a page (`publisher`, `url`).
        as_of_date: The latest map or figure in it.
        weight: How far it stands out, from 0 (as usual) to 1; above 1 for what opens the brief.
    """

    kind: Kind
    subject: str
    values: Mapping[str, FactValue]
    windows: tuple[Window, ...]
    source_ids: tuple[str, ...]
    as_of_date: date
    weight: float

    @property
    def fact_id(self) -> str:
        """Key of the fact within its brief."""
        return f"{self.kind}:{self.subject}" if self.subject else str(self.kind)

    def number(self, name: str) -> float:
        """Give a value that is a number.

        Raises:
            TypeError: It is none.
        """
        value = self.values[name]
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise TypeError(name)
        return float(value)

    def count(self, name: str) -> int:
        """Give a value that is a whole number."""
        return int(self.number(name))

    def is_so(self, name: str) -> bool:
        """Tell whether a value is there and true."""
        return bool(self.values[name])

    def is_known(self, name: str) -> bool:
        """Tell whether a value is known."""
        return self.values[name] is not None

    def text(self, name: str) -> str:
        """Give a value that is text; an unknown one is empty."""
        value = self.values[name]
        return "" if value is None else str(value)

    def day(self, name: str) -> date:
        """Give a value that is a day.

        Raises:
            TypeError: It is none.
        """
        value = self.values[name]
        if not isinstance(value, date):
            raise TypeError(name)
        return value

    def window(self, name: str) -> Window:
        """Give a value that is a window.

        Raises:
            TypeError: It is none.
        """
        value = self.values[name]
        if not isinstance(value, Window):
            raise TypeError(name)
        return value

    def parts(self, name: str) -> tuple[Part, ...]:
        """Give a value that is several parts.

        Raises:
            TypeError: It is none.
        """
        value = self.values[name]
        if not isinstance(value, tuple):
            raise TypeError(name)
        return value


@dataclass(frozen=True, slots=True)
class Brief:
    """The facts of a period, what stands out most first.

    Attributes:
        window: The days.
        facts: At least the net change, which comes first.
    """

    window: Window
    facts: tuple[Fact, ...]

    @property
    def net(self) -> Fact:
        """The net change, which opens the brief."""
        return self.facts[0]

    def of(self, *kinds: Kind) -> tuple[Fact, ...]:
        """Give the facts of some kinds, in the order of the brief."""
        return tuple(fact for fact in self.facts if fact.kind in kinds)

    def first(self, kind: Kind) -> Fact | None:
        """Give the first fact of a kind, if there is one."""
        return next(iter(self.of(kind)), None)
