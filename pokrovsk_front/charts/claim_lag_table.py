"""Table of claim lag: every town with its days, those without a claim too."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from pokrovsk_front.model.map_text import sure_day
from pokrovsk_front.model.place_share import Part, Reached
from pokrovsk_front.model.timeline import ClaimLag, Event
from pokrovsk_front.model.wording import Wording


def links(words: Wording) -> tuple[tuple[str, str], ...]:
    """Give the columns whose words link to an address, each with the column of the address."""
    return (
        (words.gettext("Russian claim on"), words.gettext("Link to the claim")),
        (
            words.gettext("Ukrainian acknowledgement on"),
            words.gettext("Link to the acknowledgement"),
        ),
    )


def claim_lag_table(
    lags: Sequence[ClaimLag], place_names: Mapping[str, str], words: Wording
) -> pd.DataFrame:
    """Tabulate the days of every town, those of parts of it before that of its central point."""
    return pd.DataFrame([_row(lag, place_names[lag.town.place_id], words) for lag in lags])


def _row(lag: ClaimLag, name: str, words: Wording) -> dict[str, str]:
    _ = words.gettext
    (claimed, address), (acknowledged, other_address) = links(words)
    what = {"withdrawal": _("withdrawal"), "part": _("loss of a part")}
    coverage, acknowledgement = lag.coverage, lag.acknowledgement
    return {
        _("Town"): name,
        claimed: _said(lag.claim, words),
        acknowledged: _said(acknowledgement, words),
        _("What was acknowledged"): what.get(lag.town.acknowledged or "", "–"),
        **_parts(lag, words),
        _("Central point occupied since"): _since(
            coverage.since_date, words, is_within_one_day=coverage.is_within_one_day
        ),
        _("Central point, against the claim"): _apart(lag.claim_to_map_days, words),
        _("Measured area"): words.outline_kind(lag.shares.area.kind) if lag.shares else "–",
        address: lag.claim.url if lag.claim else "",
        other_address: acknowledgement.url if acknowledgement else "",
        _("Note"): lag.town.note,
    }


def _parts(lag: ClaimLag, words: Wording) -> dict[str, str]:
    """Give the days since which the map has had parts of the town, and two of them as lags."""
    _ = words.gettext
    tenth, half, nine_tenths = lag.shares.all if lag.shares else (None, None, None)

    def since(reached: Reached | None) -> str:
        if reached is None:
            return "–"
        is_within = reached.is_since_within_one_day
        return _since(reached.since_date, words, is_within_one_day=is_within)

    def against(part: Part) -> str:
        return _apart(lag.claim_to_share_days(part), words)

    return {
        _("A tenth occupied since"): since(tenth),
        _("Half occupied since"): since(half),
        _("Nine tenths occupied since"): since(nine_tenths),
        _("Half, against the claim"): against("half"),
        _("Nine tenths, against the claim"): against("nine_tenths"),
    }


def _day(value: date | None, words: Wording) -> str:
    return words.short_day(value) if value else words.gettext("none")


def _said(event: Event | None, words: Wording) -> str:
    return _day(event.event_date if event else None, words)


def _since(day: date | None, words: Wording, *, is_within_one_day: bool) -> str:
    if day is None:
        return words.gettext("none")
    return sure_day(day, words, is_within_one_day=is_within_one_day)


def _apart(days: int | None, words: Wording) -> str:
    return "–" if days is None else words.lag(days)
