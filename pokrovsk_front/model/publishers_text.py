"""Sentences about published figures beside ours: agreement, breaks, exclusions."""

import pandas as pd

from pokrovsk_front.model.grey_zone_text import grey_share_text
from pokrovsk_front.model.isw import GreyShare
from pokrovsk_front.model.publishers import Board, BoardRow, series_break, widest_spread
from pokrovsk_front.model.wording import Wording

AFP_SERIES = ("isw_afp", "isw_afp_confirmed")
"""The series of AFP with Russian claims, and the one without them that takes its place."""


def board_headline(board: Board, words: Wording) -> str:
    """Write the headline: how far figures for one month lie apart, ours among them."""
    spread, furthest = widest_spread(board.rows), _furthest(board)
    if spread is None:
        return words.gettext("No month has figures of two publishers")
    if furthest and abs(furthest.printed_less_ours or 0.0) > spread.km2:
        text = words.gettext(
            "Figures for one month, ours among them, differ by up to {area}: publishers do not "
            "count the same things"
        )
        return text.format(area=words.area(abs(furthest.printed_less_ours or 0.0)))
    return words.gettext(
        "Figures for one month differ by up to {area}: publishers do not count the same things"
    ).format(area=words.area(spread.km2))


def _furthest(board: Board) -> BoardRow | None:
    """Find the figure of a whole month that is furthest from ours."""
    rows = [
        row
        for row in board.months
        if row.unit == "km2" and row.is_comparable and row.printed_less_ours is not None
    ]
    return max(rows, key=lambda row: abs(row.printed_less_ours or 0.0), default=None)


def _agreement(board: Board, words: Wording) -> list[str]:
    """Write the mean and largest difference of each series from the map it follows."""
    rows = [row for row in board.months if row.is_comparable and row.unit == "km2"]

    def gaps(series_id: str, column: str) -> list[float]:
        pairs = [(row.printed, getattr(row, column)) for row in rows if row.series_id == series_id]
        return [abs(printed - measured) for printed, measured in pairs if measured is not None]

    deepstate = gaps("deepstate", "ours")
    isw = gaps("isw_direct", "isw_assessed")
    afp = gaps("isw_afp", "isw_with_claims")
    said = (
        (
            deepstate,
            words.messages.ngettext(
                "DeepState's published figure for {count} month differs from ours by {mean} on "
                "average and {worst} at most.",
                "DeepState's published figures for {count} months differ from ours by {mean} on "
                "average and {worst} at most.",
                len(deepstate),
            ),
        ),
        (
            isw,
            words.messages.ngettext(
                "ISW's published figure for {count} month differs from its map as assessed by "
                "{mean} on average and {worst} at most.",
                "ISW's published figures for {count} months differ from its map as assessed by "
                "{mean} on average and {worst} at most.",
                len(isw),
            ),
        ),
        (
            afp,
            words.messages.ngettext(
                "AFP's published figure for {count} month differs from the ISW map with Russian "
                "claims by {mean} on average and {worst} at most.",
                "AFP's published figures for {count} months differ from the ISW map with Russian "
                "claims by {mean} on average and {worst} at most.",
                len(afp),
            ),
        ),
    )
    return [
        text.format(
            count=len(found),
            mean=words.area(sum(found) / len(found), 1),
            worst=words.area(max(found), 1),
        )
        for found, text in said
        if found
    ]


def board_text(board: Board, months: pd.DataFrame, shared: GreyShare | None, words: Wording) -> str:
    """Write the long text: agreement, spreads, breaks of series, exclusions.

    Args:
        board: The published figures of the months shown.
        months: What `months_on_three_counts` gives for the same span.
        shared: How much of what ISW alone counts lies in the grey zone, if it was measured.
        words: The reader's language.
    """
    _ = words.gettext
    sentences = [
        _(
            "{count} figures for whole months by {publishers} publishers are shown beside ours."
        ).format(
            count=words.number(len(board.months)),
            publishers=words.number(len({row.source_id for row in board.months})),
        ),
        *_agreement(board, words),
    ]
    spread = widest_spread(board.rows)
    if spread is not None:
        sentences.append(
            _(
                "Published figures differ most for {month}: {low} by {low_series} and {high} by "
                "{high_series}."
            ).format(
                month=words.month(spread.month),
                low=words.area(spread.lowest.printed),
                low_series=spread.lowest.series,
                high=words.area(spread.highest.printed),
                high_series=spread.highest.series,
            )
        )
    sentences += _furthest_from_ours(board, words)
    if shared is not None:
        sentences.append(grey_share_text(shared, words))
    sentences += [*_breaks(board, months, words), *_left_out(board, words)]
    sentences.append(_("No figure is averaged with another."))
    return " ".join(sentences)


def _furthest_from_ours(board: Board, words: Wording) -> list[str]:
    """Write the month whose published figure is furthest from ours."""
    row = _furthest(board)
    if row is None:
        return []
    return [
        words.gettext(
            "Furthest from ours is {month}: {printed} published by {series}, against {ours} "
            "calculated here."
        ).format(
            month=words.month(row.window.first_day),
            printed=words.signed_area(row.printed),
            series=row.series,
            ours=words.signed_area(row.ours or 0.0, 1),
        )
    ]


def _breaks(board: Board, months: pd.DataFrame, words: Wording) -> list[str]:
    """Write the breaks of series, and the end of the ISW areas."""
    _ = words.gettext
    sentences = []
    month = series_break(board.rows, *AFP_SERIES)
    if month is not None:
        sentences.append(
            _(
                "From {month} AFP leaves out Russian claims that ISW does not confirm: the months "
                "before and after are not one series."
            ).format(month=words.month(month))
        )
    sentences += [
        _(
            "ISW's figure of {area} for {window} includes land in Kursk oblast, Russia, so it is "
            "not a count of land in Ukraine."
        ).format(area=words.area(row.printed), window=words.span(row.window))
        for row in board.rows
        if row.caveat_id == "includes_kursk"
    ]
    known = months.loc[months["isw_assessed_km2"].notna(), "month"]
    if len(known) and known.iloc[-1] < months["month"].iloc[-1]:
        sentences.append(
            _(
                "The daily areas of the ISW map are known for whole months through {month} only; "
                "its weekly maps go further and are not mixed in."
            ).format(month=words.month(known.iloc[-1].date()))
        )
    return sentences


def _left_out(board: Board, words: Wording) -> list[str]:
    """Write the counts of figures that are in the table only, or excluded."""
    superseded = sum(row.caveat_id == "superseded" for row in board.months)
    middles = sum(row.caveat_id == "middle_of_range" for row in board.months)
    unspecified = sum(row.measure == "gain_not_specified" for row in board.months)
    claims = sum(row.is_claim for row in board.rows)
    no_change = board.one_way_left_out + board.level_left_out
    counted = (
        (
            superseded,
            words.messages.ngettext(
                "{count} figure later revised by the publisher is in the table only.",
                "{count} figures later revised by the publisher are in the table only.",
                superseded,
            ),
        ),
        (
            unspecified,
            words.messages.ngettext(
                "For {count} figure the publisher does not say whether Ukrainian gains are "
                "subtracted.",
                "For {count} figures the publisher does not say whether Ukrainian gains are "
                "subtracted.",
                unspecified,
            ),
        ),
        (
            middles,
            words.messages.ngettext(
                "{count} mark is the middle of a published range.",
                "{count} marks are the middle of a published range.",
                middles,
            ),
        ),
        (
            claims,
            words.messages.ngettext(
                "{count} figure of Russian officials is a claim, not verified.",
                "{count} figures of Russian officials are claims, not verified.",
                claims,
            )
            if any(row.is_claim for row in board.months)
            else words.messages.ngettext(
                "{count} figure of Russian officials is a claim, not verified, and for no "
                "calendar month.",
                "{count} figures of Russian officials are claims, not verified; none is for a "
                "calendar month.",
                claims,
            ),
        ),
        (
            no_change,
            words.messages.ngettext(
                "{count} published total, share or one-sided tally is not a net change, so it is "
                "left out.",
                "{count} published totals, shares and one-sided tallies are not net changes, so "
                "they are left out.",
                no_change,
            ),
        ),
    )
    return [text.format(count=words.number(count)) for count, text in counted if count]
