"""Command `site`: the static site."""

from pathlib import Path

import click

from pokrovsk_front.catalog.messages import LOCALES
from pokrovsk_front.catalog.output import check_folder
from pokrovsk_front.catalog.tables import CatalogError
from pokrovsk_front.commands.answer import refusing
from pokrovsk_front.model.web_address import WebAddressError, web_address

WITH_AN_ADDRESS = "code to embed figures, no list of its pages and no previews for links to them"
"""What needs to know where the site will stand."""


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="The folder to write to; what lies there already stays.",
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
def site(out: Path, url: str, languages: tuple[str, ...]) -> None:
    """Write the static site: pages that need no server and no other host."""
    from pokrovsk_front.export.story import make_site

    with refusing(CatalogError, WebAddressError, OSError):
        # Before the pages are made: that takes a while.
        check_folder(out)
        made = make_site(tuple(dict.fromkeys(languages)), web_address(url) if url else "")
        made.write(out)
    sizes = dict(made.sizes())
    pages = sum(path.endswith(".html") for path in sizes)
    click.echo(
        f"Wrote {pages} pages and {len(sizes) - pages} other files, "
        f"{sum(sizes.values()) / 1e6:.1f} MB, on data version {made.edition.data_version}."
    )
    if not url:
        click.echo(f"Without --url it has no {WITH_AN_ADDRESS}.")
