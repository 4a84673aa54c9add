"""Charts of the grey zone: by day, and how much of it ISW alone counts."""

from pokrovsk_front.charts.grey_zone.by_day import grey_zone
from pokrovsk_front.charts.grey_zone.only_isw import only_isw

__all__ = ["grey_zone", "only_isw"]
