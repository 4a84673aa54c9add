"""Paths among the options of commands."""

from typing import Any

import click


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
