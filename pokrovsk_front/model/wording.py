"""Numbers, days and figures as text: the only place that rounds, names units and attributes.

Text goes through gettext and numbers through Babel, so that a page, a chart and the command
line say the same thing in the reader's language. Nothing here measures.
"""

import gettext
import math
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache, lru_cache

from babel.dates import format_date as babel_date
from babel.dates import format_time, get_day_names
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

from pokrovsk_front.model.claims import NEAR, Check, Claim, day_of_number
from pokrovsk_front.model.messages import N_, Message, RefusalError, Value
from pokrovsk_front.model.readings import Reading
from pokrovsk_front.model.windows import Window, have_same_length, have_same_months

MINUS = "−"

# A chart names each of its days: hundreds of them, and the same ones at every rerun.
format_date = cache(babel_date)


# A page writes the same figures in its headline, its text and its table.
@lru_cache(maxsize=4096)
def _decimal(value: float, pattern: str, locale: str) -> str:
    return format_decimal(value, pattern, locale=locale).replace("-", MINUS)


@cache
def _separators(locale: str) -> str:
    return get_decimal_symbol(locale) + get_group_symbol(locale)


def _is_year(window: Window) -> bool:
    """Tell whether a window of whole months, which is within one year, is all of it."""
    return window.first_day.month == 1 and window.last_day.month == 12


@dataclass(frozen=True, slots=True)
class Wording:
    """How one reader is addressed: a locale and its message catalogue."""

    locale: str = "en"
    messages: gettext.NullTranslations = field(
        default_factory=gettext.NullTranslations, compare=False
    )

    @property
    def separators(self) -> str:
        r"""The sign of decimals and that of thousands, as a chart takes them.

        >>> Wording().separators, Wording("uk").separators
        ('.,', ',\xa0')
        """
        return _separators(self.locale)

    def gettext(self, message: str) -> str:
        """Translate a message."""
        return self.messages.gettext(message)

    def say(self, message: Message) -> str:
        """Say a message: its numbers, its days and the messages within it as well.

        Whole numbers carry separators, others one decimal; text stays as it is.

        >>> values = {"size": 1040.04, "name": "Kyiv", "day": date(2025, 10, 31)}
        >>> Wording().say(Message("{size} MB of {name} on {day}", values))
        '1,040.0 MB of Kyiv on 31 October 2025'
        """
        said = {name: self._value(value) for name, value in message.values.items()}
        return self.gettext(message.text).format(**said)

    def refusal(self, refusal: RefusalError) -> str:
        """Say why something cannot be done."""
        return self.say(refusal.message)

    def _value(self, value: Value) -> str:
        match value:
            case Message():
                return self.say(value)
            case int():
                return self.number(value)
            case float():
                return self.number(value, 1)
            case date():
                return self.day(value)
        return value

    def number(self, value: float, decimals: int = 0) -> str:
        """Write a number with thousands separators; unknown values say so.

        >>> Wording().number(2194.04)
        '2,194'
        >>> Wording().number(-30.3)
        '−30'
        >>> Wording().number(float("nan"))
        'unknown'
        """
        if value is None or math.isnan(value):
            return self.gettext("unknown")
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        # A value that rounds to nothing carries no sign.
        rounded = round(value, decimals) + 0.0
        return _decimal(rounded, pattern, self.locale)

    def area(self, km2: float, decimals: int = 0) -> str:
        """Write an area.

        >>> Wording().area(3386.3)
        '3,386 km²'
        """
        return self.gettext("{number} km²").format(number=self.number(km2, decimals))

    def signed(self, value: float, decimals: int = 0) -> str:
        """Write a number with its sign, as a change or a difference.

        >>> Wording().signed(0.34, 1), Wording().signed(-0.5, 1), Wording().signed(0.04, 1)
        ('+0.3', '−0.5', '0.0')
        """
        text = self.number(value, decimals)
        return f"+{text}" if not math.isnan(value) and round(value, decimals) > 0 else text

    def signed_area(self, km2: float, decimals: int = 0) -> str:
        """Write a change of area with its sign.

        >>> Wording().signed_area(725.4)
        '+725 km²'
        """
        return self.gettext("{number} km²").format(number=self.signed(km2, decimals))

    def distance(self, km: float, decimals: int = 0) -> str:
        """Write a distance.

        >>> Wording().distance(45.27, 1)
        '45.3 km'
        """
        return self.gettext("{number} km").format(number=self.number(km, decimals))

    def percent(self, pct: float, decimals: int = 0) -> str:
        """Write a percentage that is given as 0-100; unknown values say so.

        >>> Wording().percent(54.3), Wording().percent(-0.3)
        ('54%', '0%')
        """
        if math.isnan(pct):
            return self.gettext("unknown")
        return self.gettext("{number}%").format(number=self.number(pct, decimals))

    def signed_percent(self, pct: float, decimals: int = 0) -> str:
        """Write a change in percent with its sign.

        >>> Wording().signed_percent(54.3), Wording().signed_percent(-71.8)
        ('+54%', '−72%')
        """
        text = self.percent(pct, decimals)
        return f"+{text}" if not math.isnan(pct) and round(pct, decimals) > 0 else text

    def in_unit(self, value: float, unit: str, decimals: int = 0) -> str:
        """Write a figure in the unit that the data dictionary gives it.

        >>> Wording().in_unit(3386.3, "km2"), Wording().in_unit(5.0, "weekday")
        ('3,386 km²', 'Friday')

        Raises:
            ValueError: The unit has no wording.
        """
        match unit:
            case "km2":
                return self.area(value, decimals)
            case "km":
                return self.distance(value, decimals)
            case "pct":
                return self.percent(value, decimals)
            case "date":
                return self.day(day_of_number(value, unit))
            case "month":
                return format_date(day_of_number(value, unit), "LLLL y", locale=self.locale)
            case "weekday":
                return str(get_day_names(locale=self.locale)[int(value) - 1])
            case "year":
                return str(int(value))
        return self.counted(self.number(value, decimals), value, unit)

    def counted(self, number: str, value: float, unit: str) -> str:
        """Write a number of things that are counted.

        The form of the word follows the number as it is written: that of 1.96 years, written as
        2.0, is that of a decimal.

        Args:
            number: The number as text, with a sign or decimals where they are shown.
            value: The same as a number.
            unit: What is counted.

        >>> Wording().counted("1", 1, "places"), Wording().counted("+675", 675.4, "days")
        ('1 place', '+675 days')

        Raises:
            ValueError: The unit has no wording.
        """
        is_whole = math.isfinite(value) and self.separators[0] not in number
        text = self._of_units(abs(round(value)), unit) if is_whole else self._of_decimals(unit)
        return text.format(number=number)

    def _of_units(self, n: int, unit: str) -> str:
        """Give the words for a whole number of units."""
        ngettext = self.messages.ngettext
        match unit:
            case "m_per_day":
                return self.gettext("{number} m a day")
            case "days":
                return ngettext("{number} day", "{number} days", n)
            case "months":
                return ngettext("{number} month", "{number} months", n)
            case "years":
                return ngettext("{number} year", "{number} years", n)
            case "winters":
                return ngettext("{number} winter", "{number} winters", n)
            case "places":
                return ngettext("{number} place", "{number} places", n)
            case "maps":
                return ngettext("{number} map", "{number} maps", n)
            case "people":
                return ngettext("{number} person", "{number} people", n)
            case "soldiers":
                return ngettext("{number} soldier", "{number} soldiers", n)
        raise ValueError(f"No wording for the unit {unit!r}.")

    def _of_decimals(self, unit: str) -> str:
        """Give the words for a number with decimals: no plural of a whole number, in Ukrainian."""
        match unit:
            case "days":
                return self.gettext("{number} days")
            case "months":
                return self.gettext("{number} months")
            case "years":
                return self.gettext("{number} years")
            case "winters":
                return self.gettext("{number} winters")
            case "places":
                return self.gettext("{number} places")
            case "people":
                return self.gettext("{number} people")
            case "soldiers":
                return self.gettext("{number} soldiers")
        return self._of_units(2, unit)

    def decimals(self, unit: str) -> int:
        """Say how many decimals a figure calculated here is shown with beside a printed one."""
        return {"km": 1, "pct": 1, "years": 1}.get(unit, 0)

    def printed(self, value: float, unit: str) -> str:
        """Write a figure as it was printed: no decimal more, none less.

        >>> Wording().printed(0.6, "pct"), Wording().printed(3386.0, "km2")
        ('0.6%', '3,386 km²')
        """
        return self.in_unit(value, unit, 0 if float(value).is_integer() else 1)

    def verdict(self, verdict: str) -> str:
        """Write a verdict with the mark that stands for it."""
        marks = {
            "confirmed": self.gettext("✓ confirmed"),
            "consistent": self.gettext("○ consistent"),
            "approximate": self.gettext("≈ approximate"),
            "contradicted": self.gettext("✗ contradicted"),
            "unverifiable": self.gettext("? unverifiable"),
        }
        return marks[verdict]

    def verdict_name(self, verdict: str) -> str:
        """Write a verdict without its mark."""
        return self.verdict(verdict).partition(" ")[2]

    def certainty(self, certainty: str) -> str:
        """Write how sure an event is, with the mark that stands for it on the chart.

        >>> Wording().certainty("claimed")
        '◇ claimed'
        """
        marks = {
            "confirmed": self.gettext("● confirmed"),
            "mapped": self.gettext("■ mapped"),
            "claimed": self.gettext("◇ claimed"),
            "reported": self.gettext("△ reported"),
        }
        return marks[certainty]

    def certainty_name(self, certainty: str) -> str:
        """Write how sure an event is, without the mark."""
        return self.certainty(certainty).partition(" ")[2]

    def event_kind(self, kind: str) -> str:
        """Write what an event is about."""
        kinds = {
            "attack": self.gettext("Attacks"),
            "control": self.gettext("Who holds a place"),
            "withdrawal": self.gettext("Withdrawals"),
            "civilians": self.gettext("Civilian life"),
            "counts": self.gettext("Counts of land"),
            "statement": self.gettext("Statements"),
            "diplomacy": self.gettext("Diplomacy"),
        }
        return kinds[kind]

    def lag(self, days: int) -> str:
        """Write by how many days one day follows another, or comes before it.

        >>> Wording().lag(-30), Wording().lag(1), Wording().lag(0)
        ('30 days before', '1 day after', 'same day')
        """
        if not days:
            return self.gettext("same day")
        text = self.counted(self.number(abs(days)), abs(days), "days")
        side = self.gettext("{days} before") if days < 0 else self.gettext("{days} after")
        return side.format(days=text)

    def related(self, value: float, unit: str, relation: str) -> str:
        """Write a printed figure with the relation in which another has to stand to it.

        >>> Wording().related(300.0, "soldiers", "more_than")
        'more than 300 soldiers'
        """
        text = self.printed(value, unit)
        match relation:
            case "more_than":
                return self.gettext("more than {figure}").format(figure=text)
            case "less_than":
                return self.gettext("less than {figure}").format(figure=text)
        return text

    def difference(self, value: float, unit: str, decimals: int = 1) -> str:
        """Write a difference of two figures; of percentages it is in points, of dates in days.

        >>> Wording().difference(0.34, "pct"), Wording().difference(675.0, "date")
        ('+0.3 points', '+675 days')
        """
        number = self.signed(value, decimals)
        match unit:
            case "km2":
                return self.gettext("{number} km²").format(number=number)
            case "km":
                return self.gettext("{number} km").format(number=number)
            case "pct":
                return self.gettext("{number} points").format(number=number)
        parts = {"date": "days", "weekday": "days", "month": "months", "year": "years"}
        decimals = 1 if unit == "years" else 0
        return self.counted(self.signed(value, decimals), value, parts.get(unit, unit))

    def rule(self, check: Check) -> str:
        """Say which part of the rule of verdicts decided a claim, with its numbers."""
        _ = self.gettext
        if check.is_measured:
            said = [self._tolerance(check, _("Our number decides"))]
            if not check.is_whole:
                said.append(_("It covers only a part of the claim: no more than consistent."))
            if check.second_reading in {"agrees_in_part", "disagrees"}:
                said.append(_("The second source does not fully agree: the weaker result stands."))
            return " ".join(said)
        if not math.isnan(check.second_value):
            return self._tolerance(check, _("The number of the second source decides"))
        match check.second_reading:
            case "agrees":
                return _("The second source says the same; it cannot be recalculated here.")
            case "agrees_in_part":
                return _("The second source says the same only in part.")
            case "disagrees":
                return _("The second source says otherwise.")
        return _("Nothing to calculate, and no second source that settles it.")

    def claim_numbers(self, claim: Claim, check: Check) -> list[str]:
        """Write the numbers of a claim, each with whose it is: printed, ours, second source."""
        numbers = []
        if not math.isnan(check.printed_value):
            known = self.related(check.printed_value, check.unit, check.relation)
            said = N_("printed {figure}") if claim.is_number_printed else N_("read as {figure}")
            numbers.append(self.gettext(said).format(figure=known))
        if not math.isnan(check.our_value):
            ours = self.in_unit(check.our_value, check.unit, self.decimals(check.unit))
            numbers.append(self.gettext("calculated here {figure}").format(figure=ours))
        if not math.isnan(check.second_value):
            second = self.printed(check.second_value, check.unit)
            numbers.append(self.gettext("second source {figure}").format(figure=second))
        return numbers

    def claim_line(self, claim: Claim, check: Check) -> str:
        """Write a claim in one line: verdict, words, and the numbers where there are any."""
        numbers = self.claim_numbers(claim, check)
        line = f"{self.verdict(check.verdict)}: {claim.claim}"
        return f"{line} ({', '.join(numbers)})" if numbers else line

    def _tolerance(self, check: Check, who: str) -> str:
        if not check.tolerance:
            return self.gettext("{who}, without a tolerance.").format(who=who)
        return self.gettext(
            "{who}: up to {tolerance} off it fits, up to {near} it is approximate."
        ).format(
            who=who,
            tolerance=self._apart(check.tolerance, check.unit),
            near=self._apart(NEAR * check.tolerance, check.unit),
        )

    def _apart(self, value: float, unit: str) -> str:
        if unit == "pct" and value == 1:
            return self.gettext("1 point")
        return self.difference(value, unit, 0 if value.is_integer() else 2).lstrip("+")

    def day(self, day: date) -> str:
        """Write a day in full.

        >>> Wording().day(date(2025, 10, 31))
        '31 October 2025'
        """
        return format_date(day, "d MMMM y", locale=self.locale)

    def written_day(self, year: int, month: int, day: int) -> str:
        """Write a day in full that there need not be.

        >>> Wording().written_day(2025, 2, 31), Wording("uk").written_day(2025, 2, 31)
        ('31 February 2025', '31 лютого 2025')
        """
        return f"{day} {format_date(date(year, month, 1), 'MMMM y', locale=self.locale)}"

    def instant(self, instant: datetime) -> str:
        """Write an instant by its day and minute in UTC.

        >>> Wording().instant(datetime(2025, 8, 3, 19, 58, 25, tzinfo=UTC))
        '3 August 2025, 19:58 UTC'
        """
        in_utc = instant.astimezone(UTC)
        return self.gettext("{day}, {time} UTC").format(
            day=self.day(in_utc.date()),
            time=format_time(in_utc, "HH:mm", tzinfo=UTC, locale=self.locale),
        )

    def short_day(self, day: date) -> str:
        """Write a day with a short month, for labels and titles.

        >>> Wording().short_day(date(2025, 10, 31))
        '31 Oct 2025'
        """
        return format_date(day, "d MMM y", locale=self.locale)

    def month(self, day: date) -> str:
        """Write the month of a day and its year.

        >>> Wording().month(date(2025, 10, 1))
        'Oct 2025'
        """
        return format_date(day, "LLL y", locale=self.locale)

    def short_month(self, day: date) -> str:
        """Write the short name of a day's month, for an axis.

        >>> Wording().short_month(date(2025, 10, 1))
        'Oct'
        """
        return format_date(day, "LLL", locale=self.locale)

    def month_name(self, month: int) -> str:
        """Write the name of a month, 1 to 12.

        >>> Wording().month_name(10)
        'October'
        """
        return format_date(date(2000, month, 1), "LLLL", locale=self.locale)

    def window(self, window: Window) -> str:
        """Write a span of days; the year stands once where both ends share it.

        >>> Wording().window(Window(date(2025, 1, 1), date(2025, 10, 31)))
        '1 Jan to 31 Oct 2025'
        >>> Wording().window(Window(date(2024, 2, 29), date(2024, 2, 29)))
        '29 Feb 2024'
        """
        if window.days == 1:
            return self.short_day(window.last_day)
        same_year = window.first_day.year == window.last_day.year
        pattern = "d MMM" if same_year else "d MMM y"
        return self.gettext("{first} to {last}").format(
            first=format_date(window.first_day, pattern, locale=self.locale),
            last=self.short_day(window.last_day),
        )

    def over(self, window: Window) -> str:
        """Say when something happened: on a day, or from one day to another.

        >>> Wording().over(Window(date(2025, 1, 1), date(2025, 10, 31)))
        'from 1 Jan to 31 Oct 2025'
        >>> Wording().over(Window(date(2024, 2, 29), date(2024, 2, 29)))
        'on 29 February 2024'
        """
        if window.days == 1:
            return self.gettext("on {day}").format(day=self.day(window.last_day))
        return self.gettext("from {window}").format(window=self.window(window))

    def during(self, window: Window) -> str:
        """Say when something happened, whole months and years by their names.

        >>> Wording().during(Window(date(2025, 1, 1), date(2025, 10, 31)))
        'in January to October 2025'
        """
        if not window.is_whole_months:
            return self.over(window)
        return self.gettext("in {months}").format(months=self.span(window))

    def during_again(self, window: Window, other: Window) -> str:
        """Say when something happened beside `other`; the same months are said so."""
        if have_same_months(window, other) and not _is_year(window):
            return self.gettext("in {months}").format(months=self.months_again(window, other))
        return self.during(window)

    def length(self, window: Window) -> str:
        """Write how many days a window has.

        >>> Wording().length(Window(date(2025, 1, 1), date(2025, 10, 31)))
        '304 days'
        """
        return self.counted(self.number(window.days), window.days, "days")

    def per_day(self, text: str, earlier: Window, later: Window) -> str:
        """Say of a percentage that it compares gains a day, where the windows differ in length.

        >>> words, later = Wording(), Window(date(2025, 1, 1), date(2025, 3, 1))
        >>> words.per_day("up by 43%", Window(date(2024, 1, 1), date(2024, 1, 31)), later)
        'up by 43%, a day (60 days against 31 days)'
        >>> words.per_day("up by 43%", later, later)
        'up by 43%'
        """
        if have_same_length(earlier, later):
            return text
        return self.gettext("{text}, a day ({later_days} against {earlier_days})").format(
            text=text, later_days=self.length(later), earlier_days=self.length(earlier)
        )

    def versus(self, first: date, second: date) -> str:
        """Write two days that are set against each other.

        >>> Wording().versus(date(2024, 10, 31), date(2025, 10, 31))
        '31 Oct 2024 vs. 31 Oct 2025'
        """
        return self.gettext("{first} vs. {second}").format(
            first=self.short_day(first), second=self.short_day(second)
        )

    def months(self, window: Window) -> str:
        """Write a window of whole months of one year.

        >>> Wording().months(Window(date(2025, 1, 1), date(2025, 10, 31)))
        'January to October 2025'
        """
        first, last = window.first_day.month, window.last_day.month
        if first == last:
            return f"{self.month_name(first)} {window.last_day.year}"
        return self.gettext("{first} to {last} {year}").format(
            first=self.month_name(first), last=self.month_name(last), year=window.last_day.year
        )

    def months_again(self, window: Window, other: Window) -> str:
        """Write a window of whole months that is set beside `other`; the same months are said so.

        >>> ten = Window(date(2024, 1, 1), date(2024, 10, 31))
        >>> Wording().months_again(ten, Window(date(2025, 1, 1), date(2025, 10, 31)))
        'the same months of 2024'
        """
        months = (window.first_day.month, window.last_day.month)
        if months != (other.first_day.month, other.last_day.month) or months[0] == months[1]:
            return self.months(window)
        return self.gettext("the same months of {year}").format(year=window.last_day.year)

    def span(self, window: Window) -> str:
        """Write a window the way a reader would say it: a year, whole months, or two days.

        >>> Wording().span(Window(date(2025, 1, 1), date(2025, 12, 31)))
        '2025'
        >>> Wording().span(Window(date(2025, 1, 1), date(2025, 10, 31)))
        'January to October 2025'
        >>> Wording().span(Window(date(2024, 2, 17), date(2025, 2, 16)))
        '17 Feb 2024 to 16 Feb 2025'
        """
        if not window.is_whole_months:
            return self.window(window)
        if _is_year(window):
            return self.gettext("{year}").format(year=window.last_day.year)
        return self.months(window)

    def span_again(self, window: Window, other: Window) -> str:
        """Write a window that is set beside `other`; the same months are said so."""
        if have_same_months(window, other) and not _is_year(window):
            return self.months_again(window, other)
        return self.span(window)

    def short_names(self, earlier: Window, later: Window) -> tuple[str, str]:
        """Name two windows as shortly as tells them apart: by year, or by their places.

        >>> Wording().short_names(
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

    def day_certainty(self, certainty: str) -> str:
        """Say how sure the day of a map is.

        >>> Wording().day_certainty("within_one_day")
        'inferred, within one day'
        """
        return {
            "certain": self.gettext("certain"),
            "within_one_day": self.gettext("inferred, within one day"),
        }[certainty]

    def break_certainty(self, certainty: str) -> str:
        """Say how sure it is that an outline was redrawn.

        >>> Wording().break_certainty("probable")
        'probable'
        """
        return {
            "certain": self.gettext("certain"),
            "probable": self.gettext("probable"),
        }[certainty]

    def within_one_day(self, *days: date) -> str:
        """Say of which maps the day is inferred.

        >>> Wording().within_one_day(date(2025, 10, 31))
        'The map of 31 October 2025 is dated within one day.'
        >>> Wording().within_one_day()
        ''
        """
        if not days:
            return ""
        text = self.messages.ngettext(
            "The map of {days} is dated within one day.",
            "The maps of {days} are each dated within one day.",
            len(days),
        )
        listed = self.gettext(" and ").join(self.day(day) for day in days)
        return text.format(days=listed)

    def map_day(self, reading: Reading) -> str:
        """Write the day of a map in a table, with how sure it is where it is inferred.

        >>> from pokrovsk_front.model.dating import Certainty
        >>> day = date(2025, 10, 31)
        >>> inferred = Certainty.WITHIN_ONE_DAY
        >>> Wording().map_day(Reading(day, day, "raw", "1", 1.0, certainty=inferred))
        '31 Oct 2025, within one day'
        """
        return self.sure_day(reading.as_of_date, is_within_one_day=reading.is_within_one_day)

    def sure_day(self, day: date, *, is_within_one_day: bool) -> str:
        """Write a day shortly, and that it is inferred where it is.

        >>> Wording().sure_day(date(2025, 10, 31), is_within_one_day=False)
        '31 Oct 2025'
        """
        text = self.short_day(day)
        if not is_within_one_day:
            return text
        return self.gettext("{day}, within one day").format(day=text)

    def carried(self, reading: Reading) -> str:
        """Say how the day of the map differs from the day asked for, and whether it is inferred.

        >>> asked = date(2024, 1, 11)
        >>> Wording().carried(Reading(asked, date(2024, 1, 9), "raw", "1704833943", 1.0))
        'No map of 11 January 2024: the map of 9 January 2024 stands for it, 2 days older.'
        """
        inferred = [reading.as_of_date] if reading.is_within_one_day else []
        return " ".join(filter(None, [self._older(reading), self.within_one_day(*inferred)]))

    def _older(self, reading: Reading) -> str:
        if not reading.gap_days:
            return ""
        older = self.messages.ngettext("{days} day older", "{days} days older", reading.gap_days)
        return self.gettext("No map of {asked}: the map of {used} stands for it, {older}.").format(
            asked=self.day(reading.asked_date),
            used=self.day(reading.as_of_date),
            older=older.format(days=self.number(reading.gap_days)),
        )

    def data_age(self, latest_day: date, days: int) -> str:
        """Say how old the latest map is.

        >>> Wording().data_age(date(2026, 8, 20), 98)
        'Latest map: 20 August 2026, 98 days ago.'
        """
        ago = self.messages.ngettext("{days} day ago", "{days} days ago", days)
        return self.gettext("Latest map: {day}, {ago}.").format(
            day=self.day(latest_day), ago=ago.format(days=self.number(days))
        )
