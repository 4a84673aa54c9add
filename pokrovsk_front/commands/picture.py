"""Command `picture`: the map of a day, of two days or of months as an SVG, without a browser."""

from datetime import date
from pathlib import Path

import click

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.messages import LOCALES, wording
from pokrovsk_front.catalog.output import check_file, write_file
from pokrovsk_front.catalog.tables import CatalogError
from pokrovsk_front.commands.answer import Refusal, refusing
from pokrovsk_front.commands.paths import NamedPath
from pokrovsk_front.export.front_figures import front_figure
from pokrovsk_front.export.offline_map import OfflineMapError
from pokrovsk_front.export.picture import map_picture
from pokrovsk_front.export.site_context import SCHEMES, SiteContext
from pokrovsk_front.maps.front import Shown
from pokrovsk_front.maps.picture.sheet import SHAPES, WIDE
from pokrovsk_front.maps.views import DONETSK_REGION, VIEWS
from pokrovsk_front.model.figure import Scheme
from pokrovsk_front.model.windows import WindowError, parse_day


@click.command()
@click.option("--day", "asked", required=True, help="The day, such as 2025-11-07.")
@click.option("--against", help="Another day: draws what changed hands between the two.")
@click.option("--months", is_flag=True, help="Colour the land by the month of its last change.")
@click.option(
    "--view",
    "view_id",
    type=click.Choice(list(VIEWS)),
    default=DONETSK_REGION.view_id,
    show_default=True,
    help="What is seen.",
)
@click.option(
    "--shape",
    type=click.Choice(list(SHAPES)),
    default=WIDE.name,
    show_default=True,
    help="1600 x 900, 1080 x 1080 or 1080 x 1350 pixels.",
)
@click.option("--scheme", type=click.Choice(SCHEMES), default="light", show_default=True)
@click.option(
    "--language",
    type=click.Choice(LOCALES),
    default=LOCALES[0],
    show_default=True,
    help="Language of the text in the picture.",
)
@click.option(
    "--out",
    type=NamedPath(
        path_type=Path,
        ending=".svg",
        hint="; `pokrovsk-front pack front_state --images` draws PNG",
    ),
    required=True,
    help="The SVG to write.",
)
def picture(
    asked: str,
    against: str | None,
    months: bool,
    view_id: str,
    shape: str,
    scheme: Scheme,
    language: str,
    out: Path,
) -> None:
    """Draw the map of a day as a stand-alone picture."""
    if against and months:
        raise Refusal("--against and --months draw different pictures: give one of them.")
    with refusing(WindowError, CatalogError, OfflineMapError, OSError):
        check_file(out)
        day = parse_day(asked)
        other = parse_day(against) if against else None
        context = SiteContext(wording(language))
        setting = context.setting(scheme, VIEWS[view_id])
        figure = front_figure(context.library, _shown(context.library, day, other, months), setting)
        data = map_picture(
            figure,
            SHAPES[shape],
            context.files,
            context.words,
            sources=context.texts.sources,
            data_version=context.library.data_version,
        )
        write_file(out, data)
    version = context.library.data_version
    click.echo(f"Wrote {out}, {len(data) / 1e3:.0f} kB, on data version {version}.")


def _shown(library: Library, day: date, other: date | None, months: bool) -> Shown:
    """Put two days in order, whichever was named first."""
    if other is None:
        return Shown(day, "since" if months else "day")
    maps = {library.reading_on(each).as_of_date for each in (day, other)}
    if len(maps) == 1:
        raise Refusal(f"{other} and {day} have the same map: there is no change to draw.")
    return Shown(max(day, other), "pair", min(day, other))
