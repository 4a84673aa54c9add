"""Numbers with their units, in a language: the only place that rounds."""

import math
from dataclasses import dataclass
from functools import cache, lru_cache

from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

from pokrovsk_front.model.wording.language import Language

MINUS = "−"


# A page writes the same figures in its headline, its text and its table.
@lru_cache(maxsize=4096)
def _decimal(value: float, pattern: str, locale: str) -> str:
    return format_decimal(value, pattern, locale=locale).replace("-", MINUS)


@cache
def _separators(locale: str) -> str:
    return get_decimal_symbol(locale) + get_group_symbol(locale)


@dataclass(frozen=True, slots=True)
class Numbers(Language):
    """Numbers, areas, distances, percentages and counts as text."""

    @property
    def separators(self) -> str:
        r"""The sign of decimals and that of thousands, as a chart takes them.

        >>> Numbers().separators, Numbers("uk").separators
        ('.,', ',\xa0')
        """
        return _separators(self.locale)

    def number(self, value: float, decimals: int = 0) -> str:
        """Write a number with thousands separators; unknown values say so.

        >>> Numbers().number(2194.04)
        '2,194'
        >>> Numbers().number(-30.3)
        '−30'
        >>> Numbers().number(float("nan"))
        'unknown'
        """
        if value is None or math.isnan(value):
            return self.gettext("unknown")
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        # A value that rounds to nothing carries no sign.
        rounded = round(value, decimals) + 0.0
        return _decimal(rounded, pattern, self.locale)

    def signed(self, value: float, decimals: int = 0) -> str:
        """Write a number with its sign, as a change or a difference.

        >>> Numbers().signed(0.34, 1), Numbers().signed(-0.5, 1), Numbers().signed(0.04, 1)
        ('+0.3', '−0.5', '0.0')
        """
        text = self.number(value, decimals)
        return f"+{text}" if not math.isnan(value) and round(value, decimals) > 0 else text

    def area(self, km2: float, decimals: int = 0) -> str:
        """Write an area.

        >>> Numbers().area(3386.3)
        '3,386 km²'
        """
        return self.gettext("{number} km²").format(number=self.number(km2, decimals))

    def signed_area(self, km2: float, decimals: int = 0) -> str:
        """Write a change of area with its sign.

        >>> Numbers().signed_area(725.4)
        '+725 km²'
        """
        return self.gettext("{number} km²").format(number=self.signed(km2, decimals))

    def distance(self, km: float, decimals: int = 0) -> str:
        """Write a distance.

        >>> Numbers().distance(45.27, 1)
        '45.3 km'
        """
        return self.gettext("{number} km").format(number=self.number(km, decimals))

    def percent(self, pct: float, decimals: int = 0) -> str:
        """Write a percentage that is given as 0-100; unknown values say so.

        >>> Numbers().percent(54.3), Numbers().percent(-0.3)
        ('54%', '0%')
        """
        if math.isnan(pct):
            return self.gettext("unknown")
        return self.gettext("{number}%").format(number=self.number(pct, decimals))

    def signed_percent(self, pct: float, decimals: int = 0) -> str:
        """Write a change in percent with its sign.

        >>> Numbers().signed_percent(54.3), Numbers().signed_percent(-71.8)
        ('+54%', '−72%')
        """
        text = self.percent(pct, decimals)
        return f"+{text}" if not math.isnan(pct) and round(pct, decimals) > 0 else text

    def counted(self, number: str, value: float, unit: str) -> str:
        """Write a number of things that are counted.

        The form of the word follows the number as it is written: that of 1.96 years, written as
        2.0, is that of a decimal.

        Args:
            number: The number as text, with a sign or decimals where they are shown.
            value: The same as a number.
            unit: What is counted.

        >>> Numbers().counted("1", 1, "places"), Numbers().counted("+675", 675.4, "days")
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

    @property
    def rounding_note(self) -> str:
        """Say why parts that are rounded one by one can miss their sum."""
        return self.gettext("Figures may not add up because of rounding.")

    def decimals(self, unit: str) -> int:
        """Give the decimals of a calculated figure beside a published one."""
        return {"km": 1, "pct": 1, "years": 1}.get(unit, 0)
