"""Gains: any two windows of days, measured by one method and set side by side."""

from pokrovsk_front.charts import gains as gain_charts
from pokrovsk_front.charts import tables
from pokrovsk_front.charts.oblasts import by_oblast
from pokrovsk_front.charts.sensitivity import definitions
from pokrovsk_front.model.gains import gross_change
from pokrovsk_front.model.sensitivity import sensitivity
from pokrovsk_front.ui import cached, frame, gains, turns, windows

words = frame.open_page()
_ = words.gettext
daily = cached.table("daily_area")

frame.head(
    _("2024 and 2025, or any two windows"),
    _("How much land changed hands in one window of days and in another, by one method."),
)


@turns.fragment
def windows_and_figures() -> None:
    """Choose two windows and show them: only this runs again when a day moves."""
    comparison = windows.compared(words, daily)
    section, drawn = windows.section(words), frame.drawn(words)
    if comparison is None:
        return
    if section == windows.COMPARE:
        gross = gross_change(daily, comparison.earlier), gross_change(daily, comparison.later)
        rows = tables.start_end_change(comparison, gross, cached.denominators(words.locale), words)
        frame.table(rows, words, name="start_end_change", about=_("The two windows side by side"))
        frame.show(gain_charts.cumulative(comparison, **drawn), words)
        windows.sentences(comparison, gross, words)
    elif section == windows.MONTHS:
        gains.by_month(comparison, words)
    elif section == windows.OBLASTS:
        drawn = frame.drawn(words, "geoboundaries")
        frame.show(by_oblast(cached.table("daily_area_by_oblast"), comparison, **drawn), words)
    elif section == windows.DEFINITIONS:
        variants = sensitivity(daily, cached.archive_variants(), *comparison.windows)
        frame.show(definitions(comparison, variants, **drawn), words)
    else:
        gains.by_publisher(comparison, words)


windows_and_figures()
