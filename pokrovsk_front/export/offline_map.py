"""A map as HTML that opens without a server and requests nothing.

The files of `static/` that a deck names are stored with it, each once and without what is not
drawn. The deck.gl that ships inside pydeck draws it; that build has no extensions, so
the filter of days is applied here, or by the page's script where the day moves.

It refuses a layer whose extension it does not know, and a file outside `static/`.
"""

import hashlib
import json
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pydeck as pdk
from markupsafe import Markup

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
)
from pokrovsk_front.maps.description import description, drawn_layers
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text.parts import PICTURE_INSTEAD

CELL_HEAD, CELL_TAIL = "88", "fffff"
"""Prefix and suffix of every H3 index of resolution 8; between them are eight digits."""

COORDINATE_DECIMALS = 4
"""About 10 m: an edge of a cell is 500 m long."""

MAP_HEIGHT_PX = 560
HATCH_GAP_PX = 6
NOT_STORED = frozenset(
    {
        *("data", "extensions", "getFilterValue", "filterRange", "pickable"),
        *("days", "follows", "ramp", "unknown"),
    }
)
"""Properties of a layer that its map does without."""

KNOWN_EXTENSIONS = {"FillStyleExtension", "PathStyleExtension", "DataFilterExtension"}


class OfflineMapError(ValueError):
    """A deck cannot be drawn offline; the text says why."""


@dataclass(frozen=True, slots=True)
class Data:
    """Data of a layer.

    Attributes:
        content: Rows, columns of cells, or a collection of outlines.
        text: The same as JSON.
    """

    content: Any
    text: str


@dataclass(frozen=True, slots=True)
class OfflineMap:
    """A map ready to be written.

    Attributes:
        spec: View, base map and layers, which name the data they draw.
        data: The data by name; a name holds a digest of its content, so maps may share it.
        shared: The names in `data` that do not depend on the map: base map, outlines.
    """

    spec: dict[str, Any]
    data: Mapping[str, Data]
    shared: frozenset[str]


@cache
def map_library() -> str:
    """Give the script that draws maps, as pydeck ships it, without its source map."""
    bundle = Path(pdk.__file__).parent / "nbextension" / "static" / "index.js"
    text = bundle.read_text(encoding="utf-8")
    return text.replace("//# sourceMappingURL=index.js.map", "")


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _by_scheme(values: Mapping[Scheme, Any]) -> Any:  # noqa: ANN401 (JSON)
    """Merge the description of both schemes; a difference becomes `{"light": ..., "dark": ...}`."""
    light, *others = values.values()
    if all(other == light for other in others):
        return light
    if isinstance(light, dict):
        return {
            key: _by_scheme({name: each[key] for name, each in values.items()}) for key in light
        }
    if isinstance(light, list) and any(isinstance(each, dict) for each in light):
        return [
            _by_scheme(dict(zip(values, each, strict=True)))
            for each in zip(*values.values(), strict=True)
        ]
    return dict(values)


def _rounded(coordinates: Any) -> Any:  # noqa: ANN401 (nested lists of GeoJSON)
    if isinstance(coordinates, float | int):
        return round(coordinates, COORDINATE_DECIMALS)
    points = [_rounded(each) for each in coordinates]
    if points and isinstance(points[0], list) and not isinstance(points[0][0], list):
        # Points that rounding has made one.
        return [each for at, each in enumerate(points) if at == 0 or each != points[at - 1]]
    return points


def _outline(collection: dict[str, Any]) -> dict[str, Any]:
    """Reduce an outline to what is drawn: the geometry, and what the base map filters by."""
    return {
        "features": [
            {
                "type": "Feature",
                "properties": {
                    key: value
                    for key, value in feature["properties"].items()
                    if key in {"part", "rank"}
                },
                "geometry": {
                    "type": feature["geometry"]["type"],
                    "coordinates": _rounded(feature["geometry"]["coordinates"]),
                },
            }
            for feature in collection["features"]
        ],
        "type": "FeatureCollection",
    }


def _columns(rows: list[dict[str, Any]], keys: Iterable[str]) -> dict[str, Any]:
    """Store rows of cells as columns, each H3 index without its common prefix and suffix."""
    cells = [row["h"] for row in rows]
    if not all(cell.startswith(CELL_HEAD) and cell.endswith(CELL_TAIL) for cell in cells):
        raise OfflineMapError("A cell is not of resolution 8.")
    columns: dict[str, list[Any]] = {
        "h": [cell[len(CELL_HEAD) : -len(CELL_TAIL)] for cell in cells]
    }
    columns |= {key: [row[key] for row in rows] for key in keys}
    return {"columns": columns, "head": CELL_HEAD, "tail": CELL_TAIL}


class StaticFiles:
    """Cache of the files of `static/` that maps name, as read and as stored.

    Maps of one build share it: both schemes and every language draw the same outlines and cells.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[str, Any] = {}
        self._made: dict[Hashable, tuple[str, Data]] = {}

    def file(self, address: str) -> Path:
        """Find a file by the address that a map has for it.

        Raises:
            OfflineMapError: It is no file of `static/`.
        """
        file = self.folder / Path(address.partition("?")[0]).name
        if not address.startswith("app/static/") or not file.is_file():
            raise OfflineMapError(f"{address} is no file of static/.")
        return file

    def read(self, file: Path) -> Any:  # noqa: ANN401 (JSON)
        """Read the JSON of a file; nobody may change it."""
        if file.name not in self._read:
            self._read[file.name] = json.loads(file.read_text(encoding="utf-8"))
        return self._read[file.name]

    def read_address(self, address: str) -> Any:  # noqa: ANN401 (JSON)
        """Read the JSON of a file by the address that a map has for it; nobody may change it.

        Raises:
            OfflineMapError: It is no file of `static/`.
        """
        return self.read(self.file(address))

    def once(self, key: Hashable, stem: str, make: Callable[[], object]) -> tuple[str, Data]:
        """Memoize what a map stores by a key.

        Returns:
            Its name, with a digest, and the data.
        """
        if key not in self._made:
            content = make()
            text = _compact(content)
            name = f"{stem}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
            self._made[key] = name, Data(content, text)
        return self._made[key]


class _Store:
    """Collects the data of one map."""

    def __init__(self, files: StaticFiles) -> None:
        self.files = files
        self.data: dict[str, Data] = {}
        self.shared: set[str] = set()

    def _keep(
        self, file: Path, part: Hashable, make: Callable[[], object], *, is_shared: bool
    ) -> str:
        name, data = self.files.once((file.name, part), file.stem, make)
        self.data[name] = data
        if is_shared:
            self.shared.add(name)
        return name

    def outline(self, address: str) -> str:
        file = self.files.file(address)
        return self._keep(file, "outline", lambda: _outline(self.files.read(file)), is_shared=True)

    def rows(self, address: str, layer: dict[str, Any], *, is_moving: bool) -> str:
        """Store the rows of a layer: all with their days where the day moves, else its day's."""
        file = self.files.file(address)
        rows = self.files.read(file)
        if "h" not in (rows[0] if rows else {}):
            return self._keep(file, "rows", lambda: rows, is_shared=True)
        fields = layer["getFilterValue"].removeprefix("@@=[").removesuffix("]").split(",")
        if is_moving:
            two = tuple(fields[:2])
            return self._keep(file, two, lambda: _columns(rows, two), is_shared=False)
        bounds = tuple(
            (field, low, high)
            for field, (low, high) in zip(fields, layer["filterRange"], strict=True)
        )
        named = str(layer.get("getFillColor"))
        drawn = tuple(
            field for field in fields if named.startswith("@@=") and f"({field}<" in named
        )

        def kept() -> object:
            shown = [
                row for row in rows if all(low <= row[key] <= high for key, low, high in bounds)
            ]
            return _columns(shown, drawn)

        return self._keep(file, (bounds, drawn), kept, is_shared=False)


def _layer(layer: dict[str, Any], store: _Store, *, is_moving: bool) -> dict[str, Any]:
    """Describe a layer without extensions, with the name of its data as `rows`."""
    extensions = {each["@@type"] for each in layer.get("extensions", [])}
    if unknown := extensions - KNOWN_EXTENSIONS:
        raise OfflineMapError(f"The layer {layer['id']} needs {', '.join(sorted(unknown))}.")
    drawn = {key: value for key, value in layer.items() if key not in NOT_STORED}
    drawn["pickable"] = False
    data = layer["data"]
    if not isinstance(data, str):
        return drawn | {"data": data}
    if layer["@@type"] == "GeoJsonLayer":
        drawn["rows"] = store.outline(data)
    else:
        drawn["rows"] = store.rows(data, layer, is_moving=is_moving)
        if is_moving and "DataFilterExtension" in extensions:
            drawn["isMoving"] = True
    if "FillStyleExtension" in extensions:
        width = drawn["getLineWidth"]
        drawn = {
            "@@type": "GeoJsonLayer",
            "id": drawn["id"],
            "rows": drawn["rows"],
            "filled": True,
            "stroked": False,
            "pickable": False,
            "getFillColor": layer["getFillPatternBackgroundColor"],
            "hatch": {"color": layer["getFillColor"], "width": 1, "gap": HATCH_GAP_PX},
            "dash": {
                "color": layer["getLineColor"],
                "width": width,
                "pattern": [length * width for length in layer["getDashArray"]],
            },
        }
    return drawn


def _rgb(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _base(style: dict[str, Any], store: _Store) -> tuple[str, list[dict[str, Any]]]:
    """Read the style of the base map: the background colour, and each layer over it."""
    background, layers = "", []
    for layer in style["layers"]:
        paint = layer["paint"]
        if layer["type"] == "background":
            background = paint["background-color"]
            continue
        drawn = {
            "id": f"base-{layer['id']}",
            "type": layer["type"],
            "source": store.outline(style["sources"][layer["source"]]["data"]),
            "color": _rgb(paint[f"{layer['type']}-color"]),
            "minzoom": layer.get("minzoom", 0),
        }
        if "filter" in layer:
            (_, (_, field), value) = layer["filter"]
            drawn["filter"] = [field, value]
        if layer["type"] == "line":
            stops = paint["line-width"][3:]
            drawn["width"] = [list(stop) for stop in zip(stops[::2], stops[1::2], strict=True)]
        if "line-dasharray" in paint:
            drawn["dash"] = paint["line-dasharray"]
        layers.append(drawn)
    return background, layers


def offline_map(
    decks: Mapping[Scheme, pdk.Deck], files: StaticFiles, *, day_number: int | None = None
) -> OfflineMap:
    """Convert a map into one that needs no server.

    Args:
        decks: The same map, drawn in one scheme or in both; a page shows the reader's.
        files: The files that the map names.
        day_number: The day that is shown first, where the reader may move it; None where the map
            has one day, or two, and keeps only what is drawn of them.

    Raises:
        OfflineMapError: The map names a file that is not in `static/`, or draws what the
            library that ships inside pydeck cannot draw.
    """
    store = _Store(files)
    specs: dict[Scheme, Any] = {}
    for scheme, deck in decks.items():
        drawn = description(deck)
        background, base = _base(files.read(files.file(drawn["mapStyle"])), store)
        layers = [
            _layer(each, store, is_moving=day_number is not None) for each in drawn_layers(drawn)
        ]
        specs[scheme] = {
            "view": drawn["initialViewState"],
            "background": background,
            "base": base,
            "layers": layers,
        }
    spec = _by_scheme(specs)
    if day_number is not None:
        spec["day"] = day_number
    return OfflineMap(spec, store.data, frozenset(store.shared))


def is_online(deck: pdk.Deck) -> bool:
    """Tell whether a map is drawn over a base map from elsewhere."""
    return str(deck.map_style).startswith("http")


def map_box(
    figure: Figure[pdk.Deck], drawn: OfflineMap, posters: Mapping[Scheme, str], words: Wording
) -> Markup:
    """Render a map as a box with its buttons and, beside it, the data that the page's script draws.

    Args:
        figure: Its figure.
        drawn: The map.
        posters: Addresses of its picture, which stands there until the map is drawn, and where a
            browser cannot draw it.
        words: The reader's language.
    """
    note = words.gettext(PICTURE_INSTEAD).format(day=words.day(figure.as_of_date))
    return Markup(  # noqa: S704 (the template escapes what it is given)
        templates.get_template("map.html.j2").render(
            figure_id=figure.figure_id,
            alt=figure.alt,
            spec=json_block(_compact(drawn.spec)),
            posters=posters,
            note=note,
            _=words.gettext,
        )
    )


def in_both_schemes(figures: Mapping[Scheme, Figure[pdk.Deck]]) -> Figure[pdk.Deck]:
    """Merge a map drawn in each scheme into one figure, with the legend of each.

    Args:
        figures: The same figure in one scheme or in both.
    """
    first, *others = figures.values()
    if not others:
        return first
    legends = (
        f"<div class='in-{scheme}'>{figure.legend}</div>" for scheme, figure in figures.items()
    )
    return replace(first, legend="".join(legends))


def map_document(
    figure: Figure[pdk.Deck],
    drawn: OfflineMap,
    posters: Mapping[Scheme, str],
    sources: Mapping[str, Source],
    words: Wording,
) -> str:
    """Render a map as one file that opens anywhere and requests nothing.

    Args:
        figure: The figure.
        drawn: Its map.
        posters: Addresses of its picture, such as `data:` of all of it.
        sources: Sources by `source_id`.
        words: The reader's language.
    """
    picture = map_box(figure, drawn, posters, words)
    return document(
        figure.headline,
        figure_section(figure, picture, sources, words),
        words,
        head=[inline_style(document_css())],
        foot=[map_data([drawn]), *map_scripts()],
    )


def map_data(maps: Iterable[OfflineMap]) -> Markup:
    """Embed the data of the maps of a page, each once."""
    stored = {name: data for each in maps for name, data in each.data.items()}
    return Markup("\n").join(
        json_block(data.text, **{"data-map": name}) for name, data in stored.items()
    )


def map_scripts() -> list[Markup]:
    """Embed the scripts that draw maps, in the order in which they run."""
    return [inline_script(map_library()), inline_script(asset("maps.js"))]
