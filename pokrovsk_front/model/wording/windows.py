"""Windows of days in a language, and two of them beside each other."""

from dataclasses import dataclass
from datetime import date

from pokrovsk_front.model.windows import Window, have_same_length, have_same_months
from pokrovsk_front.model.wording.days import Days, format_date


def _is_year(window: Window) -> bool:
    """Tell whether a window of whole months is a whole year."""
    return window.first_day.month == 1 and window.last_day.month == 12


@dataclass(frozen=True, slots=True)
class Windows(Days):
    """Windows as text, whole months and years by their names."""

    def window(self, window: Window) -> str:
        """Write a span of days; the year stands once where both ends share it.

        >>> Windows().window(Window(date(2025, 1, 1), date(2025, 10, 31)))
        '1 Jan to 31 Oct 2025'
        >>> Windows().window(Window(date(2024, 2, 29), date(2024, 2, 29)))
        '29 Feb 2024'
        """
        if window.days == 1:
            return self.short_day(window.last_day)
        return self.gettext("{first} to {last}").format(**self._ends(window))

    def _ends(self, window: Window) -> dict[str, str]:
        """Write both ends of a window, the year once where they share it."""
        same_year = window.first_day.year == window.last_day.year
        pattern = self.day_pattern if same_year else f"{self.day_pattern} y"
        return {
            "first": format_date(window.first_day, pattern, locale=self.locale),
            "last": self.short_day(window.last_day),
        }

    def over(self, window: Window) -> str:
        """Write a window as an adverbial: on a day, or from one day to another.

        >>> Windows().over(Window(date(2025, 1, 1), date(2025, 10, 31)))
        'from 1 Jan to 31 Oct 2025'
        >>> Windows().over(Window(date(2024, 2, 29), date(2024, 2, 29)))
        'on 29 February 2024'
        """
        if window.days == 1:
            return self.gettext("on {day}").format(day=self.day(window.last_day))
        return self.gettext("from {first} to {last}").format(**self._ends(window))

    def during(self, window: Window) -> str:
        """Write a window as an adverbial, whole months and years by name.

        >>> Windows().during(Window(date(2025, 1, 1), date(2025, 10, 31)))
        'in January to October 2025'
        """
        if not window.is_whole_months:
            return self.over(window)
        return self.gettext("in {months}").format(months=self.span(window))

    def during_again(self, window: Window, other: Window) -> str:
        """Write a window as an adverbial beside `other`: "the same months" where they are."""
        if have_same_months(window, other) and not _is_year(window):
            return self.gettext("in {months}").format(months=self.months_again(window, other))
        return self.during(window)

    def length(self, window: Window) -> str:
        """Write how many days a window has.

        >>> Windows().length(Window(date(2025, 1, 1), date(2025, 10, 31)))
        '304 days'
        """
        return self.counted(self.number(window.days), window.days, "days")

    def per_day(self, text: str, earlier: Window, later: Window) -> str:
        """Qualify a percentage as that of gains a day, where the windows differ in length.

        >>> words, later = Windows(), Window(date(2025, 1, 1), date(2025, 3, 1))
        >>> words.per_day("up by 43%", Window(date(2024, 1, 1), date(2024, 1, 31)), later)
        'up by 43%, counted by the day over 60 days and 31 days'
        >>> words.per_day("up by 43%", later, later)
        'up by 43%'
        """
        if have_same_length(earlier, later):
            return text
        return self.gettext(
            "{text}, counted by the day over {later_days} and {earlier_days}"
        ).format(text=text, later_days=self.length(later), earlier_days=self.length(earlier))

    def months(self, window: Window) -> str:
        """Write a window of whole months of one year.

        >>> Windows().months(Window(date(2025, 1, 1), date(2025, 10, 31)))
        'January to October 2025'
        """
        first, last = window.first_day.month, window.last_day.month
        if first == last:
            return self.full_month(window.last_day)
        return self.gettext("{first} to {last} {year}").format(
            first=self.month_name(first), last=self.month_name(last), year=window.last_day.year
        )

    def months_again(self, window: Window, other: Window) -> str:
        """Write a window of whole months beside `other`: "the same months" where they are.

        >>> ten = Window(date(2024, 1, 1), date(2024, 10, 31))
        >>> Windows().months_again(ten, Window(date(2025, 1, 1), date(2025, 10, 31)))
        'the same months of 2024'
        """
        months = (window.first_day.month, window.last_day.month)
        if months != (other.first_day.month, other.last_day.month) or months[0] == months[1]:
            return self.months(window)
        return self.gettext("the same months of {year}").format(year=window.last_day.year)

    def span(self, window: Window) -> str:
        """Write a window in its shortest form: a year, whole months, or two days.

        >>> Windows().span(Window(date(2025, 1, 1), date(2025, 12, 31)))
        '2025'
        >>> Windows().span(Window(date(2025, 1, 1), date(2025, 10, 31)))
        'January to October 2025'
        >>> Windows().span(Window(date(2024, 2, 17), date(2025, 2, 16)))
        '17 Feb 2024 to 16 Feb 2025'
        """
        if not window.is_whole_months:
            return self.gettext("{window}").format(window=self.window(window))
        if _is_year(window):
            return self.gettext("{year}").format(year=window.last_day.year)
        return self.months(window)

    def span_again(self, window: Window, other: Window) -> str:
        """Write a window beside `other`: "the same months" where they are."""
        if have_same_months(window, other) and not _is_year(window):
            return self.months_again(window, other)
        return self.span(window)

    def short_names(self, earlier: Window, later: Window) -> tuple[str, str]:
        """Name two windows by year, or as first and second.

        >>> Windows().short_names(
        ...     Window(date(2024, 1, 1), date(2024, 10, 31)),
        ...     Window(date(2025, 1, 1), date(2025, 10, 31)),
        ... )
        ('2024', '2025')
        """
        pair = (earlier, later)
        years = [str(window.last_day.year) for window in pair]
        in_one_year = all(window.first_day.year == window.last_day.year for window in pair)
        if in_one_year and years[0] != years[1]:
            return years[0], years[1]
        return self.gettext("first window"), self.gettext("second window")

    def versus(self, first: date, second: date) -> str:
        """Write two days that are compared.

        >>> Windows().versus(date(2024, 10, 31), date(2025, 10, 31))
        '31 Oct 2024 v 31 Oct 2025'
        """
        return self.gettext("{first} v {second}").format(
            first=self.short_day(first), second=self.short_day(second)
        )
