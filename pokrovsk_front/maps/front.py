"""The map of the front on one day: base map, occupied land, places."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import pydeck as pdk

from pokrovsk_front.maps import layers
from pokrovsk_front.maps.labels import placed_labels
from pokrovsk_front.maps.palette import PALETTES, Scheme
from pokrovsk_front.maps.views import View
from pokrovsk_front.model.cells import day_number


@dataclass(frozen=True, slots=True)
class MapUrls:
    """The files that the browser loads: relative URLs under app/static, with their hash."""

    style_light: str
    style_dark: str
    before_2022: str
    always_occupied: str
    cells: str

    def style(self, scheme: Scheme) -> str:
        """Give the base map's style for a scheme."""
        return self.style_dark if scheme == "dark" else self.style_light


def _named(places: pd.DataFrame, locale: str) -> pd.DataFrame:
    """Choose the names of a locale and leave off what tells namesakes apart in a list."""
    column = f"name_{locale}" if f"name_{locale}" in places.columns else "name"
    return places.assign(name=places[column].str.replace(r"\s*\(.*\)$", "", regex=True))


def front_deck(
    *,
    day: date,
    places: pd.DataFrame,
    urls: MapUrls,
    view: View,
    scheme: Scheme,
    locale: str = "en",
) -> pdk.Deck:
    """Put the map of one day together.

    The deck draws the state that the archive gives for the day; whether the archive has an
    edition of that very day is for the page to say beside it.

    Args:
        day: The Kyiv day.
        places: `latitude_deg`, `longitude_deg`, `label_rank` (1 the greatest) and either
            `name` or `name_en`, `name_uk`.
        urls: Where the browser finds the large files.
        view: Where the camera stands; it also says how small a place is named.
        scheme: Light or dark.
        locale: Language of the names.

    Returns:
        A deck that calls no tile server and has no tooltip.
    """
    palette = PALETTES[scheme]
    labels = placed_labels(_named(places, locale), view=view)
    return pdk.Deck(
        layers=[
            layers.before_2022_layer(urls.before_2022, palette=palette),
            layers.always_occupied_layer(urls.always_occupied, palette=palette),
            layers.cells_layer(urls.cells, day_number=day_number(day), palette=palette),
            layers.place_dots_layer(labels, palette=palette),
            layers.place_labels_layer(labels, view=view, palette=palette),
        ],
        initial_view_state=view.camera(),
        map_style=urls.style(scheme),
        map_provider=None,
        tooltip=False,
    )
