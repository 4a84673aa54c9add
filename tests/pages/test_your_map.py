"""The page of a reader's own map: a good file, bad files, and nothing left of either."""

import json
import tempfile
import zipfile
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path

import pytest
from starlette.formparsers import MultiPartParser
from streamlit.testing.v1 import AppTest

from harness.server import PROJECT
from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.export.audit_pack import audit_pack
from pokrovsk_front.ingest.audit import sandbox
from pokrovsk_front.ingest.regular import MAX_BYTES
from pokrovsk_front.maps.audit import audit_figure
from pokrovsk_front.maps.front import Setting
from pokrovsk_front.maps.views import FRONT, UKRAINE
from pokrovsk_front.model.messages import Message
from pokrovsk_front.ui import cached, frame, your_map
from pokrovsk_front.ui.cached import STATIC_DIR
from pokrovsk_front.ui.your_map import FOUND, MAX_MB
from tests.ingest.made_up import OCCUPIED_FILL, feature, raw_map
from tests.model.made_up_words import in_ukrainian
from tests.pages.opening import html, maps, open_page, text

MARK = "Позначка-7193"
OPEN_RING = {"type": "Polygon", "coordinates": [[[37, 48], [37, 49], [38, 49], [38, 48]]]}
BOW_TIE = {
    "type": "Polygon",
    "coordinates": [[[37, 48], [37.1, 48.1], [37.1, 48], [37, 48.1], [37, 48]]],
}


@pytest.fixture
def app() -> AppTest:
    return open_page("your_map")


def brought(app: AppTest, data: bytes, name: str = "map.geojson") -> AppTest:
    app.file_uploader(key="your_map").set_value((name, data, "application/geo+json")).run()
    assert not app.exception, [error.message for error in app.exception]
    return app


def test_the_page_opens_without_a_file_and_says_that_nothing_is_kept(app: AppTest) -> None:
    assert not app.exception
    assert "not stored, logged" in text(app)
    assert not maps(app)


def test_a_map_is_audited_and_bad_files_before_and_after_are_one_sentence(app: AppTest) -> None:
    brought(app, b"PK\x03\x04" + bytes(100), "bomb.geojson")
    assert [each.value for each in app.error] == [
        "The file is a zip archive, not GeoJSON; bring the map itself."
    ]
    assert not app.header
    more = (feature(OPEN_RING, OCCUPIED_FILL), feature(BOW_TIE, OCCUPIED_FILL))
    brought(app, raw_map(36.5, *more))
    assert "within its own extent it is most like" in app.header[0].value
    assert "does not count as missing" in text(app)
    assert len(maps(app)) == 1
    described = maps(app)[0]["description"]
    drawn = {each["id"]: each["data"] for each in described["layers"]}
    assert drawn["your-map-outline"] == drawn["your-map-casing"]
    longitudes = [point[0] for row in drawn["your-map-outline"] for point in row["p"]]
    assert "Outline of your map" in html(app)
    camera = described["initialViewState"]
    middle = (min(longitudes) + max(longitudes)) / 2
    assert camera["longitude"] == pytest.approx(middle, abs=0.001)
    app.selectbox(key="view").set_value("ukraine").run()
    assert maps(app)[0]["description"]["initialViewState"]["zoom"] == UKRAINE.zoom
    app.session_state["extent"] = "country"
    app.run()
    assert "the file covers only a part" in app.header[0].value
    assert app.query_params["extent"] == "country"
    assert "does not count as missing" not in text(app)
    land = json.loads((STATIC_DIR / "always_occupied_recent.geojson").read_bytes())["features"]
    whole = (*more, *(feature(each["geometry"], OCCUPIED_FILL) for each in land))
    brought(app, raw_map(36.5, *whole))
    assert not app.error
    assert "as occupied: it is most like the DeepState map of" in app.header[0].value
    assert "Refused, and not included below: 1." in text(app)
    shown = html(app)
    for words in ("Occupied since February 2022", "ring 1 is not closed", "Self-intersection"):
        assert words in shown
    (deck,) = maps(app)
    assert "more-than-the-archive" in [each["id"] for each in deck["description"]["layers"]]
    assert "Donetsk oblast" in shown
    brought(app, b"{", "cut.geojson")
    assert app.error[0].value.startswith("The file is cut short")
    assert not maps(app), "no figure of a refused file, nor of the one before"


def test_a_refusal_follows_the_language_and_the_file_is_read_once(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "The file is {kind}, not GeoJSON; bring the map itself."
    brought(app, b"PK\x03\x04" + bytes(100), "bomb.geojson")
    assert app.session_state[FOUND][1] == Message(text, {"kind": Message("a zip archive")})
    monkeypatch.setattr(your_map, "audited", None)
    words = in_ukrainian({text: "Це {kind}, а не GeoJSON.", "a zip archive": "архів zip"})
    opened = frame.open_page
    monkeypatch.setattr(frame, "open_page", lambda page: opened(page) and words)
    app.run()
    assert not app.exception
    assert [each.value for each in app.error] == ["Це архів zip, а не GeoJSON."]


def test_a_busy_server_is_told_as_that_and_measures_the_same_file_later(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = b"PK\x03\x04" + bytes(100)
    monkeypatch.setattr(sandbox, "SECONDS_BETWEEN_LOOKS", 0.01)
    monkeypatch.setattr(sandbox, "MAX_WAIT_SECONDS", 0.05)
    with ExitStack() as audits_of_others:
        for _ in range(sandbox.MAX_AUDITS):
            audits_of_others.enter_context(sandbox._slots)
        brought(app, data)
    assert [each.value for each in app.warning] == [sandbox.BUSY]
    assert not app.error
    assert not app.info
    next(each for each in app.button if each.label == "Try again").click().run()
    assert not app.warning
    assert [each.value for each in app.error] == [
        "The file is a zip archive, not GeoJSON; bring the map itself."
    ]


def test_nothing_of_a_file_is_on_disk_or_in_the_log(
    app: AppTest, capfd: pytest.CaptureFixture[str]
) -> None:
    before = {path for path in Path(tempfile.gettempdir()).iterdir() if path.is_file()}
    brought(app, raw_map(36.5, feature(OPEN_RING, OCCUPIED_FILL, MARK)), f"{MARK}.geojson")
    assert app.header
    new = {path for path in Path(tempfile.gettempdir()).iterdir() if path.is_file()} - before
    assert not [path for path in new if MARK.encode() in path.read_bytes()]
    said = capfd.readouterr()
    assert MARK not in said.out + said.err
    assert not [
        path for path in (PROJECT / "data").rglob("*") if path.is_file() and MARK in path.name
    ]
    assert FOUND in app.session_state
    # Nor is it in the pack of the result, which is made in memory.
    audit = app.session_state[FOUND][1]
    texts, words = cached.texts("en"), wording("en")
    setting = Setting("app/static/{}".format, FRONT, "light", words)
    figure = audit_figure(
        audit.own, audit.outline, setting=setting, source_ids=("deepstate_archive_raw",)
    )
    packed = audit_pack(audit, audit.own, figure, texts, words, static_dir=STATIC_DIR)
    with zipfile.ZipFile(BytesIO(packed)) as pack:
        files = {name: pack.read(name) for name in pack.namelist()}
    assert "your_map_hromadas.csv" in files
    assert not [name for name, data in files.items() if MARK.encode() in data]


def test_an_upload_of_any_size_that_is_read_stays_in_memory() -> None:
    assert MAX_MB * 1024**2 == MAX_BYTES
    assert MultiPartParser.spool_max_size > MAX_BYTES
