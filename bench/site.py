"""Bench of the static site: build, weight, opening, and serving by nginx on loopback.

Four measures on this machine, in one run: the time of `site`; the weight of each page, compressed,
with what it loads besides the two libraries; the time until the first figure of a page is drawn,
opened from the file system with an empty cache; requests a second of nginx with wrk, both on
loopback, for a few seconds, with the whole page in each answer. The client shares the cores with
the server, so the last is a lower bound. It says nothing of a network.
"""

import gzip
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from bench import arguments
from harness.browser import chromium
from harness.cluster import find_nginx
from harness.server import free_port, stop
from pokrovsk_front.export.site import Site
from pokrovsk_front.export.story import make_site

LIBRARIES = ("assets/plotly-", "assets/deck-")
MAX_SECONDS = 60.0
PATHS = ("index.html", "gains.html", "claims.html")
"""Requested pages: three of different weight."""

CONFIG = """
worker_processes {workers};
pid {folder}/nginx.pid;
error_log {folder}/error.log;
daemon off;
events {{ worker_connections 1024; }}
http {{
  types {{ text/html html; application/javascript js; text/css css; text/csv csv; }}
  access_log off;
  sendfile on;
  open_file_cache max=1000;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    root {root};
    gzip_static on;
    location /assets/ {{ add_header Cache-Control "public, max-age=31536000, immutable"; }}
    location / {{ add_header Cache-Control "public, max-age=300"; }}
  }}
}}
"""


def weights(site: Site) -> str:
    """Format the weight of each page, with and without its assets."""
    sizes = {path: len(gzip.compress(data, 9, mtime=0)) for path, data in site.files.items()}
    lines = [f"{'':<22}{'page kB':>10}{'with assets':>13}{'libraries':>11}"]
    for path, data in site.files.items():
        if "embed/" in path or not path.endswith(".html"):
            continue
        # In quotes stand also the files that a map loads when the reader comes near it.
        loaded = set(re.findall(r'"(?:\.\./)?(assets/[^"]+\.(?:js|css))"', data.decode()))
        libraries = {each for each in loaded if each.startswith(LIBRARIES)}
        own = sizes[path] + sum(sizes[each] for each in loaded - libraries)
        heavy = sum(sizes[each] for each in libraries)
        lines.append(
            f"{path:<22}{sizes[path] / 1000:>10.0f}{own / 1000:>13.0f}{heavy / 1000:>11.0f}"
        )
    return "\n".join(lines)


def open_times(folder: Path) -> str:
    """Time text and first figure of each page, opened from the file system."""
    lines = [f"{'':<22}{'text s':>10}{'figure s':>10}"]
    with chromium() as browser:
        for file in sorted([*folder.glob("*.html"), *folder.glob("uk/*.html")]):
            context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
            page = context.new_page()
            started = time.perf_counter()
            page.goto(file.as_uri(), wait_until="commit")
            page.wait_for_selector("h1")
            text = time.perf_counter() - started
            figure = ""
            if page.locator(".map, .plot").count():
                page.locator(".map, .plot").first.scroll_into_view_if_needed()
                page.wait_for_selector("[data-drawn]", state="attached", timeout=MAX_SECONDS * 1000)
                figure = f"{time.perf_counter() - started:.2f}"
            lines.append(f"{file.relative_to(folder).as_posix():<22}{text:>10.2f}{figure:>10}")
            context.close()
    return "\n".join(lines)


@contextmanager
def served(root: Path, folder: Path) -> Iterator[str]:
    """Serve a folder by nginx on loopback.

    Raises:
        RuntimeError: nginx did not answer in time.
    """
    for file in [*root.rglob("*.html"), *root.rglob("*.js"), *root.rglob("*.css")]:
        file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes(), 9, mtime=0))
    port = free_port()
    config = folder / "nginx.conf"
    workers = min(os.cpu_count() or 1, 2)
    config.write_text(CONFIG.format(folder=folder, root=root, port=port, workers=workers))
    process = subprocess.Popen([find_nginx(), "-c", str(config)], stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 10
        while not (folder / "nginx.pid").exists():
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("nginx did not start.")
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        stop(process)


def requests_a_second(root: Path, seconds: int) -> str:
    """Measure nginx's requests a second by wrk, compressed, for each page."""
    lines = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        # A worker that runs as another user must be able to enter both.
        folder.chmod(0o755)
        with served(root, folder) as url:
            for path in PATHS:
                answer = subprocess.run(
                    [
                        *("wrk", "-t1", "-c32", f"-d{seconds}s", "--latency"),
                        *("-H", "Accept-Encoding: gzip", f"{url}/{path}"),
                    ],
                    capture_output=True,
                    text=True,
                    check=True,
                ).stdout
                rate = re.search(r"Requests/sec:\s+([\d.]+)", answer)
                slow = re.search(r"99%\s+(\S+)", answer)
                failed = re.search(r"Non-2xx.*|Socket errors.*", answer)
                lines.append(
                    f"{path:<22}{float(rate[1]) if rate else 0:>10.0f} requests/s, "
                    f"p99 {slow[1] if slow else '?'} {failed[0] if failed else ''}".rstrip()
                )
    return "\n".join(lines)


def main() -> None:
    """Build the site, measure it, and print the tables."""
    parser = arguments.parser(__doc__)
    parser.add_argument("--seconds", type=int, default=5, help="how long nginx is asked for a page")
    given = parser.parse_args()
    seconds: int = given.seconds
    kept: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        root.chmod(0o755)
        started = time.perf_counter()
        site = make_site()
        site.write(root)
        taken = time.perf_counter() - started
        click.echo(f"built in {taken:.1f} s (at most {MAX_SECONDS:.0f})")
        click.echo(weights(site))
        click.echo(open_times(root))
        kept["built_seconds"] = taken
        if shutil.which("wrk"):
            rates = requests_a_second(root, seconds)
            click.echo(rates)
            found = re.findall(r"^(\S+) +(\d+) requests/s", rates, re.MULTILINE)
            kept["requests_a_second"] = {path: int(rate) for path, rate in found}
        else:
            click.echo("nginx and wrk are missing: see harness/install.sh.")
    arguments.keep(given.json, kept)


if __name__ == "__main__":
    main()
