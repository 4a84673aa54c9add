"""Command `update`: download of new maps, and extension of the figures."""

import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pokrovsk_front.catalog.tables import CatalogError
from pokrovsk_front.commands.answer import refusing
from pokrovsk_front.commands.output_options import checked_static, output_options
from pokrovsk_front.commands.paths import NamedPath
from pokrovsk_front.model.wording import Wording

if TYPE_CHECKING:
    from datetime import date

    from pokrovsk_front.ingest.source.remote import Remote
    from pokrovsk_front.ingest.update import Updated


def _progress(wanted: "list[Remote]") -> "AbstractContextManager[Iterable[Remote]]":
    return click.progressbar(wanted, label=f"{'Bringing in maps':<28}", file=sys.stderr)


def _counted(count: int) -> str:
    return "1 map" if count == 1 else f"{count:,} maps"


def _new(names: tuple[str, ...]) -> str:
    if not names:
        return "No map is new or corrected."
    if len(names) == 1:
        return f"1 map is new or corrected: {names[0]}."
    return f"{len(names):,} maps are new or corrected, from {names[0]} to {names[-1]}."


def _added(days: "tuple[date, ...]") -> str:
    if not days:
        return "No day was added."
    if len(days) == 1:
        return f"1 day was added: {days[0]}."
    return f"{len(days):,} days were added, from {days[0]} to {days[-1]}."


def _lines(done: "Updated", *, is_dry_run: bool) -> list[str]:
    words = Wording()
    lines = [_new(done.new)] if not done.is_rebuild else ["All maps are measured again."]
    if is_dry_run:
        lines.append(f"Would bring in {_counted(done.brought)}.")
    elif done.report is not None:
        lines.append(f"Brought in {_counted(done.brought)}.")
    lines += [f"The source has no folder {folder}." for folder in done.absent]
    if done.report is None:
        return [*lines, "Nothing was changed."]
    lines += done.report.lines()
    lines.append(_added(done.days_added))
    if not done.changed:
        return [*lines, "No headline figure changed."]
    lines.append("Headline figures that changed:")
    for label, unit, before, after in done.changed:
        told = [
            "none" if value is None else words.in_unit(value, unit, 1) for value in (before, after)
        ]
        lines.append(f"  {label}: {told[0]} before, {told[1]} after")
    return lines


@click.command()
@click.option(
    "--source",
    default=None,
    help="A mirror (HTTPS, or HTTP on this machine) or a folder of the archives; by default the "
    "public archives.",
)
@click.option(
    "--cache",
    type=NamedPath(path_type=Path, file_okay=False),
    default=Path(".cache/update"),
    show_default=True,
    help="Folder that keeps maps, borders and measurements.",
)
@click.option(
    "--boundaries",
    type=NamedPath(path_type=Path),
    default=None,
    help="Oblast borders (GeoJSON) or their folder, by default those of the source; measuring all "
    "maps again needs the physical layers in the same folder.",
)
@output_options
@click.option(
    "--file-seconds",
    type=click.FloatRange(0.1, 3600),
    default=120.0,
    show_default=True,
    help="Deadline of one file, from the connection to the last byte, all tries together.",
)
@click.option(
    "--file-mb",
    type=click.FloatRange(0.001, 1000),
    default=30.0,
    show_default=True,
    help="Largest size of one map.",
)
@click.option("--tries", type=click.IntRange(1, 10), default=4, show_default=True)
@click.option(
    "--max-jump-km2",
    type=click.FloatRange(0),
    default=None,
    help="A new map of 2024 or later that gains and regains more than this against the one before "
    "it, for each day between, stops the run; by default the bound of data/archives.json.",
)
@click.option(
    "--dry-run", is_flag=True, help="Only list which maps are new and say how many are missing."
)
def update(
    source: str | None,
    cache: Path,
    boundaries: Path | None,
    out: Path,
    static: Path | None,
    workers: int,
    file_seconds: float,
    file_mb: float,
    tries: int,
    max_jump_km2: float | None,
    dry_run: bool,
) -> None:
    """Add the new maps of the public archives to the figures."""
    from pokrovsk_front.ingest.archive import IngestError
    from pokrovsk_front.ingest.base_map.boundaries import BoundaryError
    from pokrovsk_front.ingest.source.mirror import Source
    from pokrovsk_front.ingest.source.remote import Limits
    from pokrovsk_front.ingest.update import update as run_update

    limits = Limits(
        file_bytes=round(file_mb * 1e6),
        file_seconds=file_seconds,
        silence_seconds=min(20.0, file_seconds),
        tries=tries,
    )
    static = checked_static(out, static, cache)
    with (
        refusing(IngestError, BoundaryError, CatalogError, OSError),
        closing(Source(source, limits)) as opened,
    ):
        done = run_update(
            opened,
            cache,
            boundaries,
            out,
            static,
            _progress,
            workers=workers,
            max_jump_km2=max_jump_km2,
            is_dry_run=dry_run,
        )
    for line in _lines(done, is_dry_run=dry_run):
        click.echo(line)
