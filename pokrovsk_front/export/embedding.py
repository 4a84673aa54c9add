"""Embeds: the code that another site pastes, the height that a frame needs, and oEmbed.

A frame tells its host how high it is (`templates/embedded.js`) and the three lines of
`templates/host.js`, which come with the code, follow. One listener serves all frames of a page. It
takes a number and nothing else, from a frame that the page itself marked, and only while that shows
what its `src` says: a frame that was led to another origin is not heard.

Where no script runs on the host, the frame keeps a height in which the figure fits at any width:
text takes most lines in the narrowest frame, a map most room in the widest.
"""

import json
import math
from dataclasses import dataclass

from markupsafe import Markup, escape

from pokrovsk_front.export.document import asset
from pokrovsk_front.export.site_page import Drawn

WIDTHS_PX = (288, 600, 1000)
"""Widths of a frame that its height is worked out for: in a narrow telephone, a column, a page."""

EDGE_PX = 24
"""What a frame keeps free of text, left and right together."""

LETTER = 0.53
"""Mean width of a letter by the size of its type: of Cyrillic in a common sans serif, which is
wider than Latin."""

LOST = 1.15
"""What breaks between words add to the lines of a text."""

FOLD_PX = 180
"""Edges of the frame, the buttons under the picture, the line that opens words and table, and the
space between the parts."""

STILL_SCALES = (1, 440 / 360, 1)
"""How much higher than drawn a still of a chart stands, at each of `WIDTHS_PX` and wider: that of a
telephone grows to 440 px (`stills.css`)."""

STILL_MAP_PX = (460, 480, 600)
"""Height of a map of one day with its keys, at each of `WIDTHS_PX`."""

MOVING_MAP_PX = (850, 740, 850)
"""Height of a map with its day control and its keys, without the places below it."""

CHOICES_PX = (110, 90, 45)
"""Height of the choices above a map, likewise."""

ROW_PX, PLACE_COLUMNS = 29, (1, 2, 3)
"""A row of the places below a map, and how many of them stand side by side."""

CODE = (
    '<iframe class="pokrovsk-front" src="{address}" title="{title}" loading="lazy" '
    'style="width:100%;height:{height_px}px;border:0"></iframe>\n<script>\n{script}</script>\n'
)


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a frame.

    Attributes:
        letters: How many it has.
        size_px: Size of its type at a desk; smaller screens have smaller headlines.
        line_px: Height of a line.
    """

    letters: int
    size_px: float
    line_px: float

    def height_px(self, width_px: float) -> float:
        """Work out how high it stands in a column of a width."""
        lines = math.ceil(self.letters * LOST * self.size_px * LETTER / width_px)
        return max(1, lines) * self.line_px


def fixed_height_px(pictures_px: tuple[int, ...], texts: tuple[Text, ...]) -> int:
    """Work out the height of a frame in which a figure fits at each of `WIDTHS_PX`.

    Args:
        pictures_px: Height of the picture, and of what stands below it and follows it, at each.
        texts: What stands around it.
    """
    return math.ceil(
        max(
            picture_px + FOLD_PX + sum(text.height_px(width_px - EDGE_PX) for text in texts)
            for width_px, picture_px in zip(WIDTHS_PX, pictures_px, strict=True)
        )
    )


def frame_height_px(part: Drawn, caption: str) -> int:
    """Work out the height of a frame in which a figure of the site fits.

    Args:
        part: The figure.
        caption: The line of its sources, as HTML.
    """
    figure = part.figure
    texts = (
        Text(len(figure.headline), 28, 34),
        Text(len(figure.subtitle), 16, 25),
        Text(_letters(caption), 14.72, 23),
        # A legend has an item a line; a map has one in each scheme, of which one is shown.
        Text(_letters(figure.legend) // 2, 14.72, 23),
        *([Text(len(figure.numbers_in_words), 14.72, 23)] if figure.numbered else []),
    )
    return fixed_height_px(_pictures_px(part), texts)


def _pictures_px(part: Drawn) -> tuple[int, ...]:
    if part.map is None:
        return tuple(math.ceil(part.height_px * each) for each in STILL_SCALES)
    if not part.controls:
        return STILL_MAP_PX
    places, has_choices = part.controls.count("<li"), "<form" in part.choices
    return tuple(
        height_px + has_choices * choices_px + ROW_PX * math.ceil(places / columns)
        for height_px, choices_px, columns in zip(
            MOVING_MAP_PX, CHOICES_PX, PLACE_COLUMNS, strict=True
        )
    )


def _letters(html: str) -> int:
    """Count the letters that a reader sees of HTML."""
    return len(Markup(html).striptags())  # noqa: S704 (it is counted, not shown)


def embed_code(address: str, title: str, height_px: int) -> str:
    """Give the code of an embed, as HTML: the frame, and the script that it shares with others.

    Args:
        address: The whole address of the page to embed.
        title: What the frame shows.
        height_px: Its height where the script does not run.
    """
    return CODE.format(
        address=escape(address),
        title=escape(title),
        height_px=height_px,
        script=asset("host.js"),
    )


@dataclass(frozen=True, slots=True)
class OEmbed:
    """What an editor who pastes the address of a figure gets, by oEmbed 1.0 (oembed.com).

    Attributes:
        title: The headline.
        provider: Name of the site.
        provider_url: Its address.
        code: The code of the embed.
        height_px: Height without a script.
        thumbnail: Address, width and height of a picture; `None` without one.
    """

    title: str
    provider: str
    provider_url: str
    code: str
    height_px: int
    thumbnail: tuple[str, int, int] | None = None

    def json(self) -> bytes:
        """Write it as the answer of an oEmbed endpoint, of type `rich`."""
        said: dict[str, object] = {
            "version": "1.0",
            "type": "rich",
            "title": self.title,
            "provider_name": self.provider,
            "provider_url": self.provider_url,
            "html": self.code,
            "width": max(WIDTHS_PX),
            "height": self.height_px,
        }
        if self.thumbnail:
            names = ("thumbnail_url", "thumbnail_width", "thumbnail_height")
            said |= dict(zip(names, self.thumbnail, strict=True))
        return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()
