"""The pack of a figure: its numbers are those of the figure, the same twice, and inert."""

import codecs
import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache, partial
from pathlib import Path

import frictionless
import pandas as pd
import plotly.graph_objects as go
import pydeck as pdk
import pytest

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.catalog.records import sources
from pokrovsk_front.catalog.tables import DATA_DIR, read_table
from pokrovsk_front.charts.gains import cumulative
from pokrovsk_front.charts.history import every_month
from pokrovsk_front.charts.scheme import DARK_BY_LIGHT, LIGHT_BY_DARK
from pokrovsk_front.charts.template import COLOURS
from pokrovsk_front.export.front_figures import difference_on
from pokrovsk_front.export.pack import Edition, _resource, pack
from pokrovsk_front.export.series import COLUMNS
from pokrovsk_front.export.site_context import SiteContext
from pokrovsk_front.export.spreadsheet import FOR_SCRIPT, csv_for_script
from pokrovsk_front.export.story import figures as story_figures
from pokrovsk_front.maps.front import Setting
from pokrovsk_front.maps.state import state_figure
from pokrovsk_front.maps.views import VIEWS
from pokrovsk_front.model.cells import cells_on, is_occupied
from pokrovsk_front.model.comparison import compare
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.gains import monthly_gains
from pokrovsk_front.model.readings import reading_on
from pokrovsk_front.model.windows import Window, months_of_year
from pokrovsk_front.model.wording import Wording
from tests.export.reading import Elements, Reading, english_in

pytestmark = pytest.mark.whole

WORDS = Wording()
STATIC = DATA_DIR.parent / "static"
EDITION = Edition(
    "0123456789ab",
    "http://localhost/gains?data=0123456789ab#cumulative_gain",
    read_table("editions"),
)
ARCHIVES = ("deepstate_archive_raw", "deepstate_archive_merged")
SCHEME_COLOURS = {*DARK_BY_LIGHT, *LIGHT_BY_DARK}
HOSTILE = '<script>alert("1")</script>'
FORMULA = '=HYPERLINK("x")'


@cache
def gains(scheme: Scheme = "light", locale: str = "en") -> Figure[go.Figure]:
    both = compare(read_table("daily_area"), months_of_year(2024, 10), months_of_year(2025, 10))
    return cumulative(both, words=wording(locale), scheme=scheme, source_ids=ARCHIVES)


def months() -> Figure[go.Figure]:
    months = monthly_gains(read_table("daily_area"), Window(date(2024, 1, 1), date(2025, 12, 31)))
    return every_month(months, words=WORDS, scheme="light", source_ids=ARCHIVES)


def occupied_cells(day: date) -> set[str]:
    cells = cells_on(read_table("cells"), day)
    return set(cells.loc[is_occupied(cells), "cell"])


def front(day: date = date(2025, 10, 31), locale: str = "en") -> Figure[pdk.Deck]:
    daily = read_table("daily_area")
    reading = reading_on(daily, day)
    setting = Setting(
        lambda name: f"app/static/{name}?v=1", VIEWS["pokrovsk"], "light", wording(locale)
    )
    distances = read_table("front_distance")
    return state_figure(
        reading,
        daily_area=daily,
        places=read_table("places"),
        distances=distances[distances["as_of_date"] == pd.Timestamp(reading.as_of_date)],
        setting=setting,
        source_ids=ARCHIVES,
    )


def opened(
    figure: Figure[go.Figure] | Figure[pdk.Deck], edition: Edition = EDITION, locale: str = "en"
) -> dict[str, bytes]:
    named = sources(locale=locale)
    data = pack(figure, named, edition, wording(locale), static_dir=STATIC)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_pack_holds_the_figure_its_numbers_its_words_and_its_citation() -> None:
    assert sorted(opened(gains())) == [
        *("README.txt", "alt.txt", "citation.txt", "cumulative_gain.html"),
        *("cumulative_gain_full.csv", "cumulative_gain_shown.csv", "metadata.json"),
    ]


def test_the_csv_reproduces_the_figures_numbers() -> None:
    files = opened(gains())
    full = pd.read_csv(io.BytesIO(files["cumulative_gain_full.csv"]))
    assert list(full.columns) == ["date", "window", "day_of_window", "net_gain_km2"]
    ends = full.groupby("window").last()
    # Bloomberg, 7 November 2025: 2,194 and 3,386 km2.
    assert ends["net_gain_km2"].to_dict() == {
        "2024-01-01/2024-10-31": pytest.approx(2194, abs=2),
        "2025-01-01/2025-10-31": pytest.approx(3386, abs=2),
    }
    assert ends["date"].tolist() == ["2024-10-31", "2025-10-31"]
    drawn = gains().picture.data[0]
    ours = full[full["window"] == "2025-01-01/2025-10-31"]
    assert ours["net_gain_km2"].tolist() == pytest.approx(list(drawn.y), abs=1e-6)
    assert ours["day_of_window"].tolist() == list(drawn.x)
    shown = pd.read_csv(io.BytesIO(files["cumulative_gain_shown.csv"]))
    assert gains().table["2025, km²"].tolist()[-1] == "+3,386"
    assert shown["2025, km²"].tolist()[-1] == 3386
    said = gains().table.map(lambda text: text.replace(",", "").removeprefix("+"))
    assert shown.astype(str).equals(said)


@pytest.mark.parametrize("figure", [gains(), months()], ids=["gains", "months"])
def test_frictionless_accepts_the_metadata_and_both_tables(
    figure: Figure[go.Figure], tmp_path: Path
) -> None:
    for name, data in opened(figure).items():
        (tmp_path / name).write_bytes(data)
    report = frictionless.validate(str(tmp_path / "metadata.json"))
    assert report.valid, report.flatten(["fieldName", "note", "message"])
    about = json.loads((tmp_path / "metadata.json").read_text(encoding="utf-8"))
    assert about["version"] == EDITION.data_version
    assert about["as_of_date"] == figure.as_of_date.isoformat()
    assert {each["title"] for each in about["sources"]} >= {
        f"{sources()[key].name} ({sources()[key].publisher})" for key in ARCHIVES
    }
    assert [each["path"] for each in about["licenses"]] == [
        each["path"] for each in about["sources"]
    ]
    assert any(each["title"].endswith(": GPL-3.0 repository") for each in about["licenses"])
    assert '"licence"' not in json.dumps(about)


@pytest.mark.parametrize("figure", [gains, front])
def test_only_what_is_opened_by_hand_starts_with_a_byte_order_mark(
    figure: Callable[..., Figure[go.Figure] | Figure[pdk.Deck]],
) -> None:
    files, name = opened(figure()), figure().figure_id
    about = json.loads(files["metadata.json"])
    encodings = {each["path"]: each["encoding"] for each in about["resources"]}
    assert encodings == {f"{name}_shown.csv": "utf-8-sig", f"{name}_full.csv": "utf-8"}
    for path, encoding in encodings.items():
        assert files[path].startswith(codecs.BOM_UTF8) == (encoding == "utf-8-sig")
        assert not pd.read_csv(io.BytesIO(files[path])).columns[0].startswith("\ufeff")


def test_the_columns_of_the_full_table_have_types() -> None:
    _shown, full = json.loads(opened(gains())["metadata.json"])["resources"]
    assert {each["name"]: each["type"] for each in full["schema"]["fields"]} == {
        "date": "date",
        "window": "string",
        "day_of_window": "integer",
        "net_gain_km2": "number",
    }


def test_the_pack_of_a_map_has_its_hexagons_and_opens_without_a_network() -> None:
    files = opened(front())
    full = pd.read_csv(io.BytesIO(files["front_state_full.csv"]))
    drawn = set(full.loc[full["layer"] == "cells", "cell"])
    # Land occupied on every day since 2024 is one outline, not hexagons.
    before, after = (occupied_cells(day) for day in (date(2023, 12, 31), date(2025, 10, 31)))
    assert after - before <= drawn <= after
    assert json.loads(files["metadata.json"])["editions"] == ["wararchive/20251102T092141Z"]
    assert b"app/static/" not in files["front_state.html"]


def test_each_hexagon_of_two_days_has_the_day_of_its_own_map() -> None:
    setting = Setting(lambda name: f"app/static/{name}?v=1", VIEWS["pokrovsk"], "light", WORDS)
    changed = difference_on(Library(), date(2024, 10, 31), date(2025, 10, 31), setting)
    files = opened(changed)
    full = pd.read_csv(io.BytesIO(files["front_difference_full.csv"]))
    days = full.groupby("layer")["as_of_date"].unique().map(list)
    assert days.pop("grey-zone-earlier") == ["2024-10-31"]
    assert set(map(tuple, days)) == {("2025-10-31",)}
    fields = json.loads(files["metadata.json"])["resources"][1]["schema"]["fields"]
    (about,) = (each["description"] for each in fields if each["name"] == "layer")
    assert {layer for layer in full["layer"] if f"`{layer}`" not in about} == set()


@pytest.mark.parametrize("figure", [gains, front])
def test_a_pack_speaks_the_language_of_its_reader_and_has_the_same_numbers(
    figure: Callable[..., Figure[go.Figure] | Figure[pdk.Deck]],
) -> None:
    english, ukrainian = (opened(figure(locale=each), locale=each) for each in ("en", "uk"))
    assert ukrainian.keys() == english.keys()
    name = figure().figure_id
    html = ukrainian[f"{name}.html"].decode()
    assert '<html lang="uk">' in html
    about = json.loads(ukrainian["metadata.json"])
    assert about["language"] == "uk"
    shown, full = (
        pd.read_csv(io.BytesIO(ukrainian[f"{name}_{each}.csv"])) for each in ("shown", "full")
    )
    said = [
        *Reading(html.partition("<script>")[0]).texts,
        *(ukrainian[each].decode() for each in ("alt.txt", "citation.txt")),
        *(about[each] for each in ("title", "description", "unit", "method", "alt")),
        *(each["title"] for each in about["sources"]),
        *(
            field["description"]
            for each in about["resources"]
            for field in each["schema"]["fields"]
        ),
        *shown.columns,
        *shown.astype("str").to_numpy().ravel(),
    ]
    assert english_in(said) == []
    readme = re.sub(r"^\w+\.\w+: ", "", ukrainian["README.txt"].decode(), flags=re.MULTILINE)
    assert english_in(readme.splitlines()) == []
    same = pd.read_csv(io.BytesIO(english[f"{name}_full.csv"]))
    assert full.equals(same)


def test_the_metadata_names_the_maps_behind_the_figure() -> None:
    about = json.loads(opened(gains())["metadata.json"])
    daily = read_table("daily_area").set_index("as_of_date")
    days = ("2023-12-31", "2024-10-31", "2024-12-31", "2025-10-31")
    keys = daily["archive_id"].astype(str) + "/" + daily["edition"].astype(str)
    assert about["editions"] == [keys[day] for day in days]
    assert [each["certainty"] for each in about["maps"]] == ["certain"] * 3 + ["within_one_day"]
    # Read on 2 November 2025 at 09:21 UTC: of the evening of 31 October or of 1 November, Kyiv.
    assert about["maps"][-1] == {
        "edition": "wararchive/20251102T092141Z",
        "as_of_date": "2025-10-31",
        "certainty": "within_one_day",
        "not_before_at": "2025-10-30T22:00:00Z",
        "not_after_at": "2025-11-01T22:00:00Z",
    }


def test_the_same_state_gives_the_same_bytes() -> None:
    gains.cache_clear()
    first = pack(gains(), sources(), EDITION, WORDS, static_dir=STATIC)
    gains.cache_clear()
    assert pack(gains(), sources(), EDITION, WORDS, static_dir=STATIC) == first


def test_the_citation_names_version_day_sources_and_link() -> None:
    text = opened(gains())["citation.txt"].decode()
    assert all(
        part in text for part in ("0123456789ab", "31 October 2025", "DeepState", EDITION.link)
    )


def test_the_pack_of_a_map_credits_its_base_map_and_that_of_a_chart_none() -> None:
    files = opened(front())
    for name in ("README.txt", "citation.txt", "metadata.json"):
        text = files[name].decode()
        for credit in ("© OpenStreetMap contributors", "© OpenMapTiles", "geoBoundaries", "ODbL"):
            assert credit in text, (name, credit)
    chart = opened(gains())
    assert not any(
        "OpenStreetMap" in chart[name].decode() for name in ("README.txt", "citation.txt")
    )


def test_a_figure_drawn_dark_is_packed_in_the_light_colours() -> None:
    light, dark = (opened(gains(scheme))["cumulative_gain.html"] for scheme in ("light", "dark"))
    assert COLOURS["dark"]["later"].encode() in light, "the script knows the dark colours"
    assert light == dark


def test_each_colour_has_one_counterpart() -> None:
    assert {LIGHT_BY_DARK[dark]: dark for dark in DARK_BY_LIGHT.values()} == DARK_BY_LIGHT
    assert not set(DARK_BY_LIGHT) & set(LIGHT_BY_DARK)


def test_hostile_text_is_inert() -> None:
    table = pd.DataFrame({FORMULA: [HOSTILE, FORMULA], "km²": ["+2,194", "−3"]})
    figure = replace(
        gains(),
        headline=HOSTILE,
        alt=f'" onload="{HOSTILE}',
        long_text=HOSTILE,
        make_table=partial(pd.DataFrame, table),
    )
    files = opened(figure, Edition("0123456789ab", f'http://localhost/?place="{HOSTILE}'))
    html = files["cumulative_gain.html"].decode()
    assert HOSTILE not in html
    assert "&lt;script&gt;alert(" in html
    assert all("onload" not in attributes for _, attributes in Elements(html).found)
    rows = files["cumulative_gain_shown.csv"].decode("utf-8-sig").splitlines()
    assert rows[0].startswith("\"'=HYPERLINK"), rows
    assert rows[2].startswith("\"'=HYPERLINK"), rows
    assert json.loads(files["metadata.json"])["title"] == HOSTILE


def test_a_document_asks_for_nothing_from_elsewhere() -> None:
    html = opened(gains())["cumulative_gain.html"].decode()
    before_library = html.partition("<script>")[0]
    assert "<link" not in before_library
    assert ' src="' not in before_library


def test_every_chart_is_packed_as_a_table_that_frictionless_accepts(tmp_path: Path) -> None:
    charts = [
        figure
        for figure in story_figures(SiteContext(WORDS))
        if isinstance(figure.picture, go.Figure)
    ]
    assert len({figure.figure_id for figure in charts}) >= 14
    for figure in charts:
        # A page draws a chart in either scheme, and writes its legend once.
        assert not any(colour in figure.legend for colour in SCHEME_COLOURS), figure.figure_id
        assert figure.make_rows is not None, figure.figure_id
        rows = figure.make_rows()
        assert len(rows), figure.figure_id
        assert set(rows.columns) <= set(COLUMNS), figure.figure_id
        assert not rows.duplicated().any(), figure.figure_id
        about = _resource(figure.figure_id, rows, COLUMNS, FOR_SCRIPT)
        types = {each["name"]: each["type"] for each in about["schema"]["fields"]}
        for column, kind in types.items():
            assert (kind == "date") == column.endswith("date"), (figure.figure_id, column)
            numbers = ("_km2", "_km", "_pct", "_deg", "_days", "people")
            assert (kind in {"number", "integer"}) >= column.endswith(numbers), column
        (tmp_path / about["path"]).write_bytes(csv_for_script(rows))
        report = frictionless.Resource.from_descriptor(about, basepath=str(tmp_path)).validate()
        assert report.valid, (figure.figure_id, report.flatten(["fieldName", "note", "message"]))
