"""The archives on disk: a folder with both of them, or the packed file that holds them.

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
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from pokrovsk_front.catalog.archives import Archive, ArchiveRules


class IngestError(ValueError):
    """A run that cannot go on; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One map file: its archive, its name and the date or instant that the name tells.

    `edition_date` is a Kyiv day for a file that carries its instant of publication.
    """

    archive_id: str
    path: Path
    edition_date: date
    edition_at: datetime | None

    @property
    def name(self) -> str:
        """The file name without its suffix."""
        return self.path.stem

    @property
    def order(self) -> tuple[date, datetime]:
        """Sorts editions by day, then by instant where it is known."""
        return self.edition_date, self.edition_at or datetime.min.replace(tzinfo=UTC)


@contextmanager
def opened(path: Path) -> Iterator[Path]:
    """Give the folder that holds the archives, unpacking a `.tar.xz` first.

    Args:
        path: A folder with the archives, a folder with one packed file, or the packed file.

    Raises:
        IngestError: There is nothing of that kind at `path`.
    """
    packed = sorted(path.glob("*.tar.xz")) if path.is_dir() else [path]
    if path.is_dir() and not packed:
        yield path
        return
    if len(packed) != 1 or not packed[0].is_file():
        raise IngestError(f"{path} is neither a folder of map files nor one packed archive.")
    with tempfile.TemporaryDirectory(prefix="pokrovsk-front-") as folder:
        try:
            with tarfile.open(packed[0]) as archive:
                archive.extractall(folder, filter="data")
        except (tarfile.TarError, lzma.LZMAError, OSError, EOFError) as error:
            # tarfile lists what it tried over several lines.
            raise IngestError(
                f"{packed[0]} cannot be unpacked: {str(error).partition(':')[0]}."
            ) from error
        yield Path(folder)


def edition_of(archive: Archive, path: Path, zone: tzinfo) -> Edition | None:
    """Date a map file by its name, or give None where the name tells no date."""
    found = archive.name_pattern.fullmatch(path.name)
    if found is None:
        return None
    try:
        if archive.dated_by == "unix_seconds":
            instant = datetime.fromtimestamp(int(found[1]), UTC)
            return Edition(archive.archive_id, path, instant.astimezone(zone).date(), instant)
        day = datetime.strptime(found[1], "%Y%m%d").date()
    except ValueError:
        return None
    return Edition(archive.archive_id, path, day, None)


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


def editions_by_day(usable: list[Edition], rules: ArchiveRules) -> dict[date, Edition]:
    """Choose the map that stands for each day, by the alignment rules.

    The last map of a day wins. A day for which no archive has a map is absent: nothing is
    carried forward here.
    """
    archives = {archive.archive_id: archive for archive in rules.archives}
    chosen: dict[date, Edition] = {}
    for edition in sorted(usable, key=lambda edition: edition.order):
        day = archives[edition.archive_id].as_of_date(edition.edition_date)
        if day is not None:
            chosen[day] = edition
    return dict(sorted(chosen.items()))


def grey_zone_by_day(usable: list[Edition], rules: ArchiveRules) -> dict[date, Edition]:
    """Choose the map that tells the grey zone of each day, while an archive still tells it."""
    last_days = {
        archive.archive_id: archive.grey_zone_last_as_of_date
        for archive in rules.archives
        if archive.grey_zone_last_as_of_date is not None
    }
    return {
        edition.edition_date: edition
        for edition in sorted(usable, key=lambda edition: edition.order)
        if edition.archive_id in last_days and edition.edition_date <= last_days[edition.archive_id]
    }


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
