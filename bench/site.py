"""Bench of the static site: build, opening, and serving by nginx on loopback.

Three measures on this machine, in one run: the time of `site` without pictures, with all of them
and once more; what a page costs who opens it by nginx with an empty cache and touches nothing (time
to its first picture, script until it is idle, bytes, requests to other hosts), beside the script of
a site of an earlier version where `--before` names one; requests a second of nginx with wrk, both
on loopback, for a few seconds, with the whole page in each answer. The client shares the cores with
the server, so the last is a lower bound. It says nothing of a network.
"""

import gzip
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import click
from playwright.sync_api import Browser, CDPSession

from bench import arguments
from harness.browser import chromium
from harness.cluster import find_nginx
from harness.server import free_port, stop
from pokrovsk_front.export.kept import KeptPictures
from pokrovsk_front.export.story import make_site

MAX_SECONDS = 60.0
URL = "https://front.example.org"
PACKED = ("html", "js", "css", "svg", "csv", "json")

SETTLED_SECONDS = 0.02
"""A page that runs less script than this in a second is idle."""

PICTURED = """() => {
  const box = document.querySelector(".map, .plot");
  const image = box.querySelector("img");
  return image?.complete && image.naturalWidth > 0
    || box.querySelector("svg, canvas, [data-drawn]");
}"""
PATHS = ("index.html", "gains.html", "claims.html")
"""Requested pages: three of different weight."""

CONFIG = """
worker_processes {workers};
pid {folder}/nginx.pid;
error_log {folder}/error.log;
daemon off;
events {{ worker_connections 1024; }}
http {{
  types {{
    text/html html; application/javascript js; text/css css; text/csv csv;
    image/svg+xml svg; image/png png; font/woff2 woff2; application/json json;
  }}
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


@dataclass(frozen=True, slots=True)
class Cost:
    """What a page costs a reader who opens it with an empty cache and touches nothing.

    Attributes:
        picture_seconds: Until its first map or chart is to be seen; of a page without, its title.
        script_seconds: Of script until the page is idle.
        loaded_kb: Bytes that came, compressed, in thousands.
        others: Requests to another host.
    """

    picture_seconds: float
    script_seconds: float
    loaded_kb: float
    others: int


def cost(browser: Browser, url: str, path: str) -> Cost:
    """Open a page, wait until it is idle, and say what that cost."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    session = context.new_cdp_session(page)
    loaded: list[float] = []
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda one: loaded.append(one["encodedDataLength"]))
    session.send("Performance.enable")
    started = time.perf_counter()
    page.goto(f"{url}/{path}", wait_until="commit")
    page.wait_for_selector("h1")
    if page.locator(".map, .plot").count():
        page.locator(".map, .plot").first.scroll_into_view_if_needed()
        page.wait_for_function(PICTURED, timeout=MAX_SECONDS * 1000)
    seen = time.perf_counter() - started
    page.wait_for_load_state("networkidle")
    script, deadline = script_seconds(session), time.monotonic() + MAX_SECONDS
    while time.monotonic() < deadline:
        page.wait_for_timeout(1000)
        before, script = script, script_seconds(session)
        if script - before < SETTLED_SECONDS:
            break
    context.close()
    others = sum(not each.startswith((url, "data:", "blob:")) for each in asked)
    return Cost(seen, script, sum(loaded) / 1000, others)


def script_seconds(session: CDPSession) -> float:
    """Ask Chromium how long a page has run scripts."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(float(each["value"]) for each in metrics if each["name"] == "ScriptDuration")


def costs(root: Path) -> dict[str, Cost]:
    """Measure the pages of a site at its root, served by nginx."""
    with tempfile.TemporaryDirectory() as scratch, chromium() as browser:
        folder = Path(scratch)
        folder.chmod(0o755)
        pages = [file.name for file in sorted(root.glob("*.html")) if is_measured(file.name)]
        with served(root, folder) as url:
            return {path: cost(browser, url, path) for path in pages}


def is_measured(name: str) -> bool:
    """Tell whether a page is opened: of those of places, which are alike, one is."""
    return name != "404.html" and (not name.startswith("city_") or name == "city_pokrovsk.html")


def table_of(now: Mapping[str, Cost], before: Mapping[str, Cost]) -> str:
    """Format costs, and beside them the script of an earlier site."""
    lines = [f"{'':<22}{'picture s':>10}{'script s':>10}{'kB':>8}{'others':>8}{'before s':>10}"]
    for path, each in now.items():
        was = f"{before[path].script_seconds:>10.2f}" if path in before else ""
        lines.append(
            f"{path:<22}{each.picture_seconds:>10.2f}{each.script_seconds:>10.2f}"
            f"{each.loaded_kb:>8.0f}{each.others:>8}{was}"
        )
    return "\n".join(lines)


@contextmanager
def served(root: Path, folder: Path) -> Iterator[str]:
    """Serve a folder by nginx on loopback.

    Raises:
        RuntimeError: nginx did not answer in time.
    """
    for file in [each for kind in PACKED for each in root.rglob(f"*.{kind}")]:
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
    parser.add_argument("--before", type=Path, help="folder of a site to compare the scripts with")
    given = parser.parse_args()
    seconds: int = given.seconds
    before: Path | None = given.before
    kept: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "site"
        root.parent.chmod(0o755)
        pictures = Path(scratch) / "pictures"
        for name, store in (("without_pictures", None), ("with", pictures), ("again", pictures)):
            started = time.perf_counter()
            site = make_site(url=URL, kept=KeptPictures(store) if store else None)
            site.write(root)
            kept[f"built_{name}_seconds"] = time.perf_counter() - started
            click.echo(f"built {name:<18}{kept[f'built_{name}_seconds']:>8.1f} s")
        found = costs(root)
        click.echo(table_of(found, costs(before) if before else {}))
        kept["pages"] = {path: asdict(each) for path, each in found.items()}
        if shutil.which("wrk"):
            rates = requests_a_second(root, seconds)
            click.echo(rates)
            rated = re.findall(r"^(\S+) +(\d+) requests/s", rates, re.MULTILINE)
            kept["requests_a_second"] = {path: int(rate) for path, rate in rated}
        else:
            click.echo("nginx and wrk are missing: see harness/install.sh.")
    arguments.keep(given.json, kept)


if __name__ == "__main__":
    main()
