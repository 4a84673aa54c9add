"""The pack of a figure: its numbers are those of the figure, the same twice, and inert."""

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

from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.catalog.records import sources
from pokrovsk_front.catalog.tables import DATA_DIR, read_table
from pokrovsk_front.charts.gains import cumulative
from pokrovsk_front.charts.history import every_month
from pokrovsk_front.charts.template import COLOURS
from pokrovsk_front.export.document import DARK_BY_LIGHT, LIGHT_BY_DARK
from pokrovsk_front.export.pack import Edition, pack
from pokrovsk_front.maps.front import Setting
from pokrovsk_front.maps.state import state_figure
from pokrovsk_front.maps.views import VIEWS
from pokrovsk_front.model.cells import cells_on, is_occupied
from pokrovsk_front.model.comparison import compare
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.gains import monthly_gains, reading_on
from pokrovsk_front.model.windows import Window, months_of_year
from pokrovsk_front.model.wording import Wording
from tests.export.reading import Reading, english_in

WORDS = Wording()
STATIC = DATA_DIR.parent / "static"
EDITION = Edition("0123456789ab", "http://localhost/gains?data=0123456789ab#cumulative_gain")
ARCHIVES = ("deepstate_archive_raw", "deepstate_archive_merged")
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
    ways = read_table("front_distance")
    return state_figure(
        reading,
        daily_area=daily,
        places=read_table("places"),
        distances=ways[ways["as_of_date"] == pd.Timestamp(reading.as_of_date)],
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
    ends = full.groupby("series")["y"].last().tolist()
    # Bloomberg, 7 November 2025: 2,194 and 3,386 km2.
    assert sorted(ends) == [pytest.approx(2194, abs=2), pytest.approx(3386, abs=2)]
    drawn = gains().picture.data[0]
    ours = full[full["series"] == drawn.name]
    assert ours["y"].tolist() == pytest.approx(list(drawn.y), abs=1e-6)
    assert ours["x"].tolist() == list(drawn.x)
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


def test_the_pack_of_a_map_has_its_hexagons_and_opens_without_a_network() -> None:
    files = opened(front())
    full = pd.read_csv(io.BytesIO(files["front_state_full.csv"]))
    drawn = set(full.loc[full["layer"] == "cells", "cell"])
    # Land occupied on every day since 2024 is one outline, not hexagons.
    before, after = (occupied_cells(day) for day in (date(2023, 12, 31), date(2025, 10, 31)))
    assert after - before <= drawn <= after
    assert json.loads(files["metadata.json"])["editions"] == ["merged/deepstatemap_data_20251102"]
    assert b"app/static/" not in files["front_state.html"]


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
    machine = [each for each in full.columns if each not in {"series", "label"}]
    assert full[machine].equals(same[machine])


def test_the_metadata_names_the_maps_behind_the_figure() -> None:
    about = json.loads(opened(gains())["metadata.json"])
    daily = read_table("daily_area").set_index("as_of_date")
    days = ("2023-12-31", "2024-10-31", "2024-12-31", "2025-10-31")
    keys = daily["archive_id"].astype(str) + "/" + daily["edition"].astype(str)
    assert about["editions"] == [keys[day] for day in days]


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
    assert '" onload=' not in html
    rows = files["cumulative_gain_shown.csv"].decode().splitlines()
    assert rows[0].startswith("\"'=HYPERLINK"), rows
    assert rows[2].startswith("\"'=HYPERLINK"), rows
    assert json.loads(files["metadata.json"])["title"] == HOSTILE


def test_a_document_asks_for_nothing_from_elsewhere() -> None:
    html = opened(gains())["cumulative_gain.html"].decode()
    before_library = html.partition("<script>")[0]
    assert "<link" not in before_library
    assert ' src="' not in before_library
