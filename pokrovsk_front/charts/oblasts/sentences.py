"""Headline, texts and table of the chart by oblast."""

import pandas as pd

from pokrovsk_front.charts.oblasts.sides import MIN_CHANGE_KM2, Side
from pokrovsk_front.model.shares import (
    CLAIMED_REGIONS,
    OBLAST_NAMES,
)
from pokrovsk_front.model.wording import Wording

NOT_AN_OBLAST = ("–", "–", "–")
"""Cells without a value, of the last three rows of the table."""


def headline(shown: list[str], sides: tuple[Side, Side], words: Wording) -> str:
    """Write the headline: the oblast with the largest net change of the later window."""
    earlier, later = sides
    spans = {
        "later": words.span(later.gain.window),
        "earlier": words.span_again(earlier.gain.window, later.gain.window),
    }
    if not shown:
        return words.gettext("The map did not move by {area} in any oblast").format(
            area=words.area(MIN_CHANGE_KM2)
        )
    largest = max(shown, key=lambda iso: abs(later.net_km2(iso)))
    net_km2 = later.net_km2(largest)
    template_text = (
        words.gettext(
            "{oblast} saw the largest net gain: {later_area} ({later}), against "
            "{earlier_area} ({earlier})"
        )
        if net_km2 >= 0
        else words.gettext(
            "Ukrainian forces regained most in {oblast}: net {later_area} ({later}), against "
            "{earlier_area} ({earlier})"
        )
    )
    return template_text.format(
        oblast=words.gettext(OBLAST_NAMES[largest]),
        later_area=words.area(net_km2),
        earlier_area=words.area(earlier.net_km2(largest)),
        **spans,
    )


def alt(shown: list[str], sides: tuple[Side, Side], words: Wording) -> str:
    """Describe the chart for a reader who cannot see it."""
    if not shown:
        return words.gettext("An empty chart: no oblast changed.")
    largest = ", ".join(
        words.gettext("{oblast} {later_area} against {earlier_area}").format(
            oblast=words.gettext(OBLAST_NAMES[iso]),
            later_area=words.signed_area(sides[1].net_km2(iso)),
            earlier_area=words.signed_area(sides[0].net_km2(iso)),
        )
        for iso in shown[:3]
    )
    return words.gettext(
        "Small line charts of net gain by day, one for each oblast, {later} against {earlier}: "
        "{largest}."
    ).format(
        later=words.span(sides[1].gain.window),
        earlier=words.span(sides[0].gain.window),
        largest=largest,
    )


def long_text(sides: tuple[Side, Side], words: Wording) -> str:
    """Write the long text: claimed regions, Crimea, and land in no oblast."""
    sentences = [
        words.gettext(
            "Net gain of {span}: {inside} in the four claimed regions and {outside} in other "
            "oblasts, measured on the DeepState maps of {opening} and {closing}."
        ).format(
            span=words.span(side.gain.window),
            inside=words.area(side.gain.claimed_regions_km2),
            outside=words.area(side.gain.elsewhere_km2),
            opening=words.short_day(side.gain.opening_as_of_date),
            closing=words.short_day(side.gain.closing_as_of_date),
        )
        for side in reversed(sides)
    ]
    sentences.append(_claimed_text(sides[1], words))
    if any(abs(side.net_km2("UA-43")) >= MIN_CHANGE_KM2 for side in sides):
        sentences.append(
            words.gettext(
                "Crimea was occupied before 2022: a change there is a redrawn outline, not a "
                "movement of the front."
            )
        )
    sentences.append(
        words.gettext(
            "Each map is cut exactly at the oblast borders. On the map of {day}, {area} of the "
            "occupied land lie outside every oblast, beyond the borders and the coast, and are "
            "not in any panel."
        ).format(
            day=words.short_day(sides[1].gain.closing_as_of_date),
            area=words.area(sides[1].in_no_oblast_km2, 1),
        )
    )
    return " ".join(filter(None, [*sentences, words.rounding_note]))


def _claimed_text(side: Side, words: Wording) -> str:
    """Write the occupied share of each claimed region on the closing map."""
    parts = [each for each in side.gain.oblasts if each.oblast_iso in CLAIMED_REGIONS]
    listed = ", ".join(
        f"{words.gettext(OBLAST_NAMES[each.oblast_iso])} {words.percent(each.closing_pct, 1)}"
        for each in sorted(parts, key=lambda each: -each.closing_pct)
    )
    return listed and words.gettext(
        "On the map of {day} the occupied share of the land of each claimed region was: {listed}."
    ).format(day=words.short_day(side.gain.closing_as_of_date), listed=listed)


def table(shown: list[str], sides: tuple[Side, Side], words: Wording) -> pd.DataFrame:
    """Tabulate the panels, the other oblasts, land in no oblast, and all occupied land."""
    _ = words.gettext
    panels = [[side.net_km2(iso) for iso in shown] for side in sides]
    columns: dict[str, list[str]] = {
        _("Oblast"): [
            *(_(OBLAST_NAMES[iso]) for iso in shown),
            _("Other oblasts"),
            _("In no oblast"),
            _("All occupied land"),
        ],
        _("Claimed region"): [
            *(_("yes") if iso in CLAIMED_REGIONS else _("no") for iso in shown),
            *NOT_AN_OBLAST,
        ],
        _("Land of the oblast, km²"): [
            *(words.number(part.land_km2) for part in sides[1].parts(shown)),
            *NOT_AN_OBLAST,
        ],
    }
    nets = [
        [
            *nets,
            side.gain.net_km2 - sum(nets),
            side.whole.net_km2 - side.gain.net_km2,
            side.whole.net_km2,
        ]
        for side, nets in zip(sides, panels, strict=True)
    ]
    for side, values in zip(sides, nets, strict=True):
        column = _("{window}, km²").format(window=side.name)
        columns[column] = [words.signed(value) for value in values]
    columns[_("Difference, km²")] = [
        words.signed(second - first) for first, second in zip(*nets, strict=True)
    ]
    for side in sides:
        parts = side.parts(shown)
        net = _("{window}, share of the oblast's land, %").format(window=side.name)
        columns[net] = [*(words.signed_percent(part.net_pct, 1) for part in parts), *NOT_AN_OBLAST]
    later = sides[1]
    occupied = _("Occupied on {day}, share of the oblast's land, %").format(
        day=words.short_day(later.gain.closing_as_of_date)
    )
    parts = later.parts(shown)
    columns[occupied] = [*(words.percent(part.closing_pct, 1) for part in parts), *NOT_AN_OBLAST]
    return pd.DataFrame(columns)
