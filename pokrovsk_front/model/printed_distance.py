"""Interpretations of the distance in the article, each measured.

The article says that two cities lie so many kilometres apart. Their centres do not; something
else near them may. Which of these its author had in mind is not known, and nothing here says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd

from pokrovsk_front.model.claims import Claim
from pokrovsk_front.model.distances import distance_km
from pokrovsk_front.model.front_distance import first_within, front_distance_on
from pokrovsk_front.model.windows import AVDIIVKA_FELL

CLAIM_ID = "distance_pokrovsk_avdiivka"
"""The claim of the article that prints the distance."""

NEIGHBOUR_ID = "myrnohrad"
"""The city that lies against Pokrovsk on the side of Avdiivka; the two are often named as one."""

Kind = Literal["centres", "to_front", "reach"]


@dataclass(frozen=True, slots=True)
class Measured:
    """One interpretation of the published distance, measured.

    Attributes:
        kind: `centres`: from centre to centre. `to_front`: from the centre of the first place
            to the front. `reach`: from the centre of the first place to the point of the front
            that was nearest to the second.
        from_place_id: The first place.
        to_place_id: The second place; the first again for `to_front`.
        as_of_date: The day of the map; None where no map is needed.
        distance_km: The geodesic distance.
        printed_km: What the article prints.
    """

    kind: Kind
    from_place_id: str
    to_place_id: str
    as_of_date: date | None
    distance_km: float
    printed_km: float

    @property
    def difference_km(self) -> float:
        """Ours less the printed one, in km."""
        return self.distance_km - self.printed_km


def readings(
    claim: Claim,
    point_deg: Mapping[str, tuple[float, float]],
    distances: Mapping[str, pd.DataFrame],
    daily_area: pd.DataFrame,
) -> tuple[Measured, ...]:
    """Measure each interpretation of the published distance.

    Args:
        claim: The claim, from one place to another.
        point_deg: Places as (latitude, longitude), by `place_id`.
        distances: The rows of the table `front_distance`, by `place_id`, ascending by `as_of_date`.
        daily_area: The table `daily_area`.

    Returns:
        The interpretations, the nearest to the published number first.

    Raises:
        ValueError: The claim is not about two places.
        ArchiveGapError: The archive has no map of the day on which Avdiivka fell.
    """
    here, there = claim.from_place_id, claim.to_place_id
    if here is None or there is None:
        raise ValueError(f"The claim {claim.claim_id!r} does not name two places.")
    fell = front_distance_on(distances[here], daily_area, AVDIIVKA_FELL)
    neighbour = front_distance_on(distances[NEIGHBOUR_ID], daily_area, AVDIIVKA_FELL)
    found: list[tuple[Kind, str, str, date | None, float]] = [
        *(
            ("centres", place_id, there, None, distance_km(point_deg[place_id], point_deg[there]))
            for place_id in (here, NEIGHBOUR_ID)
        ),
        *(
            (
                "to_front",
                distance.place_id,
                distance.place_id,
                distance.reading.as_of_date,
                distance.distance_km,
            )
            for distance in (fell, neighbour)
        ),
    ]
    reaches = [fell]
    first = first_within(distances[here], 0)
    days = distances[here]["as_of_date"]
    before = days[days < pd.Timestamp(first)] if first else days[:0]
    if len(before):
        # The last map before the city's centre was covered: how far the front had come by then.
        reaches.append(front_distance_on(distances[here], daily_area, before.iloc[-1].date()))
    found += [
        (
            "reach",
            there,
            here,
            distance.reading.as_of_date,
            distance_km(point_deg[there], distance.nearest_deg),
        )
        for distance in reaches
    ]
    measured = [Measured(*each, printed_km=claim.printed_value) for each in found]
    return tuple(sorted(measured, key=lambda each: abs(each.difference_km)))
