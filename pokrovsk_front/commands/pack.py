"""Command `pack`: the pack of a figure in its default state."""

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

import click
import plotly.graph_objects as go

from pokrovsk_front.catalog.messages import LOCALES, wording
from pokrovsk_front.catalog.output import check_file, write_file
from pokrovsk_front.catalog.tables import DATA_DIR, CatalogError
from pokrovsk_front.commands.answer import Refusal, refusing
from pokrovsk_front.commands.paths import NamedPath
from pokrovsk_front.model.web_address import WebAddressError, web_address

SUGGESTIONS, MAX_COMPARED = 3, 60
"""Names that are nearest to a mistyped one, and letters of it that are compared."""


def _print_all(language: str) -> None:
    """Print the name and the headline of every figure."""
    from pokrovsk_front.export.site_context import SiteContext
    from pokrovsk_front.export.story import figures

    with refusing(CatalogError, OSError):
        for figure in figures(SiteContext(wording(language))):
            click.echo(f"{figure.figure_id}: {figure.headline}")


def _unknown(figure_id: str, known: Iterable[str]) -> Refusal:
    near = get_close_matches(figure_id[:MAX_COMPARED], list(known), SUGGESTIONS, cutoff=0)
    return Refusal(
        f"{figure_id!r} is not a figure; the nearest names are {', '.join(near)}, and "
        "`pokrovsk-front pack --list` has them all."
    )


@click.command()
@click.argument("figure_id", metavar="FIGURE", required=False)
@click.option(
    "--list", "is_list", is_flag=True, help="Print the name and the headline of every figure."
)
@click.option(
    "--out",
    type=NamedPath(path_type=Path, ending=".zip"),
    default=None,
    help="The zip to write; without it, one here that is named after the figure and its days.",
)
@click.option("--images", is_flag=True, help="Draw PNG and SVG as well, with Chromium.")
@click.option("--link", default="", help="Address of the figure, for the citation.")
@click.option(
    "--language",
    type=click.Choice(LOCALES),
    default=LOCALES[0],
    help="Language of the output.",
)
def pack(
    figure_id: str | None,
    is_list: bool,
    out: Path | None,
    images: bool,
    link: str,
    language: str,
) -> None:
    """Pack a figure: HTML that needs no network, its numbers, words, sources and citation."""
    if is_list:
        _print_all(language)
        return
    if figure_id is None:
        raise click.UsageError("Missing argument 'FIGURE'; --list has them all.")
    from pokrovsk_front.export.drawing import DrawingError, NoBrowserError
    from pokrovsk_front.export.images import chart_images, map_images
    from pokrovsk_front.export.pack import Edition
    from pokrovsk_front.export.pack import pack as pack_figure
    from pokrovsk_front.export.picture import map_picture
    from pokrovsk_front.export.site_context import SiteContext
    from pokrovsk_front.export.story import figures

    words = wording(language)
    with refusing(CatalogError, WebAddressError, DrawingError, OSError):
        # Before the figure is drawn: that takes a while.
        if out:
            check_file(out)
        link = web_address(link) if link else ""
        context, known, pictures = SiteContext(words), {}, {}
        library, sources = context.library, context.texts.sources
        edition = Edition(library.data_version, link, library.table("editions"))
        for figure in figures(context):
            known[figure.figure_id] = figure
            if figure.figure_id == figure_id:
                break
        else:
            raise _unknown(figure_id, known)
        if out is None:
            out = Path(figure.file_name("zip"))
            check_file(out)
        if images:
            try:
                pictures = (
                    chart_images(
                        figure,
                        sources,
                        words,
                        data_version=edition.data_version,
                        address=link,
                    )
                    if isinstance(figure.picture, go.Figure)
                    else map_images(
                        lambda shape: map_picture(
                            figure,
                            shape,
                            context.files,
                            words,
                            sources=sources,
                            data_version=edition.data_version,
                        )
                    )
                )
            except NoBrowserError as error:
                click.echo(str(error), err=True)
        static_dir = DATA_DIR.parent / "static"
        data = pack_figure(figure, sources, edition, words, static_dir=static_dir, images=pictures)
        write_file(out, data)
    click.echo(f"Wrote {out}, {len(data) / 1e6:.1f} MB, on data version {edition.data_version}.")
