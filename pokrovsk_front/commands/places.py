"""The place that a command is asked about, found by any of its names.

Distances are measured of places; shares of towns as well.
"""

from collections.abc import Iterable, Mapping, Sequence

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.model.gazetteer import PlaceError, find_place, is_called
from pokrovsk_front.model.messages import N_


def names_of(library: Library) -> dict[str, tuple[str, ...]]:
    """Give the names of each measured place by `place_id`."""
    return {key: each.names for key, each in library.places.items()}


def find_measured(library: Library, names: Mapping[str, Sequence[str]], typed: str) -> str:
    """Find a place among some, as `find_place` does.

    Raises:
        PlaceError: No place has the name, or several have, or no map has measured it yet.
    """
    try:
        return find_place(names, typed)
    except PlaceError:
        waiting = [place.names for place in library.unmeasured]
        towns = [
            (town.name_en, town.name_uk) for key, town in library.towns.items() if key not in names
        ]
        if name := _meant(waiting, typed):
            text = N_("No map has measured {place} yet; `make data` does that.")
        elif name := _meant(towns, typed):
            text = N_("{place} is a town of the map: only its share is known, by `city`.")
        else:
            raise
        raise PlaceError(text, place=name, nearest=()) from None


def _meant(names: Iterable[Sequence[str]], typed: str) -> str:
    """Give the name to show of the first that is called so; empty where none is."""
    return next((own[0] for own in names if is_called(own, typed)), "")
