"""A dashboard started as its readers' own is, on a free loopback port.

A server gets nothing of the caller's environment: no setting, no proxy, no configuration.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from harness.web import ask

PROJECT = Path(__file__).resolve().parents[1]

START_SECONDS = 180.0
STOP_SECONDS = 10.0
POLL_SECONDS = 0.02

RAISED = "Uncaught app execution"  # in the log when a page raised


@dataclass(frozen=True, slots=True)
class Server:
    """A dashboard that answers at `url`; `log()` is what it has printed."""

    url: str
    pid: int
    start_seconds: float
    log_file: Path

    def log(self) -> str:
        """Read what the server has printed so far."""
        return self.log_file.read_text(encoding="utf-8", errors="replace")


@contextmanager
def serve(script: Path, scratch: Path) -> Iterator[Server]:
    """Run a Streamlit script until the block ends.

    Args:
        script: The script; its folder is the working directory, so that its
            `.streamlit/config.toml` and `static/` are the ones in use.
        scratch: An empty folder for the server's home and log.

    Yields:
        The server, once it is healthy.

    Raises:
        RuntimeError: It ended or was not healthy within `START_SECONDS`; the text
            holds its log.
    """
    port = free_port()
    command = [
        *("streamlit", "run", str(script)),
        *("--server.address=127.0.0.1", f"--server.port={port}"),
        "--logger.enableRich=false",  # plain tracebacks, whatever is installed
    ]
    with _running(command, port, script.parent, scratch, {}) as server:
        yield server


@contextmanager
def serve_for_production(
    scratch: Path,
    environment: Mapping[str, str],
    *,
    folder: Path = PROJECT,
    options: tuple[str, ...] = (),
) -> Iterator[Server]:
    """Run the `serve.py` of a folder as production does, until the block ends.

    Args:
        scratch: An empty folder for the server's home and log.
        environment: Variables by name, beside the few that every server gets.
        folder: Where `serve.py` lies.
        options: Of uvicorn, beside its address.

    Yields:
        The server, once it is healthy.

    Raises:
        RuntimeError: As `serve`.
    """
    port = free_port()
    command = ["uvicorn", "serve:app", "--host=127.0.0.1", f"--port={port}", *options]
    with _running(command, port, folder, scratch, environment) as server:
        yield server


@contextmanager
def _running(
    command: list[str], port: int, folder: Path, scratch: Path, environment: Mapping[str, str]
) -> Iterator[Server]:
    log_file = scratch / "server.log"
    started = time.monotonic()
    with log_file.open("wb") as log:
        process = start([sys.executable, "-m", *command], folder, scratch, log, environment)
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until_healthy(process, url, log_file)
        yield Server(url, process.pid, time.monotonic() - started, log_file)
    finally:
        stop(process)


def start(
    command: list[str], folder: Path, home: Path, log: IO[bytes], environment: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    """Start a server with an environment of its own.

    Args:
        command: The command with its arguments.
        folder: The working directory.
        home: The home directory.
        log: Where it prints.
        environment: Variables by name, beside PATH, HOME and LANG.
    """
    return subprocess.Popen(
        command,
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8", **environment},
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
    )


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ask a process to end, and kill it after `STOP_SECONDS`."""
    process.terminate()
    try:
        process.wait(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_until_healthy(process: subprocess.Popen[bytes], url: str, log_file: Path) -> None:
    """Wait until a dashboard answers its health check.

    Raises:
        RuntimeError: It ended or was not healthy within `START_SECONDS`; the text holds its log.
    """
    deadline = time.monotonic() + START_SECONDS
    while not is_healthy(url):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"The dashboard did not start:\n{log_file.read_text()}")
        time.sleep(POLL_SECONDS)


def is_healthy(url: str) -> bool:
    """Tell whether a dashboard answers its health check with 200."""
    try:
        return ask(url, "/_stcore/health").status == 200
    except OSError:
        return False


def free_port() -> int:
    """Ask the system for a loopback port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
