"""Pack of a figure: one zip with the figure as HTML, its data, texts, metadata and citation.

The same figure on the same data gives the same bytes: a pack holds no time and no place of its
making.
"""

import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pydeck as pdk

from pokrovsk_front.export.citation import (
    Source,
    base_cited,
    base_map_credit,
    cited,
    long_citation,
    short_citation,
)
from pokrovsk_front.export.offline_chart import chart_document
from pokrovsk_front.export.offline_map import StaticFiles, map_document, offline_map
from pokrovsk_front.export.picture import data_address, foot_of, map_picture, map_poster
from pokrovsk_front.export.series import COLUMNS, map_series
from pokrovsk_front.export.spreadsheet import (
    FOR_READER,
    FOR_SCRIPT,
    csv_for_reader,
    csv_for_script,
    units_in_header,
)
from pokrovsk_front.maps.layers import GREY_ZONE_EARLIER
from pokrovsk_front.maps.picture.sheet import WIDE
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.messages import N_
from pokrovsk_front.model.wording import Wording

FULL, NUMBERS = "full", "numbers"
"""Endings of the names of tables for a script: every point drawn, and the figures of a map."""

MAP_PICTURE = "map.svg"
"""Name of the picture of a map in its pack."""

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every file in a zip: the earliest that the format has."""

MAP_METHOD = N_(
    "The state on a day is the last map published before midnight in Kyiv at the end of that "
    "day. Area is measured on a sphere of radius 6,378,137 m, as the publisher does. A net gain "
    "is the occupied total at the end of the last day less that on the eve of the first; the "
    "grey zone is left out. A map's date is the day it was published, not the day of what it "
    "shows."
)

FRICTIONLESS_TYPES = {"b": "boolean", "i": "integer", "u": "integer", "f": "number", "M": "date"}

OTHER_METHOD = N_(
    "Figures stand beside each other as their sources give them, each with who counted what and "
    "when; nothing is averaged, filled in or estimated."
)


@dataclass(frozen=True, slots=True)
class Edition:
    """Provenance of a pack.

    Attributes:
        data_version: Version of the data.
        link: Where the figure can be seen again; may be empty.
        maps: The table `editions`, which tells how the maps behind a figure are dated; None where
            no figure names its maps.
    """

    data_version: str
    link: str = ""
    maps: pd.DataFrame | None = None


def pack(
    figure: Figure[go.Figure] | Figure[pdk.Deck],
    sources: Mapping[str, Source],
    edition: Edition,
    words: Wording,
    *,
    static_dir: Path,
    images: Mapping[str, bytes] | None = None,
    tables: Mapping[str, pd.DataFrame] | None = None,
) -> bytes:
    """Pack a figure.

    Args:
        figure: The figure.
        sources: Sources by `source_id`.
        edition: Data version and link.
        words: The reader's language.
        static_dir: The folder of the files that a map names.
        images: Pictures to put in as well, by file name.
        tables: Tables for a script to put in as well, by the ending of their file names.

    Returns:
        A zip: the figure as HTML that opens without a network, what it shows and the full series
        as CSV, the numbers that a map says besides, its picture as SVG, `metadata.json` (a
        Frictionless data package), README, alternative text and citation.

    Raises:
        OfflineMapError: The figure is a map that cannot be drawn without a network.
        TypeError: The figure is a chart without `make_rows`.
    """
    name, used, base = figure.figure_id, cited(figure, sources), base_cited(figure, sources)
    static = StaticFiles(static_dir)
    html, drawn = _exported(figure, sources, static, edition, words)
    more = tables or {}
    written = {**drawn, **more}
    method = method_of(used, words)
    shown = units_in_header(figure.table, words.locale)
    files = {
        f"{name}.html": html.encode(),
        f"{name}_shown.csv": csv_for_reader(shown, words.locale),
        **{f"{name}_{kind}.csv": csv_for_script(rows) for kind, rows in written.items()},
        "alt.txt": f"{figure.alt}\n\n{figure.long_text}\n".encode(),
        "citation.txt": _citations(figure, used, base, edition, words).encode(),
        "README.txt": _readme(figure, method, base, edition, words, more).encode(),
        "metadata.json": _json(
            _metadata(figure, shown, written, [*used, *base], method, edition, words)
        ),
        **(images or {}),
    }
    if isinstance(figure.picture, pdk.Deck):
        files[MAP_PICTURE] = map_picture(
            figure, WIDE, static, words, sources=sources, data_version=edition.data_version
        )
    return zipped(files)


def _exported(
    figure: Figure[Any],
    sources: Mapping[str, Source],
    files: StaticFiles,
    edition: Edition,
    words: Wording,
) -> tuple[str, dict[str, pd.DataFrame]]:
    """Render a figure as one HTML file, and give the tables of its numbers, by kind."""
    if isinstance(figure.picture, go.Figure):
        if figure.make_rows is None:
            raise TypeError(f"The chart {figure.figure_id!r} does not say what it is drawn from.")
        document = chart_document(figure, sources, words, edition.data_version)
        return document, {FULL: figure.make_rows()}
    foot = foot_of(figure, sources, words, edition.data_version)
    drawn = offline_map({"light": figure}, files, foot)
    posters: dict[Scheme, str] = {"light": data_address(map_poster(figure, files, words))}
    html = map_document(figure, drawn, posters, sources, words)
    series = map_series(drawn).assign(as_of_date=pd.Timestamp(figure.as_of_date))
    for earliest in _maps(figure, edition)[:1]:
        is_earlier = series["layer"] == GREY_ZONE_EARLIER
        series.loc[is_earlier, "as_of_date"] = pd.Timestamp(str(earliest["as_of_date"]))
    return html, {FULL: series} | ({NUMBERS: figure.make_rows()} if figure.make_rows else {})


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Write a reproducible zip: files in the order of their names, without timestamps.

    Args:
        files: The bytes of each file by its path in the zip.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(path, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[path])
    return buffer.getvalue()


def _citations(
    figure: Figure[Any],
    used: Sequence[Source],
    base: Sequence[Source],
    edition: Edition,
    words: Wording,
) -> str:
    return "\n\n".join(
        [
            short_citation(figure, used, edition.data_version, edition.link, words),
            long_citation(figure, used, edition.data_version, edition.link, words, base) + "\n",
        ]
    )


def method_of(used: Sequence[Source], words: Wording) -> str:
    """Describe the method of a figure: measured on the map archive, or compiled from sources."""
    is_measured = any(each.kind == "map archive" for each in used)
    return words.gettext(MAP_METHOD if is_measured else OTHER_METHOD)


def _readme(
    figure: Figure[Any],
    method: str,
    base: Sequence[Source],
    edition: Edition,
    words: Wording,
    more: Iterable[str],
) -> str:
    _ = words.gettext
    name = figure.figure_id
    about_numbers = _("the figures of the map, as numbers; for a script")
    is_map = isinstance(figure.picture, pdk.Deck)
    about_picture = _("the map as a picture, with headline, legend, date and source")
    listed = {
        f"{name}.html": _("the figure: open it in a browser, it needs no network"),
        f"{name}_shown.csv": _("the table of the figure, as the page words it; for a spreadsheet"),
        f"{name}_full.csv": _("every point that is drawn, as numbers; for a script"),
        **({f"{name}_{NUMBERS}.csv": about_numbers} if is_map and figure.make_rows else {}),
        **{f"{name}_{kind}.csv": _("areas, as numbers; for a script") for kind in more},
        **({MAP_PICTURE: about_picture} if is_map else {}),
        "metadata.json": _("columns, units, sources, method, maps used, data version"),
        "alt.txt": _("the figure in words"),
        "citation.txt": _("how to cite it, short and in full"),
    }
    lines = [
        figure.headline,
        figure.subtitle,
        "",
        *(f"{path}: {about}" for path, about in listed.items()),
        "",
        method,
        *([base_map_credit(base, words)] if base else []),
        "",
        _("Data version {version}. As of {day}.").format(
            version=edition.data_version, day=words.day(figure.as_of_date)
        ),
    ]
    return "\n".join(lines) + "\n"


def _metadata(
    figure: Figure[Any],
    shown: pd.DataFrame,
    tables: Mapping[str, pd.DataFrame],
    used: Sequence[Source],
    method: str,
    edition: Edition,
    words: Wording,
) -> dict[str, Any]:
    """Describe a pack as a Frictionless data package, with properties of a figure besides."""
    name = figure.figure_id
    about_shown = {str(column): str(column) for column in shown.columns}
    about = {key: words.gettext(text) for key, text in COLUMNS.items()}
    return {
        "profile": "data-package",
        "name": name,
        "title": figure.headline,
        "description": figure.long_text,
        "language": words.locale,
        "version": edition.data_version,
        "as_of_date": figure.as_of_date.isoformat(),
        "unit": figure.subtitle,
        "method": method,
        "editions": list(figure.editions),
        "maps": _maps(figure, edition),
        "alt": figure.alt,
        "permalink": edition.link,
        "sources": [
            {"title": f"{each.name} ({each.publisher})", "path": each.url} for each in used
        ],
        "licenses": [{"title": f"{each.name}: {each.licence}", "path": each.url} for each in used],
        "resources": [
            _resource(f"{name}_shown", shown, about_shown, FOR_READER),
            *(
                _resource(f"{name}_{kind}", rows, about, FOR_SCRIPT)
                for kind, rows in tables.items()
            ),
        ],
    }


def _maps(figure: Figure[Any], edition: Edition) -> list[dict[str, str | None]]:
    """Describe the dating of each map behind a figure: day, certainty and bounds."""
    if edition.maps is None:
        return []
    keys = edition.maps["archive_id"] + "/" + edition.maps["edition"]
    columns = ["as_of_date", "certainty", "not_before_at", "not_after_at"]
    rows = edition.maps.set_index(keys).loc[list(figure.editions), columns]
    return [
        {
            "edition": str(key),
            "as_of_date": row["as_of_date"].date().isoformat(),
            "certainty": row["certainty"],
            "not_before_at": _instant(row["not_before_at"]),
            "not_after_at": _instant(row["not_after_at"]),
        }
        for key, row in rows.iterrows()
    ]


def _instant(at: pd.Timestamp) -> str | None:
    return None if pd.isna(at) else at.isoformat().replace("+00:00", "Z")


def _resource(
    name: str, rows: pd.DataFrame, about: Mapping[str, str], encoding: str
) -> dict[str, Any]:
    fields = [
        {
            "name": str(column),
            "type": FRICTIONLESS_TYPES.get(rows[column].dtype.kind, "string"),
            "description": about[str(column)],
        }
        for column in rows.columns
    ]
    return {
        "name": name,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "encoding": encoding,
        "schema": {"fields": fields},
    }


def _json(value: object) -> bytes:
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()
