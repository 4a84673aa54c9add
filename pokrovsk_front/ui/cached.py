"""Cache of the library by the stamp of its data, and of what is drawn from it for all readers.

All of one stamp is let go together when the figures on disk are replaced. Nothing that a reader
chose is kept here.
"""

import hashlib
import pkgutil
import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from importlib import import_module
from typing import TypeVar
from zoneinfo import ZoneInfo

import streamlit as st

from pokrovsk_front.catalog import atomic_replace
from pokrovsk_front.catalog.library import ENGLISH, Library
from pokrovsk_front.catalog.library_in_language import LibraryInLanguage
from pokrovsk_front.catalog.memo import Memo
from pokrovsk_front.catalog.messages import LOCALES
from pokrovsk_front.catalog.tables import DATA_DIR
from pokrovsk_front.export import api, place_share_api
from pokrovsk_front.ui import browser_scripts, gc_tuning

STATIC_DIR = DATA_DIR.parent / "static"
PAGE_PACKAGES = tuple(f"pokrovsk_front.{name}" for name in ("charts", "maps", "ui"))
"""What pages are made of. Nothing of the first two is used here: it is there before a reader."""

STAMP_OF_RUN = "stamp_of_this_run"

MAX_LATELY = 96
"""Drawings kept of what readers choose freely: some 30 MiB."""

Drawing = TypeVar("Drawing")


@dataclass(frozen=True, slots=True)
class _Stamped:
    """All that is kept of one state of the data.

    Attributes:
        stamp: Tells the state from any other; None where there is no data to tell.
        library: The figures.
        drawn: Charts, maps, tables and files that are made from the figures alone.
        lately: Charts and tables of days, places and months that somebody asked for lately.
    """

    stamp: atomic_replace.Stamp | None
    library: Library = field(default_factory=Library)
    drawn: Memo = field(default_factory=Memo)
    lately: Memo = field(default_factory=partial(Memo, MAX_LATELY))


_replacing = threading.Lock()
_held: _Stamped | None = None


def stamp_on_disk() -> atomic_replace.Stamp | None:
    """Give the stamp of the figures on disk, by one look at one file."""
    return atomic_replace.stamp(DATA_DIR / "derived" / atomic_replace.WATCHED)


def _follow() -> _Stamped:
    """Replace the library where the figures on disk were replaced, and let the old one go."""
    global _held
    held = _held
    if held is None or held.stamp != stamp_on_disk():
        with _replacing:
            stamp = stamp_on_disk()  # Another thread may have followed it meanwhile.
            if _held is None or _held.stamp != stamp:
                _held = _Stamped(stamp)
            held = _held
    return held


def figures() -> Library:
    """Give the library that is served, the same to all readers."""
    return (_held or _follow()).library


def texts(locale: str) -> LibraryInLanguage:
    """Give what the library that is served holds in a language."""
    return figures().in_language(locale)


def begin_run() -> None:
    """Have the figures on disk ready for a run of a page, and note their stamp in its session."""
    st.session_state[STAMP_OF_RUN] = ready()


def is_run_outdated() -> bool:
    """Tell whether the figures were replaced since the run began: it may have read of both."""
    return bool(st.session_state[STAMP_OF_RUN] != stamp_on_disk())


def drawn_once(name: str, variant: str, draw: Callable[[], Drawing]) -> Drawing:
    """Draw or word what no choice of the reader changes but its variant: once for all readers.

    A run that began on other figures than those held may mix both: what it draws is not kept.

    Args:
        name: What is drawn.
        variant: What tells one drawing of it from another: language, scheme, a toggle.
        draw: Draws it the first time.
    """
    held = _held or _follow()
    return _kept(held, held.drawn, (name, variant), draw)


def drawn_lately(name: str, inputs: Hashable, draw: Callable[[], Drawing]) -> Drawing:
    """Draw or word what a reader chose, unless somebody chose the same lately.

    Args:
        name: What is drawn.
        inputs: All that it is drawn from besides the figures: language, scheme, days, places.
        draw: Draws it.
    """
    held = _held or _follow()
    return _kept(held, held.lately, (name, inputs), draw)


def _kept(
    held: _Stamped, memo: Memo, key: tuple[str, Hashable], draw: Callable[[], Drawing]
) -> Drawing:
    """Give what a memo of the figures held keeps; a run that began on others draws for itself."""
    if st.session_state[STAMP_OF_RUN] != held.stamp:
        return draw()
    return memo.get(key, draw)


def figures_json() -> bytes:
    """Give the headline figures on disk for scripts."""
    return _figures_json(_follow())


def _figures_json(held: _Stamped) -> bytes:
    return held.drawn.get("figures_json", lambda: api.figures_json(held.library))


def place_share_json() -> bytes:
    """Give the shares of places on disk for scripts."""
    held = _follow()
    return held.drawn.get(
        "place_share_json", lambda: place_share_api.place_share_json(held.library)
    )


def static_url(name: str) -> str:
    """Give the address of a file in `static/`, with its hash, so that a browser may keep it."""
    held = _held or _follow()
    return held.drawn.get(("static_url", name), lambda: _hashed_url(name))


def _hashed_url(name: str) -> str:
    digest = hashlib.sha256((STATIC_DIR / name).read_bytes()).hexdigest()
    return f"app/static/{name}?v={digest[:8]}"


def today() -> date:
    """Give the date of this moment, in the zone that a day is cut by."""
    return datetime.now(ZoneInfo(texts(ENGLISH).rules.day_zone)).date()


def data_age_days() -> int:
    """Count the days from the latest map to today."""
    return (today() - figures().latest_day).days


def ready() -> atomic_replace.Stamp | None:
    """Have the figures on disk read and every page imported.

    Returns:
        The stamp of the figures that are served from now on.
    """
    held = _follow()
    held.drawn.get("warmed_up", lambda: _warm_up(held))
    return held.stamp


def _warm_up(held: _Stamped) -> bool:
    """Read what a first reader would wait for, and keep the garbage collector from walking it."""
    for package in PAGE_PACKAGES:
        for module in pkgutil.iter_modules(import_module(package).__path__, f"{package}."):
            import_module(module.name)
    browser_scripts.paths()
    library = held.library
    _ = (
        *(_figures_json(held), library.table("published_territory"), library.places),
        *(library.coverage, library.checks, library.every_month, library.cell_changes),
        *(library.printed_distance, library.distances_on(library.latest_day)),
    )
    for locale in LOCALES:
        local = library.in_language(locale)
        _ = (
            *(local.sources, local.claims, local.claim_lags, local.cities, local.rules),
            *(local.denominators, local.population_conflicts),
        )
    gc_tuning.start()
    return True
