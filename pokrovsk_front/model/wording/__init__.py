"""Numbers, days and messages as text: the only place that rounds and names units.

Text goes through gettext and numbers through Babel, so that a page, a chart and the command
line say the same thing in the reader's language. Nothing here measures.
"""

from dataclasses import dataclass
from datetime import date

from babel.dates import get_day_names

from pokrovsk_front.model.claims import day_of_number
from pokrovsk_front.model.messages import Message, RefusalError, Value
from pokrovsk_front.model.wording.areas import Areas
from pokrovsk_front.model.wording.windows import Windows


@dataclass(frozen=True, slots=True)
class Wording(Windows, Areas):
    """The wording for one reader: numbers, days, windows, areas, figures and messages."""

    def say(self, message: Message) -> str:
        """Translate a message and format its values.

        Whole numbers carry separators, others one decimal; text stays as it is.

        >>> values = {"size": 1040.04, "name": "Kyiv", "day": date(2025, 10, 31)}
        >>> Wording().say(Message("{size} MB of {name} on {day}", values))
        '1,040.0 MB of Kyiv on 31 October 2025'
        """
        said = {name: self._value(value) for name, value in message.values.items()}
        return self.gettext(message.text).format(**said)

    def refusal(self, refusal: RefusalError) -> str:
        """Translate the message of a refusal."""
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
            case "m":
                return self.gettext("{number} m").format(number=self.number(value, decimals))
            case "pct":
                return self.percent(value, decimals)
            case "date":
                return self.day(day_of_number(value, unit))
            case "month":
                return self.full_month(day_of_number(value, unit))
            case "weekday":
                return str(get_day_names(locale=self.locale)[int(value) - 1])
            case "year":
                return str(int(value))
        return self.counted(self.number(value, decimals), value, unit)

    def printed(self, value: float, unit: str) -> str:
        """Write a figure with the decimals of its publication.

        >>> Wording().printed(0.6, "pct"), Wording().printed(3386.0, "km2")
        ('0.6%', '3,386 km²')
        """
        return self.in_unit(value, unit, 0 if float(value).is_integer() else 1)

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
