"""Pictures kept from one build for the next: what is drawn from the same is not drawn again."""

import hashlib
import os
import time
from contextlib import suppress
from pathlib import Path

from pokrovsk_front.catalog.output import write_file

SUFFIX = ".picture"


KEPT_DAYS = 60
"""How long a picture is kept that no build asks for: several sites may share a folder."""


class KeptPictures:
    """A folder of pictures by what they were drawn from.

    Where the folder cannot be used, nothing is kept, and `fault` says why.

    Args:
        folder: The folder, made when the first picture comes.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.drawn = 0
        self.fault = ""
        self._asked: set[str] = set()

    @property
    def used(self) -> int:
        """How many pictures this build has asked for."""
        return len(self._asked)

    @staticmethod
    def key(*drawn_from: str) -> str:
        """Name a picture by all that it is drawn from."""
        return hashlib.sha256("\0".join(drawn_from).encode()).hexdigest()[:32]

    def get(self, key: str) -> bytes | None:
        """Read a picture; there is none before it was drawn."""
        self._asked.add(key)
        try:
            picture = self._file(key).read_bytes()
            os.utime(self._file(key))
        except OSError:
            return None
        return picture

    def put(self, key: str, picture: bytes) -> None:
        """Keep a picture, whole or not at all."""
        self.drawn += 1
        self._asked.add(key)
        if self.fault:
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_file(self._file(key), picture)
        except OSError as error:
            self.fault = str(error)

    def drop_old(self) -> None:
        """Delete the pictures that no build has asked for in a long while."""
        oldest = time.time() - KEPT_DAYS * 24 * 3600
        with suppress(OSError):
            for file in self.folder.glob(f"*{SUFFIX}"):
                if file.stat().st_mtime < oldest:
                    file.unlink(missing_ok=True)

    def _file(self, key: str) -> Path:
        return self.folder / f"{key}{SUFFIX}"
