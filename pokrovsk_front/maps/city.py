"""Map of a city on one day: the front round it, its outline, and how much of it is occupied."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pydeck as pdk

from pokrovsk_front.maps.front import Setting
from pokrovsk_front.maps.legend import legend
from pokrovsk_front.maps.outline import OutlinedArea
from pokrovsk_front.model import city_text
from pokrovsk_front.model.figure import Figure
from pokrovsk_front.model.map_text import carried
from pokrovsk_front.model.place_share import PlaceShare
from pokrovsk_front.model.place_share_text import place_share_sentence


def city_map(
    state: Figure[pdk.Deck],
    share: PlaceShare,
    shown: OutlinedArea,
    setting: Setting,
    make_table: Callable[[], pd.DataFrame],
    long_text: str = "",
) -> Figure[pdk.Deck]:
    """Say of the map of a day how much of a city is occupied and in the grey zone.

    Args:
        state: The map of the day, drawn with the area in its setting.
        share: The share of the area on that map.
        shown: The area.
        setting: What the map was drawn with.
        make_table: Makes the table: the share by every measure that the city has.
        long_text: What is said beside the headline; the share in a sentence by default.
    """
    words, palette = setting.words, setting.palette
    sentence = place_share_sentence(share, shown.name, words)
    entries = (*state.entries, shown.entry(palette, words))
    lines = [carried(share.reading, words), city_text.measure_line(share, words)]
    return replace(
        state,
        figure_id="city_map",
        headline=city_text.headline(share, shown.name, words),
        subtitle=" ".join(filter(None, lines)),
        beside="",
        alt=words.gettext("Map of {area} and what is around it. {sentence}").format(
            area=city_text.subject(share.area, shown.name, words), sentence=sentence
        ),
        long_text=long_text or sentence,
        make_table=make_table,
        base_source_ids=tuple(dict.fromkeys((*state.base_source_ids, share.area.source_id))),
        entries=entries,
        legend=legend(entries, palette.land),
    )
