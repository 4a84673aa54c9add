"""Share of a city in a headline: the area that is meant, its parts on a day, and the measure.

The map in the browser fills the same sentences while the day moves.
"""

from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.place_share import Measure, MeasuredArea, PlaceShare
from pokrovsk_front.model.place_share_text import share_text
from pokrovsk_front.model.wording import Wording

HEADLINE = N_("{area}: {occupied} occupied, {grey} in the grey zone on {day}")
HEADLINE_NO_GREY = N_("{area}: {occupied} occupied on {day}; grey zone not known")
LINE = N_("{measure}, {km2}; neither occupied nor grey: {neither}.")
LINE_NO_GREY = N_("{measure}, {km2}; the map of this day does not show the grey zone.")

MEASURES: dict[Measure, str] = {
    Measure.OUTLINE: N_("Settlement outline"),
    Measure.HROMADA: N_("Hromada"),
    Measure.WITHIN_5_KM: N_("Within 5 km"),
}
"""Names of the measures for a choice and at the head of a line."""


def subject(area: MeasuredArea, name: str, words: Wording) -> str:
    """Name an area where its share is the predicate.

    Args:
        area: The area.
        name: The name of its place or hromada in the reader's language.
        words: The reader's language.
    """
    if area.measure == Measure.WITHIN_5_KM:
        return words.gettext("{place} and 5 km around").format(place=name)
    return name


def measure_name(measure: str, words: Wording) -> str:
    """Name a measure, as in a choice."""
    return words.gettext(MEASURES[Measure(measure)])


def headline(share: PlaceShare, name: str, words: Wording) -> str:
    """Write how much of an area is occupied and in the grey zone on the map of a day."""
    text = HEADLINE_NO_GREY if share.grey_pct is None else HEADLINE
    return words.gettext(text).format(
        area=subject(share.area, name, words), **_values(share, words)
    )


def measure_line(share: PlaceShare, words: Wording) -> str:
    """Write what the headline is a share of, and how much of it is neither occupied nor grey."""
    text = LINE_NO_GREY if share.neither_pct is None else LINE
    area = share.area
    return words.gettext(text).format(
        measure=measure_name(area.measure, words),
        km2=words.area(area.area_km2, 1),
        **_values(share, words),
    )


def _values(share: PlaceShare, words: Wording) -> dict[str, str]:
    return {
        "occupied": share_text(share.occupied_pct, words),
        "grey": share_text(share.grey_pct or 0.0, words),
        "neither": share_text(share.neither_pct or 0.0, words),
        "day": words.day(share.reading.as_of_date),
    }
