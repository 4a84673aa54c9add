"""Words of a finished picture of a chart, for the script that draws it."""

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
import plotly.io as pio

from pokrovsk_front.charts.scheme import DARK_BY_LIGHT, in_light_colours
from pokrovsk_front.export.citation import Source
from pokrovsk_front.export.picture import foot_on_its_day
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.wording import Wording

SCALE = 2
"""Pixels of a PNG for each of the picture."""

SIZES_PX = {"wide": (1200, 675), "square": (1080, 1080), "upright": (1080, 1350)}
"""Width and height of each shape, as `sheet/layout.js` has them."""

"""Markdown of a long text: bold, and links, whose words stay."""


def words_of_sheet(
    figure: Figure[Any],
    sources: Mapping[str, Source],
    words: Wording,
    data_version: str,
    address: str = "",
) -> dict[str, str]:
    """Collect what stands on the finished picture of a figure beside the chart.

    Args:
        figure: The figure.
        sources: Sources by `source_id`.
        words: The reader's language.
        data_version: Version of the data.
        address: Where the figure can be seen; may be empty.

    Returns:
        What `sheet/sheet.js` calls `Said`.
    """
    foot = foot_on_its_day(figure, sources, words, data_version)
    return {
        "figure": figure.figure_id,
        "file": figure.file_name("{kind}", "{shape}"),
        "locale": words.locale,
        "headline": figure.headline,
        "subtitle": figure.subtitle,
        "key": figure.numbers_in_words,
        "foot": " ".join(
            filter(None, [*(f"{each}." for each in figure.key), figure.note, foot, address])
        ),
        "about": figure.text_description,
    }


def chart_json(figure: Figure[go.Figure], scheme: Scheme) -> str:
    """Write a chart as Plotly reads it, in the colours of a scheme, whichever it was drawn in."""
    text = pio.to_json(in_light_colours(figure.picture), validate=False)
    if scheme == "dark":
        for light, dark in DARK_BY_LIGHT.items():
            text = text.replace(light, dark)
    return str(text)
