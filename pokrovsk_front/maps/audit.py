"""Map of a reader's file beside the nearest map of the archive."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pydeck as pdk

from pokrovsk_front.maps import layers
from pokrovsk_front.maps.front import Setting, Shown, cells_layers, front_deck, occupied_layers
from pokrovsk_front.maps.legend import Entry, legend
from pokrovsk_front.maps.outline import line_layers
from pokrovsk_front.maps.state import before_2022_entry
from pokrovsk_front.maps.views import FRONT, View, fitted
from pokrovsk_front.model.audit import MAX_BEYOND_KM2, SMALLEST_KM2, Comparison, Ring
from pokrovsk_front.model.audit_text import days_of, difference_rows, differences, extent_text
from pokrovsk_front.model.figure import Figure
from pokrovsk_front.model.wording import Wording

MAX_CELLS = 12_000
"""Hexagons sent to the browser for each direction; about a third of a megabyte."""

SAME_KM2 = 0.05
"""Two maps that differ by less in each direction are alike to the decimal that is shown."""


LINE_PX, CASING_PX = 1.5, 3.5
"""Widths of the outline: thin, since what differs lies along it."""

FARTHEST, NEAREST = FRONT.zoom, 10.5
"""Zooms between which a map opens: its land in full, and a city with what is round it."""


def view_of(outline: Sequence[Ring]) -> View:
    """Give the view that an outline fills; the whole front for none.

    >>> view_of(()).view_id
    'front'
    """
    corners = [(latitude, longitude) for ring in outline for longitude, latitude in ring]
    if not corners:
        return FRONT
    seen = fitted("your_map", corners)
    return replace(seen, zoom=min(max(seen.zoom, FARTHEST), NEAREST))


def audit_figure(
    compared: Comparison,
    outline: Sequence[Ring] = (),
    *,
    setting: Setting,
    source_ids: tuple[str, ...],
) -> Figure[pdk.Deck]:
    """Draw the differences between a reader's map and the nearest map of the archive.

    Args:
        compared: The comparison.
        outline: The outline of the reader's land.
        setting: What every map needs.
        source_ids: Where the archive's map comes from.

    Returns:
        The deck; a cell is marked when it is more than half occupied on one map only, and one that
        the archive never marked when its centre is.
    """
    words, palette, _ = setting.words, setting.palette, setting.words.gettext
    day, days = compared.by_shape.as_of_date, days_of(compared.by_shape, words)
    land = [
        *occupied_layers(setting, fill=palette.quiet_occupied),
        *cells_layers(day, setting, fill=palette.quiet_occupied),
        layers.own_cells_layer(
            compared.more_cells[:MAX_CELLS],
            layer_id="more-than-the-archive",
            fill=palette.came_under_control,
        ),
        layers.own_cells_layer(
            compared.less_cells[:MAX_CELLS],
            layer_id="less-than-the-archive",
            fill=palette.regained,
            coverage=layers.APART,
        ),
        *(line_layers(outline, palette, "your-map", (LINE_PX, CASING_PX)) if outline else ()),
    ]
    more, less = words.area(compared.more_km2, 1), words.area(compared.less_km2, 1)
    marked = _("Hexagons coloured: {more} as more, {less} as less.").format(
        more=words.number(len(compared.more_cells)), less=words.number(len(compared.less_cells))
    )
    is_cut = max(len(compared.more_cells), len(compared.less_cells)) > MAX_CELLS
    cut = _("There are too many to draw; the map shows some of them.") if is_cut else ""
    entries = (
        *([Entry(palette.land, _("Outline of your map"), palette.label_text)] if outline else ()),
        Entry(palette.came_under_control, _("Occupied on your map only")),
        Entry(
            palette.regained,
            _("Occupied on the archive's map only (cells drawn with gaps)"),
            is_apart=True,
        ),
        Entry(palette.quiet_occupied, _("Occupied on the archive's map")),
        before_2022_entry(setting, palette.quiet_occupied),
    )
    return Figure(
        figure_id="your_map",
        headline=(
            _("Your map marks the same land as the archive's map")
            if max(compared.more_km2, compared.less_km2) < SAME_KM2
            else _("Your map marks {more} more and {less} less").format(more=more, less=less)
        ),
        subtitle=_(
            "Against the DeepState map of {days}, in km² of hexagons; a hexagon is coloured when "
            "more than half of it is occupied on only one of the two."
        ).format(days=days),
        picture=front_deck(land, setting, Shown(day)),
        alt=_(
            "Map of your file against the archive of {days}: {more} are occupied on your map only, "
            "{less} on the archive's only."
        ).format(days=days, more=more, less=less),
        long_text=" ".join(
            filter(
                None,
                (
                    extent_text(compared, words),
                    differences(compared, words),
                    marked,
                    _beyond_text(compared.beyond_km2, words),
                    cut,
                ),
            )
        ),
        make_table=partial(difference_rows, compared, words),
        source_ids=source_ids,
        base_source_ids=setting.base_source_ids,
        as_of_date=day,
        legend=legend(entries, palette.land),
        entries=entries,
    )


def _beyond_text(beyond_km2: float, words: Wording) -> str:
    """Say which hexagons are coloured where the archive never marked land; empty for no land."""
    if beyond_km2 <= SMALLEST_KM2:
        return ""
    if beyond_km2 < MAX_BEYOND_KM2:
        return words.gettext(
            "Where the archive never marked land, the centre of a hexagon decides."
        )
    return words.gettext("Where the archive never marked land, none is coloured: it is too much.")
