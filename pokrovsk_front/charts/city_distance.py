"""Small chart of the distance from a city's centre to occupied land, until it is zero for good."""

from datetime import timedelta
from functools import partial

import plotly.graph_objects as go

from pokrovsk_front.charts import numbers
from pokrovsk_front.charts.days import day_ticks, hovered_day
from pokrovsk_front.charts.distances.tables import month_table
from pokrovsk_front.charts.template import COLOURS, plot
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.front_distance import Line
from pokrovsk_front.model.map_text import inferred_days_text
from pokrovsk_front.model.sentences import front_distance_sentence, movement_sentence
from pokrovsk_front.model.wording import Wording

HEIGHT_PX = 220
MAX_TICKS = 6
HEADROOM = 1.08

AFTER_DAYS = 30
"""Days that are shown after the centre came to lie in occupied land for good."""


def city_distance(
    line: Line, *, words: Wording, scheme: Scheme, source_ids: tuple[str, ...]
) -> Figure[go.Figure]:
    """Draw how far a centre was from occupied land, until shortly after it lay in it for good.

    Args:
        line: The place with its distances.
        words: The reader's language.
        scheme: Light or dark.
        source_ids: Where the maps and the centre come from.

    Returns:
        Steps from map to map on an axis that starts at zero.
    """
    rows = line.shown
    since = line.coverage.since_date
    if since is not None:
        end = rows["as_of_date"].dt.date <= since + timedelta(AFTER_DAYS)
        rows = rows[end]
    first, last = (rows["as_of_date"].iloc[at].date() for at in (0, -1))
    kilometres = rows["distance_km"].to_numpy()
    kept = [
        at
        for at in range(len(rows))
        if at in {0, len(rows) - 1} or kilometres[at] != kilometres[at - 1]
    ]
    days = rows["as_of_date"].dt.strftime("%Y-%m-%d").to_numpy()
    colours = COLOURS[scheme]
    distance = words.gettext("{number} km").format(number="%{y:.1f}")
    return Figure(
        figure_id="city_distance",
        headline=_headline(line, words),
        subtitle=words.gettext("Kilometres from the centre to the nearest occupied land, by day"),
        picture=plot(
            [
                {
                    "type": "scatter",
                    "mode": "lines",
                    "name": line.name,
                    "x": days[kept].tolist(),
                    "y": kilometres[kept].tolist(),
                    "line": {"color": colours["later"], "width": 2.5, "shape": "hv"},
                    "hovertemplate": f"{hovered_day(words)}: {distance}<extra></extra>",
                }
            ],
            {
                "height": HEIGHT_PX,
                "xaxis": {
                    "range": [first.isoformat(), last.isoformat()] if first < last else None,
                    **day_ticks(first, last, words, max_ticks=MAX_TICKS),
                },
                "yaxis": {
                    "title": {"text": words.gettext("km")},
                    "range": [0, HEADROOM * max(1.0, float(kilometres.max()))],
                    "nticks": 5,
                },
                "hovermode": "x",
            },
            scheme,
            words,
        ),
        alt=words.gettext(
            "Line chart of the distance by day, {first} to {last}. {sentence}"
        ).format(
            first=words.day(first),
            last=words.day(last),
            sentence=front_distance_sentence(line.moved.later, line.name, words),
        ),
        long_text=_long_text(line, words),
        make_table=partial(month_table, [line], words),
        make_rows=partial(numbers.distance_to_front, [line]),
        source_ids=source_ids,
        as_of_date=line.moved.later.reading.as_of_date,
        editions=tuple(each.reading.edition_key for each in (line.moved.earlier, line.moved.later)),
    )


def _headline(line: Line, words: Wording) -> str:
    later, since = line.moved.later, line.coverage.since_date
    if since is not None:
        return words.gettext(
            "The centre of {place} has been inside occupied land since {day}"
        ).format(
            place=line.name,
            day=words.day(since),
        )
    return words.gettext("Occupied land was {distance} from the centre of {place} on {day}").format(
        place=line.name,
        distance=words.distance(later.distance_km, 1),
        day=words.day(later.reading.as_of_date),
    )


def _long_text(line: Line, words: Wording) -> str:
    """Say how the front moved, and that the day is known within one day where it is."""
    since = line.coverage.since_date
    inferred = [since] if since and line.coverage.is_within_one_day else []
    said = movement_sentence(line.moved, line.name, words)
    return " ".join(filter(None, [said, inferred_days_text(inferred, words)]))
