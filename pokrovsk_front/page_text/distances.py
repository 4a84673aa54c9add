"""Text and tables beside the distances to the front and from city to city."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

import pandas as pd

from pokrovsk_front.catalog.records import Place, Source
from pokrovsk_front.charts.distances import matrix, sentences
from pokrovsk_front.charts.distances import two_days as two_days_table
from pokrovsk_front.model.front_distance import Line
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import caveats
from pokrovsk_front.page_text.parts import Table

SENTENCES_TITLE = N_("Sentences to quote")


def note(sources: Mapping[str, Source], words: Wording) -> str:
    """Say what a distance is not, how maps trail the ground, and whose points the centres are.

    Args:
        sources: The sources by `source_id`.
        words: The reader's language.
    """
    gazetteer = sources["geonames"]
    said = words.gettext(
        "Past maps only: a distance says nothing about who is near, and nothing about today. "
        "City centres: [{name}]({url}), {licence}."
    ).format(name=gazetteer.name, url=gazetteer.url, licence=gazetteer.licence)
    return f"{caveats.map_date(words)} {said}"


def heights_note(places: Iterable[Place], sources: Mapping[str, Source], words: Wording) -> str:
    """Say whose the heights of places are and how exact; nothing where none has a height.

    Args:
        places: The places that are shown.
        sources: The sources by `source_id`.
        words: The reader's language.
    """
    cited = dict.fromkeys(each.height_source_id for each in places)
    listed = [
        f"[{sources[key].name}]({sources[key].url}) ({sources[key].licence})"
        for key in cited
        if key is not None
    ]
    if not listed:
        return ""
    return words.gettext(
        "Heights above sea level: {sources}. Each is the value of a cell of about 0.6 by 0.9 km "
        "and may be off by tens of metres."
    ).format(sources=", ".join(listed))


def two_days(lines: Sequence[Line], places: Mapping[str, Place], words: Wording) -> Table:
    """Give the distance of each place to the front on two days, and the height of its centre.

    Args:
        lines: The places with their distances.
        places: All places by `place_id`.
        words: The reader's language.
    """
    heights_m = {key: place.height_m for key, place in places.items()}
    return Table(
        "two_days",
        words.gettext("Distances to the front on two days"),
        partial(two_days_table, lines, heights_m, words),
        days=tuple(each.reading.asked_date for each in sentences.ends(lines)),
    )


def city_to_city(kilometres: pd.DataFrame, names: Mapping[str, str], words: Wording) -> Table:
    """Give the distances between places, as rows and columns.

    Args:
        kilometres: The matrix by `place_id`, in the order to show.
        names: Names by `place_id`.
        words: The reader's language.
    """
    return Table(
        "distances",
        words.gettext("Kilometres from city to city"),
        partial(matrix, kilometres, names, words),
    )
