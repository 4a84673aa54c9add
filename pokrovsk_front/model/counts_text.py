"""Words and table of two windows on several counts."""

from collections.abc import Sequence

import pandas as pd

from pokrovsk_front.model.counts import Leg, LegId, Legs
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.windows import have_same_length
from pokrovsk_front.model.wording import Wording

LEG_NAMES: dict[LegId, str] = {
    "deepstate": N_("DeepState map, as measured here"),
    "isw_assessed": N_("ISW map, control and assessed advances"),
    "isw_with_claims": N_("ISW map with Russian claims (hollow)"),
    "isw_weekly": N_("ISW map of one day a week, control and assessed advances"),
}


def _listed(parts: Sequence[str], words: Wording) -> str:
    """Write a list: "a", "a and b", "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return words.gettext("{first} and {last}").format(first=", ".join(parts[:-1]), last=parts[-1])


def _changes(legs: Legs) -> list[float] | None:
    changes = [leg.change_pct for leg in legs.legs]
    known = [change for change in changes if change is not None]
    return known if len(known) == len(changes) else None


def headline(legs: Legs, words: Wording) -> str:
    """Write the headline: both windows on each count."""
    names = {
        "later": words.span(legs.later),
        "earlier": words.span_again(legs.earlier, legs.later),
    }
    changes = _changes(legs)
    if changes is None:
        areas = [words.signed_area(leg.later_km2) for leg in legs.legs]
        text = (
            words.gettext("Net change in {later} on two counts: {areas}")
            if legs.weekly
            else words.gettext("Net change in {later} on three counts: {areas}")
        )
        return text.format(areas=_listed(areas, words), **names)
    said = (_two if legs.weekly else _three)(changes, words).format(**names)
    return words.per_day(said, legs.earlier, legs.later)


def _two(changes: list[float], words: Wording) -> str:
    """Give the headline of DeepState's map and the weekly ISW maps, the windows to be filled in."""
    ours, weekly = (words.percent(abs(change)) for change in changes)
    if all(change >= 0 for change in changes):
        text = words.gettext("Two counts put {later} above {earlier}: by {ours} and {weekly}")
    elif all(change < 0 for change in changes):
        text = words.gettext("Two counts put {later} below {earlier}: by {ours} and {weekly}")
    else:
        text = words.gettext(
            "Two counts disagree on {later} against {earlier}: {ours} and {weekly}"
        )
        ours, weekly = (words.signed_percent(change) for change in changes)
    return text.format(ours=ours, weekly=weekly, later="{later}", earlier="{earlier}")


def _three(changes: list[float], words: Wording) -> str:
    """Give the headline of all three counts, the windows to be filled in."""
    ours, assessed, claims = (words.percent(abs(change)) for change in changes)
    if all(change >= 0 for change in changes):
        text = words.gettext(
            "Three counts put {later} above {earlier}: by {ours}, {assessed} and, with Russian "
            "claims, {claims}"
        )
    elif all(change < 0 for change in changes):
        text = words.gettext(
            "Three counts put {later} below {earlier}: by {ours}, {assessed} and, with Russian "
            "claims, {claims}"
        )
    else:
        text = words.gettext(
            "Three counts disagree on {later} against {earlier}: {ours}, {assessed} and, with "
            "Russian claims, {claims}"
        )
        ours, assessed, claims = (words.signed_percent(change) for change in changes)
    return text.format(
        ours=ours, assessed=assessed, claims=claims, later="{later}", earlier="{earlier}"
    )


def _signed_percent(pct: float | None, words: Wording) -> str:
    return words.gettext("no rate") if pct is None else words.signed_percent(pct)


def change(leg: Leg, words: Wording) -> str:
    """Write the change of a count; over windows of different length it is that of a day."""
    text = _signed_percent(leg.change_pct, words)
    if leg.change_pct is None or have_same_length(*leg.windows):
        return text
    return words.gettext("{change} a day").format(change=text)


def leg_text(leg: Leg, words: Wording) -> str:
    """Write one count: both windows and the change between them."""
    names: dict[LegId, str] = {
        "deepstate": words.gettext("DeepState"),
        "isw_assessed": words.gettext("ISW as assessed"),
        "isw_with_claims": words.gettext("ISW with Russian claims"),
        "isw_weekly": words.gettext("ISW as assessed, weekly maps"),
    }
    return words.gettext("{name} {earlier} and {later} ({change})").format(
        name=names[leg.leg_id],
        earlier=words.area(leg.earlier_km2),
        later=words.area(leg.later_km2),
        change=change(leg, words),
    )


def long_text(legs: Legs, words: Wording) -> str:
    """Write the long text: every count, and by how much the maps and the claims differ."""
    sentences = [
        words.gettext(
            "Net change {earlier} ({earlier_days}) and {later} ({later_days}): {pairs}."
        ).format(
            earlier=words.over(legs.earlier),
            later=words.over(legs.later),
            earlier_days=words.length(legs.earlier),
            later_days=words.length(legs.later),
            pairs="; ".join(leg_text(leg, words) for leg in legs.legs),
        )
    ]
    if legs.weekly:
        return " ".join([*sentences, _weekly_text(legs.weekly, words)])
    changes = _changes(legs)
    if changes is not None:
        ours, assessed, claims = changes
        sentences.append(
            words.gettext(
                "Between the two maps the rate differs by {maps}; counting Russian claims, which "
                "are not verified, changes it by {claims}."
            ).format(
                maps=words.difference(abs(assessed - ours), "pct").removeprefix("+"),
                claims=words.difference(claims - assessed, "pct"),
            )
        )
    sentences.append(
        words.gettext(
            "The two maps come from two publishers, and the three counts are not averaged."
        )
    )
    return " ".join(sentences)


def _weekly_text(leg: Leg, words: Wording) -> str:
    """Write the note on weekly maps that stand in for daily areas."""
    return words.gettext(
        "The daily areas of the ISW map do not cover both windows, so its weekly maps of {days} "
        "are used. They come from a different calculation, are never mixed with the daily areas "
        "and have no Russian claims. The two counts are not averaged."
    ).format(days=_listed([words.short_day(day) for day in leg.map_days], words))


def table(legs: Legs, words: Wording) -> pd.DataFrame:
    """Tabulate both windows and the change, one row a count."""
    return pd.DataFrame(
        {
            words.gettext("Count"): [words.gettext(LEG_NAMES[leg.leg_id]) for leg in legs.legs],
            words.gettext("{window}, km²").format(window=words.span(legs.earlier)): [
                words.signed(leg.earlier_km2) for leg in legs.legs
            ],
            words.gettext("{window}, km²").format(window=words.span(legs.later)): [
                words.signed(leg.later_km2) for leg in legs.legs
            ],
            words.gettext("Change"): [change(leg, words) for leg in legs.legs],
            words.gettext("As of"): [words.short_day(leg.as_of_date) for leg in legs.legs],
        }
    )
