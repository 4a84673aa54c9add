"""A chart as HTML that needs no server: its stills, and the data that a script draws on request.

It is stored in the light colours, whichever it was drawn in; the script has the dark ones.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import plotly.graph_objects as go
from markupsafe import Markup
from plotly.offline import get_plotlyjs

from pokrovsk_front.charts.scheme import DARK_BY_LIGHT
from pokrovsk_front.export.chart_sheet import SCALE, SIZES_PX, chart_json, words_of_sheet
from pokrovsk_front.export.citation import Source
from pokrovsk_front.export.document import (
    asset,
    document,
    document_css,
    figure_section,
    inline_script,
    inline_style,
    json_block,
    templates,
    text_script,
)
from pokrovsk_front.export.sheet_script import sheet_script
from pokrovsk_front.model.figure import Figure
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import take_away

NOTICES = (
    N_("Double-click to zoom back out"),
    N_("Double-click on legend to isolate one trace"),
)
"""Messages of the charting library itself, which ships with English alone.

The days and numbers of a chart are written out in its data.
"""

HEIGHT_PX = 400
"""Height of a chart that names none."""


BANNER = re.compile(r"/\*\*\s*\* plotly\.js (?:\((\w+)[^)]*\) )?v([\d.]+)\s")
"""How Plotly begins, whole or as a bundle: the bundle and the version."""

BUNDLES = ("basic", "cartesian")
"""Those that have all kinds of our charts: lines, points and bars."""


class ChartsScriptError(ValueError):
    """A script is not the library of charts; the text says what it is."""


@cache
def chart_library() -> str:
    """Give the script that draws charts, as Plotly ships it."""
    return str(get_plotlyjs())


def given_library(file: Path) -> str:
    """Read a bundle of the library of charts that an operator has from npm.

    Raises:
        ChartsScriptError: It is another script, another bundle or another version.
        OSError: It cannot be read.
    """
    text = file.read_text(encoding="utf-8", errors="replace")
    found, wanted = BANNER.match(text), BANNER.match(chart_library())
    if found is None or wanted is None or found[1] not in BUNDLES:
        raise ChartsScriptError(f"{file} is no basic or cartesian bundle of plotly.js.")
    if found[2] != wanted[2]:
        raise ChartsScriptError(f"{file} is plotly.js {found[2]}, and {wanted[2]} is needed.")
    return text


def height_of(figure: Figure[go.Figure]) -> int:
    """Height of a chart in pixels."""
    return int(figure.picture.layout.height or HEIGHT_PX)


def chart_settings(words: Wording, library: str = "", sheet: str = "") -> Markup:
    """Give the settings of the script of charts as data: colours, language, texts, addresses.

    Args:
        words: The reader's language.
        library: Address of the library of charts; empty where the page holds it.
        sheet: Address of the script that draws finished pictures; the same.
    """
    _ = words.gettext
    said = {
        "dark": DARK_BY_LIGHT,
        "locale": words.locale,
        "locales": {words.locale: {"dictionary": {each: _(each) for each in NOTICES}}},
        "library": library,
        "sheet": sheet,
        "save": _(take_away.SAVE),
        "pictured": {name: _(text) for name, text in take_away.TOLD.items()},
        "coming": _("The values are being fetched."),
        "live": _("Point at the chart, or touch it, to read its values."),
        "missing": _("The values did not arrive. Check the connection and try again."),
    }
    return json_block(json.dumps(said, ensure_ascii=False), id="chart-settings")


def chart_box(
    figure: Figure[go.Figure],
    sources: Mapping[str, Source],
    words: Wording,
    *,
    data_version: str,
    address: str = "",
    stills: Markup = Markup(),  # noqa: B008 (it cannot be changed)
    stored: str = "",
    finished: str = "",
    rows: str = "",
) -> Markup:
    """Render a chart as a box with its stills, its data and what takes it away.

    Args:
        figure: The chart.
        sources: Sources by `source_id`.
        words: The reader's language.
        data_version: Version of the data.
        address: Where it can be seen, for its finished picture; may be empty.
        stills: Its stills, if the build drew any; else the script draws it when it comes near.
        stored: Path of the script that holds its data; empty to store them beside the box.
        finished: Path of its finished picture; empty to have the script draw one.
        rows: Path of its rows as CSV; may be empty.
    """
    said = words_of_sheet(figure, sources, words, data_version, address)
    return Markup(  # noqa: S704 (the template escapes what it is given)
        templates.get_template("chart.html.j2").render(
            figure=figure,
            height_px=height_of(figure),
            stills=stills,
            stored=stored,
            data="" if stored else json_block(chart_json(figure, "light")),
            words=json_block(json.dumps(said, ensure_ascii=False), class_="picture-words"),
            finished=finished,
            rows=rows,
            text=take_away,
            _=words.gettext,
        )
    )


def shape_buttons(words: Wording) -> Markup:
    """Render the buttons that save a finished picture of a chart in each shape and format."""
    shapes = [
        (kind, name, words.gettext(take_away.SHAPES[name]), (width * scale, height * scale))
        for kind, scale in (("png", SCALE), ("svg", 1))
        for name, (width, height) in SIZES_PX.items()
    ]
    return Markup(  # noqa: S704 (the template escapes what it is given)
        templates.get_template("shapes.html.j2").render(
            shapes=shapes, text=take_away, _=words.gettext
        )
    )


def stored_chart(figure: Figure[go.Figure]) -> str:
    """Store the data of a chart as a script, which the page parses when the chart is drawn."""
    return text_script("chartData", figure.figure_id, chart_json(figure, "light"))


def chart_document(
    figure: Figure[go.Figure], sources: Mapping[str, Source], words: Wording, data_version: str
) -> str:
    """Render a chart as one file that opens anywhere and requests nothing.

    Args:
        figure: The figure.
        sources: Sources by `source_id`.
        words: The reader's language.
        data_version: Version of the data.
    """
    box = chart_box(figure, sources, words, data_version=data_version)
    return document(
        figure.headline,
        figure_section(figure, box, sources, words, after=shape_buttons(words)),
        words,
        head=[inline_style(document_css())],
        foot=[
            chart_settings(words),
            inline_script(chart_library()),
            inline_script(sheet_script()),
            inline_script(asset("charts.js")),
        ],
    )
