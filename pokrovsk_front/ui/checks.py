"""The article's figures beside ours."""

import pandas as pd
import streamlit as st

from pokrovsk_front.model.claims import ArticleFigure, Check
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.ui import cached, frame

HEADLINES = ("gain_2025", "gain_2024", "gain_change")
"""The figures that open the page; every other one follows in the table."""


def headline_figures(words: Wording) -> None:
    """Show the article's figures beside ours: three large ones, then all as a table."""
    _ = words.gettext
    figures, checks = cached.article_figures(), cached.article_checks()
    for column, figure_id in zip(st.columns(len(HEADLINES)), HEADLINES, strict=True):
        figure, check = figures[figure_id], checks[figure_id]
        column.metric(
            _(figure.label),
            words.in_unit(check.our_value, check.unit, words.decimals(check.unit)),
            delta=_("{difference} against the printed {printed}").format(
                difference=words.difference(check.difference, check.unit),
                printed=words.printed(check.printed_value, check.unit),
            ),
            delta_color="off",
            delta_arrow="off",
            border=True,
        )
    rows = pd.DataFrame([_row(figures[key], checks[key], words) for key in figures])
    frame.table(
        rows,
        words,
        name="article_figures",
        about=_("Figures that the article printed, the same calculated here, the difference"),
    )
    last = max(figure.as_of_date for figure in figures.values())
    printed_by = tuple(dict.fromkeys(figure.source_id for figure in figures.values()))
    frame.cite(words, cached.archive_source_ids(), last, printed_by)


def _row(figure: ArticleFigure, check: Check, words: Wording) -> dict[str, str]:
    _ = words.gettext
    return {
        _("Figure"): _(figure.label),
        _("Printed"): words.printed(check.printed_value, check.unit),
        _("Calculated here"): words.in_unit(
            check.our_value, check.unit, words.decimals(check.unit)
        ),
        _("Difference"): words.difference(check.difference, check.unit),
        _("Verdict"): words.verdict(check.verdict),
        _("As of"): words.short_day(figure.as_of_date),
    }
