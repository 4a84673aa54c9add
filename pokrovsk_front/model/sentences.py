"""Sentences to copy: one figure, attributed, dated and hedged, with its source and as-of.

The rules of rounding: an area is written to the square kilometre, or, rounded, to two figures
and with "about"; a percentage to the whole percent. A sentence never stands without whose map it
is, the days of the two maps and that it is a balance. Nothing here measures.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pokrovsk_front.model.breaks import Break
from pokrovsk_front.model.claims import Check, Claim
from pokrovsk_front.model.claims_text import claim_numbers, verdict_name
from pokrovsk_front.model.comparison import Comparison
from pokrovsk_front.model.front_distance import FrontDistance, Movement
from pokrovsk_front.model.gains import Gain, GrossChange
from pokrovsk_front.model.map_text import inferred_days_text
from pokrovsk_front.model.wording import Wording

Rounding = Literal["exact", "rounded"]
"""To the square kilometre, or to two figures with "about"."""

FIGURES_OF_A_ROUNDED_AREA = 2


@dataclass(frozen=True, slots=True)
class Style:
    """Style of sentences: language and rounding."""

    words: Wording
    rounding: Rounding = "exact"

    def area(self, km2: float) -> str:
        """Write an area by the rule of rounding.

        >>> Style(Wording(), "rounded").area(3386.4), Style(Wording()).area(3386.4)
        ('about 3,400 km²', '3,386 km²')
        """
        if self.rounding == "exact" or not km2 or math.isnan(km2):
            return self.words.area(km2)
        digits = FIGURES_OF_A_ROUNDED_AREA - 1 - math.floor(math.log10(abs(km2)))
        return self.words.gettext("about {area}").format(area=self.words.area(round(km2, digits)))


def _balance(gain: Gain, style: Style) -> str:
    """Write the net gain with its side; a negative gain is land regained."""
    words = style.words
    text = (
        words.gettext("Russia's net gain was {area}")
        if gain.net_km2 >= 0
        else words.gettext("Ukrainian forces regained {area} more than they lost")
    )
    return text.format(area=style.area(abs(gain.net_km2)))


def _maps(gain: Gain, words: Wording) -> str:
    return words.gettext("maps of {opening} and {closing}").format(
        opening=words.short_day(gain.opening.as_of_date),
        closing=words.short_day(gain.closing.as_of_date),
    )


def caveats(gains: Sequence[Gain], style: Style) -> list[str]:
    """Write the caveats of some gains; empty where there are none."""
    return [
        *(without_a_map(gain, style.words) for gain in gains),
        within_one_day(gains, style),
        *(redrawn(gain, style.words) for gain in gains),
        *(decisive(gain, style.words) for gain in gains),
    ]


def without_a_map(gain: Gain, words: Wording) -> str:
    """Write what a window has of the days before it, or lacks of its last, where no map is theirs.

    >>> from datetime import date
    >>> from pokrovsk_front.model.readings import Reading
    >>> from pokrovsk_front.model.windows import Window
    >>> day = date(2022, 9, 11)
    >>> opening = Reading(date(2022, 9, 10), date(2022, 9, 4), "raw", "1", 100.0)
    >>> gain = Gain(Window(day, day), opening, Reading(day, day, "raw", "2", 90.0))
    >>> without_a_map(gain, Wording())  # doctest: +NORMALIZE_WHITESPACE
    'There is no map of 10 September 2022: the figure on 11 September 2022 includes what changed
    since the map of 4 September 2022.'
    """
    _ = words.gettext
    opens = _(
        "There is no map of {asked}: the figure {over} includes what changed since the map of "
        "{used}."
    )
    closes = _(
        "There is no map of {asked}: what changed after that of {used} is not in the figure {over}."
    )
    return " ".join(
        text.format(
            asked=words.day(reading.asked_date),
            used=words.day(reading.as_of_date),
            over=words.over(gain.window),
        )
        for text, reading in zip((opens, closes), gain.readings, strict=True)
        if reading.gap_days
    )


def redrawn(gain: Gain, words: Wording) -> str:
    """Write how much of a gain is redrawn outlines, and the gain without them."""
    if not gain.breaks:
        return ""
    days = list(dict.fromkeys(words.short_day(each.as_of_date) for each in gain.breaks))
    return words.gettext(
        "Redrawn outlines ({days}) account for {redrawn} {over}; the rest is {rest}."
    ).format(
        days=", ".join(days),
        redrawn=words.signed_area(gain.redrawn_km2),
        over=words.over(gain.window),
        rest=words.signed_area(gain.net_km2 - gain.redrawn_km2),
    )


def break_text(each: Break, words: Wording) -> str:
    """Write the date, the outline and the effect of a break."""
    change = words.signed_area(each.change_km2, 1)
    return f"{words.brief_day(each.as_of_date)}: {each.redrawn}, {change}"


def decisive(gain: Gain, words: Wording) -> str:
    """Write the note on a map that changed more than all others of a window together."""
    step = gain.decisive
    if step is None:
        return ""
    return words.gettext(
        "The map of {day} alone accounts for {step} {over}; all other maps together account for "
        "{rest}. The archive does not say whether land changed hands or a line was redrawn."
    ).format(
        day=words.day(step.as_of_date),
        step=words.signed_area(step.net_km2),
        over=words.over(gain.window),
        rest=words.signed_area(gain.net_km2 - step.net_km2),
    )


def within_one_day(gains: Sequence[Gain], style: Style) -> str:
    """Write the note on maps dated within one day, and its effect on the gains.

    Nothing is said of gains between maps whose days are certain, and no figure where the other day
    gives the same one as written.
    """
    words = style.words
    readings = (reading for gain in gains for reading in gain.readings)
    inferred = {each.as_of_date for each in readings if each.is_within_one_day}
    moved = (if_later(gain, style) for gain in gains)
    return " ".join(filter(None, [inferred_days_text(sorted(inferred), words), *moved]))


def if_later(gain: Gain, style: Style) -> str:
    """Write the gain if the maps dated within one day were of the day after."""
    least_km2, max_km2 = gain.bounds_km2
    least, most = style.area(least_km2), style.area(max_km2)
    if least == most:
        return ""
    _ = style.words.gettext
    over = style.words.over(gain.window)
    if gain.net_km2 in gain.bounds_km2:
        other_km2 = max_km2 if gain.net_km2 == least_km2 else least_km2
        if max_km2 < 0:
            return _(
                "With that map a day later, Ukrainian forces would have regained {area} more than "
                "they lost {over}."
            ).format(over=over, area=style.area(-other_km2))
        return _("With that map a day later, the net gain {over} would be {area}.").format(
            over=over, area=style.area(other_km2)
        )
    if max_km2 < 0:
        return _(
            "With those maps a day later, Ukrainian forces would have regained between {least} and "
            "{most} more than they lost {over}."
        ).format(over=over, least=style.area(-max_km2), most=style.area(-least_km2))
    return _(
        "With those maps a day later, the net gain {over} would be between {least} and {most}."
    ).format(over=over, least=least, most=most)


def _opening(text: str) -> str:
    """Capitalise the first letter of a sentence."""
    return text[:1].upper() + text[1:]


def gain_sentence(gain: Gain, style: Style) -> str:
    """Write one gain: attributed, dated, hedged."""
    words = style.words
    said = words.gettext("{over}, {balance}, according to the DeepState map ({maps}).").format(
        over=_opening(words.over(gain.window)),
        balance=_balance(gain, style),
        maps=_maps(gain, words),
    )
    return " ".join(filter(None, [said, *caveats([gain], style)]))


def comparison_sentence(comparison: Comparison, style: Style) -> str:
    """Write two gains and their comparison: attributed, dated, hedged.

    Windows of different length are compared by the day, and both lengths are said.
    """
    words, earlier, later = style.words, comparison.earlier, comparison.later
    said = {
        "over_later": _opening(words.over(later.window)),
        "later": _balance(later, style),
        "over_earlier": words.over(earlier.window),
        "earlier": _balance(earlier, style),
        "later_maps": _maps(later, words),
        "earlier_maps": _maps(earlier, words),
        "later_days": words.length(later.window),
        "earlier_days": words.length(earlier.window),
        "later_pace": words.area(later.net_km2_per_day, 1),
        "earlier_pace": words.area(earlier.net_km2_per_day, 1),
        "area": style.area(earlier.net_km2),
    }
    change = comparison.change_pct
    if change is not None and not round(change):
        return _level_template(words, is_like_for_like=comparison.is_like_for_like).format(
            level=_level(comparison, words), **said
        )
    template = _comparison_template(change, words, is_like_for_like=comparison.is_like_for_like)
    pct = "" if change is None else words.percent(abs(change))
    sentence = template.format(pct=pct, **said)
    return " ".join(filter(None, [sentence, *caveats(comparison.gains, style)]))


def _level(comparison: Comparison, words: Wording) -> str:
    """Write that two gains differ by less than half a percent, or not at all."""
    _ = words.gettext
    is_equal = comparison.earlier.net_km2_per_day == comparison.later.net_km2_per_day
    return _("as much as") if is_equal else _("about as much as")


def _level_template(words: Wording, *, is_like_for_like: bool) -> str:
    _ = words.gettext
    if is_like_for_like:
        return _(
            "{over_later}, {later}, {level} {over_earlier} ({area}), according to the DeepState "
            "map ({later_maps}; {earlier_maps})."
        )
    return _(
        "{over_later}, {later}: {later_pace} a day over {later_days}, {level} "
        "{over_earlier} ({area}, {earlier_pace} a day over {earlier_days}), according to the "
        "DeepState map ({later_maps}; {earlier_maps})."
    )


def _comparison_template(
    change_pct: float | None, words: Wording, *, is_like_for_like: bool
) -> str:
    _ = words.gettext
    is_more = None if change_pct is None else change_pct >= 0
    match is_more, is_like_for_like:
        case None, True:
            return _(
                "{over_later}, {later}, and {over_earlier}, {earlier}, according to the DeepState "
                "map ({later_maps}; {earlier_maps})."
            )
        case None, False:
            return _(
                "{over_later} ({later_days}), {later}, and {over_earlier} ({earlier_days}), "
                "{earlier}, according to the DeepState map ({later_maps}; {earlier_maps})."
            )
        case True, True:
            return _(
                "{over_later}, {later}, {pct} more than {over_earlier} ({area}), according to the "
                "DeepState map ({later_maps}; {earlier_maps})."
            )
        case False, True:
            return _(
                "{over_later}, {later}, {pct} less than {over_earlier} ({area}), according to the "
                "DeepState map ({later_maps}; {earlier_maps})."
            )
        case True, False:
            return _(
                "{over_later}, {later}: {later_pace} a day over {later_days}, {pct} more a day "
                "than {over_earlier} ({area}, {earlier_pace} a day over {earlier_days}), according "
                "to the DeepState map ({later_maps}; {earlier_maps})."
            )
    return _(
        "{over_later}, {later}: {later_pace} a day over {later_days}, {pct} less a day than "
        "{over_earlier} ({area}, {earlier_pace} a day over {earlier_days}), according to the "
        "DeepState map ({later_maps}; {earlier_maps})."
    )


def claim_sentence(claim: Claim, check: Check, source: str, style: Style) -> str:
    """Write a claim and its check: attributed, dated, with its numbers.

    Args:
        claim: The claim in our words.
        check: What `measures.check` found.
        source: Who printed it, with the day, as a reader should see it.
        style: Language; a printed figure is never rounded again.
    """
    words = style.words
    return words.gettext(
        "{claim} Said by {who}, as of {day} ({source}). Checked here: {found}."
    ).format(
        claim=claim.claim,
        who=claim.attributed_to,
        day=words.short_day(claim.as_of_date),
        source=source,
        found=", ".join([verdict_name(check.verdict, words), *claim_numbers(claim, check, words)]),
    )


def method_text(
    comparison: Comparison, gross: tuple[GrossChange, GrossChange], style: Style
) -> str:
    """Write the method of a comparison: net, gross, pace and exclusions.

    Args:
        comparison: The two gains.
        gross: What was gained and regained in the earlier and in the later window.
        style: Language and rounding.

    Returns:
        Three sentences, the first that of `comparison_sentence`.
    """
    words, earlier, later = style.words, comparison.earlier, comparison.later
    return " ".join(
        [
            comparison_sentence(comparison, style),
            words.gettext(
                "Each figure is the occupied area on the map at the end of the last day less "
                "that on the eve of the first, Kyiv time. The grey zone is excluded and Crimea "
                "included; land lost and retaken in between cancels out. From map to map, "
                "{later_gained} came under Russian control and {later_regained} were regained in "
                "the later window of {later_days}; {earlier_gained} and {earlier_regained} in "
                "the earlier one of {earlier_days}."
            ).format(
                later_gained=style.area(gross[1].gained_km2),
                later_regained=style.area(gross[1].regained_km2),
                earlier_gained=style.area(gross[0].gained_km2),
                earlier_regained=style.area(gross[0].regained_km2),
                later_days=words.length(later.window),
                earlier_days=words.length(earlier.window),
            ),
            words.gettext(
                "A map's day is the day it was published: some sectors are held back on request."
            ),
        ]
    )


def distance_sentence(names: tuple[str, str], km: float, words: Wording) -> str:
    """Write the distance of two places, and what it is measured between."""
    return words.gettext(
        "The centres of {one} and {other} are {distance} apart, measured over the WGS84 ellipsoid; "
        "a road is never shorter."
    ).format(one=names[0], other=names[1], distance=words.distance(km, 1))


def front_distance_sentence(distance: FrontDistance, name: str, words: Wording) -> str:
    """Write the distance of a place to the front on the map of a day."""
    text = (
        words.gettext(
            "The centre of {place} lies inside Russian-occupied land on the DeepState map of {day}."
        )
        if distance.is_inside
        else words.gettext(
            "The nearest Russian-occupied land is {distance} from the centre of {place} on the "
            "DeepState map of {day}."
        )
    )
    return text.format(
        place=name,
        distance=words.distance(distance.distance_km, 1),
        day=words.day(distance.reading.as_of_date),
    )


def movement_sentence(moved: Movement, name: str, words: Wording) -> str:
    """Write how the front moved towards or away from a place between two maps.

    A movement that rounds to nothing is said to be none, one map alone shows none, and a centre
    inside occupied land is never given as a distance.
    """
    earlier, later = moved.earlier, moved.later
    if earlier.reading.as_of_date == later.reading.as_of_date:
        return front_distance_sentence(later, name, words)
    if earlier.is_inside and later.is_inside:
        text = words.gettext(
            "The centre of {place} lies inside Russian-occupied land both on {first} and on "
            "{last}, according to the DeepState map."
        )
    elif later.is_inside:
        text = words.gettext(
            "The front moved {moved} towards {place} between {first} and {last}, up to its centre, "
            "which lies inside Russian-occupied land on the later day, according to the DeepState "
            "map."
        )
    elif earlier.is_inside:
        text = words.gettext(
            "The front moved {moved} away from {place} between {first} and {last}; its centre lay "
            "inside Russian-occupied land on the earlier day, according to the DeepState map."
        )
    elif not round(moved.towards_km, 1):
        text = words.gettext(
            "The front was as far from {place} on {first} as on {last}, {after} from its centre, "
            "according to the DeepState map."
        )
    elif moved.towards_km > 0:
        text = words.gettext(
            "The front moved {moved} towards {place} between {first} and {last}, from {before} to "
            "{after} from its centre, according to the DeepState map."
        )
    else:
        text = words.gettext(
            "The front moved {moved} away from {place} between {first} and {last}, from {before} "
            "to {after} from its centre, according to the DeepState map."
        )
    said = text.format(
        place=name,
        moved=words.distance(abs(moved.towards_km), 1),
        before=words.distance(earlier.distance_km, 1),
        after=words.distance(later.distance_km, 1),
        first=words.day(earlier.reading.as_of_date),
        last=words.day(later.reading.as_of_date),
    )
    days = {
        distance.reading.as_of_date
        for distance in (earlier, later)
        if distance.reading.is_within_one_day
    }
    return " ".join(filter(None, [said, inferred_days_text(sorted(days), words)]))
