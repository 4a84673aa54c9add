"""Charts of territory gained in two windows: cumulative, and month by month."""

from pokrovsk_front.charts.gains.cumulative import cumulative
from pokrovsk_front.charts.gains.monthly import monthly

__all__ = ["cumulative", "monthly"]
