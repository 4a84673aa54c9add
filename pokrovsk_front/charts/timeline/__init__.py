"""Chart of events by month."""

from pokrovsk_front.charts.timeline.events_by_month import events_by_month

__all__ = ["events_by_month"]
