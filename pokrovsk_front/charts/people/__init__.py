"""Charts of the people of the cities: one city over time, and all of them side by side."""

from pokrovsk_front.charts.people.city import one_city
from pokrovsk_front.charts.people.slopes import slopes
from pokrovsk_front.charts.people.small_multiples import small_multiples
from pokrovsk_front.charts.people.tables import every_number

__all__ = ["every_number", "one_city", "slopes", "small_multiples"]
