"""Days and months in a language."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache

from babel.dates import format_date as babel_date
from babel.dates import format_time

from pokrovsk_front.model.wording.numbers import Numbers

# A chart names each of its days: hundreds of them, and the same ones at every rerun.
format_date = cache(babel_date)

# The short names of Ukrainian months are cut ("лист.", "черв."): a newspaper writes them whole.
_MONTHS = {"uk": ("MMMM", "LLLL")}


@dataclass(frozen=True, slots=True)
class Days(Numbers):
    """Days, months and instants as text."""

    def day(self, day: date) -> str:
        """Write a day in full.

        >>> Days().day(date(2025, 10, 31))
        '31 October 2025'
        """
        return self._dated(day.day, day)

    def written_day(self, year: int, month: int, day: int) -> str:
        """Write a day in full that need not exist.

        >>> Days().written_day(2025, 2, 31), Days("uk").written_day(2025, 2, 31)
        ('31 February 2025', '31 лютого 2025')
        """
        return self._dated(day, date(year, month, 1))

    def _dated(self, day: int, month: date) -> str:
        """Write a day of a month; in Ukrainian the word for the year follows it."""
        name = format_date(month, "MMMM", locale=self.locale)
        return self.gettext("{day} {month} {year}").format(day=day, month=name, year=month.year)

    def instant(self, instant: datetime) -> str:
        """Write an instant by its day and minute in UTC.

        >>> Days().instant(datetime(2025, 8, 3, 19, 58, 25, tzinfo=UTC))
        '3 August 2025, 19:58 UTC'
        """
        in_utc = instant.astimezone(UTC)
        return self.gettext("{day}, {time} UTC").format(
            day=self.day(in_utc.date()),
            time=format_time(in_utc, "HH:mm", tzinfo=UTC, locale=self.locale),
        )

    def short_day(self, day: date) -> str:
        """Write a day with a short month, or without the word for the year, for labels and titles.

        >>> Days().short_day(date(2025, 10, 31))
        '31 Oct 2025'
        """
        return format_date(day, f"{self.day_pattern} y", locale=self.locale)

    def brief_day(self, day: date) -> str:
        """Write a day as `short_day` does, for a sentence: with the word for the year.

        >>> Days().brief_day(date(2025, 10, 31))
        '31 Oct 2025'
        """
        return self.gettext("{short_day}").format(short_day=self.short_day(day))

    @property
    def day_pattern(self) -> str:
        """The CLDR pattern of a day and its month in a label, without the year."""
        return f"d {_MONTHS.get(self.locale, ('MMM', 'LLL'))[0]}"

    def month(self, day: date) -> str:
        """Write the month of a day and its year.

        >>> Days().month(date(2025, 10, 1))
        'Oct 2025'
        """
        pattern = _MONTHS.get(self.locale, ("MMM", "LLL"))[1]
        return format_date(day, f"{pattern} y", locale=self.locale)

    def full_month(self, day: date) -> str:
        """Write the month of a day and its year in full.

        >>> Days().full_month(date(2025, 10, 1))
        'October 2025'
        """
        return self.gettext("{month} {year}").format(
            month=self.month_name(day.month), year=day.year
        )

    def short_month(self, day: date) -> str:
        """Write the short name of a day's month, for an axis.

        >>> Days().short_month(date(2025, 10, 1))
        'Oct'
        """
        return format_date(day, "LLL", locale=self.locale)

    def axis_day(self, day: date) -> str:
        """Write a day with the short name of its month, for an axis.

        >>> Days().axis_day(date(2025, 10, 31))
        '31 Oct 2025'
        """
        return format_date(day, "d MMM y", locale=self.locale)

    def month_name(self, month: int) -> str:
        """Write the name of a month, 1 to 12.

        >>> Days().month_name(10)
        'October'
        """
        return format_date(date(2000, month, 1), "LLLL", locale=self.locale)

    def lag(self, days: int) -> str:
        """Write a lag in days: before, after or the same day.

        >>> Days().lag(-30), Days().lag(1), Days().lag(0)
        ('30 days before', '1 day after', 'same day')
        """
        if not days:
            return self.gettext("same day")
        text = self.counted(self.number(abs(days)), abs(days), "days")
        side = self.gettext("{days} before") if days < 0 else self.gettext("{days} after")
        return side.format(days=text)
