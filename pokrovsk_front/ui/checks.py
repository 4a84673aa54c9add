"""The article's figures beside ours."""

import pandas as pd
import streamlit as st

from pokrovsk_front.model.claims import Check, Claim
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.ui import cached, frame

HEADLINES = ("gain_2025", "gain_2024", "gain_change")
"""The figures that open the page."""

FIGURES = (
    *("gain_2024", "gain_2025", "gain_change"),
    *("share_claimed_regions", "share_country", "distance_pokrovsk_avdiivka"),
)
"""The figures of the table; every other claim is on the page of claims."""


def headline_figures(words: Wording) -> None:
    """Show the article's figures beside ours: three large ones, then all as a table."""
    _ = words.gettext
    claims, checks = cached.claims(), cached.article_checks()
    for column, claim_id in zip(st.columns(len(HEADLINES)), HEADLINES, strict=True):
        claim, check = claims[claim_id], checks[claim_id]
        column.metric(
            _(claim.label),
            words.in_unit(check.our_value, check.unit, words.decimals(check.unit)),
            delta=_("{difference} against the printed {printed}").format(
                difference=words.difference(check.difference, check.unit),
                printed=words.printed(check.printed_value, check.unit),
            ),
            delta_color="off",
            delta_arrow="off",
            border=True,
        )
    rows = pd.DataFrame([_row(claims[key], checks[key], words) for key in FIGURES])
    frame.table(
        rows,
        words,
        name="article_figures",
        about=_("Figures that the article printed, the same calculated here, the difference"),
    )
    last = max(claims[key].as_of_date for key in FIGURES)
    printed_by = tuple(dict.fromkeys(claims[key].source_id for key in FIGURES))
    frame.cite(words, cached.archive_source_ids(), last, printed_by)
    st.page_link("pages/claims.py", label=_("Check every other claim of the article"))


def _row(claim: Claim, check: Check, words: Wording) -> dict[str, str]:
    _ = words.gettext
    return {
        _("Figure"): _(claim.label),
        _("Printed"): words.printed(check.printed_value, check.unit),
        _("Calculated here"): words.in_unit(
            check.our_value, check.unit, words.decimals(check.unit)
        ),
        _("Difference"): words.difference(check.difference, check.unit),
        _("Verdict"): words.verdict(check.verdict),
        _("As of"): words.short_day(claim.as_of_date),
    }
