"""Headline, texts and table of the chart of events."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from pokrovsk_front.model.timeline import CERTAINTIES, Event
from pokrovsk_front.model.timeline_text import certainty_name, kind_name
from pokrovsk_front.model.windows import Window
from pokrovsk_front.model.wording import Wording


def counts(events: Sequence[Event], words: Wording) -> str:
    """Write the number of events of each certainty."""
    counted = Counter(event.certainty for event in events)
    return ", ".join(
        f"{words.number(counted[certainty])} {certainty_name(certainty, words)}"
        for certainty in CERTAINTIES
        if counted[certainty]
    )


def _fullest_month(events: Sequence[Event]) -> tuple[date, int]:
    """Give the month with the most events, the latest of equals, and their number."""
    counted = Counter(event.event_date.replace(day=1) for event in events)
    count, month = max((count, month) for month, count in counted.items())
    return month, count


def headline(events: Sequence[Event], words: Wording) -> str:
    """Write the headline: the month with the most events."""
    month, count = _fullest_month(events)
    if len(events) == 1:
        return words.gettext("One event, on {day}").format(day=words.day(events[0].event_date))
    if count == 1:
        return words.messages.ngettext(
            "{count} event, no two in one month",
            "{count} events, no two in one month",
            len(events),
        ).format(count=words.number(len(events)))
    return words.gettext("{most} of {count} events fall in one month, {month}").format(
        count=words.number(len(events)),
        month=words.months(Window(month, month)),
        most=words.number(count),
    )


def chosen_headline(chosen: Event, months: pd.DataFrame, words: Wording) -> str:
    """Write the headline of a chosen event: the net gain of its month."""
    month = chosen.event_date.replace(day=1)
    net_km2 = _net_by_month(months).get(month)
    if net_km2 is None:
        return words.gettext("The event, among all others")
    text = (
        words.gettext("Russia's net gain was {area} in {month}, the month of this event")
        if net_km2 >= 0
        else words.gettext(
            "Ukrainian forces regained {area} more than they lost in {month}, the month of this "
            "event"
        )
    )
    return text.format(area=words.area(abs(net_km2)), month=words.months(Window(month, month)))


def long_text(events: Sequence[Event], months: pd.DataFrame, words: Wording) -> str:
    """Write the long text: events by certainty, and the net gain of the month with the most."""
    fullest, count = _fullest_month(events)
    said = [
        words.gettext("The {count} events shown, by certainty: {counts}.").format(
            count=words.number(len(events)), counts=counts(events, words)
        )
    ]
    largest = months.iloc[int(months["net_km2"].to_numpy().argmax())]
    net_km2 = _net_by_month(months).get(fullest)
    if net_km2 is not None and count > 1:
        said.append(
            words.gettext(
                "In {month}, the month with the most of them ({most}), the net gain was {area}; "
                "it was largest in {largest_month}, with {largest}."
            ).format(
                month=words.months(Window(fullest, fullest)),
                most=words.number(count),
                area=words.signed_area(net_km2),
                largest_month=words.month(largest["month"].date()),
                largest=words.signed_area(float(largest["net_km2"])),
            )
        )
    said.append(
        words.gettext(
            "Events were chosen by hand from published reports, so their number does not measure "
            "the fighting. Each names its own source."
        )
    )
    return " ".join(said)


def _net_by_month(months: pd.DataFrame) -> dict[date, float]:
    return {
        day.date(): float(km2) for day, km2 in zip(months["month"], months["net_km2"], strict=True)
    }


def table(
    events: Sequence[Event],
    months: pd.DataFrame,
    place_names: Mapping[str, str],
    words: Wording,
) -> pd.DataFrame:
    """Tabulate the events with the net gain of their months."""
    _ = words.gettext
    by_month = _net_by_month(months)
    rows = []
    for event in events:
        net_km2 = by_month.get(event.event_date.replace(day=1))
        rows.append(
            {
                _("Day"): words.short_day(event.event_date),
                _("Event"): event.title,
                _("Certainty"): certainty_name(event.certainty, words),
                _("Subject"): kind_name(event.kind, words),
                _("Place"): place_names[event.place_id] if event.place_id else event.place_name,
                _("Who"): event.attributed_to,
                _("Published by"): event.publisher,
                _("Address"): event.url,
                _("Net gain of the month, km²"): "–" if net_km2 is None else words.signed(net_km2),
                _("Note"): event.note,
            }
        )
    return pd.DataFrame(rows)
