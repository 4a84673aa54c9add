"""Output of commands: JSON for scripts; one sentence and exit code 2 for errors."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import click

from pokrovsk_front.model.messages import printable

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for a script.")


class Refusal(click.ClickException):
    """Command-line error: one sentence on the error stream, exit code 2."""

    exit_code = 2


@contextmanager
def refusing(*errors: type[Exception], where: object = None) -> Iterator[None]:
    """Convert expected errors into a `Refusal` that names the file."""
    try:
        yield
    except errors as error:
        sentence = _sentence(error)
        if where is not None:
            sentence = f"{where}: {sentence[:1].lower()}{sentence[1:]}"
        raise Refusal(printable(sentence)) from error


def _sentence(error: Exception) -> str:
    """Format an error as one sentence; for one of the system what and where, not its number."""
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror}."
    return " ".join(str(error).split())


def print_json(answer: object) -> None:
    """Print a value as JSON, non-ASCII letters unescaped."""
    click.echo(json.dumps(answer, indent=2, ensure_ascii=False))
