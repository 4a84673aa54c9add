"""How a command answers: JSON for a script, or one sentence and exit code 2 for a refusal."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import click

from pokrovsk_front.model.messages import printable

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for a script.")


class Refusal(click.ClickException):
    """One sentence on the error stream, and exit code 2."""

    exit_code = 2


@contextmanager
def refusing(*errors: type[Exception], where: object = None) -> Iterator[None]:
    """Turn errors that the caller can mend into a refusal, of what is read there."""
    try:
        yield
    except errors as error:
        sentence = _sentence(error)
        if where is not None:
            sentence = f"{where}: {sentence[:1].lower()}{sentence[1:]}"
        raise Refusal(printable(sentence)) from error


def _sentence(error: Exception) -> str:
    """Say an error in one sentence: of the system's, what and where and not its number."""
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror}."
    return " ".join(str(error).split())


def print_json(answer: object) -> None:
    """Print an answer as JSON, with the letters of every language as they are."""
    click.echo(json.dumps(answer, indent=2, ensure_ascii=False))
