"""Charts of the long view: every month, one marked among them, the occupied total by day."""

from pokrovsk_front.charts.history.every_month import every_month
from pokrovsk_front.charts.history.marked_months import marked_months
from pokrovsk_front.charts.history.occupied_total import occupied_total

__all__ = ["every_month", "marked_months", "occupied_total"]
