"""Options of the commands that write figures and map files: `ingest` and `update`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from pokrovsk_front.catalog.output import check_folder
from pokrovsk_front.catalog.tables import DATA_DIR
from pokrovsk_front.commands.answer import refusing
from pokrovsk_front.commands.paths import NamedPath

Command = TypeVar("Command", bound=Callable[..., Any])


def output_options(command: Command) -> Command:
    """Add `--out`, `--static` and `--workers` to a command."""
    out = click.option(
        "--out",
        type=NamedPath(path_type=Path),
        default=DATA_DIR,
        show_default=True,
        help="The data folder whose derived figures are replaced.",
    )
    static = click.option(
        "--static",
        type=NamedPath(path_type=Path),
        default=None,
        help="The folder of the map files; 'static' beside --out by default.",
    )
    workers = click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True)
    return out(static(workers(command)))


def checked_static(out: Path, static: Path | None, cache: Path | None) -> Path:
    """Check that the folders of a run can be written to, before it starts.

    Returns:
        The folder of the map files: the one given, or `static` beside the data folder.

    Raises:
        Refusal: Something else is in the place of a folder.
    """
    static = static or out.resolve().parent / "static"
    with refusing(OSError):
        for folder in filter(None, (out, static, cache)):
            check_folder(folder)
    return static
