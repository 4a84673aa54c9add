"""Labels of events: how sure they are and what they are about."""

from collections.abc import Iterable, Sequence
from datetime import date

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
    return numbered_days([(each.event_date, brief_title(each)) for each in events], words)


def numbered_days(days: Iterable[tuple[date, str]], words: Wording) -> tuple[str, ...]:
    """Name what happened on days in the order of their numbers, as a picture has it."""
    return tuple(f"{words.short_day(day)}: {text}" for day, text in days)


def listed_events(events: Sequence[Event], words: Wording) -> str:
    """List events in the order of their numbers, a line each, with who published it."""
    return listed_days([(each.event_date, with_publisher(each)) for each in events], words)


def listed_days(days: Iterable[tuple[date, str]], words: Wording) -> str:
    """List what happened on days in the order of their numbers, a line each."""
    return "\n".join(
        f"{number}. {words.brief_day(day)}: {text}"
        for number, (day, text) in enumerate(days, start=1)
    )


def brief_title(event: Event) -> str:
    """Name an event as short as a picture needs it."""
    return event.chart_label or event.title


def with_publisher(event: Event) -> str:
    """Name an event with who published it; a publisher in its title is not named again."""
    is_named = event.publisher in event.title
    return event.title if is_named else f"{event.title}. {event.publisher}"
