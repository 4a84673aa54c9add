"""Chart and tables of distances."""

from pokrovsk_front.charts.distances.tables import matrix, two_days
from pokrovsk_front.charts.distances.to_front import to_front

__all__ = ["matrix", "to_front", "two_days"]
