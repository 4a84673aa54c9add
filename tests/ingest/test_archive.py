"""The real archive: the committed figures come from it, byte for byte.

Collected where the archive is there (see conftest.py); it takes a minute or two.
"""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from pokrovsk_front.catalog.archives import archive_rules
from pokrovsk_front.catalog.tables import DATA_DIR
from pokrovsk_front.ingest.archive import Edition, editions, listing_sha256, opened
from pokrovsk_front.ingest.report import Report
from pokrovsk_front.ingest.run import ingest
from tests.ingest.made_up import written


@pytest.fixture(scope="session")
def unpacked(real_archives: Path) -> Iterator[Path]:
    """The real archive as a folder."""
    with opened(real_archives) as folder:
        yield folder


@pytest.fixture(scope="session")
def rebuilt(
    unpacked: Path, real_boundaries: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Report]:
    """One whole run into an empty folder: what it wrote below it, and its report."""
    out = tmp_path_factory.mktemp("rebuilt")
    return out, ingest(unpacked, real_boundaries, out / "data", out / "static")


def test_the_committed_figures_are_those_of_the_archive(rebuilt: tuple[Path, Report]) -> None:
    out, _ = rebuilt
    ours, committed = written(out / "data" / "derived"), written(DATA_DIR / "derived")
    assert set(ours) == set(committed)
    assert [name for name, data in ours.items() if data != committed[name]] == []


def test_the_committed_map_files_are_those_of_the_archive(rebuilt: tuple[Path, Report]) -> None:
    # `static` holds files that do not come from the archive as well.
    out, _ = rebuilt
    ours, committed = written(out / "static"), written(DATA_DIR.parent / "static")
    assert len(ours) >= 12
    assert set(ours) <= set(committed)
    assert [name for name, data in ours.items() if data != committed[name]] == []


def test_every_snapshot_was_read_and_every_class_is_known(rebuilt: tuple[Path, Report]) -> None:
    _, report = rebuilt
    assert report.snapshots == 683 + 769
    assert report.refused == ()
    assert report.unnamed == ()
    assert report.unknown == {}


def test_the_two_archives_agree_within_half_a_km2(rebuilt: tuple[Path, Report]) -> None:
    _, report = rebuilt
    assert report.overlap_pairs > 200
    assert report.overlap_worst_km2 <= 0.5


def test_the_archive_is_the_one_of_the_provenance_card(unpacked: Path) -> None:
    rules = archive_rules()
    found: dict[str, list[Edition]] = defaultdict(list)
    for edition in editions(unpacked, rules)[0]:
        found[edition.archive_id].append(edition)
    for archive in rules.archives:
        here = found[archive.archive_id]
        assert len(here) == archive.edition_count
        assert listing_sha256(here) == archive.listing_sha256
