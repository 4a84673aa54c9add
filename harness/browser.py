"""Visits in Chromium that keep a record of what a reader would not see.

That is requests to other hosts, errors in the console and bytes received.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Playwright,
    Request,
    WebSocket,
    sync_playwright,
)
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from harness.server import PROJECT

AXE = PROJECT / ".cache" / "axe.min.js"

ColorScheme = Literal["light", "dark"]

NO_CHROMIUM = (
    "The browser tests need Chromium on the PATH: run `make test`, which installs it where it "
    "may, or install it (Debian: sudo apt-get install chromium)."
)
NO_AXE = "The accessibility tests need axe-core in .cache/: run `make browser`."

NO_FEATURES = (
    # Of two lists the last counts: these are Playwright's own.
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"),
    *("HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding"),
    *("ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints"),
    *("NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch"),
    # What is suggested under the address is two pages more in each window.
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"),
)
"""Features of Chromium that no test looks at."""

CHROMIUM_ARGS = [
    "--no-sandbox",  # Chromium refuses its sandbox to root, who runs CI
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(NO_FEATURES)}",
    # WebGL drawn in software; without these the console fills with warnings.
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
    # All but WebGL is drawn without it: a page in software WebGL costs twice the processor time.
    "--disable-gpu-compositing",
    "--disable-gpu-rasterization",
    # No other host resolves, so that a stray request is recorded and goes nowhere.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]

IDLE_SECONDS = 60.0
# A widget sends its value up to 200 ms after it was touched: an app counts as idle
# when it has stayed so for longer than that.
SETTLED_MS = 300
SETTLING_MS = 20_000  # how long a page may take to follow a new width

# A deep link asks for these under the page's path too, before it finds the root.
KNOWN_404 = re.compile(r"/favicon\.ico|/[^/]+/_stcore/(health|host-config)")

# Preloading would fetch the styles again by script, which the static pages forbid; no rule needs
# it. What passed is not asked for: writing that out takes longer than all the rules.
AXE_VIOLATIONS = """
axe.run({preload: false, resultTypes: ['violations']}).then(outcome => outcome.violations)
"""

NEXT_FRAMES = """
() => new Promise(seen => requestAnimationFrame(() => requestAnimationFrame(() => seen())))
"""

IS_IDLE = """
settledMs => {
  const app = document.querySelector('[data-testid="stApp"]');
  const idle = app !== null
    && app.getAttribute('data-test-connection-state') === 'CONNECTED'
    && app.getAttribute('data-test-script-state') === 'notRunning'
    && app.querySelector('[data-testid="stMain"] [data-testid="stElementContainer"]') !== null
    && app.querySelector('[data-stale="true"], [data-testid="stAppSkeleton"]') === null
    && app.querySelector('[data-testid="stSkeleton"], [data-testid="stSpinner"]') === null;
  if (!idle) { window.__idleSince = undefined; return false; }
  window.__idleSince ??= performance.now();
  return performance.now() - window.__idleSince >= settledMs;
}
"""


MAP = ".front-map .map-canvas"
"""The canvases of a map, on each other."""

DRAWN_MAP = ".front-map[data-drawn]"
"""A map of which all that it asked for is on the screen."""


def find_chromium() -> str | None:
    """Give the path of Debian's Chromium, or None."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run Debian's Chromium until the block ends; Playwright brings none of its own."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


def launch(playwright: Playwright) -> Browser:
    """Start Debian's Chromium, whose visitors have never been here before."""
    return playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_ARGS)


def launch_returning(playwright: Playwright, folder: Path) -> BrowserContext:
    """Start Debian's Chromium as that of one reader who comes back, in Kyiv, reading English.

    Args:
        playwright: Drives it.
        folder: Where it keeps what it was sent, scripts in their compiled form as well.
    """
    return playwright.chromium.launch_persistent_context(
        folder,
        executable_path=find_chromium(),
        args=CHROMIUM_ARGS,
        locale="en-GB",
        timezone_id="Europe/Kyiv",
        accept_downloads=True,
    )


@dataclass  # no slots: Playwright sets attributes on whoever owns a handler
class Visit:
    """One reader's page and what it did behind the reader's back.

    Attributes:
        page: The Playwright page, for everything a reader can do.
        server_url: The only address it may talk to.
        foreign_requests: Addresses of other hosts that it asked for.
        console_errors: Errors printed to the console, the known 404s of a deep link left out.
        page_errors: Exceptions that nothing in the page caught.
        received_bytes: Bytes in websocket frames since the visit or the last reset.
        sent_messages: Websocket frames to the server since the visit or the last reset.
    """

    page: Page
    server_url: str
    foreign_requests: list[str] = field(default_factory=list)
    console_errors: list[str] = field(default_factory=list)
    page_errors: list[str] = field(default_factory=list)
    received_bytes: int = 0
    sent_messages: int = 0

    def __post_init__(self) -> None:
        for event, note in self._noted().items():
            self.page.on(cast("Any", event), note)

    def _noted(self) -> dict[str, Callable[[Any], None]]:
        return {
            "request": self._note_request,
            "websocket": self._note_websocket,
            "console": self._note_console,
            "pageerror": self._note_page_error,
        }

    def leave(self, address: str) -> None:
        """Give the tab back as it was, at another address; what it does now is not recorded.

        Its history is emptied, too: Chromium keeps 50 entries, and a tab that is full counts no
        further.
        """
        for event, note in self._noted().items():
            self.page.remove_listener(event, note)
        self.page.unroute_all()
        self.page.mouse.move(0, 0)
        self.page.emulate_media(
            media="null", color_scheme="null", reduced_motion="null", forced_colors="null"
        )
        self.page.goto(address)
        session = self.page.context.new_cdp_session(self.page)
        session.send("Page.resetNavigationHistory")
        session.detach()

    def open(self, path: str) -> None:
        """Go to a path of the dashboard, such as `gains?section=By+month`, until it is idle."""
        self.page.goto(urljoin(f"{self.server_url}/", path.lstrip("/")))
        self.wait_until_idle()

    def wait_until_idle(self) -> None:
        """Wait until Streamlit has run the script and shows its outcome."""
        wait_until_idle(self.page)

    def reset_traffic(self) -> None:
        """Count received bytes and sent messages from zero again."""
        self.received_bytes = self.sent_messages = 0

    def wait_until_none(self, script: str) -> None:
        """Wait until a script that lists what is wrong lists nothing: charts follow a width late.

        Raises:
            AssertionError: It still lists something after `SETTLING_MS`; the text holds it.
        """
        try:
            self.page.wait_for_function(f"() => !({script})().length", timeout=SETTLING_MS)
        except PlaywrightTimeout:
            raise AssertionError(self.page.evaluate(script)) from None

    def axe(self) -> list[str]:
        """List the violations that axe-core finds on the page as it is now, minor ones left out."""
        return axe(self.page)

    def problems(self) -> list[str]:
        """List requests to other hosts and errors of the page, one sentence each."""
        return [
            *(f"asked another host: {url}" for url in self.foreign_requests),
            *(f"console error: {text}" for text in self.console_errors),
            *(f"uncaught: {text}" for text in self.page_errors),
        ]

    def _note_request(self, request: Request) -> None:
        self._note_address(request.url)

    def _note_websocket(self, websocket: WebSocket) -> None:
        self._note_address(websocket.url)
        websocket.on("framereceived", self._note_frame)
        websocket.on("framesent", self._note_sent)

    def _note_frame(self, payload: str | bytes) -> None:
        self.received_bytes += len(payload.encode() if isinstance(payload, str) else payload)

    def _note_sent(self, _payload: str | bytes) -> None:
        self.sent_messages += 1

    def _note_page_error(self, error: Error) -> None:
        self.page_errors.append(str(error))

    def _note_address(self, url: str) -> None:
        address = urlsplit(url)
        on_the_net = address.scheme in {"http", "https", "ws", "wss"}
        if on_the_net and address.netloc != urlsplit(self.server_url).netloc:
            self.foreign_requests.append(url)

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        url = message.location["url"]
        known = "404" in message.text and KNOWN_404.fullmatch(urlsplit(url).path)
        if not known:
            self.console_errors.append(f"{message.text} ({url})")


def start_visit(context: BrowserContext, server_url: str) -> Visit:
    """Open an empty page whose requests and errors are recorded from the first on."""
    return Visit(context.new_page(), server_url)


def wait_until_idle(page: Page) -> None:
    """Wait until Streamlit has stayed idle: connected, no run, no skeleton, no stale element.

    It does not wait for what a chart draws after that: wait for the drawing itself.

    Raises:
        playwright.sync_api.TimeoutError: Still busy after `IDLE_SECONDS`.
    """
    page.evaluate("window.__idleSince = undefined")
    page.wait_for_function(IS_IDLE, arg=SETTLED_MS, timeout=IDLE_SECONDS * 1000)


@cache
def axe_source() -> str:
    """Read the vendored axe-core.

    Raises:
        FileNotFoundError: It was not vendored; the text says how to.
    """
    if not AXE.exists():
        raise FileNotFoundError(NO_AXE)
    return AXE.read_text(encoding="utf-8")


def axe(page: Page) -> list[str]:
    """Run axe-core on a page.

    Returns:
        A sentence for each violation of impact moderate, serious or critical: rule, what it
        asks, and the elements. What axe-core calls incomplete (it could not tell) is left out.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe_source())
    violations = cast("list[dict[str, Any]]", page.evaluate(AXE_VIOLATIONS))
    return [
        f"{violation['id']} ({violation['impact']}): {violation['help']}: "
        + ", ".join(" ".join(map(str, node["target"])) for node in violation["nodes"])
        for violation in violations
        if violation["impact"] != "minor"
    ]
