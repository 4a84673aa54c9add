"""Breaks in the series: days on which a change of the map is a redrawn outline and no movement.

A break is a change of the occupied total that war did not make: of Crimea, of the land occupied
before 2022, of Tuzla. It is curated, not detected: a line that is redrawn where fighting goes on
cannot be told from an advance, and is no break here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Break:
    """One redrawn outline.

    Attributes:
        break_id: Stable key.
        as_of_date: Day of the first map with the new outline.
        redrawn: What was redrawn, as a reader should see it.
        change_km2: By how much it moves the occupied total, in km2.
        certainty: `certain`, or `probable` where the line lies near the front of the time.
        source_id: The archive that shows it.
        note: What is known of it.
    """

    break_id: str
    as_of_date: date
    redrawn: str
    change_km2: float
    certainty: str
    source_id: str
    note: str


def breaks_between(breaks: Iterable[Break], opening: date, closing: date) -> tuple[Break, ...]:
    """Select the breaks between two maps: after the opening one, up to the closing one."""
    return tuple(each for each in breaks if opening < each.as_of_date <= closing)


def redrawn_km2(breaks: Iterable[Break]) -> float:
    """Sum the effect of breaks on the occupied total, in km2."""
    return sum((each.change_km2 for each in breaks), start=0.0)
