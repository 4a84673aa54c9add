"""Paths among the options of commands."""

from pathlib import Path
from typing import Any

import click

from pokrovsk_front.commands.answer import Refusal


class NamedPath(click.Path):
    """A path that has a name: an empty one, such as of a variable that is not set, is refused."""

    def convert(
        self,
        value: Any,  # noqa: ANN401 (as click has it)
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401 (as click has it)
        """Convert what was given, unless it is empty."""
        if value == "":
            self.fail("the name is empty.", param, ctx)
        return super().convert(value, param, ctx)


class OutputPath(NamedPath):
    """A file to write, which ends as its format does: nobody opens an SVG that is called PNG."""

    def __init__(self, ending: str, hint: str = "") -> None:
        """Take the ending, with its dot, and where another format is to be had."""
        super().__init__(path_type=Path)
        self._ending, self._hint = ending, hint

    def convert(
        self,
        value: Any,  # noqa: ANN401 (as click has it)
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401 (as click has it)
        """Convert what was given, unless it has another ending."""
        path = super().convert(value, param, ctx)
        # A folder is refused as one, by who writes.
        if path.suffix.lower() != self._ending and not path.is_dir():
            raise Refusal(f"{path} does not end in {self._ending}{self._hint}.")
        return path
