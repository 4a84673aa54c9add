"""Archives on disk: a folder with all of them, or packed files.

Lists what is there by the naming rule of each archive. It never writes into the folder that it
was given; a packed archive is unpacked beside the system's other temporary files and removed.
"""

import hashlib
import lzma
import tarfile
import tempfile
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from pokrovsk_front.catalog.archives import Archive, ArchiveRules


class IngestError(ValueError):
    """An ingest run that cannot go on; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One map file: its archive, its name and the date or instant that the name tells.

    `edition_date` is a Kyiv day for a file that carries an instant. `edition_at` is the instant of
    publication, `read_at` that at which a mirror read the map; None where the name tells none.
    `name` is the file name without its suffix; two editions are one wherever the file lies.
    """

    archive_id: str
    name: str
    edition_date: date
    edition_at: datetime | None
    read_at: datetime | None
    path: Path = field(compare=False)

    @property
    def order(self) -> tuple[date, datetime]:
        """Sorts editions by day, then by instant where it is known."""
        at = self.edition_at or self.read_at or datetime.min.replace(tzinfo=UTC)
        return self.edition_date, at


@contextmanager
def opened(path: Path) -> Iterator[Path]:
    """Open the folder that holds the archives; packed ones are unpacked first.

    Args:
        path: A folder with the archives, a folder with `.tar.xz` files of them, or one such file.

    Raises:
        IngestError: There is nothing of that kind at `path`.
    """
    packed = sorted(path.glob("*.tar.xz")) if path.is_dir() else [path]
    if path.is_dir() and not packed:
        yield path
        return
    if not all(each.is_file() for each in packed):
        raise IngestError(f"{path} is neither a folder of map files nor a packed archive.")
    with tempfile.TemporaryDirectory(prefix="pokrovsk-front-") as folder:
        for each in packed:
            _unpack(each, Path(folder))
        yield Path(folder)


def _unpack(packed: Path, folder: Path) -> None:
    try:
        with tarfile.open(packed) as archive:
            archive.extractall(folder, filter="data")
    except (tarfile.TarError, lzma.LZMAError, OSError, EOFError) as error:
        # tarfile lists what it tried over several lines.
        raise IngestError(
            f"{packed} cannot be unpacked: {str(error).partition(':')[0]}."
        ) from error


def edition_of(archive: Archive, path: Path, zone: tzinfo) -> Edition | None:
    """Parse the date in the name of a map file; None where it has none."""
    found = archive.name_pattern.fullmatch(path.name)
    if found is None:
        return None
    edition_at = read_at = None
    try:
        if archive.dated_by == "unix_seconds":
            edition_at = datetime.fromtimestamp(int(found[1]), UTC)
            day = edition_at.astimezone(zone).date()
        elif archive.dated_by == "utc_instant_of_reading":
            read_at = datetime.strptime(found[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            day = read_at.astimezone(zone).date()
        else:
            day = datetime.strptime(found[1], "%Y%m%d").date()
            read_at = datetime.combine(day, archive.read_at_utc or time(), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return Edition(archive.archive_id, path.stem, day, edition_at, read_at, path)


def editions(folder: Path, rules: ArchiveRules) -> tuple[list[Edition], list[Path]]:
    """List the map files of every archive under `folder`.

    Returns:
        The editions, archive by archive in order of time, and the GeoJSON files whose name
        tells no date.

    Raises:
        IngestError: No archive has a single map file there.
    """
    zone = ZoneInfo(rules.day_zone)
    found: list[Edition] = []
    unnamed: list[Path] = []
    for archive in rules.archives:
        here = []
        for path in sorted((folder / archive.folder).glob("*.geojson")):
            edition = edition_of(archive, path, zone)
            if edition is None:
                unnamed.append(path)
            else:
                here.append(edition)
        found.extend(sorted(here, key=lambda edition: edition.order))
    if not found:
        folders = " or ".join(archive.folder for archive in rules.archives)
        raise IngestError(f"{folder} holds no map file: none was found in {folders}.")
    return found, unnamed


def listing_sha256(editions_of_archive: list[Edition]) -> str:
    """Fingerprint the files of one archive: the hash of their sorted names and contents."""
    lines = [
        f"{hashlib.sha256(edition.path.read_bytes()).hexdigest()}  {edition.path.name}\n"
        for edition in sorted(editions_of_archive, key=lambda edition: edition.path.name)
    ]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def overlap_pairs(usable: list[Edition], rules: ArchiveRules) -> list[tuple[Edition, Edition]]:
    """Pair the files of two archives that hold the same map, where that is certain.

    Returns:
        Pairs (file without an instant, map with its instant) by the overlap rule.
    """
    zone = ZoneInfo(rules.day_zone)
    timed = sorted(
        ((edition.edition_at, edition) for edition in usable if edition.edition_at is not None),
        key=lambda pair: pair[0],
    )
    pairs = []
    for archive in rules.archives:
        if archive.overlap is None:
            continue
        for edition in usable:
            if edition.archive_id != archive.archive_id or not any(
                first <= edition.edition_date <= last
                for first, last in archive.overlap.certain_file_dates
            ):
                continue
            cut = datetime.combine(edition.edition_date, datetime.min.time(), zone) + timedelta(
                hours=archive.overlap.raw_map_before_hour
            )
            before = bisect_left(timed, cut, key=lambda pair: pair[0])
            if before:
                pairs.append((edition, timed[before - 1][1]))
    return pairs
