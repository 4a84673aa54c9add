"""The border file, from its public origin or a mirror: pinned by hash, cached."""

import hashlib
import os
from pathlib import Path

from pokrovsk_front.catalog.archives import BorderFile
from pokrovsk_front.ingest.base_map.boundaries import oblast_file
from pokrovsk_front.ingest.source.local_files import inside, read_local
from pokrovsk_front.ingest.source.mirror import BORDERS, Source, is_pinned
from pokrovsk_front.ingest.source.remote import SourceError


def bring_borders(source: Source, file: BorderFile, cache: Path) -> Path:
    """Download the border file into the cache, unless the pinned one is there.

    Args:
        source: Where it comes from.
        file: Its name, size and hash.
        cache: Folder of the cache.

    Returns:
        Where it is.

    Raises:
        SourceError: The source does not have it or has another one, or it cannot be written.
    """
    place = inside(cache, BORDERS, file.file_name)
    if _is_here(place, file):
        return place
    data = source.read_borders(file)
    staged = inside(cache, BORDERS, f".{file.file_name}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with staged.open("wb") as handle:
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())
        staged.replace(place)
    except OSError as error:
        raise SourceError(f"The cache {cache} cannot be written ({error.strerror}).") from error
    return place


def _is_here(place: Path, file: BorderFile) -> bool:
    is_size = place.is_file() and place.stat().st_size == file.size_bytes
    return is_size and is_pinned(read_local(place, file.size_bytes), file)


def borders_sha256(boundaries: Path | None, file: BorderFile) -> str:
    """Hash the border file of a run: a local file, or the pinned one.

    Raises:
        BoundaryError: There is not one file of oblasts.
        OSError: It cannot be read.
    """
    if boundaries is None:
        return file.sha256
    return hashlib.sha256(oblast_file(boundaries).read_bytes()).hexdigest()
