"""Command `site`: the static site."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
from platformdirs import user_cache_path

from pokrovsk_front.catalog.messages import LOCALES
from pokrovsk_front.catalog.tables import CatalogError
from pokrovsk_front.commands.answer import refusing
from pokrovsk_front.commands.paths import NamedPath
from pokrovsk_front.model.web_address import WebAddressError, web_address

if TYPE_CHECKING:
    from pokrovsk_front.export.kept import KeptPictures

WITH_AN_ADDRESS = "code to embed figures, no list of its pages and no pictures for links to them"
"""What needs to know where the site will stand."""


@click.command()
@click.option(
    "--out",
    type=NamedPath(path_type=Path, file_okay=False),
    required=True,
    help="The folder to write to; what lies there already stays, but for files of the same name.",
)
@click.option("--url", default="", help="Address of the site: embeds and previews need it.")
@click.option(
    "--language",
    "languages",
    type=click.Choice(LOCALES),
    multiple=True,
    default=LOCALES,
    help="Language of the pages, that of the root first; both by default.",
)
@click.option(
    "--pictures/--no-pictures",
    "has_pictures",
    default=True,
    help="Whether charts stand there as pictures, drawn now by Chromium; else a script draws them.",
)
@click.option(
    "--charts-script",
    type=NamedPath(path_type=Path, dir_okay=False, exists=True),
    help="plotly-basic.min.js of plotly.js-basic-dist-min: a fourth of the whole Plotly.",
)
def site(
    out: Path,
    url: str,
    languages: tuple[str, ...],
    has_pictures: bool,
    charts_script: Path | None,
) -> None:
    """Write the static site: pages that need no server and no other host."""
    from pokrovsk_front.export.drawing import DrawingError
    from pokrovsk_front.export.kept import KeptPictures
    from pokrovsk_front.export.offline_chart import ChartsScriptError, given_library
    from pokrovsk_front.export.site import check_site_folder
    from pokrovsk_front.export.story import make_site

    kept = KeptPictures(user_cache_path("pokrovsk-front") / "pictures") if has_pictures else None
    with refusing(CatalogError, WebAddressError, OSError, ChartsScriptError, DrawingError):
        # Before the pages are made: that takes a while.
        script = given_library(charts_script) if charts_script else ""
        address = web_address(url) if url else ""
        check_site_folder(out)
        made = make_site(tuple(dict.fromkeys(languages)), address, kept=kept, charts_script=script)
        made.write(out)
    sizes = dict(made.sizes())
    pages = sum(path.endswith(".html") for path in sizes)
    click.echo(
        f"Wrote {pages} pages and {len(sizes) - pages} other files, "
        f"{sum(sizes.values()) / 1e6:.1f} MB, on data version {made.edition.data_version}."
    )
    if kept:
        _tell_of_pictures(kept)
    if not url:
        click.echo(f"Without --url it has no {WITH_AN_ADDRESS}.")


def _tell_of_pictures(kept: "KeptPictures") -> None:
    """Say how many pictures were drawn, and what kept them from being drawn or kept."""
    from pokrovsk_front.export.drawing import NO_BROWSER

    if not kept.used:
        click.echo(f"{NO_BROWSER} A script of the pages draws the charts.")
        return
    earlier = "" if kept.drawn == kept.used else "; the rest is of an earlier build"
    click.echo(f"Drew {kept.drawn} of its {kept.used} pictures{earlier}.")
    if kept.fault:
        click.echo(f"They are not kept for the next build: {kept.fault}")
