"""Text and tables beside the distances to the front and from city to city."""

from collections.abc import Mapping, Sequence
from functools import partial

import pandas as pd

from pokrovsk_front.catalog.records import Source
from pokrovsk_front.charts.distances import matrix
from pokrovsk_front.charts.distances import two_days as two_days_table
from pokrovsk_front.model.front_distance import Line
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import caveats
from pokrovsk_front.page_text.parts import Table

SENTENCES_TITLE = N_("Sentences to quote")


def note(gazetteer: Source, words: Wording) -> str:
    """Say what a distance is not, how maps trail the ground, and whose points the centres are."""
    said = words.gettext(
        "Past maps only: a distance says nothing of who is near or of today. City centres: "
        "[{name}]({url}), {licence}."
    ).format(name=gazetteer.name, url=gazetteer.url, licence=gazetteer.licence)
    return f"{caveats.map_date(words)} {said}"


def two_days(lines: Sequence[Line], words: Wording) -> Table:
    """Give the distance of each place to the front on the first and on the last day."""
    return Table(
        "two_days",
        words.gettext("Distances to the front on two days"),
        partial(two_days_table, lines, words),
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
