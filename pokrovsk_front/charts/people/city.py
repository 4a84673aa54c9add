"""The people of one city over time: one panel an area, so that no line joins two areas.

Filled marks are counts, and a line joins them only where they are many and close together.
Hollow marks are weak sources and other counters; dashes are lists carried forward. A number
that is known only to the year is in the table alone.
"""

from collections.abc import Sequence
from functools import partial

import plotly.graph_objects as go

from pokrovsk_front.charts import numbers
from pokrovsk_front.charts.people.city_panels import Look, draw_panels, key, legend, marks, panels
from pokrovsk_front.charts.people.tables import SOURCE_IDS, count_table
from pokrovsk_front.charts.template import COLOURS
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.people import Area, Conflict, Series, main_series
from pokrovsk_front.model.people_text import (
    SHORT_AREA_NAMES,
    as_of,
    headline,
    people,
    said_by,
)
from pokrovsk_front.model.wording import Wording

AREAS_SAID: dict[Area, str] = {
    "city": N_("The city itself"),
    "hromada": N_("The hromada, which is the city with the villages and towns around it"),
    "right_bank": N_("The right bank of the city alone"),
    "not_stated": N_("An area that was not stated"),
}
"""Beginnings of sentences about an area."""


def one_city(
    name: str,
    series: Sequence[Series],
    conflicts: Sequence[Conflict],
    *,
    is_log: bool,
    words: Wording,
    scheme: Scheme,
) -> Figure[go.Figure]:
    """Draw every dated number of people of one place.

    Args:
        name: The place, as a reader should see it.
        series: Its series, one an area.
        conflicts: What is known of numbers that do not agree; a recount is marked in the chart.
        is_log: Whether equal ratios have equal heights; a linear axis starts at zero.
        words: The reader's language.
        scheme: Light or dark.

    Returns:
        One panel an area, all with one axis of time.
    """
    rows = [row for each in series for row in each.numbers]
    shown = panels(series)
    days = [row.as_of_date for row in rows if row.is_dated]
    look = Look(words, COLOURS[scheme], is_log, min(days), max(days))
    main, listed = main_series(series), marks(shown, look)
    return Figure(
        figure_id="people_of_city",
        about=main.place_id,
        headline=headline(name, main, words),
        subtitle=_subtitle(main, is_log, words),
        picture=draw_panels(shown, conflicts, look, scheme),
        alt=_alt(name, main, words),
        long_text=_long_text(series, words),
        make_table=partial(count_table, rows, words),
        make_rows=partial(numbers.people, rows),
        source_ids=(),
        as_of_date=max(row.as_of_date for row in rows),
        printed_source_ids=SOURCE_IDS,
        legend=legend(listed),
        key=key(listed, words),
        links=((words.gettext("Published by"), words.gettext("Link")),),
    )


def _subtitle(main: Series, is_log: bool, words: Wording) -> str:
    said = []
    if main.decline is not None:
        said.append(
            words.gettext(
                "Official estimate of {before} ({office}) and last count, {day} ({who})."
            ).format(
                before=as_of(main.decline.baseline, words),
                office=main.decline.baseline.attributed_to,
                day=as_of(main.decline.count, words),
                who=main.decline.count.attributed_to,
            )
        )
    said.append(
        words.gettext("People by day; logarithmic axis: equal steps up are equal ratios")
        if is_log
        else words.gettext("People by day; the axis starts at zero")
    )
    return " ".join(said)


def _alt(name: str, main: Series, words: Wording) -> str:
    if main.last is None:
        return words.gettext("A chart of {name} without a count.").format(name=name)
    begun = main.baseline or main.counts[0]
    return words.gettext(
        "Dots of the number of people in {name} by day, {area}: {first} in {first_day}, {last} in "
        "{last_day}."
    ).format(
        name=name,
        area=words.gettext(SHORT_AREA_NAMES[main.area]),
        first=people(begun, words),
        first_day=words.month(begun.as_of_date),
        last=people(main.last, words),
        last_day=words.month(main.last.as_of_date),
    )


def _long_text(series: Sequence[Series], words: Wording) -> str:
    said = [text for each in series for text in _series_text(each, words)]
    hidden = sum(not row.is_dated for each in series for row in each.numbers)
    shown = panels(series)
    hidden += sum(row.is_dated for each in series if each not in shown for row in each.context)
    if hidden:
        said.append(
            words.messages.ngettext(
                "{count} number with too rough a date or area is in the table only.",
                "{count} numbers with too rough a date or area are in the table only.",
                hidden,
            ).format(count=words.number(hidden))
        )
    return " ".join(said)


def _series_text(series: Series, words: Wording) -> list[str]:
    """Summarise a series: estimate, last count, and lists carried forward."""
    name = words.gettext(AREAS_SAID[series.area])
    said = []
    if series.baseline is not None:
        said.append(
            words.gettext("{area}: {people} people by the official estimate of {day}.").format(
                area=name, people=people(series.baseline, words), day=as_of(series.baseline, words)
            )
        )
    if series.last is not None:
        text = words.messages.ngettext(
            "{count} count since, {last}.",
            "{count} counts since, the last {last}.",
            len(series.counts),
        )
        if series.baseline is None:
            text = words.messages.ngettext(
                "{area}: {count} count, {last}.",
                "{area}: {count} counts, the last {last}.",
                len(series.counts),
            )
        said.append(
            text.format(
                area=name,
                count=words.number(len(series.counts)),
                last=said_by(series.last, words),
            )
        )
    if series.frozen:
        said.append(
            words.messages.ngettext(
                "{count} later number repeats an older list and is not a count.",
                "{count} later numbers repeat an older list and are not counts.",
                len(series.frozen),
            ).format(count=words.number(len(series.frozen)))
        )
    return said
