"""The sheet of a picture: headline, measure, map, legend and foot in one of three shapes.

The wide shape has its words beside the map, the others above and below it. A bare picture is the
map alone, at the zoom of its view: it stands where a page draws the same map.
"""

from dataclasses import dataclass
from html import escape

import pydeck as pdk

from pokrovsk_front.maps.description import description, drawn_layers
from pokrovsk_front.maps.palette import PALETTES, Colour, Palette, blend
from pokrovsk_front.maps.picture import names
from pokrovsk_front.maps.picture.base import Read, base_map
from pokrovsk_front.maps.picture.camera import Camera
from pokrovsk_front.maps.picture.key import Key
from pokrovsk_front.maps.picture.land import PictureError, land_of
from pokrovsk_front.maps.picture.lettering import SANS, Type, css
from pokrovsk_front.maps.picture.poster import NARROW_PX, Bar, LeastBox, framed
from pokrovsk_front.model.figure import Figure
from pokrovsk_front.model.wording import Wording


@dataclass(frozen=True, slots=True)
class Shape:
    """A size of picture.

    Attributes:
        name: What names its file.
        width_px: Its width.
        height_px: Its height.
        column_px: Width of the words beside the map; 0 where they stand above and below it.
        is_bare: Whether it is the map alone.
        headline_px: Size of the type of its headline.
        measure_px: Of the measure under it.
        key_px: Of the legend.
        foot_px: Of its source, day and version of the data.
        png_scale: Pixels of its PNG for each of its own.
    """

    name: str
    width_px: int
    height_px: int
    column_px: int = 0
    is_bare: bool = False
    headline_px: int = 42
    measure_px: int = 21
    key_px: int = 19
    foot_px: int = 15
    png_scale: float = 2.0


WIDE = Shape(
    "wide",
    1600,
    900,
    column_px=500,
    headline_px=39,
    measure_px=20,
    key_px=18,
    foot_px=14,
    png_scale=1.5,
)
SQUARE = Shape("square", 1080, 1080)
UPRIGHT = Shape("upright", 1080, 1350)
SHAPES = {shape.name: shape for shape in (WIDE, SQUARE, UPRIGHT)}

POSTER = Shape("poster", 1280, 640, is_bare=True)
"""Where a page draws a map: as high and as wide as the largest box that a page has for it."""

EDGE_PX, GAP_PX = 44.0, 14.0
NAME_SIZE = 1.4
"""Size of the names of a picture, times those of a map on a page: it is often seen smaller."""

SHRINKING = (1.0, 0.92, 0.84, 0.76, 0.68, 0.6)
"""What long words are set smaller by, until they leave the map its room."""

MIN_MAP_SHARE = 0.56
MUTED_OPACITY = 200


def muted(palette: Palette) -> Colour:
    """Give the colour of the words of a picture that stand back: measure and foot."""
    red, green, blue, _opacity = palette.label_text
    return blend((red, green, blue, MUTED_OPACITY), palette.land)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A picture that is about to be drawn.

    Attributes:
        figure: The map and its words.
        shape: Its size.
        read: Reads the JSON of a file by the address that the map has for it.
        words: The reader's language.
        foot: Source, day and version of the data.
        font_rules: CSS with the fonts that it carries; without, it is set in those of who shows it.
    """

    figure: Figure[pdk.Deck]
    shape: Shape
    read: Read
    words: Wording
    foot: str = ""
    font_rules: str = ""

    @property
    def style(self) -> str:
        """The address of the base map's style.

        Raises:
            PictureError: It is a street map from elsewhere.
        """
        style = str(self.figure.picture.map_style)
        if style.startswith("http"):
            raise PictureError("A picture has no street map: leave it to draw one.")
        return style

    @property
    def palette(self) -> Palette:
        """Colours of the scheme that the map was drawn in."""
        return PALETTES["dark" if "style.dark" in self.style else "light"]

    def svg(self) -> str:
        """Draw the picture.

        Raises:
            PictureError: The map lies over a street map from elsewhere, or has a layer that no
                picture can draw.
        """
        if self.shape.is_bare:
            body = self._map(0, 0, self.shape.width_px, self.shape.height_px)
        elif self.shape.column_px:
            body = self._beside()
        else:
            body = self._above_and_below()
        return self._document(body)

    def _document(self, body: str) -> str:
        figure, size = self.figure, self._size
        title_id, about_id = f"{figure.figure_id}-title", f"{figure.figure_id}-desc"
        fonts = f"<style>{self.font_rules}</style>" if self.font_rules else ""
        return (
            f"<svg xmlns='http://www.w3.org/2000/svg' {size} role='img' lang='{self.words.locale}' "
            f"aria-labelledby='{title_id} {about_id}' font-family=\"{SANS}\">"
            f"<title id='{title_id}'>{escape(figure.headline)}</title>"
            f"<desc id='{about_id}'>{escape(figure.text_description)}</desc>{fonts}"
            f"<rect width='100%' height='100%' fill='{css(self.palette.land)}'/>"
            f"{body}</svg>\n"
        )

    @property
    def _size(self) -> str:
        if self.shape.is_bare:
            return "width='100%' height='100%'"
        width, height = self.shape.width_px, self.shape.height_px
        return f"width='{width}' height='{height}' viewBox='0 0 {width} {height}'"

    def _beside(self) -> str:
        """Set the words in a column beside the map."""
        shape, left = self.shape, EDGE_PX
        column = shape.column_px - 2 * EDGE_PX
        for scale in SHRINKING:
            head, bottom = self._head(left, EDGE_PX, column, scale)
            key, high = self._key(scale).drawn(left, bottom + 1.5 * GAP_PX, column)
            foot, foot_px = self._foot(column)
            end = bottom + 1.5 * GAP_PX + high
            if end + foot_px + 2 * GAP_PX + EDGE_PX <= shape.height_px:
                break
        top = shape.height_px - EDGE_PX - foot_px
        drawn = self._map(shape.column_px, 0, shape.width_px - shape.column_px, shape.height_px)
        return f"{drawn}{head}{key}{self._set(foot, left, top)}"

    def _above_and_below(self) -> str:
        """Set headline and measure above the map, legend and foot below it."""
        shape = self.shape
        column = shape.width_px - 2 * EDGE_PX
        for scale in SHRINKING:
            head, bottom = self._head(EDGE_PX, EDGE_PX, column, scale)
            _, key_px = self._key(scale).drawn(0, 0, column)
            foot, foot_px = self._foot(column)
            below = GAP_PX * 1.2 + key_px + GAP_PX + foot_px + EDGE_PX * 0.7
            top = bottom + GAP_PX
            if shape.height_px - top - below >= MIN_MAP_SHARE * shape.height_px:
                break
        high = shape.height_px - top - below
        key, _ = self._key(scale).drawn(EDGE_PX, top + high + GAP_PX * 1.2, column)
        foot_top = shape.height_px - EDGE_PX * 0.7 - foot_px
        drawn = self._map(0, top, shape.width_px, high)
        return f"{drawn}{head}{key}{self._set(foot, EDGE_PX, foot_top)}"

    def _head(self, x: float, y: float, width_px: float, scale: float) -> tuple[str, float]:
        """Set headline and measure; give where they end."""
        bold = Type(self.shape.headline_px * scale, 1.18, is_bold=True, is_serif=True)
        plain = Type(self.shape.measure_px * scale, 1.4)
        headline = bold.lines(self.figure.headline, width_px)
        measure = plain.lines(self.figure.words_of_picture, width_px)
        below = y + len(headline) * bold.line_px + GAP_PX
        drawn = bold.drawn(headline, x, y, self.palette.label_text)
        drawn += plain.drawn(measure, x, below, self._muted)
        return drawn, below + len(measure) * plain.line_px

    def _key(self, scale: float) -> Key:
        lettering, name = Type(self.shape.key_px * scale), self.figure.figure_id
        return Key(self.figure.entries, self.palette, self.words, lettering, name)

    def _foot(self, width_px: float) -> tuple[list[str], float]:
        lettering = Type(self.shape.foot_px)
        lines = lettering.lines(self.foot, width_px)
        return lines, len(lines) * lettering.line_px

    def _set(self, lines: list[str], x: float, y: float) -> str:
        return Type(self.shape.foot_px).drawn(lines, x, y, self._muted)

    @property
    def _muted(self) -> Colour:
        return muted(self.palette)

    def _map(self, x: float, y: float, width: float, height: float) -> str:
        deck = description(self.figure.picture)
        view, is_bare = deck["initialViewState"], self.shape.is_bare
        make = Camera if is_bare else Camera.filling
        camera = make(view["longitude"], view["latitude"], view["zoom"], width, height)
        land = land_of(drawn_layers(deck), self.read, camera, self.figure.figure_id)
        size = 1.0 if is_bare else NAME_SIZE
        bar = names.ScaleBar.of(camera, size, NARROW_PX if is_bare else width)
        every = names.with_own(self.read(deck["names"]), deck.get("ownNames"))
        listed = names.rows_at(every, camera, size)
        named = names.placed_anew(listed, camera, size, [bar.box], land.ring_px, land.avoided)
        drawn = base_map(self.read(self.style), self.read, camera) + land.svg()
        bar_svg = bar.svg(self.palette, self.words)
        if is_bare:
            least = {name.box: LeastBox.of(name.box, camera.frame) for name in named}
            drawn += names.drawn_names(
                named, size, self.palette, lambda name: least[name.box].class_attribute
            )
            return framed(drawn, Bar(bar_svg, bar.box), least, camera.frame)
        drawn += names.drawn_names(named, size, self.palette) + bar_svg
        place = f"x='{x:g}' y='{y:.1f}' width='{width:g}' height='{height:.1f}'"
        return f"<svg class='land' {place}>{drawn}</svg>"
