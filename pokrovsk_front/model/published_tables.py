"""Tables and lists of published figures beside ours, worded for readers."""

from collections.abc import Sequence

import pandas as pd

from pokrovsk_front.model.publishers import BoardRow
from pokrovsk_front.model.publishers_text import AFP_SERIES
from pokrovsk_front.model.shares import OBLAST_NAMES
from pokrovsk_front.model.wording import Wording


def board_table(rows: Sequence[BoardRow], words: Wording) -> pd.DataFrame:
    """Tabulate published figures beside ours and the ISW map, one row a published figure.

    Args:
        rows: Rows of a board: its months, its other windows, or those of one window.
        words: The reader's language.

    Returns:
        Window, who, printed, ours, the ISW map in both definitions, the difference to each,
        definition, kind, as-of, page and note; "–" where a count does not reach.
    """
    _ = words.gettext
    return pd.DataFrame(
        {
            _("Window"): [
                words.month(row.month) if row.month else words.window(row.window) for row in rows
            ],
            _("Who"): [row.series for row in rows],
            _("Unit"): [_unit(row.unit, words) for row in rows],
            _("Published"): [_printed(row, words) for row in rows],
            _("Calculated here"): [_measured(row.ours, row, words) for row in rows],
            _("Published less ours"): [
                _measured(row.printed_less_ours, row, words) for row in rows
            ],
            _("ISW map, assessed"): [_measured(row.isw_assessed, row, words) for row in rows],
            _("Published less ISW map, assessed"): [
                _measured(row.printed_less_isw_assessed, row, words) for row in rows
            ],
            _("ISW map with Russian claims"): [
                _measured(row.isw_with_claims, row, words) for row in rows
            ],
            _("Published less ISW map with claims"): [
                _measured(row.printed_less_isw_with_claims, row, words) for row in rows
            ],
            _("What it counts"): [row.definition for row in rows],
            _("Kind"): [_kind(row, words) for row in rows],
            _("As of"): [words.short_day(row.as_of_date) for row in rows],
            _("Published by"): [row.publisher for row in rows],
            _("Link"): [row.url for row in rows],
            _("Note"): [row.note for row in rows],
        }
    )


def printed_list(rows: Sequence[BoardRow], words: Wording) -> str:
    """List published figures for a page, each beside ours, with a link to its source.

    Args:
        rows: The rows of one window.
        words: The reader's language.

    Returns:
        Markdown, one item a published figure; empty for no rows.
    """
    text = words.gettext(
        "- **{who}**: published {printed} {unit}, calculated here {ours} {unit}, {difference} "
        "{unit} against the published. {definition} {kind}, as of {day}: [{page}]({url})."
    )
    return "\n".join(
        text.format(
            who=row.series,
            printed=_printed(row, words),
            unit=_unit(row.unit, words),
            ours=_measured(row.ours, row, words),
            difference=_against_printed(row, words),
            definition=row.definition,
            kind=_kind(row, words),
            day=words.short_day(row.as_of_date),
            page=row.publisher,
            url=row.url,
        )
        for row in rows
    )


def _unit(unit: str, words: Wording) -> str:
    names = {
        "km2": words.gettext("km²"),
        "km2_per_day": words.gettext("km² a day"),
        "km2_per_week": words.gettext("km² a week"),
        "km2_per_month": words.gettext("km² a month"),
    }
    return names[unit]


def _printed(row: BoardRow, words: Wording) -> str:
    """Write the figure with the decimals it was printed with."""
    decimals = next((n for n in range(2) if round(row.printed, n) == row.printed), 2)
    return words.signed(row.printed, decimals)


def _measured(value: float | None, row: BoardRow, words: Wording) -> str:
    return "–" if value is None else words.signed(value, 0 if row.unit == "km2" else 1)


def _against_printed(row: BoardRow, words: Wording) -> str:
    """Write ours less the published figure, with the decimal that the overview gives it."""
    less = row.printed_less_ours
    return "–" if less is None else words.signed(-less, 1)


def _kind(row: BoardRow, words: Wording) -> str:
    return kind_of_figure(row.series_id, row.caveat_id, words, is_claim=row.is_claim)


def kind_of_figure(series_id: str, caveat_id: str, words: Wording, *, is_claim: bool) -> str:
    """Name what kind of number a published figure is."""
    if is_claim:
        return words.gettext("Claim, not verified")
    match caveat_id:
        case "superseded":
            return words.gettext("Published figure, later revised")
        case "includes_kursk":
            return words.gettext("Published figure, with land in Russia")
        case "middle_of_range":
            return words.gettext("Middle of a published range")
    if series_id == AFP_SERIES[0]:
        return words.gettext("Published figure, with Russian claims")
    return words.gettext("Published figure")


def printed_shares(shares: pd.DataFrame, words: Wording) -> pd.DataFrame:
    """Tabulate the shares of oblasts that DeepState published beside ours.

    Args:
        shares: The table of `model.shares.shares_against_published`.
        words: The reader's language.
    """
    _ = words.gettext
    return pd.DataFrame(
        {
            _("Oblast"): [_(OBLAST_NAMES[iso]) for iso in shares["oblast_iso"]],
            _("Map date"): [words.short_day(day.date()) for day in shares["as_of_date"]],
            _("Land of the oblast, km²"): [words.number(km2) for km2 in shares["land_km2"]],
            _("Calculated here"): [words.percent(pct, 1) for pct in shares["our_pct"]],
            _("Published by DeepState"): [words.percent(pct, 1) for pct in shares["printed_pct"]],
            _("Difference"): [
                words.difference(ours - printed, "pct")
                for ours, printed in zip(shares["our_pct"], shares["printed_pct"], strict=True)
            ],
        }
    )
