"""`update` from the public origins: one file followed through its versions, and the borders.

A bare clone has the figures and no cache. Whatever a source answers, nothing outside the cache is
touched, and a refusal is one sentence.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pokrovsk_front.__main__ import main
from pokrovsk_front.ingest import update as update_module
from pokrovsk_front.ingest.source import versions as versions_module
from pokrovsk_front.ingest.source.mirror import Source
from pokrovsk_front.ingest.source.remote import Limits, SourceError
from tests.ingest.made_up import (
    MAPS,
    merged_map,
    merged_name,
    raw_map,
    read_name,
    run_ingest,
    write_archive,
    written,
)
from tests.ingest.mirror_server import Answer, Mirror, cut_at, sending, status, web_page
from tests.ingest.public_source import (
    BORDERS_PATH,
    commit,
    contents,
    public_rules,
    serve_public,
    version_of,
)
from tests.ingest.source.test_hostile_source import everything
from tests.ingest.test_update import sentence

pytestmark = pytest.mark.whole

NEW = read_name(7)
NEW_MAP = raw_map(36.54)
COMMITS = "/commits?path=data/deepstate.geojson&per_page=100"
SINCE_PATH = f"{COMMITS}&since=2025-08-06T09:30:00Z&page=1"
CONTENTS_PATH = f"/contents/data?ref={version_of(NEW)}"
FILE_PATH = f"/files/{version_of(NEW)}/data/deepstate.geojson"
BORDERS = "boundaries/made-up-ADM1.geojson"


@pytest.fixture
def public(boundaries: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mirror]:
    """The public origins, with one map with classes more than the figures."""
    with serve_public(MAPS | {NEW: NEW_MAP}, boundaries) as served:
        rules = public_rules(served.url, boundaries)
        monkeypatch.setattr(update_module, "archive_rules", lambda: rules)
        yield served


@pytest.fixture
def clone(first_run: Path, tmp_path: Path) -> Path:
    """A folder with the figures of the made-up archive, and no cache."""
    shutil.copytree(first_run, tmp_path / "clone" / "out")
    (tmp_path / "clone" / "out" / "data" / "datapackage.json").unlink(missing_ok=True)
    return tmp_path / "clone"


def update(clone: Path, *more: str) -> Result:
    return CliRunner().invoke(
        main,
        [
            *("update", "--cache", str(clone / "cache"), "--out", str(clone / "out" / "data")),
            *("--tries", "2", "--file-seconds", "2", *more),
        ],
    )


def asked(mirror: Mirror) -> list[str]:
    return [path for path, _ in mirror.asked]


def rebuilt(maps: dict[str, bytes], boundaries: Path, folder: Path) -> dict[str, bytes]:
    result = run_ingest(write_archive(folder / "archives", maps), boundaries, folder / "whole")
    assert result.exit_code == 0, result.output
    return without_versions(folder / "whole")


def without_versions(out: Path) -> dict[str, bytes]:
    return {name: data for name, data in written(out).items() if "versions" not in name}


def page(*items: Any) -> Answer:  # noqa: ANN401 (any JSON)
    return sending(json.dumps(items).encode())


def test_a_bare_clone_takes_in_a_new_version_with_what_it_needs_and_no_more(
    public: Mirror, clone: Path, boundaries: Path, tmp_path: Path
) -> None:
    result = update(clone)
    assert result.exit_code == 0, result.output
    assert "1 map is new or corrected: 20250807T093000Z.geojson." in result.stdout
    assert without_versions(clone / "out") == rebuilt(MAPS | {NEW: NEW_MAP}, boundaries, tmp_path)
    # The map before is known by its hash: only the new one is asked about.
    before = f"/files/{version_of(read_name(6))}/data/deepstate.geojson"
    assert asked(public) == [
        *("/deepstate_raw/listing.json", SINCE_PATH, "/deepstate_merged/listing.json"),
        *(BORDERS_PATH, CONTENTS_PATH, before, FILE_PATH),
    ]
    public.asked.clear()
    assert update(clone).stdout == "No map is new or corrected.\nNothing was changed.\n"
    since = f"{COMMITS}&since=2025-08-07T09:30:00Z&page=1"
    assert asked(public) == ["/deepstate_raw/listing.json", since, "/deepstate_merged/listing.json"]


def test_an_earlier_version_is_listed_when_it_is_needed(
    public: Mirror, clone: Path, boundaries: Path, tmp_path: Path
) -> None:
    # A correction before the last day: it and its neighbours borrow Tuzla of 4 and 5 August.
    corrected = {merged_name(6): merged_map(36.54)}
    public.maps |= corrected
    del public.maps[NEW]
    result = update(clone)
    assert result.exit_code == 0, result.output
    assert f"{COMMITS}&since=2025-08-04T09:30:00Z&page=1" in asked(public)
    assert "contents" not in " ".join(asked(public))
    assert without_versions(clone / "out") == rebuilt(MAPS | corrected, boundaries, tmp_path)


def test_a_version_that_the_source_lists_no_more_keeps_its_row(
    public: Mirror, clone: Path, boundaries: Path, tmp_path: Path
) -> None:
    for name in (read_name(4), merged_name(5), next(iter(MAPS))):
        del public.maps[name]
    result = update(clone)
    assert result.exit_code == 0, result.output
    assert without_versions(clone / "out") == rebuilt(MAPS | {NEW: NEW_MAP}, boundaries, tmp_path)


def test_a_needed_map_that_nobody_has_any_more_is_named(public: Mirror, clone: Path) -> None:
    before = written(clone / "out")
    del public.maps[read_name(6)]
    said = sentence(update(clone))
    assert "20250806T093000Z.geojson is needed to go on from the figures" in said
    assert written(clone / "out") == before


def test_a_dry_run_asks_for_listings_only_and_writes_nothing(public: Mirror, clone: Path) -> None:
    before = everything(clone)
    result = update(clone, "--dry-run")
    assert result.stdout.splitlines() == [
        "1 map is new or corrected: 20250807T093000Z.geojson.",
        "Would bring in 2 maps.",
        "Nothing was changed.",
    ]
    assert len(public.asked) == 3
    assert everything(clone) == before


def test_versions_from_before_the_last_known_one_are_passed_over(
    public: Mirror, clone: Path
) -> None:
    public.answers[SINCE_PATH] = page(*[commit(read_name(day)) for day in (6, 3, 2)])
    assert update(clone).stdout == "No map is new or corrected.\nNothing was changed.\n"


def test_versions_are_listed_page_by_page(
    public: Mirror, boundaries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions_module, "PAGE_VERSIONS", 2)
    _, archive, _ = public_rules(public.url, boundaries).archives
    with closing(Source(None, Limits())) as source:
        listed = source.listing(archive)
    assert listed is not None
    names = [f"deepstate_wararchive/{each.name}" for each in listed]
    assert names == [read_name(day) for day in (4, 5, 6, 7)]
    assert [path.rpartition("=")[2] for path in asked(public)] == ["1", "2", "3"]


def dated(date: object) -> Any:  # noqa: ANN401 (any JSON)
    return {"sha": version_of(NEW), "commit": {"committer": {"date": date}}}


COMMIT = commit(NEW)
HOSTILE_VERSIONS: dict[str, tuple[Any, str]] = {
    "a hash that climbs": (COMMIT | {"sha": "../../../x"}, "not a git hash"),
    "a hash that asks for more": (COMMIT | {"sha": f"{'0' * 36}&x=1"}, "not a git hash"),
    "a hash with a newline": (COMMIT | {"sha": version_of(NEW) + "\n"}, "not a git hash"),
    "a short hash": (COMMIT | {"sha": "0" * 39}, "not a git hash"),
    "a hash in other digits": (COMMIT | {"sha": "\u0661" * 40}, "not a git hash"),
    "a hash that is a number": (COMMIT | {"sha": 7}, "not a git hash"),
    "no hash": ({"commit": COMMIT["commit"]}, "no listing"),
    "no commit": ({"sha": version_of(NEW)}, "no listing"),
    "a commit that is a list": (COMMIT | {"commit": []}, "no listing"),
    "a committer that is a text": (COMMIT | {"commit": {"committer": "me"}}, "no listing"),
    "a version that is a number": (7, "no listing"),
    "no version": (None, "no listing"),
    "a time that climbs": (dated("../../../../../x"), "not an instant"),
    "a time without a zone": (dated("2025-08-07T09:30:00"), "not an instant"),
    "a time of another zone": (dated("2025-08-07T09:30:00+03:00"), "not an instant"),
    "a time and a newline": (dated("2025-08-07T09:30:00Z\n"), "not an instant"),
    "a time in other digits": (dated("\u0662025-08-07T09:30:00Z"), "not an instant"),
    "a day that is none": (dated("2025-02-30T09:30:00Z"), "not an instant"),
    "an hour that is none": (dated("2025-08-07T29:30:00Z"), "not an instant"),
    "a time that is a number": (dated(1754559000), "not an instant"),
    "no time": (dated(None), "not an instant"),
    "a time to come": (dated("2999-12-31T09:30:00Z"), "of a time to come"),
}


def refused(public: Mirror, clone: Path, outside: Path) -> str:
    """Update, see that it was refused and touched nothing but the cache, and give the sentence."""
    outside.mkdir()
    (outside / "victim.txt").write_bytes(b"mine")
    before = everything(clone / "out") | everything(outside)
    said = sentence(update(clone))
    assert said.isprintable()
    assert len(said) < 400
    assert everything(clone / "out") | everything(outside) == before
    assert {path.name for path in clone.iterdir()} <= {"out", "cache"}
    return said


@pytest.mark.parametrize(("item", "says"), HOSTILE_VERSIONS.values(), ids=HOSTILE_VERSIONS.keys())
def test_a_hostile_field_of_a_version_touches_nothing(
    public: Mirror, clone: Path, tmp_path: Path, item: object, says: str
) -> None:
    public.answers[SINCE_PATH] = page(commit(read_name(6)), item)
    assert says in refused(public, clone, tmp_path / "outside")
    assert not (clone / "cache").exists()
    assert len(public.asked) == 2


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (sending(b"[" * 100_000), "nested too deeply"),
        (sending(b'{"message": "Not Found"}'), "no listing"),
        (sending(b"null"), "no listing"),
        (web_page, "a web page instead of a listing"),
        (status(403), "answered with status 403"),
        (page(*[COMMIT] * 101), "no listing"),
        (page(COMMIT, COMMIT | {"sha": "0" * 40}), "lists 20250807T093000Z.geojson twice"),
    ],
    ids=["deep", "an object", "null", "a page", "forbidden", "more than asked", "one instant"],
)
def test_a_list_of_versions_that_is_none_is_refused(
    public: Mirror, clone: Path, tmp_path: Path, answer: Answer, says: str
) -> None:
    public.answers[SINCE_PATH] = answer
    assert says in refused(public, clone, tmp_path / "outside")
    assert not (clone / "cache").exists()


def test_pages_without_end_are_bounded(
    public: Mirror, boundaries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions_module, "PAGE_VERSIONS", 2)
    _, archive, _ = public_rules(public.url, boundaries).archives
    for number in range(1, 9):
        path = f"{archive.versions_url}&per_page=2&page={number}".removeprefix(public.url)
        public.answers[path] = page(*[commit(read_name(7, number, each)) for each in (1, 2)])
    with (
        closing(Source(None, Limits(maps=6))) as source,
        pytest.raises(SourceError, match="lists more than 6 versions"),
    ):
        source.listing(archive)
    assert len(public.asked) == 4
    same = page(*[commit(read_name(7, 1, each)) for each in (1, 2)])
    public.answers |= dict.fromkeys(public.answers, same)
    with (
        closing(Source(None, Limits(maps=6))) as source,
        pytest.raises(SourceError, match="gives the same page again"),
    ):
        source.listing(archive)
    assert len(public.asked) == 6


CONTENTS = contents(NEW_MAP)
HOSTILE_CONTENTS: dict[str, tuple[list[Any], str]] = {
    "no file": ([], "does not list the file of 20250807T093000Z.geojson once"),
    "another file": ([CONTENTS | {"name": "x.geojson"}], "does not list the file"),
    "a name that is a number": ([CONTENTS | {"name": 7}], "does not list the file"),
    "two files": ([CONTENTS, CONTENTS | {"sha": "0" * 40}], "does not list the file"),
    "a folder": ([CONTENTS | {"type": "dir"}], "does not list the file"),
    "a link": ([CONTENTS | {"type": "symlink"}], "does not list the file"),
    "a size below nothing": ([CONTENTS | {"size": -1}], "not a number of bytes"),
    "a size as text": ([CONTENTS | {"size": "9"}], "not a number of bytes"),
    "a size that is true": ([CONTENTS | {"size": True}], "not a number of bytes"),
    "an infinite size": ([CONTENTS | {"size": float("inf")}], "not a number of bytes"),
    "a size of 300 digits": ([CONTENTS | {"size": 10**300}], "larger than 30,000,000 bytes"),
    "a hash that climbs": ([CONTENTS | {"sha": "x/../../../../outside/victim.txt"}], "git hash"),
    "no hash": ([CONTENTS | {"sha": None}], "not a git hash"),
    "a text": (["file"], "no listing"),
}


@pytest.mark.parametrize(("items", "says"), HOSTILE_CONTENTS.values(), ids=HOSTILE_CONTENTS.keys())
def test_a_hostile_field_of_the_file_of_a_version_touches_nothing(
    public: Mirror, clone: Path, tmp_path: Path, items: list[Any], says: str
) -> None:
    public.answers[CONTENTS_PATH] = page(*items)
    assert says in refused(public, clone, tmp_path / "outside")
    assert FILE_PATH not in asked(public)


ALTERED = NEW_MAP.replace(b"36.54", b"36.53")


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (cut_at(ALTERED, len(ALTERED)), "is not the file that the listing"),
        (cut_at(NEW_MAP, 9), "was cut short"),
        (web_page, "a web page instead of a map"),
        (cut_at(NEW_MAP * 2, 2 * len(NEW_MAP)), "is larger than"),
        (status(404), "answered with status 404"),
    ],
    ids=["altered", "cut", "a page", "too long", "gone"],
)
def test_the_file_of_a_version_is_held_to_what_was_told_of_it(
    public: Mirror, clone: Path, tmp_path: Path, answer: Answer, says: str
) -> None:
    public.answers[FILE_PATH] = answer
    assert says in refused(public, clone, tmp_path / "outside")


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (lambda data: cut_at(data[:-1] + b"9", len(data)), "is not the file that the listing"),
        (lambda data: cut_at(data, 9), "is not the file that the listing"),
        (lambda data: cut_at(data + b" ", len(data) + 1), "is not the file that the listing"),
        (lambda _: status(404), "answered with status 404"),
    ],
    ids=["altered", "cut", "longer", "gone"],
)
def test_a_version_that_is_known_by_its_hash_alone_is_held_to_it(
    public: Mirror, clone: Path, tmp_path: Path, answer: Callable[[bytes], Answer], says: str
) -> None:
    path = f"/files/{version_of(read_name(6))}/data/deepstate.geojson"
    data = MAPS[read_name(6)]
    public.answers[path] = answer(data)
    said = refused(public, clone, tmp_path / "outside")
    assert says in said or "was cut short" in said
    del public.answers[path]
    assert update(clone).exit_code == 0


def test_the_borders_come_once_and_are_held_to_their_hash(
    public: Mirror, clone: Path, boundaries: Path
) -> None:
    assert update(clone).exit_code == 0
    kept = clone / "cache" / BORDERS
    (own,) = boundaries.glob("*ADM1*")
    assert kept.read_bytes() == own.read_bytes()
    public.maps[read_name(9)] = raw_map(36.53)
    assert update(clone).exit_code == 0
    assert asked(public).count(BORDERS_PATH) == 1
    # What somebody wrote over it is not believed.
    kept.write_bytes(own.read_bytes()[:-1] + b" ")
    public.maps[read_name(10)] = raw_map(36.52)
    assert update(clone).exit_code == 0
    assert asked(public).count(BORDERS_PATH) == 2
    assert kept.read_bytes() == own.read_bytes()


def borders_answers() -> dict[str, tuple[Callable[[bytes], Answer], str]]:
    return {
        "cut": (lambda data: cut_at(data, 9), "was cut short; tried 2 times"),
        "short": (lambda data: sending(data[:-1]), "is not the file of borders"),
        "altered": (lambda data: sending(data.replace(b"36.5", b"36.4")), "is not the file of"),
        "longer": (lambda data: sending(data + b" "), "is larger than"),
        "a page": (lambda _: web_page, "is not the file of borders"),
        "a pointer": (lambda _: sending(b"version https://git-lfs"), "is not the file of borders"),
        "gone": (lambda _: status(404), "answered with status 404"),
    }


@pytest.mark.parametrize(
    ("answer", "says"), borders_answers().values(), ids=borders_answers().keys()
)
def test_borders_that_are_not_those_stop_the_update_before_a_map_is_asked_for(
    public: Mirror,
    clone: Path,
    boundaries: Path,
    tmp_path: Path,
    answer: Callable[[bytes], Answer],
    says: str,
) -> None:
    (own,) = boundaries.glob("*ADM1*")
    public.answers[BORDERS_PATH] = answer(own.read_bytes())
    assert says in refused(public, clone, tmp_path / "outside")
    assert not (clone / "cache" / BORDERS).exists()
    assert not [path for path in asked(public) if path.startswith("/files")]


def test_a_link_in_place_of_the_borders_is_not_followed(
    public: Mirror, clone: Path, tmp_path: Path
) -> None:
    (clone / "cache").mkdir()
    (clone / "cache" / "boundaries").symlink_to(tmp_path / "outside")
    assert "leads out of the cache" in refused(public, clone, tmp_path / "outside")
    assert len(public.asked) == 3


def test_a_mirror_and_a_folder_may_have_the_borders(
    public: Mirror, clone: Path, boundaries: Path, tmp_path: Path
) -> None:
    (own,) = boundaries.glob("*ADM1*")
    archives = write_archive(tmp_path / "archives", MAPS | {NEW: NEW_MAP})
    said = sentence(update(clone, "--source", str(archives)))
    assert f"The source has no {BORDERS}; put the file there, or name it with --boundaries." in said
    write_archive(archives, {BORDERS: own.read_bytes()})
    folder = Path(shutil.copytree(clone, tmp_path / "from a folder"))
    assert update(folder, "--source", str(archives)).exit_code == 0
    said = sentence(update(clone, "--source", public.url))
    assert f"/{BORDERS} answered with status 404" in said
    public.answers[f"/{BORDERS}"] = sending(own.read_bytes())
    assert update(clone, "--source", public.url).exit_code == 0
    assert BORDERS_PATH not in asked(public)
    assert without_versions(clone / "out") == without_versions(folder / "out")


@pytest.mark.parametrize("what", ["none", "of another method"])
def test_without_figures_to_go_on_from_the_borders_are_asked_for(
    public: Mirror, clone: Path, what: str
) -> None:
    derived = clone / "out" / "data" / "derived"
    if what == "none":
        shutil.rmtree(derived)
    else:
        (derived / "method.json").write_text('{"method_sha256": "0"}')
    said = sentence(update(clone))
    assert "are not there yet" in said if what == "none" else "made by another method" in said
    assert "--boundaries" in said
    assert public.asked == []


def test_figures_of_another_method_are_made_anew_from_every_version(
    public: Mirror, clone: Path, boundaries: Path, tmp_path: Path
) -> None:
    (clone / "out" / "data" / "derived" / "method.json").write_text("{}")
    result = update(clone, "--boundaries", str(boundaries))
    assert result.exit_code == 0, result.output
    assert "All maps are measured again.\nBrought in 11 maps." in result.stdout
    # Only the version that the figures do not know is asked about.
    assert [path for path in asked(public) if "contents" in path] == [CONTENTS_PATH]
    assert without_versions(clone / "out") == rebuilt(MAPS | {NEW: NEW_MAP}, boundaries, tmp_path)


@pytest.mark.parametrize("layer", ["land", "rivers", "lakes"])
def test_a_rebuild_names_the_layer_that_is_missing_and_where_it_comes_from(
    boundaries: Path, tmp_path: Path, layer: str
) -> None:
    own = Path(shutil.copytree(boundaries, tmp_path / "own"))
    (own / f"natural_earth_{layer}.geojson").unlink()
    archives = write_archive(tmp_path / "archives", MAPS)
    said = sentence(run_ingest(archives, own, tmp_path / "out"))
    assert f"natural_earth_{layer}.geojson is missing in {own}" in said
    assert "https://www.naturalearthdata.com" in said
