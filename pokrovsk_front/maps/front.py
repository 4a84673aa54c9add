"""The map of the front on one day: base map, occupied land, places."""

import json
from dataclasses import dataclass
from datetime import date

import pydeck as pdk

from pokrovsk_front.maps import layers
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
    labels: str

    def style(self, scheme: Scheme) -> str:
        """Give the base map's style for a scheme."""
        return self.style_dark if scheme == "dark" else self.style_light


class CompactDeck(pdk.Deck):  # type: ignore[misc]  # pydeck has no types
    """A deck that is sent without the white space of pydeck's own JSON: half the bytes."""

    def to_json(self) -> str:
        """Give the deck's JSON on one line."""
        return json.dumps(json.loads(super().to_json()), separators=(",", ":"))


def front_deck(*, day: date, urls: MapUrls, view: View, scheme: Scheme) -> pdk.Deck:
    """Put the map of one day together.

    The deck draws the state that the archive gives for the day; whether the archive has an
    edition of that very day is for the page to say beside it.

    Args:
        day: The Kyiv day.
        urls: Where the browser finds the files of the map.
        view: Where the camera stands.
        scheme: Light or dark.

    Returns:
        A deck that calls no tile server and has no tooltip.
    """
    palette = PALETTES[scheme]
    return CompactDeck(
        layers=[
            layers.before_2022_layer(urls.before_2022, palette=palette),
            layers.always_occupied_layer(urls.always_occupied, palette=palette),
            layers.cells_layer(urls.cells, day_number=day_number(day), palette=palette),
            layers.place_dots_layer(urls.labels, palette=palette),
            layers.place_labels_layer(urls.labels, palette=palette),
        ],
        initial_view_state=view.camera(),
        map_style=urls.style(scheme),
        map_provider=None,
        tooltip=False,
    )
