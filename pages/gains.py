"""2024 and 2025: the same months of two years, side by side."""

import streamlit as st

from pokrovsk_front.charts import gains as gain_charts
from pokrovsk_front.charts import tables
from pokrovsk_front.model.comparison import compare, months_beside_printed, printed_months
from pokrovsk_front.model.windows import months_of_year
from pokrovsk_front.ui import cached, frame

words = frame.open_page()
_ = words.gettext

frame.head(
    _("2024 and 2025, the same months"),
    _("How much land changed hands from January to the month that you choose, in each year."),
)

through = st.select_slider(
    _("January through"),
    options=range(1, 13),
    value=10,
    format_func=words.month_name,
    key="through",
    bind="query-params",
)

daily = cached.table("daily_area")
comparison = compare(daily, months_of_year(2024, through), months_of_year(2025, through))
printed = printed_months(cached.table("published_territory"), "deepstate")

frame.table(
    tables.start_end_change(comparison, words),
    words,
    name="start_end_change",
    about=_("Opening state, closing state and change in each of the two windows"),
)
frame.show(
    gain_charts.cumulative(
        comparison,
        words=words,
        scheme=frame.scheme(),
        source_ids=cached.archive_source_ids(),
    ),
    words,
)
frame.show(
    gain_charts.monthly(
        comparison,
        earlier_months=months_beside_printed(daily, comparison.earlier.window, printed),
        later_months=months_beside_printed(daily, comparison.later.window, printed),
        words=words,
        scheme=frame.scheme(),
        source_ids=cached.archive_source_ids(),
        printed_source_ids=("deepstate_monthly",),
    ),
    words,
)
