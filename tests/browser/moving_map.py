"""The map of the front on the dashboard, moved as a reader moves it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from harness.browser import NEXT_FRAMES, Visit
from pokrovsk_front.model.cells import day_of

ENGINE = "document.querySelector('.map-box').frontMap"
HANDLE = ".map-track .map-handle"
MAX_BYTES_A_RELEASE = 10_000

ON_THE_SCREEN = f"""
() => {{
  const map = document.querySelector('.front-map'), {{ shown, viewport }} = {ENGINE}.state();
  return {{
    drawn: Number(map.dataset.day), shown, headline: map.querySelector('.map-headline').innerText,
    handles: [...map.querySelectorAll('{HANDLE}')].map(each => Number(each.ariaValueNow)),
    status: map.querySelector('.map-scrubber [role=status]').innerText,
    camera: [viewport.longitude, viewport.latitude, viewport.zoom],
  }};
}}
"""
"""What the map shows at once: its picture, its headline, its handles, what it has announced."""

IS_ANNOUNCED = """
() => document.querySelector('.map-scrubber [role=status]').textContent
  === document.querySelector('.map-headline').textContent
"""
"""Whether a reader who does not see the map has been told what it shows."""

DOT_OF = f"""
placeId => {{
  const dot = {ENGINE}.state().names.find(
    ({{ kind, row }}) => kind === 'dot' && row?.i === placeId);
  const {{ left, top }} = document.querySelector('.map-canvas').getBoundingClientRect();
  return [left + (dot.box[0] + dot.box[2]) / 2, top + (dot.box[1] + dot.box[3]) / 2];
}}
"""


def on_the_screen(opened: Visit) -> dict[str, Any]:
    """Read what the map shows."""
    found: dict[str, Any] = opened.page.evaluate(ON_THE_SCREEN)
    return found


def dot_of(opened: Visit, place_id: str) -> tuple[float, float]:
    """Find the dot of a place in the window."""
    x, y = opened.page.evaluate(DOT_OF, place_id)
    return x, y


def wait_for_days(opened: Visit) -> dict[str, Any]:
    """Wait until Python has answered with what the map shows, and read it again."""
    shown = on_the_screen(opened)["shown"]
    wanted = [f"day={day_of(shown['day'])}"]
    if shown["from"] is not None:
        wanted.append(f"against={day_of(shown['from'])}")
    opened.page.wait_for_url(lambda url: all(part in url for part in wanted), wait_until="commit")
    opened.wait_until_idle()
    return on_the_screen(opened)


def release(opened: Visit, act: Callable[[], object]) -> dict[str, Any]:
    """Let go of the days of a map, and hold what that costs to one message and one short answer.

    Args:
        opened: A page of the map; what it sends and receives is counted from its last reset.
        act: Lets go.

    Returns:
        What the map shows once Python has answered.
    """
    act()
    screen = wait_for_days(opened)
    assert opened.sent_messages == 1
    assert 0 < opened.received_bytes < MAX_BYTES_A_RELEASE
    opened.reset_traffic()
    return screen


def choose_day(opened: Visit, day: date, at: int = 0) -> None:
    """Type a day into a field of the map."""
    opened.page.locator(".map-scrubber input[type=date]").nth(at).fill(day.isoformat())
    wait_for_days(opened)


def hold_handle(opened: Visit, by_px: float, at: int = 0) -> dict[str, Any]:
    """Drag a handle and keep hold of it; gives what the map shows under the hand."""
    handle = opened.page.locator(HANDLE).nth(at)
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    opened.page.mouse.move(x, y)
    opened.page.mouse.down()
    opened.page.mouse.move(x + by_px, y, steps=6)
    opened.page.evaluate(NEXT_FRAMES)
    return on_the_screen(opened)
