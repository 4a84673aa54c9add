"""The place that a command is asked about, found by any of its names."""

from collections.abc import Mapping, Sequence

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.model.gazetteer import PlaceError, find_place
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
    except PlaceError as error:
        waiting = {place.place_id: place.names for place in library.unmeasured}
        try:
            name, *_ = waiting[find_place(waiting, typed)]
        except PlaceError:
            raise error from None
        raise PlaceError(
            N_("No map has measured {place} yet; `make data` does that."), place=name, nearest=()
        ) from None
