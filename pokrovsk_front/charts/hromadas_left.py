"""Chart of what is left of an oblast: land that is not occupied, a bar a hromada.

A hromada that is occupied but for a hair is left out of the picture and stands in the table.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from pokrovsk_front.charts import numbers
from pokrovsk_front.charts.template import COLOURS, hovered_area, plot
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.hromadas_text import by_land_left, oblast_name
from pokrovsk_front.model.map_text import carried
from pokrovsk_front.model.place_share import OblastByHromada, PlaceShare
from pokrovsk_front.model.place_share_text import share_text
from pokrovsk_front.model.wording import Wording

ROW_PX, AROUND_PX = 25, 96
LEAST_SHOWN_PCT = 0.1
"""Part of the land left that a hromada needs for a bar, in percent."""

ROOM_FOR_NUMBERS = 1.42
"""Length of the axis in parts of the longest bar: the numbers stand beyond the bars."""


def hromadas_left(
    oblast: OblastByHromada,
    names: Mapping[str, str],
    *,
    words: Wording,
    scheme: Scheme,
    source_ids: tuple[str, ...],
) -> Figure[go.Figure]:
    """Draw the land of each hromada that is not occupied, in the grey zone or not.

    Args:
        oblast: The oblast on the map that stands for a day.
        names: Names of hromadas by `area_id`.
        words: The reader's language.
        scheme: Light or dark.
        source_ids: Where the map comes from.
    """
    _ = words.gettext
    left = by_land_left(oblast.hromadas)
    all_km2 = sum(each.free_km2 for each in left)
    shown = [each for each in left if each.free_km2 >= all_km2 * LEAST_SHOWN_PCT / 100]
    day, name = left[0].reading.as_of_date, oblast_name(oblast.oblast_iso, words)
    half = _fewest_with_half(left)
    said = {
        "oblast": name,
        "half": words.number(half),
        "count": words.number(len(left)),
        "day": words.day(day),
        "left": words.area(all_km2),
    }
    headline = words.messages.ngettext(
        "{oblast}: half of what is not occupied lies in {half} of {count} hromadas",
        "{oblast}: half of what is not occupied lies in {half} of {count} hromadas",
        half,
    ).format(**said)
    return Figure(
        figure_id="hromadas_left",
        about=oblast.oblast_iso,
        headline=headline,
        subtitle=_(
            "Land of each hromada that is not occupied, in km², and its occupied share in "
            "percent, on the DeepState map of {day}"
        ).format(**said),
        picture=_draw(shown, _short_names(shown, names), words, scheme),
        alt=_("Bars of the land that is not occupied: {most}.").format(
            most=", ".join(
                f"{names[each.area.area_id]} {words.area(each.free_km2)}" for each in shown[:3]
            )
        ),
        long_text=_(
            "Together the hromadas have {left} of land that is not occupied; {half} of them have "
            "half of it. Where the map shows the grey zone, it is the hatched part of a bar."
        ).format(**said)
        + f" {words.rounding_note}",
        make_table=partial(_table, left, names, words),
        make_rows=partial(numbers.hromadas, left),
        source_ids=(*source_ids, "openstreetmap"),
        as_of_date=day,
        days=(left[0].reading.asked_date,),
        note=carried(left[0].reading, words),
        editions=(left[0].reading.edition_key,),
    )


def _fewest_with_half(left: Sequence[PlaceShare]) -> int:
    """Count the hromadas that have half of the land left, the largest parts first."""
    sums = np.cumsum([each.free_km2 for each in left])
    return int(np.searchsorted(sums, sums[-1] / 2)) + 1


def _short_names(shown: Sequence[PlaceShare], names: Mapping[str, str]) -> list[str]:
    """Give the names without "hromada", and without its kind where that tells nothing apart."""
    full = [names[each.area.area_id] for each in shown]
    bare = [name.rsplit(" ", 2)[0] for name in full]
    return [
        name.rsplit(" ", 1)[0] if bare.count(short) > 1 else short
        for name, short in zip(full, bare, strict=True)
    ]


def _draw(
    shown: Sequence[PlaceShare], labels: Sequence[str], words: Wording, scheme: Scheme
) -> go.Figure:
    _, colours = words.gettext, COLOURS[scheme]
    longest = max(each.free_km2 for each in shown)
    parts: list[tuple[str, list[float], dict[str, Any]]] = [
        (
            _("neither occupied nor grey"),
            [each.free_km2 - (each.grey_zone_km2 or 0.0) for each in shown],
            {"color": colours["earlier"]},
        )
    ]
    if any(each.grey_zone_km2 for each in shown):
        hatch = {"shape": "/", "fgcolor": colours["text"], "size": 6, "solidity": 0.25}
        look = {"color": colours["axis"], "pattern": hatch}
        parts.append((_("grey zone"), [each.grey_zone_km2 or 0.0 for each in shown], look))
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "name": name,
            "x": km2,
            "y": list(labels),
            "marker": marker | {"line": {"width": 0}},
            "hovertemplate": f"%{{y}}: {hovered_area('x', words, ',.1f')}<extra>{name}</extra>",
        }
        for name, km2, marker in parts
    ]
    notes = [
        {
            "text": _("{km2} · {share}").format(
                km2=words.number(each.free_km2), share=share_text(each.occupied_pct, words)
            ),
            "x": each.free_km2,
            "y": label,
            "xanchor": "left",
            "xshift": 5,
            "showarrow": False,
            "font": {"color": colours["text"], "size": 13},
        }
        for each, label in zip(shown, labels, strict=True)
    ]
    layout = {
        "height": len(shown) * ROW_PX + AROUND_PX,
        "barmode": "stack",
        "showlegend": True,
        "annotations": notes,
        "xaxis": {"range": [0, longest * ROOM_FOR_NUMBERS], "title": {"text": _("km²")}},
        "yaxis": {
            "type": "category",
            "categoryorder": "array",
            "categoryarray": list(reversed(labels)),
            "range": [-0.6, len(shown) - 0.4],
            "tickfont": {"color": colours["text"]},
        },
    }
    return plot(traces, layout, scheme, words)


def _table(left: Sequence[PlaceShare], names: Mapping[str, str], words: Wording) -> pd.DataFrame:
    _ = words.gettext
    return pd.DataFrame(
        {
            _("Hromada"): [names[each.area.area_id] for each in left],
            _("Not occupied, km²"): [words.number(each.free_km2, 1) for each in left],
            _("Grey zone, km²"): [
                _("not known")
                if each.grey_zone_km2 is None
                else words.number(each.grey_zone_km2, 1)
                for each in left
            ],
            _("Occupied"): [share_text(each.occupied_pct, words) for each in left],
        }
    )
