"""Command `pack`: the pack of a figure in its default state."""

from pathlib import Path

import click
import plotly.graph_objects as go

from pokrovsk_front.catalog.messages import LOCALES, wording
from pokrovsk_front.catalog.output import check_file, write_file
from pokrovsk_front.catalog.tables import DATA_DIR, CatalogError
from pokrovsk_front.commands.answer import Refusal, refusing
from pokrovsk_front.commands.paths import NamedPath
from pokrovsk_front.model.web_address import WebAddressError, web_address


@click.command()
@click.argument("figure_id", metavar="FIGURE")
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
    help="Language of the pack.",
)
def pack(figure_id: str, out: Path | None, images: bool, link: str, language: str) -> None:
    """Pack a figure: HTML that needs no network, its numbers, words, sources and citation."""
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
            raise Refusal(f"{figure_id!r} is not a figure; there are {', '.join(known)}.")
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
