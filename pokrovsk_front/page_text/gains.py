"""Text and tables beside the figures of two windows."""

from collections.abc import Mapping
from functools import partial

import pandas as pd

from pokrovsk_front.charts.tables import start_end_change
from pokrovsk_front.model.comparison import Comparison
from pokrovsk_front.model.gains import GrossChange
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.published_tables import printed_list
from pokrovsk_front.model.published_tables import printed_shares as printed_shares_table
from pokrovsk_front.model.publishers import Board
from pokrovsk_front.model.windows import Window
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text.parts import Section, Table

SENTENCE_TITLE = N_("A sentence to quote")


def two_windows(
    comparison: Comparison,
    gross: tuple[GrossChange, GrossChange],
    denominators_km2: Mapping[str, float],
    words: Wording,
) -> Table:
    """Compare two windows: start, end, change and shares.

    Args:
        comparison: The two windows.
        gross: Land gained and regained within each.
        denominators_km2: The areas that shares are taken of, by name.
        words: The reader's language.
    """
    return Table(
        "start_end_change",
        words.gettext("The two windows side by side"),
        partial(start_end_change, comparison, gross, denominators_km2, words),
        days=comparison.days,
    )


def printed_shares(against_ours: pd.DataFrame, words: Wording) -> Table:
    """List the shares of oblasts that DeepState published, beside ours."""
    return Table(
        "printed_shares",
        words.gettext("Shares that DeepState published"),
        partial(printed_shares_table, against_ours, words),
    )


def printed_for(window: Window, board: Board, words: Wording) -> Section:
    """List what publishers printed for exactly these days, beside ours, or say that none did."""
    return Section(
        f"printed_{window.first_day.year}",
        words.gettext("Published for {window}").format(window=words.window(window)),
        printed_list(board.of(window), words)
        or words.gettext("No published figure was found for it."),
    )
