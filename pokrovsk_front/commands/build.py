"""Commands `ingest` (figures from the archives) and `labels` (after an edit of places)."""

from pathlib import Path

import click

from pokrovsk_front.catalog.atomic_replace import replace_all
from pokrovsk_front.catalog.library import ENGLISH, Library
from pokrovsk_front.catalog.tables import DATA_DIR, CatalogError
from pokrovsk_front.commands.answer import Refusal, refusing
from pokrovsk_front.commands.output_options import checked_static, output_options
from pokrovsk_front.commands.paths import NamedPath
from pokrovsk_front.maps.card import cities_file
from pokrovsk_front.maps.names import names_files
from pokrovsk_front.maps.regions import Regions


@click.command()
@click.option(
    "--archives",
    type=NamedPath(path_type=Path),
    required=True,
    help="Folder of the archives, or the packed .tar.xz.",
)
@click.option(
    "--boundaries",
    type=NamedPath(path_type=Path),
    required=True,
    help="Oblast borders (GeoJSON) or their folder; the physical layers are in the same folder.",
)
@output_options
@click.option(
    "--cache",
    type=NamedPath(path_type=Path, file_okay=False),
    default=None,
    help="Keep what was measured in this folder; the next run measures only what is new.",
)
def ingest(
    archives: Path,
    boundaries: Path,
    out: Path,
    static: Path | None,
    workers: int,
    cache: Path | None,
) -> None:
    """Rebuild the derived figures and the map files from the archives."""
    from pokrovsk_front.ingest.archive import IngestError
    from pokrovsk_front.ingest.base_map.boundaries import BoundaryError
    from pokrovsk_front.ingest.run import ingest as run_ingest

    static = checked_static(out, static, cache)
    given = {"archives": archives, "boundaries": boundaries}
    if absent := [f"no {kind} at {path}" for kind, path in given.items() if not path.exists()]:
        raise Refusal(
            f"There are {' and '.join(absent)}: docs/archives.md says what belongs there."
        )
    with refusing(IngestError, BoundaryError, CatalogError, OSError):
        report = run_ingest(archives, boundaries, out, static, workers, cache)
    for line in report.lines():
        click.echo(line)


@click.command()
def labels() -> None:
    """Rewrite the names and cities of the map after their tables in data/ were edited."""
    with refusing(CatalogError, OSError):
        library = Library()
        places = library.table("places")
        oblasts, neighbours = library.table("oblasts"), library.table("neighbours")
        regions = Regions(oblasts, library.oblast_rings, neighbours)
        files = names_files(places, library.table("towns"), regions)
        files |= cities_file(library.in_language(ENGLISH).people_by_place)
        static = DATA_DIR.parent / "static"
        replace_all({static / name: data for name, data in files.items()}, DATA_DIR)
    click.echo(f"Wrote {len(files)} files.")
    if library.unmeasured:
        names = ", ".join(place.name(ENGLISH) for place in library.unmeasured)
        click.echo(f"Left out, since no map has measured it yet: {names}. `make data` does that.")
