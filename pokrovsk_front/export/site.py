"""Static site: a folder of pages that need no server and request no other host.

A page is one HTML file with the data of its charts inside. The first language has its pages at the
root, each other one in a folder of its own, under the same names. What pages share lies in
`assets/` under a name that holds a digest of its content, so that a browser or a CDN may keep it
for ever: the library of charts, the engine of maps, its library and their data, the styles and
scripts of the site. A page loads library and data of a map when the reader comes near it, as
scripts: the pages open from a file system too, where nothing else may be loaded.

It refuses to delete: an embedded figure carries its data version in its name, and stays.
"""

import hashlib
import posixpath
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from babel import Locale

from pokrovsk_front.catalog.output import OutputError, check_folder, check_not_special, write_file
from pokrovsk_front.export.sharing import Counterpart

FOLDERS = ("api", "assets", "data", "embed", "months", "pictures", "uk")
"""Folders of a site, at its root."""


@dataclass(frozen=True, slots=True)
class Edition:
    """Provenance of the site.

    Attributes:
        data_version: Version of the data.
        latest: Day of the latest map.
        url: Where the site will stand, for the snippets to embed; may be empty.
    """

    data_version: str
    latest: date
    url: str = ""

    def embed_path(self, figure_id: str) -> str:
        """Give the path of an embedded figure; the data version in it freezes the figure."""
        return f"embed/{figure_id}-{self.data_version}.html"

    def table_path(self, name: str) -> str:
        """Give the path of the rows of a figure or a table, as CSV."""
        return f"data/{name}-{self.data_version}.csv"

    def picture_path(self, figure_id: str) -> str:
        """Give the path of the finished picture of a figure."""
        return f"pictures/{figure_id}-{self.data_version}.png"

    def oembed_path(self, figure_id: str) -> str:
        """Give the path of what oEmbed answers for an embedded figure."""
        return f"embed/{figure_id}-{self.data_version}.json"


class Site:
    """Files of the site, in one language or in several."""

    def __init__(self, edition: Edition, locales: Sequence[str] = ("en",)) -> None:
        self.edition, self.locales = edition, tuple(locales)
        self.files: dict[str, bytes] = {}
        self._assets: dict[tuple[str, str, str | bytes], str] = {}

    def folder(self, locale: str) -> str:
        """Give the folder of a language, with its slash; the first one has the root."""
        return "" if locale == self.locales[0] else f"{locale}/"

    def asset(self, stem: str, suffix: str, content: str | bytes) -> str:
        """Add a file that pages share, once, and give its path."""
        key = stem, suffix, content
        if key not in self._assets:
            data = content if isinstance(content, bytes) else content.encode()
            path = f"assets/{stem}-{hashlib.sha256(data).hexdigest()[:10]}.{suffix}"
            self.files[path] = data
            self._assets[key] = path
        return self._assets[key]

    def counterparts(self, locale: str, path: str, url: str = "") -> list[Counterpart]:
        """List a page in every language of the site, itself included.

        Args:
            locale: Its own language.
            path: Its path in the folder of a language.
            url: Where the site will stand, if that is known.
        """
        here = posixpath.dirname(self.folder(locale) + path)
        found = []
        for each in self.locales:
            there = self.folder(each) + path
            way = posixpath.relpath(there, here or ".")
            name = str(Locale.parse(each).get_display_name()).capitalize()
            found.append(Counterpart(each, name, way, f"{url.rstrip('/')}/{there}" if url else way))
        return found

    def write(self, folder: Path) -> None:
        """Write the files; what lies in the folder already stays, unless it has the same name.

        A file is written whole or not at all: the folder may be served meanwhile.

        Raises:
            OutputError: Another kind of file, or a link, stands in the place of one; nothing is
                written.
            OSError: A file cannot be written.
        """
        for path in self.files:
            _check_place(folder, path)
        for path, data in self.files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            write_file(file, data)

    def sizes(self) -> Iterator[tuple[str, int]]:
        """Give each file with its size in bytes, in the order of names."""
        for path in sorted(self.files):
            yield path, len(self.files[path])


def way_up(path: str) -> str:
    """Give the way from a file to the folder that its path starts in."""
    return "../" * path.count("/")


def check_site_folder(folder: Path) -> None:
    """Make the folder of a site, and check what lies there, before pages are made for it.

    Raises:
        OutputError: It cannot be made, or something else stands in the place of a page or folder.
    """
    check_folder(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise OutputError(f"{folder} cannot be written to ({error.strerror}).") from error
    for entry in folder.iterdir():
        if entry.name in FOLDERS:
            _check_place(folder, f"{entry.name}/x")
        elif entry.suffix == ".html":
            _check_place(folder, entry.name)


def _check_place(folder: Path, path: str) -> None:
    """Check that a file can be written below a folder without leaving it by a link."""
    check_folder((folder / path).parent)
    check_not_special(folder / path)
    for place in (Path(path), *Path(path).parents):
        if place != Path() and (folder / place).is_symlink():
            raise OutputError(f"{folder / place} is a link.")
