"""A dashboard that runs takes up figures that are put in place under it."""

import io
import shutil
from datetime import timedelta
from pathlib import Path

import pandas as pd
from playwright.sync_api import Browser

from harness.browser import start_visit
from harness.server import PROJECT, RAISED, serve
from pokrovsk_front.catalog import atomic_replace
from tests.browser.conftest import DRAW_NOTHING

PARTS = ("pages", "pokrovsk_front", "data", "static", ".streamlit")
FILES = ("app.py", "pyproject.toml")
BY_DAY = ("daily_area_by_oblast.csv", "front_distance.parquet", atomic_replace.WATCHED)


def one_day_more(path: Path) -> bytes:
    """Give the bytes of a table by day with its last day once more, as the day after."""
    is_parquet = path.suffix == ".parquet"
    rows = pd.read_parquet(path) if is_parquet else pd.read_csv(path, dtype="string")
    last = rows[rows["as_of_date"] == rows["as_of_date"].max()].copy()
    days = pd.to_datetime(last["as_of_date"]).dt.date + timedelta(days=1)
    last["as_of_date"] = days if is_parquet else days.astype("string")
    longer = pd.concat([rows, last], ignore_index=True)
    written = io.BytesIO()
    if is_parquet:
        longer.to_parquet(written, index=False)
    else:
        longer.to_csv(written, index=False)
    return written.getvalue()


def test_new_figures_are_shown_on_the_next_rerun_without_a_restart(
    browser: Browser, tmp_path: Path
) -> None:
    copy = tmp_path / "project"
    for part in PARTS:
        shutil.copytree(PROJECT / part, copy / part)
    for name in FILES:
        shutil.copy(PROJECT / name, copy)
    derived = copy / "data" / "derived"
    days = pd.read_csv(derived / atomic_replace.WATCHED, parse_dates=["as_of_date"])["as_of_date"]
    latest, next_day = (f"{days.iloc[-1] + timedelta(days=n):%-d %B %Y}" for n in (0, 1))
    scratch = tmp_path / "server"
    scratch.mkdir()

    with serve(copy / "app.py", scratch) as server:
        visit = start_visit(browser.new_context(locale="en-GB"), server.url)
        visit.page.add_init_script(DRAW_NOTHING)
        visit.open("")
        page = visit.page.get_by_test_id("stMain")
        assert f"Latest map: {latest}" in page.inner_text()
        assert next_day not in page.inner_text()

        atomic_replace.replace_all(
            {derived / name: one_day_more(derived / name) for name in BY_DAY}, copy / "data"
        )
        visit.page.keyboard.press("r")
        visit.page.get_by_text(f"Latest map: {next_day}").wait_for()
        visit.wait_until_idle()

        # The headline of the map and its table follow, not the line on their age alone.
        assert f"on {next_day}" in page.inner_text()
        assert f"on {latest}" not in page.inner_text()
        assert visit.problems() == []
        assert RAISED not in server.log()
        visit.page.context.close()
