"""Distances for readers: to the front by day and on two days, and from city to city."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from pokrovsk_front.charts import numbers
from pokrovsk_front.charts.days import day_ticks, hovered_day
from pokrovsk_front.charts.template import COLOURS, plot
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.front_distance import (
    NEAR_EVENT_KM,
    FrontDistance,
    Line,
    first_within,
)
from pokrovsk_front.model.timeline import Event
from pokrovsk_front.model.wording import Wording

PLOT_HEIGHT_PX = 480
TOP_PX, BOTTOM_PX = 44, 40
NUMBER_PX = 15
"""Height of the number of an event: neighbours stand on two rows, clear of each other."""

LABEL_PX = 18
"""Height of a line's name: no two stand nearer."""

LETTER_PX = 7.6
"""Width of a letter of a line's name, on the wide side."""

DASHES = ("solid", "dash", "dot", "longdash", "dashdot", "longdashdot")
LINE_COLOURS = ("later", "earlier", "neutral")
MAX_TICKS = 6
"""How many months a small screen has room for."""

CLUSTER_SHARE = 0.07
"""Events nearer in time than this part of what is shown share one number mark: on a small screen
their numbers would cover each other."""


def _style(position: int, colours: Mapping[str, str]) -> tuple[str, str]:
    """Give colour and dash of the line at a position: six dashes before one comes again."""
    turn = position // len(DASHES)
    colour = LINE_COLOURS[(position + turn) % len(LINE_COLOURS)]
    return colours[colour], DASHES[position % len(DASHES)]


def _steps(rows: pd.DataFrame) -> tuple[list[str], np.ndarray]:
    """Give the corners of a line that stands from map to map; a day that changed nothing has none.

    Returns:
        Days as text and kilometres; the first and the last day are always there.
    """
    kilometres = rows["distance_km"].to_numpy()
    kept = np.ones(len(kilometres), dtype=bool)
    kept[1:-1] = kilometres[1:-1] != kilometres[:-2]
    days = rows["as_of_date"].to_numpy(dtype="datetime64[D]")[kept]
    return [str(day) for day in days], kilometres[kept]


def spread(positions_px: Sequence[float], top_px: float) -> list[float]:
    """Move marks apart along an axis so that each has `LABEL_PX`, as little as may be.

    Args:
        positions_px: Where each would stand, from the foot of the axis up.
        top_px: The highest place.

    Returns:
        Where each stands, in the order given; those that would stand alike keep their order,
        the first on top.
    """
    order = sorted(range(len(positions_px)), key=lambda at: (positions_px[at], -at))
    placed: list[float] = []
    for at in order:
        low = placed[-1] + LABEL_PX if placed else 0.0
        placed.append(max(positions_px[at], low))
    ceiling = top_px
    for at in range(len(placed) - 1, -1, -1):
        placed[at] = min(placed[at], ceiling)
        ceiling = placed[at] - LABEL_PX
    found = [0.0] * len(positions_px)
    for position, at in zip(placed, order, strict=True):
        found[at] = position
    return found


def _clusters(days: Sequence[date], span_days: int) -> list[tuple[int, int]]:
    """Join events that follow each other closely: the first and the last position of each group."""
    groups: list[tuple[int, int]] = []
    for at, day in enumerate(days):
        first = groups[-1][0] if groups else at
        if groups and (day - days[first]).days < CLUSTER_SHARE * span_days:
            groups[-1] = (first, at)
        else:
            groups.append((at, at))
    return groups


def _names(
    lines: Sequence[Line], top_km: float, colours: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Write each place at the end of its line; one that had to give way points to its end."""
    inner_px = PLOT_HEIGHT_PX - TOP_PX - BOTTOM_PX
    foot_km = _foot_km(top_km)
    per_km = inner_px / (top_km - foot_km)
    ends_px = [(line.moved.later.distance_km - foot_km) * per_km for line in lines]
    labels = []
    for at, (line, end, stands) in enumerate(
        zip(lines, ends_px, spread(ends_px, inner_px), strict=True)
    ):
        colour, _ = _style(at, colours)
        labels.append(
            {
                "x": line.moved.later.reading.as_of_date.isoformat(),
                "y": line.moved.later.distance_km,
                "text": f"<b>{line.name}</b>",
                "font": {"color": colour, "size": 13},
                "showarrow": True,
                "arrowhead": 0,
                "arrowwidth": 1,
                "arrowcolor": colour,
                "ax": 14,
                "ay": end - stands,
                "xanchor": "left",
                "yanchor": "middle",
                "borderpad": 1,
            }
        )
    return labels


def _foot_km(top_km: float) -> float:
    """Leave room under zero for the words that say what zero is."""
    return -0.07 * top_km


def _event_marks(
    events: Sequence[Event], line: Line, top_km: float, colours: Mapping[str, str]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Draw a thin line at each event, with numbers that the text under the chart explains."""
    days = [event.event_date for event in events]
    span = line.moved.later.reading.as_of_date - line.moved.earlier.reading.as_of_date
    shapes = [
        {
            "type": "line",
            "x0": day.isoformat(),
            "x1": day.isoformat(),
            "y0": 0,
            "y1": top_km,
            "layer": "below",
            "line": {"color": colours["axis"], "width": 1, "dash": "dot"},
        }
        for day in days
    ]
    numbers = []
    for row, (first, last) in enumerate(_clusters(days, span.days)):
        middle = date.fromordinal((days[first].toordinal() + days[last].toordinal()) // 2)
        text = f"{first + 1}" if first == last else f"{first + 1}–{last + 1}"
        numbers.append(
            {
                "x": middle.isoformat(),
                "yref": "paper",
                "y": 1,
                "yanchor": "bottom",
                "yshift": row % 2 * NUMBER_PX,
                "text": text,
                "font": {"color": colours["text"], "size": 12},
                "showarrow": False,
            }
        )
    return shapes, numbers


def to_front(
    lines: Sequence[Line],
    *,
    events: Sequence[Event],
    words: Wording,
    scheme: Scheme,
    source_ids: tuple[str, ...],
) -> Figure[go.Figure]:
    """Draw how far each place was from occupied land by day of the map.

    Args:
        lines: The places, at least one, all with the same two days; the first is the one that
            the events belong to.
        events: What happened near the first place, in order of time; may be empty.
        words: The reader's language.
        scheme: Light or dark.
        source_ids: Where the maps, the places and the events come from.

    Returns:
        Steps from map to map, named at their end: a value stands until the next map. The axis
        is linear and has zero; a line at zero is a centre inside occupied land.
    """
    colours = COLOURS[scheme]
    shown = [line.shown for line in lines]
    top_km = 1.04 * max(1.0, *(float(rows["distance_km"].max()) for rows in shown))
    distance = words.gettext("{number} km").format(number="%{y:.1f}")
    hovered = f"{hovered_day(words)}: {distance}"
    traces = []
    for at, (line, rows) in enumerate(zip(lines, shown, strict=True)):
        colour, dash = _style(at, colours)
        days, kilometres = _steps(rows)
        traces.append(
            {
                "type": "scatter",
                "x": days,
                "y": kilometres,
                "name": line.name,
                "mode": "lines",
                "line": {"color": colour, "dash": dash, "width": 2 if at else 3, "shape": "hv"},
                "hovertemplate": f"{line.name}, {hovered}<extra></extra>",
            }
        )
    shapes, marked = _event_marks(events, lines[0], top_km, colours)
    inside = {
        "xref": "paper",
        "x": 0,
        "y": 0,
        "text": words.gettext("0 = centre inside occupied land"),
        "font": {"color": colours["muted"], "size": 12},
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "top",
        "yshift": -1,
    }
    longest = max(len(line.name) for line in lines)
    readings = [distance.reading for distance in _days(lines)]
    earlier, later = (reading.as_of_date for reading in readings)
    picture = plot(
        traces,
        {
            "height": PLOT_HEIGHT_PX,
            "margin": {"t": TOP_PX, "b": BOTTOM_PX, "r": 18 + LETTER_PX * longest},
            "xaxis": {
                # One day alone has no span to draw.
                "range": [earlier.isoformat(), later.isoformat()] if earlier < later else None,
                **day_ticks(earlier, later, words, most=MAX_TICKS),
            },
            "yaxis": {
                "title": {"text": words.gettext("km")},
                "range": [_foot_km(top_km), top_km],
                "zeroline": True,
                "zerolinewidth": 1.5,
                "zerolinecolor": colours["axis"],
            },
            "shapes": shapes,
            "annotations": [*_names(lines, top_km, colours), *marked, inside],
            "hovermode": "closest",
        },
        scheme,
        words,
    )
    return Figure(
        figure_id="distance_to_front",
        headline=_front_headline(lines[0], words),
        subtitle=words.gettext(
            "Kilometres from the centre to the nearest Russian-occupied land by day of the "
            "DeepState map, {first} to {last}"
        ).format(**dict(zip(("first", "last"), map(words.map_day, readings), strict=True))),
        picture=picture,
        alt=_front_alt(lines, words),
        long_text=_front_text(lines, events, words),
        make_table=partial(_month_table, lines, words),
        make_rows=partial(numbers.distance_to_front, lines),
        source_ids=source_ids,
        as_of_date=later,
        editions=tuple(distance.reading.edition_key for distance in _days(lines)),
    )


def _days(lines: Sequence[Line]) -> tuple[FrontDistance, FrontDistance]:
    return lines[0].moved.earlier, lines[0].moved.later


def _front_headline(line: Line, words: Wording) -> str:
    """Say how the front moved towards the first place."""
    moved = line.moved
    if moved.earlier.is_inside and moved.later.is_inside:
        text = words.gettext("The centre of {place} lies inside occupied land on both days")
    elif not round(moved.towards_km, 1):
        text = words.gettext("The front was as far from {place} on the last day as on the first")
    elif moved.towards_km < 0:
        text = words.gettext("The front moved {moved} away from {place}")
    elif moved.later.is_inside:
        text = words.gettext("The front moved {moved} towards {place}, up to its centre")
    else:
        text = words.gettext("The front moved {moved} towards {place}")
    return text.format(moved=words.distance(abs(moved.towards_km), 1), place=line.name)


def _front_alt(lines: Sequence[Line], words: Wording) -> str:
    earlier, later = (words.day(distance.reading.as_of_date) for distance in _days(lines))
    distances = "; ".join(
        words.gettext("{place} {before}, then {after}").format(
            place=line.name,
            before=_distance(line.moved.earlier, words),
            after=_distance(line.moved.later, words),
        )
        for line in lines
    )
    return words.gettext(
        "Lines of the distance to occupied land by day, {first} to {last}: {ways}."
    ).format(first=earlier, last=later, ways=distances)


def _distance(distance: FrontDistance, words: Wording) -> str:
    return (
        words.gettext("inside") if distance.is_inside else words.distance(distance.distance_km, 1)
    )


def _front_text(lines: Sequence[Line], events: Sequence[Event], words: Wording) -> str:
    """Say since when which centre is inside, how near the front came to the others, and why."""
    _ = words.gettext
    inside, outside = [], []
    for line in lines:
        since = line.coverage.since_date
        if since is not None:
            text = _("{place} (since {day})")
            day = words.sure_day(since, is_within_one_day=line.coverage.is_within_one_day)
            inside.append(text.format(place=line.name, day=day))
        else:
            nearest = line.distances.iloc[int(line.distances["distance_km"].to_numpy().argmin())]
            text = (
                _("{place} (inside earlier)")
                if nearest["distance_km"] == 0
                else _("{place} (nearest {distance}, {day})")
            )
            outside.append(
                text.format(
                    place=line.name,
                    distance=words.distance(float(nearest["distance_km"]), 1),
                    day=words.short_day(nearest["as_of_date"].date()),
                )
            )
    last = words.day(lines[0].distances["as_of_date"].iloc[-1].date())
    sentences = []
    if inside:
        text = _(
            "Centres inside occupied land without a break up to the last map, {day}: {places}."
        )
        sentences.append(text.format(day=last, places=", ".join(inside)))
    if outside:
        text = (
            _("Centres outside it on that map: {places}.")
            if inside
            else _("Centres outside occupied land on the last map, {day}: {places}.")
        )
        sentences.append(text.format(day=last, places=", ".join(outside)))
    sentences.append(_("How far the front went on beyond a centre that is inside is not counted."))
    said = " ".join(sentences)
    return f"{said}\n\n{_event_text(lines[0].name, events, words)}"


def _event_text(place: str, events: Sequence[Event], words: Wording) -> str:
    _ = words.gettext
    said = {"distance": words.distance(NEAR_EVENT_KM), "place": place}
    if not events:
        return _(
            "No confirmed or mapped event within {distance} of {place} is known here for these "
            "days."
        ).format(**said)
    head = _(
        "The numbers mark what happened within {distance} of {place}, the first city chosen, as "
        "far as it is confirmed or mapped. Whether an event moved the line is not known here."
    ).format(**said)
    listed = "\n".join(
        f"{number}. {words.short_day(event.event_date)}: {event.title} ({event.publisher})"
        for number, event in enumerate(events, start=1)
    )
    return f"{head}\n\n{listed}"


def _month_table(lines: Sequence[Line], words: Wording) -> pd.DataFrame:
    """Give the distances on the first map, on the last one of each month, and on the last."""
    by_place = {line.name: line.shown.set_index("as_of_date")["distance_km"] for line in lines}
    days = lines[0].shown["as_of_date"]
    month_ends = days.groupby(days.dt.to_period("M")).max()
    kept = pd.DatetimeIndex([days.iloc[0], *month_ends]).unique()
    columns = {words.gettext("Map of"): [words.short_day(day.date()) for day in kept]}
    for name, kilometres in by_place.items():
        columns[words.gettext("{place}, km").format(place=name)] = [
            words.number(kilometres[day], 1) for day in kept
        ]
    return pd.DataFrame(columns)


def two_days(lines: Sequence[Line], words: Wording) -> pd.DataFrame:
    """Set the distances on two days side by side, one row a place, for readers.

    Args:
        lines: The places, at least one, all with the same two days.
        words: The reader's language.

    Returns:
        The distance on each day, by how much the front is nearer (+) or farther (−) on the
        second, and on which maps of the archive the centre lies inside occupied land.
    """
    _ = words.gettext
    earlier, later = (words.map_day(distance.reading) for distance in _days(lines))
    rows = []
    for line in lines:
        rows.append(
            {
                _("Place"): line.name,
                earlier: _distance(line.moved.earlier, words),
                # The same day twice is one column: nothing moved.
                **({} if later == earlier else {later: _distance(line.moved.later, words)}),
                _("Nearer (+), farther (−)"): words.difference(line.moved.towards_km, "km"),
                _("Centre inside occupied land"): _inside(line, words),
            }
        )
    return pd.DataFrame(rows)


def _inside(line: Line, words: Wording) -> str:
    """Say since when the centre is inside, or that it was and is not, or never."""
    first = first_within(line.distances, 0)
    since = line.coverage.since_date
    if first is None:
        return words.gettext("on no map")
    if since is None:
        text = words.gettext("first on {first}, not on the last map")
    elif since == line.distances["as_of_date"].iloc[0].date():
        text = words.gettext("on every map")
    elif since == first:
        text = words.gettext("since {since}")
    else:
        text = words.gettext("first on {first}, since {since} without a break")
    is_within_one_day = line.coverage.is_within_one_day
    return text.format(
        first=words.sure_day(first, is_within_one_day=is_within_one_day and first == since),
        since=words.sure_day(since, is_within_one_day=is_within_one_day) if since else "",
    )


def matrix(kilometres: pd.DataFrame, names: Mapping[str, str], words: Wording) -> pd.DataFrame:
    """Write a matrix of distances for readers, in the order of its rows.

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
