"""The day of a map in words: certainty, age, and the map that stands for a day."""

from collections.abc import Iterable, Sequence
from datetime import date

from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.readings import Reading
from pokrovsk_front.model.wording import Wording


def day_certainty(certainty: str, words: Wording) -> str:
    """Name the certainty of the day of a map.

    >>> day_certainty("within_one_day", Wording())
    'inferred, within one day'
    """
    return {
        "certain": words.gettext("certain"),
        "within_one_day": words.gettext("inferred, within one day"),
    }[certainty]


def break_certainty(certainty: str, words: Wording) -> str:
    """Name the certainty that an outline was redrawn.

    >>> break_certainty("probable", Wording())
    'probable'
    """
    return {
        "certain": words.gettext("certain"),
        "probable": words.gettext("probable"),
    }[certainty]


def inferred_days_text(days: Sequence[date], words: Wording) -> str:
    """Write the note on maps whose day is inferred.

    >>> inferred_days_text([date(2025, 10, 31)], Wording())
    'The map of 31 October 2025 is dated within one day.'
    >>> inferred_days_text([], Wording())
    ''
    """
    if not days:
        return ""
    text = words.messages.ngettext(
        "The map of {days} is dated within one day.",
        "The maps of {days} are each dated within one day.",
        len(days),
    )
    listed = words.gettext(" and ").join(words.day(day) for day in days)
    return text.format(days=listed)


def map_day(reading: Reading, words: Wording) -> str:
    """Write the day of a map, and that it is inferred where it is.

    >>> from pokrovsk_front.model.dating import Certainty
    >>> day = date(2025, 10, 31)
    >>> inferred = Certainty.WITHIN_ONE_DAY
    >>> map_day(Reading(day, day, "raw", "1", 1.0, certainty=inferred), Wording())
    '31 Oct 2025, within one day'
    """
    return sure_day(reading.as_of_date, words, is_within_one_day=reading.is_within_one_day)


def sure_day(day: date, words: Wording, *, is_within_one_day: bool) -> str:
    """Write a short day, and that it is inferred where it is.

    >>> sure_day(date(2025, 10, 31), Wording(), is_within_one_day=False)
    '31 Oct 2025'
    """
    text = words.brief_day(day)
    if not is_within_one_day:
        return text
    return words.gettext("{day}, within one day").format(day=text)


def carried(reading: Reading, words: Wording) -> str:
    """Write the note on a map that is carried forward to the day asked for, or inferred.

    >>> asked = date(2024, 1, 11)
    >>> carried(Reading(asked, date(2024, 1, 9), "raw", "1704833943", 1.0), Wording())
    'There is no map of 11 January 2024; the map of 9 January 2024, 2 days older, is used instead.'
    """
    inferred = [reading.as_of_date] if reading.is_within_one_day else []
    return " ".join(filter(None, [_older(reading, words), inferred_days_text(inferred, words)]))


def all_carried(readings: Iterable[Reading], words: Wording) -> str:
    """Write the notes on some maps, by the day asked for, each once."""
    by_day = sorted(readings, key=lambda each: each.asked_date)
    return " ".join(filter(None, dict.fromkeys(carried(each, words) for each in by_day)))


def _older(reading: Reading, words: Wording) -> str:
    if not reading.gap_days:
        return ""
    older = words.messages.ngettext("{days} day older", "{days} days older", reading.gap_days)
    return words.gettext(
        "There is no map of {asked}; the map of {used}, {older}, is used instead."
    ).format(
        asked=words.day(reading.asked_date),
        used=words.day(reading.as_of_date),
        older=older.format(days=words.number(reading.gap_days)),
    )


MONTH_DAYS = 31
"""A latest map older than this is out of date, and the overview says so."""

STALE = N_("It is more than a month old: later events are not in any figure here.")


def data_age(latest_day: date, days: int, words: Wording) -> str:
    """Write the day and the age of the latest map.

    >>> data_age(date(2026, 8, 20), 98, Wording())
    'Latest map: 20 August 2026, 98 days ago.'
    """
    ago = words.messages.ngettext("{days} day ago", "{days} days ago", days)
    return words.gettext("Latest map: {day}, {ago}.").format(
        day=words.day(latest_day), ago=ago.format(days=words.number(days))
    )


def stale(days: int, words: Wording) -> str:
    """Write that later events are in no figure, once the latest map is more than a month old.

    >>> stale(98, Wording())
    'It is more than a month old: later events are not in any figure here.'
    >>> stale(MONTH_DAYS, Wording())
    ''
    """
    return words.gettext(STALE) if days > MONTH_DAYS else ""
