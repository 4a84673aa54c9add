"""Replicas of the dashboard and nginx before them, on loopback, as their images start them.

A replica runs the Dockerfile's command on the files that the Dockerfile copies; nginx runs
`deploy/nginx.conf` as it stands. Only the addresses are the test's own. A replica can be killed
and started again; nothing here is ever reached from another machine.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import streamlit

from harness import image, server
from harness.server import PROJECT, free_port
from harness.web import ask

START_SECONDS = 60.0
POLL_SECONDS = 0.05
SETTINGS = {
    "POKROVSK_FRONT_METRICS": "on",  # where a replica tells how many visits it holds
    "POKROVSK_FRONT_MAX_SESSIONS": "1000",  # what it can hold is measured, not what it lets in
}
NO_NGINX = (
    "nginx is needed: run `make scale-test`, which installs it where it may, or install it "
    "(Debian: sudo apt-get install nginx-light)."
)
PACKED = '"event": "packed"'
ACTIVE = re.compile(r"^active_sessions(?:\{\})? (\d+)", re.MULTILINE)


def find_nginx() -> str:
    """Give the path of nginx.

    Raises:
        RuntimeError: There is none; the text says how to get it.
    """
    found = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if found is None:
        raise RuntimeError(NO_NGINX)
    return found


@dataclass
class Replica:
    """One dashboard: the command of the image, on a loopback port of its own."""

    folder: Path
    scratch: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address of the replica itself, without the balancer."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """The process ID of the running replica."""
        assert self.process is not None
        return self.process.pid

    @property
    def log_file(self) -> Path:
        """The file that holds what the replica printed."""
        return self.scratch / f"replica-{self.port}.log"

    def start(self) -> None:
        """Start the replica; `wait_until_healthy` waits until it answers."""
        with self.log_file.open("ab") as log:
            self.process = server.start(
                # The image's interpreter is the first on its PATH; here, the one that runs this.
                [sys.executable, "-m", *image.stages()[image.REPLICA].command()],
                self.folder,
                self.scratch,
                log,
                {"UVICORN_HOST": "127.0.0.1", "UVICORN_PORT": str(self.port), **SETTINGS},
            )

    def wait_until_healthy(self) -> None:
        """Wait until it answers.

        Raises:
            RuntimeError: It ended or did not answer in time; the text holds its log.
        """
        assert self.process is not None
        server.wait_until_healthy(self.process, self.url, self.log_file)

    def wait_until_settled(self) -> None:
        """Wait until it answers and has compressed its files, which takes seconds of a processor.

        Raises:
            RuntimeError: It ended or did not answer in time; the text holds its log.
        """
        self.wait_until_healthy()
        deadline = time.monotonic() + START_SECONDS
        while PACKED not in self.log_file.read_text(encoding="utf-8"):
            if not self.is_alive() or time.monotonic() > deadline:
                raise RuntimeError(f"The replica did not settle:\n{self.log_file.read_text()}")
            time.sleep(POLL_SECONDS)

    def sessions(self) -> int:
        """Count the open sessions by the replica's own metrics; a dead one has none."""
        if not self.is_alive():
            return 0
        metrics = ask(self.url, "/_stcore/metrics?families=active_sessions").body.decode()
        found = ACTIVE.search(metrics)
        return int(found[1]) if found else 0

    def is_alive(self) -> bool:
        """Tell whether the process runs."""
        return self.process is not None and self.process.poll() is None

    def kill(self) -> None:
        """Kill the replica with SIGKILL, as a machine that fails would."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """Stop the replica, if it runs."""
        if self.process is not None and self.process.poll() is None:
            server.stop(self.process)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Replicas behind one address."""

    url: str
    replicas: list[Replica]
    balancer_pid: int

    def replica_of(self, before: list[int]) -> Replica:
        """Find the replica that opened a session since the sessions were counted."""
        (found,) = [
            replica
            for replica, count in zip(self.replicas, before, strict=True)
            if replica.sessions() > count
        ]
        return found

    def sessions(self) -> list[int]:
        """Count the open sessions of each replica."""
        return [replica.sessions() for replica in self.replicas]

    def wait_until_empty(self) -> None:
        """Wait until the visits of earlier tests are over.

        Raises:
            TimeoutError: Somebody stays.
        """
        deadline = time.monotonic() + START_SECONDS
        while any(self.sessions()):
            if time.monotonic() > deadline:
                raise TimeoutError(f"Visits that do not end: {self.sessions()}")
            time.sleep(POLL_SECONDS)


def lay_out_balancer(folder: Path, port: int, replica_ports: list[int]) -> None:
    """Lay nginx's folder out as the image does: its configuration and the files it serves."""
    folder.mkdir()
    (folder / "temp").mkdir()
    shutil.copy(PROJECT / "deploy" / "nginx.conf", folder)
    (folder / "listen.conf").write_text(f"listen 127.0.0.1:{port};\n")
    servers = (PROJECT / "deploy" / "replicas.conf").read_text()
    (limits,) = set(re.findall(r"^server \S+ (.*);$", servers, re.MULTILINE))
    (folder / "replicas.conf").write_text(
        "".join(f"server 127.0.0.1:{each} {limits};\n" for each in replica_ports)
    )
    (folder / "streamlit").symlink_to(Path(streamlit.__file__).parent / "static")
    (folder / "dashboard").symlink_to(PROJECT / "static")
    # Workers of a master that root started run as nobody.
    folder.chmod(0o755)


@contextmanager
def balance(scratch: Path, replica_ports: list[int]) -> Iterator[tuple[str, int]]:
    """Run nginx before replicas; give its address and process number.

    Raises:
        RuntimeError: It refused its configuration or did not answer; the text holds its words.
    """
    folder, port = scratch / "balancer", free_port()
    lay_out_balancer(folder, port, replica_ports)
    *_, prefix, where, conf, name, flag, stay = image.stages()[image.BALANCER].command()
    command = [find_nginx(), "-e", "stderr", prefix, f"{folder}/", conf, name]
    assert (prefix, where, flag) == ("-p", "/srv/balancer/", "-g")
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    if tried.returncode:
        raise RuntimeError(f"nginx refused its configuration:\n{tried.stderr}")
    with (scratch / "balancer.log").open("ab") as log:
        process = server.start([*command, flag, stay], folder, scratch, log, {})
    try:
        deadline = time.monotonic() + START_SECONDS
        while not _is_listening(port):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((scratch / "balancer.log").read_text())
            time.sleep(POLL_SECONDS)
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        server.stop(process)


def _is_listening(port: int) -> bool:
    try:
        ask(f"http://127.0.0.1:{port}", "/static/none")
    except OSError:
        return False
    return True


@contextmanager
def replicas(scratch: Path, count: int) -> Iterator[list[Replica]]:
    """Run replicas until the block ends; when it begins, all answer and none compresses files."""
    folder = scratch / "replica"
    folder.mkdir()
    image.lay_out_replica(folder)
    with ExitStack() as stack:
        started = [Replica(folder, scratch) for _ in range(count)]
        for replica in started:
            replica.start()
            stack.callback(replica.stop)
        for replica in started:
            replica.wait_until_settled()
        yield started


@contextmanager
def cluster(scratch: Path, count: int) -> Iterator[Cluster]:
    """Run replicas with nginx before them until the block ends."""
    find_nginx()
    with (
        replicas(scratch, count) as started,
        balance(scratch, [replica.port for replica in started]) as (url, pid),
    ):
        yield Cluster(url, started, pid)
