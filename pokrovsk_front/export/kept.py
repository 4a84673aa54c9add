"""Pictures kept from one build for the next: what is drawn from the same is not drawn again."""

import hashlib
from pathlib import Path

SUFFIX = ".picture"


class KeptPictures:
    """A folder of pictures by what they were drawn from.

    Args:
        folder: The folder, made when the first picture comes; nothing else may lie there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.drawn = 0
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
            return self._file(key).read_bytes()
        except FileNotFoundError:
            return None

    def put(self, key: str, picture: bytes) -> None:
        """Keep a picture, whole or not at all."""
        self.drawn += 1
        self._asked.add(key)
        self.folder.mkdir(parents=True, exist_ok=True)
        partial = self._file(key).with_suffix(".part")
        partial.write_bytes(picture)
        partial.replace(self._file(key))

    def drop_others(self) -> None:
        """Delete the pictures that this build did not ask for."""
        for file in self.folder.glob(f"*{SUFFIX}"):
            if file.stem not in self._asked:
                file.unlink(missing_ok=True)

    def _file(self, key: str) -> Path:
        return self.folder / f"{key}{SUFFIX}"
