"""Map of distances from one place to others: a line each, the distance beside the name."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Self

import pandas as pd
import pydeck as pdk

from pokrovsk_front.maps import layers
from pokrovsk_front.maps.front import Setting, Shown, cells_layers, front_deck, occupied_layers
from pokrovsk_front.maps.legend import Entry, legend
from pokrovsk_front.maps.names import NamedPlace
from pokrovsk_front.maps.state import before_2022_entry
from pokrovsk_front.maps.views import View, fitted
from pokrovsk_front.model.figure import Figure
from pokrovsk_front.model.map_text import map_day
from pokrovsk_front.model.readings import Reading
from pokrovsk_front.model.wording import Wording


@dataclass(frozen=True, slots=True)
class Star:
    """One place and the distances from it to others.

    Attributes:
        origin_id: The place.
        names: Names of it and of the others by `place_id`.
        point_deg: Likewise their (latitude, longitude).
        kilometres: Distances to the others by `place_id`, in the order of the table.
    """

    origin_id: str
    names: Mapping[str, str]
    point_deg: Mapping[str, tuple[float, float]]
    kilometres: Mapping[str, float]

    @classmethod
    def of(
        cls,
        kilometres: pd.DataFrame,
        names: Mapping[str, str],
        point_deg: Mapping[str, tuple[float, float]],
    ) -> Self:
        """Take the distances from the first place of a matrix to the others.

        Args:
            kilometres: Distances by `place_id`, in km, the rows in the order of the table.
            names: Names by `place_id`.
            point_deg: Likewise (latitude, longitude).
        """
        origin, *others = map(str, kilometres.index)
        from_origin = kilometres[origin]
        return cls(origin, names, point_deg, {key: float(from_origin[key]) for key in others})

    def view(self) -> View:
        """Stand so that all the places are in sight."""
        ids = (self.origin_id, *self.kilometres)
        return fitted("pairs", [self.point_deg[key] for key in ids])

    @property
    def origin(self) -> str:
        """The name of the place."""
        return self.names[self.origin_id]


def pairs_figure(
    star: Star, reading: Reading, *, setting: Setting, source_ids: tuple[str, ...]
) -> Figure[pdk.Deck]:
    """Draw the lines from one place to others, over the land occupied on the last map.

    A name that finds no room beside the others is left out of the picture; the table has it.

    Args:
        star: The place, the others and the distances, at least one.
        reading: The map whose occupied land is drawn, for orientation only.
        setting: What every map needs; its view has all the places in sight.
        source_ids: Where the places and the map come from.
    """
    words, palette, _ = setting.words, setting.palette, setting.words.gettext
    day = reading.as_of_date
    land = [
        *occupied_layers(setting, fill=palette.quiet_occupied),
        *cells_layers(day, setting, fill=palette.quiet_occupied),
        layers.lines_layer(_ends(star), palette=palette),
    ]
    by_distance = sorted(star.kilometres, key=lambda place_id: star.kilometres[place_id])
    said = {
        "origin": star.origin,
        "nearest": star.names[by_distance[0]],
        "nearest_km": words.distance(star.kilometres[by_distance[0]], 1),
        "farthest": star.names[by_distance[-1]],
        "farthest_km": words.distance(star.kilometres[by_distance[-1]], 1),
    }
    entries = (
        Entry(
            palette.quiet_occupied,
            _("Russian-occupied on {day}").format(day=words.short_day(day)),
        ),
        before_2022_entry(setting, palette.quiet_occupied),
    )
    headline = (
        _("{origin} and {nearest} are {nearest_km} apart")
        if len(by_distance) == 1
        else _("From {origin} it is {nearest_km} to {nearest} and {farthest_km} to {farthest}")
    )
    listed = "; ".join(
        f"{star.names[each]} {words.distance(star.kilometres[each], 1)}" for each in by_distance
    )
    return Figure(
        figure_id="distance_pairs",
        about=star.origin_id,
        headline=headline.format(**said),
        subtitle=_("Kilometres between the centres, over the WGS84 ellipsoid"),
        picture=front_deck(land, setting, Shown(day), named=_named(star, words)),
        alt=_("Map with a line from {origin} to each other place: {listed}.").format(
            listed=listed, **said
        ),
        long_text=_(
            "From {origin}, nearest first: {listed}. A line is the shortest way over the "
            "ellipsoid between two points, one in the centre of each place; a road is never "
            "shorter. The occupied land is that of the map of {day}."
        ).format(listed=listed, day=map_day(reading, words), **said),
        make_table=partial(_table, star, words),
        source_ids=source_ids,
        base_source_ids=setting.base_source_ids,
        as_of_date=day,
        editions=(reading.edition_key,),
        legend=legend(entries, palette.land),
        entries=entries,
    )


def _ends(star: Star) -> list[dict[str, list[float]]]:
    """Give the ends of each line, longitude first."""
    start = list(reversed(star.point_deg[star.origin_id]))
    return [{"s": start, "e": list(reversed(star.point_deg[each]))} for each in star.kilometres]


def _named(star: Star, words: Wording) -> list[NamedPlace]:
    """Name the places, each with its distance; nearer places have priority."""
    names = {star.origin_id: star.origin} | {
        each: f"{star.names[each]}\n{words.distance(km, 1)}" for each, km in star.kilometres.items()
    }
    return [
        NamedPlace(each, name, *star.point_deg[each], rank=1 if each == star.origin_id else 2)
        for each, name in names.items()
    ]


def _table(star: Star, words: Wording) -> pd.DataFrame:
    _ = words.gettext
    return pd.DataFrame(
        {
            _("From place"): star.origin,
            _("To place"): [star.names[each] for each in star.kilometres],
            _("Distance, km"): [words.number(km, 1) for km in star.kilometres.values()],
        }
    )
