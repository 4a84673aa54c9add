"""The static site in both languages, made once for all tests and all processes."""

import pickle
from functools import cache
from pathlib import Path

import pytest

from pokrovsk_front.export.kept import KeptPictures
from pokrovsk_front.export.site import Site
from pokrovsk_front.export.story import make_site
from tests.shared import once_a_run

LOCALES = ("en", "uk")
FOLDERS = {"en": "", "uk": "uk/"}


def site_folder(factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the site's files, which nobody may change."""
    return once_a_run(factory, "site", _write) / "files"


def site(factory: pytest.TempPathFactory) -> Site:
    """Give the site as it was made."""
    return _read(once_a_run(factory, "site", _write))


def cache_folder(factory: pytest.TempPathFactory) -> Path:
    """Give the folder of caches that holds the pictures of the site."""
    return once_a_run(factory, "site", _write) / "cache"


def _write(folder: Path) -> None:
    made = make_site(kept=KeptPictures(folder / "cache" / "pokrovsk-front" / "pictures"))
    (folder / "site.pickle").write_bytes(pickle.dumps(made))
    (folder / "files").mkdir()
    made.write(folder / "files")


@cache
def _read(folder: Path) -> Site:
    read: Site = pickle.loads((folder / "site.pickle").read_bytes())  # noqa: S301 (our own)
    return read
