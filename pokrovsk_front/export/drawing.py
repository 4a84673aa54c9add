"""A page in a headless Chromium that draws finished pictures, by the script of the dashboard.

Only the command line opens it, never the server: a reader's browser draws its own.
"""

import asyncio
import json
import tempfile
from base64 import b64decode
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from choreographer import Browser
from choreographer.errors import ChromeNotFoundError

from pokrovsk_front.export.document import inline_script
from pokrovsk_front.export.offline_chart import chart_library
from pokrovsk_front.export.sheet_script import sheet_script

Drawn = TypeVar("Drawn")

SECONDS = 60.0
"""How long one picture may take."""

NO_BROWSER = "No Chromium was found on this machine to draw pictures with."

READY = "window.isReady === true"


class NoBrowserError(RuntimeError):
    """The machine has no Chromium; the text is one sentence that says so."""


class DrawingError(RuntimeError):
    """The page failed to draw; the text is what it said."""


class DrawingPage:
    """The page, open: each method draws one picture."""

    def __init__(self, tab: Any) -> None:  # noqa: ANN401 (choreographer has no types)
        self._tab = tab

    async def sheet_svg(self, chart: str, said: dict[str, str], shape: str, scheme: str) -> str:
        """Draw the finished picture of a chart, given as JSON, as SVG."""
        call = ", ".join(json.dumps(each) for each in (said, shape, scheme))
        return str(await self.evaluate(f"sheet.sheetSvg({chart}, {call})"))

    async def still_svg(
        self, chart: str, name: str, width_px: int, family: str, colours: list[str]
    ) -> str:
        """Draw a still of a chart, given as JSON; `sheet/still.js` says what it takes."""
        call = ", ".join(json.dumps(each) for each in (name, width_px, family, colours))
        return str(await self.evaluate(f"sheet.stillSvg({chart}, {call})"))

    async def png(self, svg: str, width_px: int, height_px: int, scale: float) -> bytes:
        """Draw an SVG as PNG, with `scale` pixels for each of its own."""
        call = f"sheet.pngOf({json.dumps(svg)}, {width_px}, {height_px}, {scale})"
        address = await self.evaluate(f"{call}.then(sheet.addressOf)")
        return b64decode(str(address).partition(",")[2])

    async def evaluate(self, expression: str) -> Any:  # noqa: ANN401 (what JSON holds)
        """Evaluate an expression on the page, and wait for what it promises.

        Raises:
            DrawingError: It threw, or took too long.
        """
        asked = {"expression": expression, "awaitPromise": True, "returnByValue": True}
        sent = self._tab.send_command("Runtime.evaluate", asked)
        try:
            answer = await asyncio.wait_for(sent, SECONDS)
        except TimeoutError as error:
            raise DrawingError(f"A picture took longer than {SECONDS:.0f} seconds.") from error
        result = answer.get("result", {})
        if "error" in answer or "exceptionDetails" in result:
            raise DrawingError(str(answer.get("error") or result["exceptionDetails"])[:500])
        return result["result"].get("value")


def draw(work: Callable[[DrawingPage], Awaitable[Drawn]]) -> Drawn:
    """Open the page, draw on it and close it; in a thread, since the caller may run a loop.

    Args:
        work: What is drawn there.

    Raises:
        NoBrowserError: There is no Chromium to draw with.
        DrawingError: The page failed.
    """

    async def drawn() -> Drawn:
        async with _open_page() as page:
            return await work(page)

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(drawn())).result()


@asynccontextmanager
async def _open_page() -> AsyncIterator[DrawingPage]:
    with tempfile.TemporaryDirectory(prefix="pokrovsk-front-") as folder:
        path = Path(folder) / "drawing.html"
        path.write_text(_page(), encoding="utf-8")
        try:
            browser = Browser(headless=True)
        except ChromeNotFoundError as error:
            raise NoBrowserError(NO_BROWSER) from error
        async with browser:
            page = DrawingPage(await browser.create_tab(path.as_uri()))
            while not await page.evaluate(READY):
                await asyncio.sleep(0.05)
            yield page


def _page() -> str:
    """Give the page: the library of charts and our script, and nothing of another host."""
    body = inline_script(chart_library()) + inline_script(sheet_script())
    return (
        "<!doctype html><html><head><meta charset='utf-8'></head><body>"
        f"{body}<script>window.isReady = true</script></body></html>"
    )
