"""Labels of events: how sure they are and what they are about."""

from collections.abc import Sequence

from pokrovsk_front.model.timeline import Event
from pokrovsk_front.model.wording import Wording


def certainty_label(certainty: str, words: Wording) -> str:
    """Name the certainty of an event, with its mark on the chart.

    >>> certainty_label("claimed", Wording())
    '◇ claimed'
    """
    marks = {
        "confirmed": words.gettext("● confirmed"),
        "mapped": words.gettext("■ mapped"),
        "claimed": words.gettext("◇ claimed"),
        "reported": words.gettext("△ reported"),
    }
    return marks[certainty]


def certainty_name(certainty: str, words: Wording) -> str:
    """Name the certainty of an event without its mark."""
    return certainty_label(certainty, words).partition(" ")[2]


def kind_name(kind: str, words: Wording) -> str:
    """Name the kind of an event."""
    kinds = {
        "attack": words.gettext("Attacks"),
        "control": words.gettext("Control"),
        "withdrawal": words.gettext("Withdrawals"),
        "civilians": words.gettext("Civilian life"),
        "counts": words.gettext("Counts of land"),
        "statement": words.gettext("Statements"),
        "diplomacy": words.gettext("Diplomacy"),
    }
    return kinds[kind]


def numbered_events(events: Sequence[Event], words: Wording) -> tuple[str, ...]:
    """Name events in the order of their numbers, as short as a picture needs it."""
    return tuple(
        f"{words.short_day(event.event_date)}: {event.chart_label or event.title}"
        for event in events
    )


def listed_events(events: Sequence[Event], words: Wording) -> str:
    """List events in the order of their numbers, a line each, with who published it.

    A publisher that the title names is not named again.
    """
    return "\n".join(
        f"{number}. {words.brief_day(event.event_date)}: {_with_publisher(event)}"
        for number, event in enumerate(events, start=1)
    )


def _with_publisher(event: Event) -> str:
    is_named = event.publisher in event.title
    return event.title if is_named else f"{event.title}. {event.publisher}"
