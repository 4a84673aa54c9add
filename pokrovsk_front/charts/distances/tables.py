"""Tables of distances, worded for readers: by month, on two days, and from city to city."""

from collections.abc import Mapping, Sequence

import pandas as pd

from pokrovsk_front.charts.distances.sentences import distance_or_inside, ends
from pokrovsk_front.model.front_distance import (
    Line,
    first_within,
)
from pokrovsk_front.model.map_text import map_day, sure_day
from pokrovsk_front.model.places_share_text import since_text
from pokrovsk_front.model.wording import Wording


def month_table(lines: Sequence[Line], words: Wording) -> pd.DataFrame:
    """Tabulate the distances on the first map and on the last map of each month."""
    by_place = {line.name: line.shown.set_index("as_of_date")["distance_km"] for line in lines}
    days = lines[0].shown["as_of_date"]
    month_ends = days.groupby(days.dt.to_period("M")).max()
    kept = pd.DatetimeIndex([days.iloc[0], *month_ends]).unique()
    columns = {words.gettext("Map date"): [words.short_day(day.date()) for day in kept]}
    for name, kilometres in by_place.items():
        columns[words.gettext("{place}, km").format(place=name)] = [
            words.number(kilometres[day], 1) for day in kept
        ]
    return pd.DataFrame(columns)


def two_days(
    lines: Sequence[Line], heights_m: Mapping[str, int | None], words: Wording
) -> pd.DataFrame:
    """Tabulate the distances on two days and the height of the centre, one row a place.

    Args:
        lines: The places, at least one, all with the same two days.
        heights_m: Height of each centre above sea level, in metres, by `place_id`; None where it
            is not known.
        words: The reader's language.

    Returns:
        The distance on each day, by how much the front is nearer (+) or farther (−) on the
        second, on which maps of the archive the centre lies inside occupied land, since when half
        and nine tenths of the place have been occupied, and the height of the centre.
    """
    _ = words.gettext
    earlier, later = (map_day(distance.reading, words) for distance in ends(lines))
    rows = []
    for line in lines:
        rows.append(
            {
                _("Place"): line.name,
                earlier: distance_or_inside(line.moved.earlier, words),
                # The same day twice is one column: nothing moved.
                **(
                    {} if later == earlier else {later: distance_or_inside(line.moved.later, words)}
                ),
                _("Nearer (+), farther (−)"): words.difference(line.moved.towards_km, "km"),
                _("Centre inside occupied land"): _inside(line, words),
                _("Half of it occupied since"): since_text(
                    line.shares.half if line.shares else None, words
                ),
                _("Nine tenths occupied since"): since_text(
                    line.shares.nine_tenths if line.shares else None, words
                ),
                _("Height of the centre"): _height(heights_m[line.moved.place_id], words),
            }
        )
    return pd.DataFrame(rows)


def _height(height_m: int | None, words: Wording) -> str:
    """Write the height of a centre."""
    if height_m is None:
        return words.gettext("unknown")
    return words.gettext("{height} m").format(height=words.number(height_m, 0))


def _inside(line: Line, words: Wording) -> str:
    """Write since when the centre is inside: on no map, before, or without a break."""
    first = first_within(line.distances, 0)
    since = line.coverage.since_date
    if first is None:
        return words.gettext("never inside")
    if since is None:
        text = words.gettext("inside from {first}; outside on the last map")
    elif since == line.distances["as_of_date"].iloc[0].date():
        text = words.gettext("inside on every map")
    elif since == first:
        text = words.gettext("inside since {since}")
    else:
        text = words.gettext("inside first on {first}, without a break since {since}")
    is_within_one_day = line.coverage.is_within_one_day
    return text.format(
        first=sure_day(first, words, is_within_one_day=is_within_one_day and first == since),
        since=sure_day(since, words, is_within_one_day=is_within_one_day) if since else "",
    )


def matrix(kilometres: pd.DataFrame, names: Mapping[str, str], words: Wording) -> pd.DataFrame:
    """Tabulate a matrix of distances, in the order of its rows.

    It stays a table of text and not an interactive grid: a screen reader reads its heads, it
    takes the type of the page and it scrolls by keyboard; its order is a choice beside it, which
    the address keeps.

    Args:
        kilometres: Square, by `place_id`.
        names: Names by `place_id`.
        words: The reader's language.
    """
    columns = {
        words.gettext("km, centre to centre"): [f"{names[str(each)]}" for each in kilometres.index]
    }
    for there in kilometres.columns:
        columns[names[str(there)]] = [
            "–" if here == there else words.number(float(kilometres.loc[here, there]), 1)
            for here in kilometres.index
        ]
    return pd.DataFrame(columns)
