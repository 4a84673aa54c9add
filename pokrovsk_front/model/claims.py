"""A printed figure beside the same figure calculated here: the difference and the verdict.

A verdict is about the arithmetic: whether the archive gives the printed number. It says
nothing about what happened on the ground.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from pokrovsk_front.model.distances import distance_km
from pokrovsk_front.model.gains import Gain, change_pct, net_gain
from pokrovsk_front.model.windows import Window

CONFIRMED = "confirmed"
CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True)
class ArticleFigure:
    """A figure that the article printed; not the figure recomputed from the archive.

    Attributes:
        figure_id: Key, such as `gain_2025`.
        label: Short name as a reader should see it.
        measure: `net_gain`, `gain_change_pct`, `share_of_area_pct` or `distance_km`.
        printed_value: The printed number, in `unit`.
        unit: `km2`, `pct` (0 to 100) or `km`.
        first_date: First day of the window, included; None for a distance.
        last_date: Last day of the window, included; None for a distance.
        baseline_first_date: First day compared with; only for `gain_change_pct`.
        baseline_last_date: Last day compared with; only for `gain_change_pct`.
        area_id: Denominator in the reference areas; only for `share_of_area_pct`.
        from_place_id: Start of the distance; only for `distance_km`.
        to_place_id: End of the distance; only for `distance_km`.
        tolerance: Largest difference that still confirms the number, in `unit`.
        definition: What is compared with what, and why the tolerance is what it is.
        source_id: Key of the source.
        as_of_date: Last day the figure speaks of.
        note: What to know before quoting; may be empty.
    """

    figure_id: str
    label: str
    measure: str
    printed_value: float
    unit: str
    first_date: date | None
    last_date: date | None
    baseline_first_date: date | None
    baseline_last_date: date | None
    area_id: str | None
    from_place_id: str | None
    to_place_id: str | None
    tolerance: float
    definition: str
    source_id: str
    as_of_date: date
    note: str


@dataclass(frozen=True, slots=True)
class Check:
    """A printed figure, ours, and what follows."""

    figure_id: str
    unit: str
    printed_value: float
    our_value: float
    tolerance: float

    @property
    def difference(self) -> float:
        """Ours less the printed one, in the figure's unit (points for percentages)."""
        return self.our_value - self.printed_value

    @property
    def verdict(self) -> str:
        """Confirmed where the difference is within the tolerance, else contradicted."""
        return CONFIRMED if abs(self.difference) <= self.tolerance else CONTRADICTED


def _gain(daily_area: pd.DataFrame, first: date | None, last: date | None) -> Gain:
    if first is None or last is None:
        raise ValueError("A gain needs a first and a last day.")
    return net_gain(daily_area, Window(first, last))


def check(
    figure: ArticleFigure,
    daily_area: pd.DataFrame,
    area_km2: Mapping[str, float],
    point_deg: Mapping[str, tuple[float, float]],
) -> Check:
    """Recompute a printed figure.

    Args:
        figure: What was printed and how it is measured.
        daily_area: The table `daily_area`.
        area_km2: Reference areas by `area_id`, in km2.
        point_deg: Places by `place_id`, as (latitude, longitude).

    Returns:
        Our value in the figure's unit beside the printed one.

    Raises:
        ValueError: The figure's measure is not one that this release can recompute.
        KeyError: An area or a place is not in the catalog.
    """
    match figure.measure:
        case "net_gain":
            ours = _gain(daily_area, figure.first_date, figure.last_date).net_km2
        case "gain_change_pct":
            ours = change_pct(
                _gain(daily_area, figure.first_date, figure.last_date).net_km2,
                _gain(daily_area, figure.baseline_first_date, figure.baseline_last_date).net_km2,
            )
        case "share_of_area_pct":
            gain = _gain(daily_area, figure.first_date, figure.last_date)
            ours = gain.net_km2 / area_km2[figure.area_id or ""] * 100
        case "distance_km":
            ours = distance_km(
                point_deg[figure.from_place_id or ""], point_deg[figure.to_place_id or ""]
            )
        case _:
            raise ValueError(f"No way to recompute the measure {figure.measure!r}.")
    return Check(figure.figure_id, figure.unit, figure.printed_value, ours, figure.tolerance)
