"""Tables of the numbers of people, worded for readers."""

from collections.abc import Sequence

import pandas as pd

from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.people import City, Count
from pokrovsk_front.model.people_text import (
    SHORT_AREA_NAMES,
    decline_pct,
    one_in,
    people,
    short_as_of,
)
from pokrovsk_front.model.wording import Wording

SOURCE_IDS = ("ukrstat_2022", "wartime_counts")

ROLE_NAMES: dict[str, str] = {
    "baseline": N_("official estimate"),
    "count": N_("count"),
    "frozen": N_("carried forward, not a new count"),
    "context": N_("for comparison only"),
}


def count_table(rows: Sequence[Count], words: Wording) -> pd.DataFrame:
    """Tabulate numbers of people with counter, date, area and source.

    Args:
        rows: The numbers, in the order of the table.
        words: The reader's language.

    Returns:
        One row a number, worded for readers.
    """
    _ = words.gettext
    return pd.DataFrame(
        {
            _("As of"): [short_as_of(row, words) for row in rows],
            _("People"): [people(row, words) for row in rows],
            _("Area counted"): [_(SHORT_AREA_NAMES[row.area]) for row in rows],
            _("Kind of number"): [_role(row, words) for row in rows],
            _("Stated by"): [row.attributed_to for row in rows],
            _("Published by"): [row.publisher for row in rows],
            _("Link"): [row.url for row in rows],
            _("Note"): [row.note for row in rows],
        }
    )


def _role(row: Count, words: Wording) -> str:
    name = words.gettext(ROLE_NAMES[row.role])
    return words.gettext("{role}; weak source").format(role=name) if row.is_weak else name


def links(words: Wording) -> tuple[tuple[str, str], ...]:
    """Give the linked columns of `city_table`, as `Figure.links` has them."""
    return ((words.gettext("Counted by"), words.gettext("Link")),)


def city_table(cities: Sequence[City], words: Wording) -> pd.DataFrame:
    """Tabulate the estimate and the last count of each city with the share left."""
    _ = words.gettext
    rows = []
    for city in cities:
        baseline, last, decline = city.main.baseline, city.main.last, city.main.decline
        rows.append(
            {
                _("City"): city.name,
                _("Area counted"): _(SHORT_AREA_NAMES[city.main.area]),
                _("Official estimate, 2022"): people(baseline, words) if baseline else "–",
                _("Last count"): people(last, words) if last else "–",
                _("As of"): short_as_of(last, words) if last else "–",
                _("Counted by"): last.attributed_to if last else "–",
                _("Change"): decline_pct(decline, words) if decline else _("no percentage"),
                _("Share left"): one_in(decline, words) if decline else "–",
                _("Counts"): words.number(len(city.main.counts)),
                _("Link"): last.url if last else "",
            }
        )
    return pd.DataFrame(rows)


def every_number(cities: Sequence[City], words: Wording) -> pd.DataFrame:
    """Tabulate every number of every city, as `count_table` does, with its city first."""
    rows = [(city.name, row) for city in cities for series in city.series for row in series.numbers]
    listed = count_table([row for _name, row in rows], words)
    listed.insert(0, words.gettext("City"), [name for name, _row in rows])
    return listed
