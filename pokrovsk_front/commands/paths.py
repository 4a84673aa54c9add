"""Paths among the options of commands."""

from pathlib import Path
from typing import Any

import click

from pokrovsk_front.commands.answer import Refusal


class NamedPath(click.Path):
    """A path that has a name, and where a file is to be written the ending of its format.

    An empty name, such as of a variable that is not set, is refused, and so is another ending:
    nobody opens an SVG that is called PNG.
    """

    def __init__(self, *, ending: str = "", hint: str = "", **kinds: Any) -> None:  # noqa: ANN401
        """Take the ending, with its dot, where another format is had, and what click takes."""
        super().__init__(**kinds)
        self._ending, self._hint = ending, hint

    def convert(
        self,
        value: Any,  # noqa: ANN401 (as click has it)
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401 (as click has it)
        """Convert what was given, unless it is empty or has another ending."""
        if value == "":
            self.fail("the name is empty.", param, ctx)
        # A folder is refused as one, by who writes.
        if self._ending and Path(value).suffix.lower() != self._ending and not Path(value).is_dir():
            raise Refusal(f"{value} does not end in {self._ending}{self._hint}.")
        return super().convert(value, param, ctx)
