"""All places by how much of the land around them is occupied, as rows and as HTML.

They are compared by the one measure that all have: what lies within 5 km of the centre.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

import numpy as np
import pandas as pd
from markupsafe import Markup

from pokrovsk_front.catalog.library_in_language import LibraryInLanguage
from pokrovsk_front.charts.template import COLOURS
from pokrovsk_front.model import city_text
from pokrovsk_front.model.cells import RECENT_ERA_FIRST_DAY
from pokrovsk_front.model.figure import Scheme
from pokrovsk_front.model.gazetteer import alphabetical
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.place_share import Measure, PlaceShare
from pokrovsk_front.model.place_share_text import share_text
from pokrovsk_front.model.wording import Wording

BY_SHARE, BY_DISTANCE, BY_NAME = "share", "distance", "name"
ORDERS: dict[str, str] = {
    BY_SHARE: N_("By share"),
    BY_DISTANCE: N_("By distance"),
    BY_NAME: N_("By name"),
}
LEAD = N_(
    "The land within 5 km of the centre is the one measure that every place has; on the coast the "
    "sea counts as not occupied."
)
SMALL_CHARTS = N_("Small charts: occupied land dark, grey zone light, end of 2023 to {day}.")
SORTED_BY_SHARE = N_(
    "First the places that are partly occupied or grey, then those that are wholly occupied, then "
    "the rest."
)

LIST_LABEL = N_("All places with their shares")

SPARK_HEIGHT = 100
ALL_PCT = 99.95
"""From here on a share is written as all of it."""


@dataclass(frozen=True, slots=True)
class ListedCity:
    """A place of the list.

    Attributes:
        place_id: The place.
        name: Its name in the reader's language.
        around: The share of the land within 5 km of its centre, on the last map.
        outline: The share of its outline; None where it has none.
        distance_km: From its centre to occupied land on the last map, 0 inside.
        months: `occupied_pct` and `grey_pct` of the last map of each month since the end of 2023.
    """

    place_id: str
    name: str
    around: PlaceShare
    outline: PlaceShare | None
    distance_km: float
    months: pd.DataFrame


def cities(texts: LibraryInLanguage) -> list[ListedCity]:
    """List all places with their shares on the last map."""
    library = texts.library
    shares, day = library.place_shares, library.latest_day
    on_day = library.distances_on(day)
    distances = dict(zip(on_day["place_id"], on_day["distance_km"], strict=True))
    found = []
    for place_id, name in texts.place_names.items():
        own = shares.of_place(place_id)
        by_day = shares.by_day(own[Measure.WITHIN_5_KM].area_id)
        outline = own.get(Measure.OUTLINE)
        found.append(
            ListedCity(
                place_id=place_id,
                name=name,
                around=shares.on(own[Measure.WITHIN_5_KM].area_id, day),
                outline=shares.on(outline.area_id, day) if outline else None,
                distance_km=float(distances[place_id]),
                months=_months(by_day),
            )
        )
    return found


def _months(by_day: pd.DataFrame) -> pd.DataFrame:
    recent = by_day[by_day["as_of_date"] >= pd.Timestamp(RECENT_ERA_FIRST_DAY)]
    return recent.groupby(recent["as_of_date"].dt.to_period("M")).tail(1)


def in_order(listed: Iterable[ListedCity], order: str) -> list[ListedCity]:
    """Sort the places: by share and what is grey, by distance, or by name."""
    by_name = sorted(listed, key=lambda each: alphabetical(each.name))
    if order == BY_SHARE:
        return sorted(by_name, key=_by_share)
    if order == BY_DISTANCE:
        return sorted(by_name, key=lambda each: (each.distance_km == 0, each.distance_km))
    return by_name


def _by_share(city: ListedCity) -> tuple[int, float, float, float]:
    """Put what is contested first, then what is wholly occupied, then the rest by distance."""
    occupied_pct, grey_pct = city.around.occupied_pct, city.around.grey_pct or 0.0
    if occupied_pct >= ALL_PCT:
        return 1, 0.0, 0.0, city.distance_km
    if round(occupied_pct + grey_pct, 1) == 0:
        return 2, 0.0, 0.0, city.distance_km
    return 0, -round(occupied_pct, 1), -round(grey_pct, 1), city.distance_km


def rows(listed: Sequence[ListedCity], words: Wording) -> pd.DataFrame:
    """Tabulate the places in words, for a spreadsheet."""
    _ = words.gettext
    return pd.DataFrame(
        [
            {
                _("Place"): city.name,
                _("Within 5 km: occupied"): share_text(city.around.occupied_pct, words),
                _("Within 5 km: grey zone"): _grey(city.around, words),
                _("Settlement outline: occupied"): _outline(city, words),
                _("From its centre to occupied land"): _distance(city, words),
            }
            for city in listed
        ]
    )


def linked_rows(
    listed: Sequence[ListedCity],
    addresses: Mapping[str, str],
    schemes: Sequence[Scheme],
    words: Wording,
) -> pd.DataFrame:
    """Tabulate the places as HTML: names that link, small charts, shares and distances.

    Args:
        listed: The places in the order to show.
        addresses: Where a place has its page, by `place_id`; one that is not in it has none.
        schemes: Light or dark, of the small charts; drawn in both, a page shows one of the two by
            their classes `in-light` and `in-dark`.
        words: The reader's language.
    """
    _ = words.gettext
    return pd.DataFrame(
        [
            {
                _("Place"): _linked(city, addresses),
                _("Since 2024"): _sparks(city.months, schemes),
                _("Within 5 km"): _around(city, words),
                city_text.measure_name(Measure.OUTLINE, words): _outline(city, words),
                _("Centre to occupied land"): _distance(city, words),
            }
            for city in listed
        ],
        dtype=object,  # as texts the cells would be escaped
    )


def lead(shown_order: str, words: Wording) -> str:
    """Say before the list what it compares and, where it is by share, how it is sorted."""
    said = words.gettext(LEAD)
    return f"{said} {words.gettext(SORTED_BY_SHARE)}" if shown_order == BY_SHARE else said


def small_charts(day: date, words: Wording) -> str:
    """Say after the list what its small charts show."""
    return words.gettext(SMALL_CHARTS).format(day=words.day(day))


def _linked(city: ListedCity, addresses: Mapping[str, str]) -> str:
    if city.place_id not in addresses:
        return city.name
    link = Markup("<a href='{}' target='_self'>{}</a>")
    return link.format(addresses[city.place_id], city.name)


def _around(city: ListedCity, words: Wording) -> str:
    return words.gettext("{occupied} occupied, {grey} grey").format(
        occupied=share_text(city.around.occupied_pct, words), grey=_grey(city.around, words)
    )


def _grey(share: PlaceShare, words: Wording) -> str:
    if share.grey_pct is None:
        return words.gettext("unknown")
    return share_text(share.grey_pct, words)


def _outline(city: ListedCity, words: Wording) -> str:
    if city.outline is None:
        return words.gettext("no outline")
    return words.gettext("{occupied} occupied").format(
        occupied=share_text(city.outline.occupied_pct, words)
    )


def _distance(city: ListedCity, words: Wording) -> str:
    return words.distance(city.distance_km, 1) if city.distance_km else words.gettext("inside")


def _sparks(months: pd.DataFrame, schemes: Sequence[Scheme]) -> Markup:
    drawn = {
        scheme: spark(months, (COLOURS[scheme]["later"], COLOURS[scheme]["axis"]))
        for scheme in schemes
    }
    if len(drawn) == 1:
        return Markup("").join(drawn.values())
    box = Markup("<span class='in-{}'>{}</span>")
    return Markup("").join(box.format(*each) for each in drawn.items())


def spark(months: pd.DataFrame, colours: tuple[str, str]) -> Markup:
    """Draw occupied land and the grey zone on it by month, as a small picture without words."""
    occupied = months["occupied_pct"].to_numpy().round().astype(int)
    top = np.minimum(occupied + months["grey_pct"].fillna(0.0).to_numpy().round().astype(int), 100)
    areas = Markup("").join(
        Markup("<path fill='{}' d='{}'/>").format(colour, _steps(pct))
        for colour, pct in ((colours[1], top), (colours[0], occupied))
        if pct.any()
    )
    svg = Markup(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {} {}' preserveAspectRatio='none'>"
        "{}</svg>"
    ).format(len(occupied), SPARK_HEIGHT, areas)
    # As an image: a page lets no SVG into its own text.
    return Markup("<img alt='' src='data:image/svg+xml,{}'>").format(quote(svg, safe="/:='< >"))


def _steps(pct: np.ndarray) -> str:
    heights = "".join(f"V{SPARK_HEIGHT - value}h1" for value in pct.tolist())
    return f"M0 {SPARK_HEIGHT}{heights}V{SPARK_HEIGHT}z"
