"""Charts of the long view: every month of the archive, and the occupied total by day."""

from pokrovsk_front.charts.history.every_month import every_month
from pokrovsk_front.charts.history.occupied_total import occupied_total

__all__ = ["every_month", "occupied_total"]
