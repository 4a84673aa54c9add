"""Sentences about the grey zone: its size, and net changes with it included."""

from pokrovsk_front.model.comparison import Comparison
from pokrovsk_front.model.gains import Gain, window_change_pct
from pokrovsk_front.model.isw import GreyShare
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.readings import Reading
from pokrovsk_front.model.sentences import Style
from pokrovsk_front.model.wording import Wording

KNOWN = N_("The grey zone of unknown status, counted separately, was {area} on {day}.")
NOT_KNOWN = N_(
    "The grey zone of {day} is not known: the archive kept only the outline of occupied land from "
    "that day's map."
)

BETWEEN = N_(
    "The grey zone of unknown status, counted separately, was {before} on {first} and {after} on "
    "{second}."
)


def grey_zone_on(reading: Reading, words: Wording) -> str:
    """Write the size of the grey zone on a map, or that it is unknown."""
    km2, day = reading.grey_zone_km2, words.day(reading.as_of_date)
    if km2 is None:
        return words.gettext(NOT_KNOWN).format(day=day)
    return words.gettext(KNOWN).format(area=words.area(km2), day=day)


def grey_zone_between(earlier: Reading, later: Reading, words: Wording) -> str:
    """Write the size of the grey zone on two maps, or where it is unknown."""
    before, after = earlier.grey_zone_km2, later.grey_zone_km2
    if before is None or after is None:
        return " ".join(grey_zone_on(each, words) for each in (earlier, later))
    return words.gettext(BETWEEN).format(
        before=words.area(before),
        first=words.day(earlier.as_of_date),
        after=words.area(after),
        second=words.day(later.as_of_date),
    )


def grey_zone_change(gain: Gain, style: Style) -> str:
    """Write the net change with the grey zone included, and the zone at both ends.

    Empty where one of the two maps does not tell the grey zone.
    """
    words, net_km2 = style.words, gain.net_with_grey_zone_km2
    before, after = gain.opening.grey_zone_km2, gain.closing.grey_zone_km2
    if before is None or after is None or net_km2 is None:
        return ""
    return words.gettext(
        "With the grey zone of unknown status included ({before} on {opening}, {after} on "
        "{closing}), the net change was {net}."
    ).format(
        before=style.area(before),
        opening=words.short_day(gain.opening.as_of_date),
        after=style.area(after),
        closing=words.short_day(gain.closing.as_of_date),
        net=words.signed_area(net_km2),
    )


def grey_zone_ends(gain: Gain, words: Wording) -> str:
    """Write both ends of a window with the grey zone included, or where it is unknown."""
    net_km2 = gain.net_with_grey_zone_km2
    if net_km2 is None:
        return _lacking(gain, words)
    before, after = (
        (words.area(each.with_grey_zone_km2 or 0), words.area(each.grey_zone_km2 or 0))
        for each in (gain.opening, gain.closing)
    )
    return words.gettext(
        "{window}, with the grey zone included: from {before} on {opening} ({before_grey} of it "
        "grey) to {after} on {closing} ({after_grey} grey), a net change of {net}."
    ).format(
        window=words.span(gain.window),
        before=before[0],
        opening=words.short_day(gain.opening.as_of_date),
        before_grey=before[1],
        after=after[0],
        closing=words.short_day(gain.closing.as_of_date),
        after_grey=after[1],
        net=words.signed_area(net_km2),
    )


def _lacking(gain: Gain, words: Wording) -> str:
    """Write which maps of a window have no known grey zone."""
    days = [
        words.short_day(each.as_of_date)
        for each in (gain.opening, gain.closing)
        if each.grey_zone_km2 is None
    ]
    text = (
        words.gettext("{window}: the grey zone is not known on the map of {opening}.")
        if len(days) == 1
        else words.gettext(
            "{window}: the grey zone is not known on the maps of {opening} and {closing}."
        )
    )
    return text.format(window=words.span(gain.window), opening=days[0], closing=days[-1])


def growth_with_grey_zone(comparison: Comparison, style: Style) -> str:
    """Write both net changes with the grey zone included, and the growth between them.

    Windows of different length are compared by the day. Empty where one of the four maps does
    not tell the grey zone.
    """
    words, (earlier, later) = style.words, comparison.gains
    earlier_km2, later_km2 = earlier.net_with_grey_zone_km2, later.net_with_grey_zone_km2
    if earlier_km2 is None or later_km2 is None:
        return ""
    said = words.gettext(
        "With the grey zone of unknown status included, the net change was {later_net} "
        "{over_later} and {earlier_net} {over_earlier}"
    ).format(
        later_net=words.signed_area(later_km2),
        over_later=words.over(later.window),
        earlier_net=words.signed_area(earlier_km2),
        over_earlier=words.over(earlier.window),
    )
    if min(earlier_km2, later_km2) > 0:
        pct = words.signed_percent(window_change_pct(later_km2, earlier_km2, *comparison.windows))
        said += f" ({words.per_day(pct, *comparison.windows)})"
    return f"{said}."


def grey_share_text(shared: GreyShare, words: Wording) -> str:
    """Write the grey share of the land in Donetsk oblast that ISW alone counts."""
    return words.messages.ngettext(
        "Most of the land in Donetsk oblast that only ISW counts lies in DeepState's grey zone: "
        "{mean} on average over {weeks} weekly map from {first} to {last} ({least} to {most}).",
        "Most of the land in Donetsk oblast that only ISW counts lies in DeepState's grey zone: "
        "{mean} on average over {weeks} weekly maps from {first} to {last} ({least} to {most}).",
        shared.weeks,
    ).format(
        mean=words.percent(shared.mean_pct, 1),
        weeks=words.number(shared.weeks),
        first=words.day(shared.first),
        last=words.day(shared.last),
        least=words.percent(shared.least_pct, 1),
        most=words.percent(shared.max_pct, 1),
    )
