"""What is said of the grey zone: how large it was, and what a net change is with it counted in."""

from pokrovsk_front.model.comparison import Comparison
from pokrovsk_front.model.gains import Gain, Reading, window_change_pct
from pokrovsk_front.model.isw import GreyShare
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.sentences import Style
from pokrovsk_front.model.wording import Wording

KNOWN = N_("The grey zone of unknown status, counted apart, was {area} on {day}.")
NOT_KNOWN = N_(
    "The grey zone of {day} is not known: the archive kept only the outline of occupied land from "
    "that day's map."
)


def grey_zone_on(reading: Reading, words: Wording) -> str:
    """Say how large the grey zone was on a map, or that the map does not tell it."""
    return words.gettext(KNOWN if reading.is_grey_zone_known else NOT_KNOWN).format(
        area=words.area(reading.grey_zone_km2), day=words.day(reading.as_of_date)
    )


def grey_zone_between(earlier: Reading, later: Reading, words: Wording) -> str:
    """Say how large the grey zone was on two maps, or which of them does not tell it."""
    if earlier.is_grey_zone_known and later.is_grey_zone_known:
        return words.gettext(
            "The grey zone of unknown status, counted apart, was {before} on {first} and {after} "
            "on {second}."
        ).format(
            before=words.area(earlier.grey_zone_km2),
            first=words.day(earlier.as_of_date),
            after=words.area(later.grey_zone_km2),
            second=words.day(later.as_of_date),
        )
    return " ".join(grey_zone_on(each, words) for each in (earlier, later))


def grey_zone_change(gain: Gain, style: Style) -> str:
    """Say the net change of a window with the grey zone counted in, and the zone at both ends.

    Empty where one of the two maps does not tell the grey zone.
    """
    words = style.words
    if not (gain.opening.is_grey_zone_known and gain.closing.is_grey_zone_known):
        return ""
    return words.gettext(
        "With the grey zone of unknown status counted in ({before} on {opening}, {after} on "
        "{closing}), the net change was {net}."
    ).format(
        before=style.area(gain.opening.grey_zone_km2),
        opening=words.short_day(gain.opening.as_of_date),
        after=style.area(gain.closing.grey_zone_km2),
        closing=words.short_day(gain.closing.as_of_date),
        net=words.signed_area(gain.net_with_grey_zone_km2),
    )


def grey_zone_ends(gain: Gain, words: Wording) -> str:
    """Name the land areas at both ends of a window with the grey zone counted in, or what lacks."""
    lacking = [each for each in (gain.opening, gain.closing) if not each.is_grey_zone_known]
    if lacking:
        days = [words.short_day(each.as_of_date) for each in lacking]
        text = (
            words.gettext("{window}: the grey zone is not known on the map of {opening}.")
            if len(lacking) == 1
            else words.gettext(
                "{window}: the grey zone is not known on the maps of {opening} and {closing}."
            )
        )
        return text.format(window=words.span(gain.window), opening=days[0], closing=days[-1])
    return words.gettext(
        "{window}, with the grey zone counted in: from {before} on {opening} ({before_grey} of it "
        "grey) to {after} on {closing} ({after_grey} grey), a net change of {net}."
    ).format(
        window=words.span(gain.window),
        before=words.area(gain.opening.with_grey_zone_km2),
        opening=words.short_day(gain.opening.as_of_date),
        before_grey=words.area(gain.opening.grey_zone_km2),
        after=words.area(gain.closing.with_grey_zone_km2),
        closing=words.short_day(gain.closing.as_of_date),
        after_grey=words.area(gain.closing.grey_zone_km2),
        net=words.signed_area(gain.net_with_grey_zone_km2),
    )


def growth_with_grey_zone(comparison: Comparison, style: Style) -> str:
    """Say both net changes with the grey zone counted in, and the growth from one to the other.

    Windows of different length are compared by the day. Empty where one of the four maps does
    not tell the grey zone.
    """
    words, (earlier, later) = style.words, comparison.gains
    grown = earlier.net_with_grey_zone_km2, later.net_with_grey_zone_km2
    if any(km2 != km2 for km2 in grown):
        return ""
    said = words.gettext(
        "With the grey zone of unknown status counted in, the net change was {later_net} "
        "{over_later} and {earlier_net} {over_earlier}"
    ).format(
        later_net=words.signed_area(grown[1]),
        over_later=words.over(later.window),
        earlier_net=words.signed_area(grown[0]),
        over_earlier=words.over(earlier.window),
    )
    if min(grown) > 0:
        pct = words.signed_percent(window_change_pct(grown[1], grown[0], *comparison.windows))
        said += f" ({words.per_day(pct, *comparison.windows)})"
    return f"{said}."


def grey_share_text(shared: GreyShare, words: Wording) -> str:
    """Say how much of what ISW counts in Donetsk oblast and DeepState does not is grey."""
    return words.messages.ngettext(
        "Most of what ISW counts in Donetsk oblast and DeepState does not lies in DeepState's grey "
        "zone: {mean} on average over {weeks} weekly map from {first} to {last}, {least} at least "
        "and {most} at most.",
        "Most of what ISW counts in Donetsk oblast and DeepState does not lies in DeepState's grey "
        "zone: {mean} on average over {weeks} weekly maps from {first} to {last}, {least} at least "
        "and {most} at most.",
        shared.weeks,
    ).format(
        mean=words.percent(shared.mean_pct, 1),
        weeks=words.number(shared.weeks),
        first=words.day(shared.first),
        last=words.day(shared.last),
        least=words.percent(shared.least_pct, 1),
        most=words.percent(shared.most_pct, 1),
    )
