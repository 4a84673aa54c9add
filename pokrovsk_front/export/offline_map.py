"""A map as HTML that opens without a server and requests nothing.

It is the same description that the dashboard draws, in both schemes, with the names of stored data
in the place of addresses; the same engine draws it. The files of `static/` that it names are
stored with it, each once and without what is never drawn. A map that the reader moves has all days
and may have other modes: their data are named too, and a page loads them when they are asked for.

It refuses a file outside `static/`.
"""

import hashlib
import json
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pydeck as pdk
from markupsafe import Markup

from pokrovsk_front.export.citation import Source
from pokrovsk_front.export.deck_script import deck_script
from pokrovsk_front.export.document import (
    document,
    document_css,
    figure_section,
    inline_script,
    inline_style,
    json_block,
    templates,
    text_script,
)
from pokrovsk_front.export.engine_script import engine_css, engine_script
from pokrovsk_front.export.stored_outline import stored_outline
from pokrovsk_front.maps.controls import control_texts
from pokrovsk_front.maps.description import drawn_layers
from pokrovsk_front.maps.engine_description import (
    as_read,
    described_for_engine,
)
from pokrovsk_front.maps.front import FrontDeck
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text.parts import MAP_DID_NOT_ARRIVE, PICTURE_INSTEAD

CELL_HEAD, CELL_TAIL = "88", "fffff"
"""Prefix and suffix of every H3 index of resolution 8; between them are eight digits."""

MAP_HEIGHT_PX = 560
STATIC = "app/static/"
NEAR = "_near"
"""Suffix of an outline along cells of resolution 9."""

NO_PAGES = {"card_city_page": ""}
"""Texts of a map that stands alone: it cannot link to pages of the dashboard."""


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
class Made:
    """Data that a build makes for a map, and no file of `static/` has.

    Attributes:
        stem: What its name begins with; the same data always has the same.
        make: Makes it, as JSON has it.
    """

    stem: str
    make: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Moving:
    """What a map that the reader moves has besides its days.

    Attributes:
        modes: Other modes of the map, by the name that the engine has for them.
        beside: Gives further fields of the description in a scheme; data in them is `Made`.
    """

    modes: Mapping[str, Mapping[Scheme, Figure[FrontDeck]]] = field(default_factory=dict)
    beside: Callable[[Scheme], Mapping[str, Any]] = lambda _scheme: {}


@dataclass(frozen=True, slots=True)
class OfflineMap:
    """A map ready to be written.

    Attributes:
        description: What the engine draws; what differs between the schemes stands as
            `{"light": ..., "dark": ...}`, and data under its name.
        data: The data by name; a name holds a digest of its content, so maps may share it.
        tiles: Scripts of the tiles that a map may ask for near to, by path in the site.
    """

    description: dict[str, Any]
    data: Mapping[str, Data]
    tiles: Mapping[str, bytes] = field(default_factory=dict)


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


def _within(
    rows: list[dict[str, Any]], fields: list[str], bounds: Iterable[tuple[int, ...]]
) -> list[dict[str, Any]]:
    """Select the rows whose fields lie within their bounds, which are included."""
    ranges = [(field, low, high) for field, (low, high) in zip(fields, bounds, strict=True)]
    return [row for row in rows if all(low <= row[key] <= high for key, low, high in ranges)]


class StaticFiles:
    """Cache of the files of `static/` that maps name, as read and as stored.

    Maps of one build share it: both schemes and every language draw the same outlines and cells.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[str, Any] = {}
        self._names_others: set[str] = set()
        self._made: dict[Hashable, tuple[str, Data]] = {}

    def file(self, address: str) -> Path:
        """Find a file by the address that a map has for it.

        Raises:
            OfflineMapError: It is no file of `static/`.
        """
        file = self.folder / Path(address.partition("?")[0]).name
        if not address.startswith(STATIC) or not file.is_file():
            raise OfflineMapError(f"{address} is no file of static/.")
        return file

    def read(self, file: Path) -> Any:  # noqa: ANN401 (JSON)
        """Read the JSON of a file; nobody may change it."""
        if file.name not in self._read:
            text = file.read_text(encoding="utf-8")
            self._read[file.name] = json.loads(text)
            if STATIC in text:
                self._names_others.add(file.name)
        return self._read[file.name]

    def names_others(self, file: Path) -> bool:
        """Tell whether a file that was read names other files."""
        return file.name in self._names_others

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

    def described(self, figure: Figure[FrontDeck], foot: str, *, is_moving: bool) -> dict[str, Any]:
        """Describe a map with the names of its data."""
        drawn = described_for_engine(figure, foot)
        layers = map(as_read, drawn["layers"]) if is_moving else drawn_layers(drawn)
        if not is_moving:
            # Near to, one day has the cells of resolution 8 that it keeps.
            for left_out in ("tiles", "scrubber"):
                drawn.pop(left_out, None)
        drawn["texts"] |= NO_PAGES
        stored = [self._layer(each, is_moving=is_moving) for each in layers]
        return self.named(drawn | {"layers": stored})

    def named(self, described: Mapping[str, Any]) -> dict[str, Any]:
        """Put names of stored data in the place of addresses and of what a build makes."""
        return {key: self._named(each) for key, each in described.items()}

    def _named(self, value: Any) -> Any:  # noqa: ANN401 (JSON)
        match value:
            case dict():
                return self.named(value)
            case Made():
                return self._add(*self.files.once(value.stem, value.stem, value.make))
            case list():
                return [self._named(each) for each in value]
            case str() if value.startswith(STATIC):
                return self._stored(value)
            case _:
                return value

    def _stored(self, address: str) -> str:
        """Store a file and the files that it names."""
        file = self.files.file(address)
        content = self.files.read(file)
        if "features" in content:
            is_near = file.stem.endswith(NEAR)
            return self._keep(file, None, lambda: stored_outline(content, is_near=is_near))
        # Named for each map, also where another map has stored the file: it needs what is in it.
        named = self._named(content) if self.files.names_others(file) else content
        return self._keep(file, None, lambda: named)

    def _layer(self, layer: dict[str, Any], *, is_moving: bool) -> dict[str, Any]:
        """Describe a layer; of cells, those are stored that its first state draws."""
        address = layer["data"]
        if not isinstance(address, str):
            return layer
        if "getFilterValue" not in layer:
            return layer | {"data": self._stored(address)}
        file = self.files.file(address)
        rows: list[dict[str, Any]] = self.files.read(file)
        fields = layer["getFilterValue"].removeprefix("@@=[").removesuffix("]").split(",")
        bounds = None if is_moving else tuple(map(tuple, layer["filterRange"]))

        def drawn() -> object:
            shown = rows if bounds is None else _within(rows, fields, bounds)
            return _columns(shown, fields)

        return layer | {"data": self._keep(file, (*fields, bounds), drawn)}

    def _keep(self, file: Path, part: Hashable, make: Callable[[], object]) -> str:
        return self._add(*self.files.once((file.name, part), file.stem, make))

    def _add(self, name: str, data: Data) -> str:
        self.data[name] = data
        return name


def offline_map(
    figures: Mapping[Scheme, Figure[FrontDeck]],
    files: StaticFiles,
    foot: str,
    moving: Moving | None = None,
) -> OfflineMap:
    """Convert a map into one that needs no server.

    Args:
        figures: The same map, drawn in one scheme or in both; a page shows the reader's.
        files: The files that the map names.
        foot: Source, version of the data and credit of the base map, for what is saved of it.
        moving: What the map has besides, if the reader moves its day; a map of one day, or of two,
            keeps only the cells that are drawn of them.

    Raises:
        OfflineMapError: The map names a file that is not in `static/`.
    """
    store = _Store(files)
    drawn = {
        scheme: store.described(figure, foot, is_moving=moving is not None)
        for scheme, figure in figures.items()
    }
    if moving:
        for scheme, described in drawn.items():
            others = {
                name: store.described(mode[scheme], foot, is_moving=True)
                for name, mode in moving.modes.items()
            }
            modes = {name: _changed(other, described) for name, other in others.items()}
            drawn[scheme] = described | {"modes": modes} | store.named(moving.beside(scheme))
    return OfflineMap(_by_scheme(drawn), store.data)


def _changed(other: Mapping[str, Any], described: Mapping[str, Any]) -> dict[str, Any]:
    """Give the fields of a mode that differ from those of the mode that a map opens with."""
    return {
        key: value for key, value in other.items() if described.get(key) != value and key != "shown"
    }


def is_online(deck: pdk.Deck) -> bool:
    """Tell whether a map is drawn over a base map from elsewhere."""
    return str(deck.map_style).startswith("http")


def map_box(
    figure: Figure[pdk.Deck],
    drawn: OfflineMap,
    posters: Mapping[Scheme, str],
    words: Wording,
    *,
    starts_at_once: bool = True,
) -> Markup:
    """Render a map as a box with its buttons and, beside it, the data that the page's script draws.

    Args:
        figure: Its figure.
        drawn: The map.
        posters: Addresses of its picture, which stands there until the map is drawn, and where a
            browser cannot draw it.
        words: The reader's language.
        starts_at_once: Whether it is drawn when it comes near the screen; else when the reader
            asks for it.
    """
    day = words.day(figure.as_of_date)
    return Markup(  # noqa: S704 (the template escapes what it is given)
        templates.get_template("map.html.j2").render(
            figure_id=figure.figure_id,
            alt=figure.alt,
            description=json_block(_compact(drawn.description)),
            posters=posters,
            starts_at_once=starts_at_once,
            note=words.gettext(PICTURE_INSTEAD).format(day=day),
            again=control_texts(words)["again"],
            missing=words.gettext(MAP_DID_NOT_ARRIVE).format(day=day),
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
        head=[inline_style(document_css() + engine_css())],
        foot=[
            map_data(drawn),
            inline_script(deck_script()),
            inline_script(engine_script()),
        ],
    )


def map_data(drawn: OfflineMap) -> Markup:
    """Embed the data of a map."""
    return Markup("\n").join(
        json_block(data.text, **{"data-map": name}) for name, data in drawn.data.items()
    )


def stored_script(name: str, data: Data) -> str:
    """Store data as a script, which the page parses when a map asks for it."""
    return text_script("mapData", name, data.text)
