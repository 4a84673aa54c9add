"""The command line in this process, and as a process of its own."""

import subprocess
import sys
from dataclasses import dataclass

from click.testing import CliRunner

from harness.server import PROJECT
from pokrovsk_front.__main__ import main

SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended and what it printed."""

    returncode: int
    stdout: str
    stderr: str


def run(*arguments: str) -> Done:
    """Run a command in this process, which takes a tenth of the time of a process of its own."""
    result = CliRunner().invoke(main, arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Done(result.exit_code, result.stdout, result.stderr)


def run_apart(*arguments: str) -> Done:
    """Run a command as its users do."""
    done = subprocess.run(
        [sys.executable, "-m", "pokrovsk_front", *arguments],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)
