"""Data version: a digest of all files of `data/derived`."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from pokrovsk_front.catalog.atomic_replace import finish
from pokrovsk_front.catalog.tables import DATA_DIR

LETTERS = 12


def version_of(files: Mapping[str, bytes]) -> str:
    """Hash a set of files: the same names and bytes, the same version.

    Args:
        files: The bytes of each file by its path under `derived`, with forward slashes.

    Returns:
        The first letters of a SHA-256 in hexadecimal.
    """
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{len(files[name])}\0".encode())
        digest.update(files[name])
    return digest.hexdigest()[:LETTERS]


def data_version(data_dir: Path = DATA_DIR) -> str:
    """Hash the derived figures of a data folder.

    Raises:
        OSError: A file cannot be read.
    """
    finish(data_dir)
    derived = data_dir / "derived"
    return version_of(
        {
            path.relative_to(derived).as_posix(): path.read_bytes()
            for path in derived.rglob("*")
            if path.is_file() and not path.name.startswith(".")
        }
    )
