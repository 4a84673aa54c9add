"""Windows of whole days, both ends included.

A window is what a gain is measured over. Days are Kyiv days; a window that is reversed or not
made of dates is refused with one sentence.
"""

import re
from calendar import isleap, monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from pokrovsk_front.model.messages import N_, RefusalError, as_typed

WRITTEN_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
"""Year, month and day: `date.fromisoformat` takes 2025-W44 and 20251031 too."""


class WindowError(RefusalError):
    """A window that cannot be measured; the message is one sentence for a reader."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days from `first_day` to `last_day`, both included.

    Raises:
        WindowError: `last_day` comes before `first_day`, or no day comes before `first_day`.
    """

    first_day: date
    last_day: date

    def __post_init__(self) -> None:
        if self.last_day < self.first_day:
            raise WindowError(
                N_("The window ends on {last_day}, before it starts on {first_day}."),
                last_day=self.last_day,
                first_day=self.first_day,
            )
        if self.first_day == date.min:
            raise WindowError(
                N_("No window can start on {day}: it has no day before it."),
                day=self.first_day,
            )

    @property
    def eve(self) -> date:
        """The day before the first one: its closing state opens the window.

        >>> Window(date(2025, 1, 1), date(2025, 10, 31)).eve
        datetime.date(2024, 12, 31)
        """
        return self.first_day - timedelta(days=1)

    @property
    def is_whole_months(self) -> bool:
        """Whether the window is made of whole calendar months of one year.

        >>> Window(date(2025, 1, 1), date(2025, 10, 31)).is_whole_months
        True
        """
        last_of_month = monthrange(self.last_day.year, self.last_day.month)[1]
        return (
            self.first_day.day == 1
            and self.last_day.day == last_of_month
            and self.first_day.year == self.last_day.year
        )

    def shifted(self, days: int) -> "Window":
        """Move both ends by some days.

        Raises:
            WindowError: There is no such day.

        >>> Window(date(2025, 1, 1), date(2025, 10, 31)).shifted(-1).last_day
        datetime.date(2025, 10, 30)
        """
        try:
            moved = self.first_day + timedelta(days), self.last_day + timedelta(days)
        except OverflowError:
            raise WindowError(
                N_("{day} cannot be moved by {days} days."),
                day=self.first_day,
                days=days,
            ) from None
        return Window(*moved)

    @property
    def days(self) -> int:
        """How many days the window has.

        >>> Window(date(2024, 1, 1), date(2024, 10, 31)).days
        305
        """
        return (self.last_day - self.first_day).days + 1

    @property
    def leap_days(self) -> tuple[date, ...]:
        """Each 29 February in the window, in order.

        >>> Window(date(2024, 1, 1), date(2024, 10, 31)).leap_days
        (datetime.date(2024, 2, 29),)
        """
        years = range(self.first_day.year, self.last_day.year + 1)
        leap_days = (date(year, 2, 29) for year in years if isleap(year))
        return tuple(day for day in leap_days if self.first_day <= day <= self.last_day)


def parse_day(text: str) -> date:
    """Read a day such as 2024-10-31; other forms of ISO 8601, such as a week, are none.

    Raises:
        WindowError: The text is no date, or one that no calendar has.
    """
    if not WRITTEN_DAY.fullmatch(text):
        raise WindowError(N_("'{typed}' is not a date such as 2024-10-31."), typed=as_typed(text))
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WindowError(N_("The calendar has no day {typed}."), typed=as_typed(text)) from None


def months_of_year(year: int, through_month: int) -> Window:
    """Give January through `through_month` of `year`.

    >>> months_of_year(2024, 2)
    Window(first_day=datetime.date(2024, 1, 1), last_day=datetime.date(2024, 2, 29))
    """
    return Window(date(year, 1, 1), date(year, through_month, monthrange(year, through_month)[1]))


def parse_window(text: str) -> Window:
    """Read a window such as 2024-01-01:2024-10-31, both ends included.

    Raises:
        WindowError: The text is no window, or the window is reversed.
    """
    first, colon, last = text.partition(":")
    if not colon:
        raise WindowError(
            N_("'{typed}' is not a window such as 2024-01-01:2024-10-31."), typed=as_typed(text)
        )
    return Window(parse_day(first), parse_day(last))


def have_same_months(one: Window, other: Window) -> bool:
    """Tell whether two windows are the same whole months of their years."""
    months = [(each.first_day.month, each.last_day.month) for each in (one, other)]
    return one.is_whole_months and other.is_whole_months and months[0] == months[1]


def have_same_length(one: Window, other: Window) -> bool:
    """Tell whether two windows are equally long but for a leap day: their totals then compare.

    >>> have_same_length(months_of_year(2024, 10), months_of_year(2025, 10))
    True
    >>> have_same_length(months_of_year(2024, 10), months_of_year(2025, 9))
    False
    """
    common_days = [each.days - len(each.leap_days) for each in (one, other)]
    return one.days == other.days or common_days[0] == common_days[1]


AVDIIVKA_FELL = date(2024, 2, 17)
"""Ukraine's withdrawal from Avdiivka, announced that day; the article looks back on it."""

ARTICLE_DATE = date(2025, 11, 7)
"""When the article was published."""


def _a_year_back(day: date) -> date:
    """Give the same day of the year before; 28 February stands in for the 29th."""
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)


def _year_from(first: date) -> Window:
    return Window(first, _a_year_back(first.replace(year=first.year + 2)) - timedelta(days=1))


def presets(latest: date) -> dict[str, tuple[Window, Window]]:
    """Give preset pairs of windows, the earlier one first.

    Args:
        latest: The last day of the archive; the current year ends there.

    Returns:
        Pairs by id: `same_months` (the article's), `full_years`, `this_year` (to date against
        the same days of the year before), `avdiivka_around` (the twelve months before and after
        Avdiivka fell), `avdiivka_since` (the first and the second year since), and
        `article_around` (as many days before the article as there are after it).
    """
    this_year = Window(date(latest.year, 1, 1), latest)
    since_article = Window(ARTICLE_DATE + timedelta(days=1), latest)
    first_year = _year_from(AVDIIVKA_FELL)
    return {
        "same_months": (months_of_year(2024, 10), months_of_year(2025, 10)),
        "full_years": (months_of_year(2024, 12), months_of_year(2025, 12)),
        "this_year": (
            Window(_a_year_back(this_year.first_day), _a_year_back(latest)),
            this_year,
        ),
        "avdiivka_around": (_year_from(_a_year_back(AVDIIVKA_FELL)), first_year),
        "avdiivka_since": (first_year, _year_from(first_year.last_day + timedelta(days=1))),
        "article_around": (since_article.shifted(-since_article.days), since_article),
    }
