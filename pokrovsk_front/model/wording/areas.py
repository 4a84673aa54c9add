"""Names of the ways in which a city is drawn as an area."""

from dataclasses import dataclass

from pokrovsk_front.model.wording.language import Language


@dataclass(frozen=True, slots=True)
class Areas(Language):
    """Names of measures and of kinds of outline."""

    def measure(self, measure: str) -> str:
        """Name a measure of a city.

        >>> Areas().measure("outline"), Areas().measure("within_5_km")
        ('settlement outline', 'within 5 km of the centre')

        Raises:
            KeyError: There is no such measure.
        """
        return {
            "outline": self.gettext("settlement outline"),
            "hromada": self.gettext("hromada"),
            "within_5_km": self.gettext("within 5 km of the centre"),
        }[measure]

    def outline_kind(self, kind: str) -> str:
        """Name what the outline of an area is.

        >>> Areas().outline_kind("council_territory")
        'territory of the city council before 2020'

        Raises:
            KeyError: There is no such kind.
        """
        return {
            "settlement_boundary": self.gettext("boundary of the settlement"),
            "council_territory": self.gettext("territory of the city council before 2020"),
            "residential_land": self.gettext("residential land only"),
            "hromada": self.gettext("hromada: the city with its villages"),
            "circle": self.gettext("circle of 5 km round the centre"),
        }[kind]
