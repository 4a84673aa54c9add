"""Figures of the article beside ours: those that open the overview, and the table of them."""

from collections.abc import Mapping
from functools import partial

import pandas as pd

from pokrovsk_front.model import printed_distance
from pokrovsk_front.model.claims import Check, Claim
from pokrovsk_front.model.claims_text import difference_text, ours_text, verdict_label
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text.parts import Table

OTHER_CLAIMS = N_("Check every other claim of the article")
"""Text of the link to the page of claims."""

HEADLINES = ("gain_2025", "gain_2024", "gain_change")
"""The figures of the article that open the overview."""

ARTICLE_FIGURES = (
    *("gain_2024", "gain_2025", "gain_change"),
    *("share_claimed_regions", "share_country", printed_distance.CLAIM_ID),
)
"""The figures of its table; every other claim is on the page of claims."""


def headline_texts(claim: Claim, check: Check, words: Wording) -> tuple[str, str, str]:
    """Word a headline figure: label, our value, and its difference from the printed one."""
    _ = words.gettext
    return (
        claim.label,
        ours_text(check, words),
        _("{difference} against the published {printed}").format(
            difference=difference_text(check, words),
            printed=words.printed(check.printed_value, check.unit),
        ),
    )


def article_figures(
    claims: Mapping[str, Claim], checks: Mapping[str, Check], words: Wording
) -> Table:
    """Compare the figures that the article printed with ours, one row a figure."""
    return Table(
        "article_figures",
        words.gettext(
            "Figures that the article published, the same figures calculated here, and the "
            "difference"
        ),
        partial(_rows, claims, checks, words),
    )


def _rows(claims: Mapping[str, Claim], checks: Mapping[str, Check], words: Wording) -> pd.DataFrame:
    _ = words.gettext
    return pd.DataFrame(
        [
            {
                _("Verdict"): verdict_label(check.verdict, words),
                _("Figure"): claim.label,
                _("Published"): words.printed(check.printed_value, check.unit),
                _("Calculated here"): ours_text(check, words),
                _("Difference"): difference_text(check, words),
                _("As of"): words.short_day(claim.as_of_date),
            }
            for claim, check in ((claims[key], checks[key]) for key in ARTICLE_FIGURES)
        ]
    )
