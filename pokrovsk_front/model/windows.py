"""Windows of whole days, both ends included.

A window is what a gain is measured over. Days are Kyiv days; a window that is reversed or not
made of dates is refused with one sentence.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


class WindowError(ValueError):
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
                f"The window ends on {self.last_day}, before it starts on {self.first_day}."
            )
        if self.first_day == date.min:
            raise WindowError(f"No window can start on {date.min}: it has no day before it.")

    @property
    def eve(self) -> date:
        """The day before the first one: its closing state opens the window.

        >>> Window(date(2025, 1, 1), date(2025, 10, 31)).eve
        datetime.date(2024, 12, 31)
        """
        return self.first_day - timedelta(days=1)

    @property
    def days(self) -> int:
        """How many days the window has.

        >>> Window(date(2024, 1, 1), date(2024, 10, 31)).days
        305
        """
        return (self.last_day - self.first_day).days + 1


def parse_day(text: str) -> date:
    """Read an ISO date such as 2024-10-31.

    Raises:
        WindowError: The text is no date.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WindowError(f"{text!r} is not a date such as 2024-10-31.") from None


def months_of_year(year: int, through_month: int) -> Window:
    """Give January through `through_month` of `year`.

    >>> months_of_year(2024, 2)
    Window(first_day=datetime.date(2024, 1, 1), last_day=datetime.date(2024, 2, 29))
    """
    return Window(date(year, 1, 1), date(year, through_month, monthrange(year, through_month)[1]))
