"""Chart of territory gained by oblast."""

from pokrovsk_front.charts.oblasts.by_oblast import by_oblast

__all__ = ["by_oblast"]
