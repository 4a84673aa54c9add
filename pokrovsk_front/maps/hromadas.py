"""Maps of the hromadas of an oblast: the occupied share on a day, and its change between two."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import pandas as pd
import pydeck as pdk

from pokrovsk_front.maps.areas import areas_layer
from pokrovsk_front.maps.card import pointing_texts
from pokrovsk_front.maps.front import Setting, Shown, front_deck
from pokrovsk_front.maps.legend import legend
from pokrovsk_front.maps.palette import Colour
from pokrovsk_front.maps.share_classes import (
    change_entries,
    change_fill,
    share_entries,
    share_fill,
)
from pokrovsk_front.maps.views import View, fitted
from pokrovsk_front.model import hromadas_text as said
from pokrovsk_front.model.figure import Figure
from pokrovsk_front.model.map_text import carried, map_day
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.place_share import OblastByHromada, PlaceShare, ShareChange
from pokrovsk_front.model.place_share_text import share_text
from pokrovsk_front.model.wording import Wording

NEARER = 0.15
"""Steps of zoom from where an oblast fits with room for names round it to where it just fits."""

BLANK = N_("Other oblasts are left blank.")
HROMADA_SOURCE_IDS = ("openstreetmap", "geoboundaries")


@dataclass(frozen=True, slots=True)
class Background:
    """What maps of the hromadas of an oblast share.

    Attributes:
        names: Names of hromadas by `area_id`.
        setting: What every map needs; its view has the oblast in sight.
        source_ids: Where the maps of the front come from.
    """

    names: Mapping[str, str]
    setting: Setting
    source_ids: tuple[str, ...]


def oblast_view(rings: Iterable[Sequence[tuple[float, float]]]) -> View:
    """Stand so that an oblast is in sight.

    Args:
        rings: Its borders, longitude first.
    """
    points = [(latitude, longitude) for ring in rings for longitude, latitude in ring]
    view = fitted("oblast", points)
    return replace(view, zoom=view.zoom + NEARER)


def hromadas_figure(
    oblast: OblastByHromada, printed: said.PrintedShare | None, background: Background
) -> Figure[pdk.Deck]:
    """Draw the occupied share of each hromada of an oblast on the map that stands for a day.

    Args:
        oblast: The oblast, hromada by hromada.
        printed: The share that DeepState printed of the oblast, if it did.
        background: Names and setting.
    """
    setting, names = background.setting, background.names
    words, reading = setting.words, oblast.hromadas[0].reading
    entries = share_entries(setting.scheme, words)
    headline = said.left_headline(oblast, words)
    fills = {
        _code(each.area.area_id): share_fill(each.occupied_pct, setting.scheme)
        for each in oblast.hromadas
    }
    told = {
        _code(each.area.area_id): (names[each.area.area_id], *_state_lines(each, words))
        for each in oblast.hromadas
    }
    return Figure(
        figure_id="hromadas",
        about=oblast.oblast_iso,
        headline=headline,
        subtitle=" ".join(
            filter(
                None,
                (
                    words.gettext(
                        "Occupied share of each hromada in percent of its area, DeepState map at "
                        "the end of the day, Kyiv time; the grey zone is not counted."
                    ),
                    words.gettext(BLANK),
                    carried(reading, words),
                ),
            )
        ),
        picture=_deck(oblast.oblast_iso, fills, told, Shown(reading.as_of_date), background),
        alt=words.gettext(
            "Map of the hromadas, shaded by occupied share. {headline}. Its table lists each."
        ).format(headline=headline),
        long_text=" ".join(
            filter(
                None,
                (
                    said.left_text(oblast, names, words),
                    said.printed_text(printed, words) if printed else "",
                ),
            )
        ),
        make_table=partial(_state_table, oblast, names, words),
        source_ids=(*background.source_ids, *HROMADA_SOURCE_IDS),
        printed_source_ids=("deepstate_monthly",) if printed else (),
        base_source_ids=setting.base_source_ids,
        as_of_date=reading.as_of_date,
        days=(reading.asked_date,),
        editions=(reading.edition_key,),
        legend=legend(entries, setting.palette.land),
        entries=entries,
    )


def hromadas_change_figure(
    earlier: OblastByHromada,
    later: OblastByHromada,
    changes: Sequence[ShareChange],
    background: Background,
) -> Figure[pdk.Deck]:
    """Draw by how much the occupied share of each hromada changed between two days.

    Args:
        earlier: The oblast on the earlier map.
        later: The oblast on the later map.
        changes: Its hromadas, the largest gain in km2 first.
        background: Names and setting.
    """
    setting, names = background.setting, background.names
    words = setting.words
    before, after = earlier.hromadas[0].reading, later.hromadas[0].reading
    entries = change_entries(setting.scheme, words)
    two_days = words.versus(before.as_of_date, after.as_of_date)
    headline = said.change_headline(earlier, later, changes, names, words)
    fills = {_code(each.area.area_id): change_fill(each, setting.scheme) for each in changes}
    told = {
        _code(each.area.area_id): (names[each.area.area_id], *_change_lines(each, words))
        for each in changes
    }
    shown = Shown(after.as_of_date, "pair", before.as_of_date)
    return Figure(
        figure_id="hromadas_change",
        about=later.oblast_iso,
        headline=headline,
        subtitle=" ".join(
            filter(
                None,
                (
                    words.gettext(
                        "{two_days}, change of the occupied share of each hromada in percentage "
                        "points, DeepState maps at the end of each day, Kyiv time; the grey zone "
                        "is not counted."
                    ).format(two_days=two_days),
                    words.gettext(BLANK),
                    carried(before, words),
                    carried(after, words),
                ),
            )
        ),
        picture=_deck(later.oblast_iso, fills, told, shown, background),
        alt=words.gettext(
            "Map of the hromadas, shaded by the change of their occupied share, {two_days}. "
            "{headline}. Its table lists each."
        ).format(headline=headline, two_days=two_days),
        long_text=said.change_text(earlier, later, changes, names, words),
        make_table=partial(_change_table, changes, names, words),
        source_ids=(*background.source_ids, *HROMADA_SOURCE_IDS),
        base_source_ids=setting.base_source_ids,
        as_of_date=after.as_of_date,
        days=(before.asked_date, after.asked_date),
        editions=(before.edition_key, after.edition_key),
        legend=legend(entries, setting.palette.land),
        entries=entries,
    )


def _code(area_id: str) -> str:
    return area_id.removeprefix("hromada_")


def _deck(
    oblast_iso: str,
    fills: Mapping[str, Colour | None],
    told: Mapping[str, Sequence[str]],
    shown: Shown,
    background: Background,
) -> pdk.Deck:
    setting = background.setting
    layer = areas_layer(
        setting.static_url(f"areas_hromada_{oblast_iso}.geojson"),
        named_by="katottg",
        fills={code: fill for code, fill in fills.items() if fill},
        told=told,
        line=setting.palette.region_text,
    )
    deck = front_deck([layer], setting, shown)
    deck.texts |= pointing_texts(setting.words)
    return deck


def _grey_text(pct: float | None, words: Wording) -> str:
    return words.gettext("not known") if pct is None else share_text(pct, words)


def _state_lines(share: PlaceShare, words: Wording) -> tuple[str, ...]:
    """Write what the card says of a hromada on a day."""
    _ = words.gettext
    occupied = _("{share} occupied on {day}").format(
        share=share_text(share.occupied_pct, words), day=words.day(share.reading.as_of_date)
    )
    grey = _("Grey zone: {share}").format(share=_grey_text(share.grey_pct, words))
    left = _("Not occupied: {left} of {area}").format(
        left=words.area(share.free_km2), area=words.area(share.area.area_km2)
    )
    return occupied, grey, left


def _change_lines(change: ShareChange, words: Wording) -> tuple[str, ...]:
    """Write what the card says of a hromada on two days."""
    _ = words.gettext
    line = _("{share} occupied on {day}")
    days = (
        line.format(
            share=share_text(each.occupied_pct, words), day=words.day(each.reading.as_of_date)
        )
        for each in (change.earlier, change.later)
    )
    points = words.difference(change.occupied_change_points, "pct")
    return *days, _("Change: {points}, {area}").format(
        points=points, area=words.signed_area(change.occupied_change_km2, 1)
    )


def _state_table(oblast: OblastByHromada, names: Mapping[str, str], words: Wording) -> pd.DataFrame:
    """Tabulate the hromadas of a day, the one with the most land left first."""
    _ = words.gettext
    shares = said.by_land_left(oblast.hromadas)
    return pd.DataFrame(
        {
            _("Hromada"): [names[each.area.area_id] for each in shares],
            _("Occupied"): [share_text(each.occupied_pct, words) for each in shares],
            _("Grey zone"): [_grey_text(each.grey_pct, words) for each in shares],
            _("Neither"): [_grey_text(each.neither_pct, words) for each in shares],
            _("Not occupied, km²"): [words.number(each.free_km2, 1) for each in shares],
            _("Area, km²"): [words.number(each.area.area_km2, 1) for each in shares],
            _("Map date"): [map_day(each.reading, words) for each in shares],
        }
    )


def _change_table(
    changes: Sequence[ShareChange], names: Mapping[str, str], words: Wording
) -> pd.DataFrame:
    """Tabulate the hromadas of two days, the one that lost most land first."""
    _ = words.gettext
    first, last = changes[0].earlier.reading, changes[0].later.reading
    occupied, grey = _("Occupied on {day}"), _("Grey zone on {day}")

    def on(column: str, day: str) -> str:
        return column.format(day=day)

    before, after = words.short_day(first.as_of_date), words.short_day(last.as_of_date)
    return pd.DataFrame(
        {
            _("Hromada"): [names[each.area.area_id] for each in changes],
            on(occupied, before): [
                share_text(each.earlier.occupied_pct, words) for each in changes
            ],
            on(occupied, after): [share_text(each.later.occupied_pct, words) for each in changes],
            _("Change"): [words.difference(each.occupied_change_points, "pct") for each in changes],
            _("Change, km²"): [words.signed(each.occupied_change_km2, 1) for each in changes],
            on(grey, before): [_grey_text(each.earlier.grey_pct, words) for each in changes],
            on(grey, after): [_grey_text(each.later.grey_pct, words) for each in changes],
        }
    )
