"""Composition of the maps of the front: base map, occupied land, marks, places."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from typing import Literal

import pydeck as pdk
from pydeck.bindings import deck as pydeck_deck
from pydeck.bindings.json_tools import camel_and_lower, default_serialize

from pokrovsk_front.maps import layers
from pokrovsk_front.maps.card import CITIES_FILE, CITY_DISTANCES_FILE, card_texts, pointing_texts
from pokrovsk_front.maps.controls import control_texts
from pokrovsk_front.maps.description import EARLY
from pokrovsk_front.maps.focus import Focus
from pokrovsk_front.maps.names import NamedPlace, names_file_name, own_rows
from pokrovsk_front.maps.outline import OutlinedArea
from pokrovsk_front.maps.palette import PALETTES, Colour, Palette
from pokrovsk_front.maps.record import record_description
from pokrovsk_front.maps.scrubber import (
    Moves,
    PairChange,
    format_texts,
    scrubber,
    scrubber_texts,
)
from pokrovsk_front.maps.views import View
from pokrovsk_front.model.cells import FOREVER, RECENT_ERA_FIRST_DAY, day_number
from pokrovsk_front.model.figure import Scheme
from pokrovsk_front.model.wording import Wording

# pydeck asks five times a deck whether Jupyter's widgets are there, by an import that fails anew
# each time: a third of the time that a change of day takes.
pydeck_deck.has_jupyter_extra = cache(pydeck_deck.has_jupyter_extra)


Era = Literal["recent", "early"]

ERA_DAYS: dict[Era, list[int]] = {
    "recent": [day_number(RECENT_ERA_FIRST_DAY), FOREVER],
    "early": [0, day_number(RECENT_ERA_FIRST_DAY) - 1],
}
"""First and last day number of each era, both included."""

BASE_SOURCE_IDS = ("openstreetmap", "openmaptiles", "geoboundaries", "natural_earth")
"""What our base map is drawn from; docs/base-map.md says which layer from which."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What every map needs besides its data.

    Attributes:
        static_url: Gives the address of a file that the browser loads, with its hash.
        view: Where the camera stands.
        scheme: Light or dark.
        words: The reader's language.
        focus: The place that the reader has chosen, if any.
        base_style: Address of another base map than ours, if the reader asked for it.
        moves: The days that the reader may move the map through, if any.
        city_page: Address of the page of a city, for the card that the map shows for it: with
            `{id}` for the city, empty where there is no such page; None for a map without a card.
        area: The area that headline and day control are of, if it is not the country.
    """

    static_url: Callable[[str], str]
    view: View
    scheme: Scheme
    words: Wording
    focus: Focus | None = None
    base_style: str | None = None
    moves: Moves | None = None
    city_page: str | None = None
    area: OutlinedArea | None = None

    @property
    def base_source_ids(self) -> tuple[str, ...]:
        """What the base map is drawn from; a base map from elsewhere credits its own."""
        return () if self.base_style else BASE_SOURCE_IDS

    @property
    def palette(self) -> Palette:
        """The colours of the scheme."""
        return PALETTES[self.scheme]

    def style_url(self) -> str:
        """Give the address of the base map's style."""
        return self.base_style or self.static_url(f"style.{self.scheme}.json")


@dataclass(frozen=True, slots=True)
class Shown:
    """What of time a map shows.

    Attributes:
        day: Its day, the later of two.
        mode: The state of the day, what changed between two days, or since when land is occupied.
        earlier: The earlier of two days, in the mode `pair`.
    """

    day: date
    mode: Literal["day", "pair", "since"] = "day"
    earlier: date | None = None

    def described(self) -> dict[str, object]:
        """Give it as the map engine takes it, with days as numbers."""
        earlier = None if self.earlier is None else day_number(self.earlier)
        return {"day": day_number(self.day), "from": earlier, "mode": self.mode}


class FrontDeck(pdk.Deck):  # type: ignore[misc]  # pydeck has no types
    """A deck with what the map engine needs besides, in compact JSON.

    docs/map-engine.md describes its fields.
    """

    def __init__(
        self,
        layers: list[pdk.Layer],
        setting: Setting,
        shown: Shown,
        named: Sequence[NamedPlace] | None = None,
        change: PairChange | None = None,
    ) -> None:
        super().__init__(
            layers=layers,
            initial_view_state=setting.view.camera(),
            map_style=setting.style_url(),
            map_provider=None,
            views=None,  # what draws the deck has its own; a change of day sends the deck again
            tooltip=False,
        )
        self.shown = shown.described()
        self.scheme = setting.scheme
        self.palette = _colours(setting.palette)
        words, static_url = setting.words, setting.static_url
        self.texts: dict[str, str | list[str]] = {**control_texts(words), **format_texts(words)}
        self.locale = words.locale
        self.names = static_url(names_file_name(words.locale))
        if named is not None:
            self.own_names = own_rows(named)
            if any(each.told for each in named):
                self.texts |= pointing_texts(words)
        self.tiles = {
            "index": static_url("tiles_9.json"),
            "outline": static_url("always_occupied_near.geojson"),
        }
        self.record = record_description(words)
        if setting.focus:
            self.chosen = setting.focus.place_id
        if setting.city_page is not None:
            self.texts |= card_texts(words, setting.city_page)
            # A page whose map stands still takes no place from it.
            if not setting.moves:
                del self.texts["card_choose"]
            self.cities = {
                "people": static_url(CITIES_FILE),
                "distances": static_url(CITY_DISTANCES_FILE),
            }
        if setting.moves:
            self.texts |= scrubber_texts(words)
            self.scrubber = scrubber(static_url, setting.moves, change)
            if setting.area:
                self.texts |= setting.area.texts(words)
                self.scrubber["area"] = setting.area.described()

    def to_json(self) -> str:
        """Give the deck's JSON on one line."""
        return json.dumps(self, sort_keys=True, default=default_serialize, separators=(",", ":"))


@cache
def _colours(palette: Palette) -> dict[str, Colour]:
    return {camel_and_lower(name): colour for name, colour in asdict(palette).items()}


def era(day: date) -> Era:
    """Name the era of a day."""
    return "recent" if day >= RECENT_ERA_FIRST_DAY else "early"


def in_both_eras(draw: Callable[[Era], pdk.Layer]) -> list[pdk.Layer]:
    """Draw a layer for each era: the years before 2024 are loaded only when a day asks for them.

    Both are described, so that the day may cross from one into the other in the browser.

    Args:
        draw: Draws the layer of an era, from the files of that era.
    """
    drawn = []
    for name, days in ERA_DAYS.items():
        layer = draw(name)
        layer.days = days
        if name == "early":
            layer.id += EARLY
        drawn.append(layer)
    return drawn


def occupied_layers(setting: Setting, *, fill: Colour | None = None) -> list[pdk.Layer]:
    """Draw the land occupied before 2022 and the land occupied in every year since.

    The cells that changed hands are layers of their own, which differ from map to map.

    Args:
        setting: What every map needs.
        fill: Another colour than that of occupied land.
    """
    palette = setting.palette
    return [
        layers.before_2022_layer(
            setting.static_url("occupied_before_2022.geojson"),
            palette=palette,
            fill=fill or palette.occupied_before_2022,
        ),
        *in_both_eras(
            lambda era: layers.always_occupied_layer(
                setting.static_url(f"always_occupied_{era}.geojson"),
                fill=fill or palette.occupied_since_2022,
            )
        ),
    ]


def cells_layers(day: date, setting: Setting, *, fill: Colour) -> list[pdk.Layer]:
    """Draw the hexagons that changed hands and are occupied on a day.

    Args:
        day: The day that is shown first.
        setting: What every map needs.
        fill: Their colour.
    """
    return in_both_eras(
        lambda era: layers.cells_layer(
            setting.static_url(f"cells_{era}.json"), day_number=day_number(day), fill=fill
        )
    )


def _focus_layers(setting: Setting, focus: Focus) -> list[pdk.Layer]:
    kilometres = setting.words.gettext("{km} km")
    return layers.focus_layers(focus, palette=setting.palette, kilometres=kilometres)


def front_deck(
    land: Sequence[pdk.Layer],
    setting: Setting,
    shown: Shown,
    named: Sequence[NamedPlace] | None = None,
    change: PairChange | None = None,
) -> FrontDeck:
    """Compose a deck: layers, and the names of places.

    Args:
        land: The layers of the land, the lowest first.
        setting: What every map needs.
        shown: The day, or days, that the map shows first.
        named: The only places to name, the first of equals first; those of the file of names
            unless given.
        change: What changed between the two days shown, in the mode of two days.

    Returns:
        A deck that calls no tile server, unless the reader asked for one, and has no tooltip.
    """
    palette = setting.palette
    focus = _focus_layers(setting, setting.focus) if setting.focus else []
    outline = setting.area.layers(palette) if setting.area else []
    return FrontDeck([*land, *outline, *focus], setting, shown, named, change)
