"""Style of the site: of documents, maps and blocks of text, its own, and the fonts of both."""

import posixpath
from collections.abc import Mapping

from pokrovsk_front.charts.scheme import DARK_BY_LIGHT
from pokrovsk_front.export.document import asset, document_css
from pokrovsk_front.export.engine_script import engine_css
from pokrovsk_front.page_text import claims as claims_text
from pokrovsk_front.page_text import events as events_text
from pokrovsk_front.page_text import jumps
from pokrovsk_front.page_text import months as months_text
from pokrovsk_front.page_text import people as people_text

FONTS = {
    "source-sans": ("Source Sans 3", "400 700"),
    "source-serif-bold": ("Source Serif 4", "600 700"),
}
"""The fonts of the dashboard, reduced to the letters of its languages: family and weights."""


def site_css(fonts: Mapping[str, str]) -> str:
    """Give the CSS of every page.

    Args:
        fonts: Path of each of `FONTS`, beside the style.
    """
    faces = (
        f'@font-face {{ font-family: "{family}"; font-weight: {weights}; font-display: swap; '
        f'src: url("{posixpath.basename(fonts[name])}") format("woff2") }}\n'
        for name, (family, weights) in FONTS.items()
    )
    blocks = (
        jumps.STYLE,
        claims_text.STYLE,
        events_text.STYLE,
        months_text.STYLE,
        people_text.STYLE,
    )
    stills = still_colours() + asset("stills.css")
    return "".join([*faces, document_css(), engine_css(), *blocks, asset("site.css"), stills])


def still_colours() -> str:
    """Give the colours of stills as variables, named by the light one, in either scheme."""
    light, dark = (
        " ".join(f"--c-{name[1:]}: {colour};" for name, colour in pairs.items())
        for pairs in ({each: each for each in DARK_BY_LIGHT}, DARK_BY_LIGHT)
    )
    return (
        f":root {{ {light} }}\n"
        "@media screen and (prefers-color-scheme: dark) "
        f'{{ :root:not([data-scheme="light"]) {{ {dark} }} }}\n'
        f'@media screen {{ :root[data-scheme="dark"] {{ {dark} }} }}\n'
    )
