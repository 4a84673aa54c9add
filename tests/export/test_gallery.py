"""Pictures that a build draws: stills that serve both schemes, finished ones, kept for the next."""

import io
import os
import re
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from choreographer.errors import ChromeNotFoundError
from click.testing import CliRunner
from PIL import Image

from pokrovsk_front.__main__ import main
from pokrovsk_front.charts.scheme import DARK_BY_LIGHT
from pokrovsk_front.export.front_figures import state_on
from pokrovsk_front.export.gallery import STILL_WIDTHS_PX, Gallery, draw_gallery
from pokrovsk_front.export.kept import KEPT_DAYS, SUFFIX, KeptPictures
from pokrovsk_front.export.offline_chart import BANNER, chart_library
from pokrovsk_front.export.site import Edition, Site
from pokrovsk_front.export.site_context import SiteContext
from pokrovsk_front.export.site_page import Drawn, Page, drawn_chart
from pokrovsk_front.export.site_pages import add_pages
from pokrovsk_front.export.site_style import still_colours
from pokrovsk_front.export.story.gains import cumulative, gains
from pokrovsk_front.export.story.overview import overview
from pokrovsk_front.maps.state import cities_of_the_front
from pokrovsk_front.maps.views import DONETSK_REGION
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text.heads import Head
from tests.export import made

pytestmark = pytest.mark.whole

WORDS = Wording()
ROOT = Path(__file__).parents[2]
CHART = re.compile(r'class="plot" data-figure="(\w+)"[^>]*>(.*?)</div>', re.DOTALL)
URL = "https://front.example.org/story"
COLOUR = re.compile(r"rgba?\([^)]*\)|#[0-9a-fA-F]{3,8}\b")


@pytest.fixture(scope="module")
def context() -> SiteContext:
    return SiteContext(WORDS)


def drawn(
    parts: list[Drawn], context: SiteContext, kept: KeptPictures, addresses: dict[str, str]
) -> Gallery:
    return draw_gallery(
        parts,
        context.texts.sources,
        WORDS,
        kept,
        data_version=context.library.data_version,
        addresses=addresses,
    )


def front_on_the_last_day(context: SiteContext) -> Drawn:
    cities = cities_of_the_front(context.library.table("places"))
    latest = context.library.latest_day
    return context.map(
        lambda scheme: state_on(
            context.library, latest, cities, context.setting(scheme, DONETSK_REGION)
        )
    )


def test_stills_are_the_same_twice(context: SiteContext, tmp_path: Path) -> None:
    parts = [part for part in gains(context).figures if part.map is None][:4]
    first, second = (
        drawn(parts, context, KeptPictures(tmp_path / name), {}).stills for name in "ab"
    )
    assert first == second
    assert len(first) == 4


def test_stills_take_colours_and_letters_from_the_page(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    variables = set(re.findall(r"(--c-\w+):", still_colours()))
    assert len(variables) == len(DARK_BY_LIGHT)
    seen = 0
    for path, data in made.site(tmp_path_factory).files.items():
        if "/" in path.removeprefix("uk/") or not path.endswith(".html"):
            continue
        for figure_id, stills in CHART.findall(data.decode()):
            root = ElementTree.fromstring(f"<div>{stills}</div>")  # noqa: S314 (our own)
            assert [each.get("class") for each in root] == [
                f"still still-{width}" for width in STILL_WIDTHS_PX
            ]
            ids = re.findall(r' id="([^"]+)"', stills)
            assert len(set(ids)) == len(ids)
            assert all(each.startswith(f"{figure_id}-") for each in ids)
            assert set(re.findall(r"url\(#([^)]+)\)", stills)) <= set(ids)
            assert set(re.findall(r"var\((--c-\w+)\)", stills)) <= variables
            assert "font-family" not in stills
            left = set(COLOUR.findall(re.sub(r"url\([^)]*\)", "", stills)))
            assert left <= {"rgb(255, 255, 255)"}, (figure_id, left)
            seen += 1
    assert seen > 100


def test_what_was_drawn_is_kept_until_it_changes_and_what_nobody_asks_for_goes(
    context: SiteContext, tmp_path: Path
) -> None:
    figure = cumulative(context)
    part = drawn_chart(figure)
    first = KeptPictures(tmp_path)
    before = drawn([part], context, first, {"cumulative_gain": "front.example.org"})
    assert first.drawn == first.used == len(STILL_WIDTHS_PX) + 1
    again = KeptPictures(tmp_path)
    assert drawn([part], context, again, {"cumulative_gain": "front.example.org"}) == before
    assert again.drawn == 0
    changed = KeptPictures(tmp_path)
    other = drawn_chart(replace(figure, headline="Another headline"))
    after = drawn([other], context, changed, {"cumulative_gain": "front.example.org"})
    assert changed.drawn == 1
    assert after.stills == before.stills
    assert after.finished != before.finished
    # A picture that no build has asked for in two months goes; another site's of yesterday stays.
    unused = {file.stem: file for file in tmp_path.iterdir()}
    (stale,) = (unused[key] for key in unused if key not in asked_by(changed))
    another = stale.with_name(f"other{SUFFIX}")
    another.write_bytes(b"of another site")
    os.utime(stale, (time.time() - (KEPT_DAYS + 1) * 24 * 3600,) * 2)
    changed.drop_old()
    assert not stale.exists()
    assert another.exists()
    assert {each.stem for each in tmp_path.iterdir()} == asked_by(changed) | {"other"}


def asked_by(kept: KeptPictures) -> set[str]:
    return set(kept._asked)


def test_a_folder_that_keeps_nothing_costs_a_sentence_and_no_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_way = tmp_path / "cache"
    in_the_way.write_text("a file")
    monkeypatch.setattr("pokrovsk_front.export.story.pages", lambda context: [overview(context)])
    monkeypatch.setenv("XDG_CACHE_HOME", str(in_the_way))
    out = tmp_path / "site"
    answer = CliRunner().invoke(main, ["site", "--out", str(out), "--language", "en"])
    assert answer.exit_code == 0, answer.output
    assert re.search(r"Drew 3 of its 3 pictures\.\n", answer.output)
    assert "They are not kept for the next build: " in answer.output
    assert (out / "index.html").read_text().count('class="still ') == 3
    assert in_the_way.read_text() == "a file"


def test_a_shared_link_shows_the_finished_picture_of_a_chart_or_a_map(
    context: SiteContext, tmp_path: Path
) -> None:
    parts = [front_on_the_last_day(context), drawn_chart(cumulative(context))]
    ids = [each.figure.figure_id for each in parts]
    gallery = drawn(parts, context, KeptPictures(tmp_path), dict.fromkeys(ids, URL))
    edition = Edition(context.library.data_version, context.library.latest_day, URL)
    site = Site(edition)
    page = Page("overview", Head("Map", "A map", "One & only"), tuple(parts))
    add_pages(site, [page], context.texts.sources, WORDS, gallery)
    for each in ids:
        picture = Image.open(io.BytesIO(site.files[edition.picture_path(each)]))
        assert picture.size == (2400, 1350)
        embed = site.files[edition.embed_path(each)].decode()
        address = f"{URL}/{edition.picture_path(each)}"
        assert f'property="og:image" content="{address}"' in embed
        assert address in site.files[edition.oembed_path(each)].decode()
    text = site.files["index.html"].decode()
    assert text.count('property="og:image"') == 1
    name = f"pokrovsk_front_{ids[1]}_2024-01-01_2024-10-31_2025-01-01_2025-10-31_wide.png"
    link = f'<a href="{edition.picture_path(ids[1])}" download="{name}">Picture</a>'
    assert text.count(link) == 1


def test_without_a_browser_the_site_is_written_and_a_script_draws_its_charts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(**_options: object) -> None:
        raise ChromeNotFoundError

    monkeypatch.setattr("pokrovsk_front.export.drawing.Browser", missing)
    monkeypatch.setattr("pokrovsk_front.export.story.pages", lambda context: [gains(context)])
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    out = tmp_path / "site"
    answer = CliRunner().invoke(main, ["site", "--out", str(out), "--url", URL, "--language", "en"])
    assert answer.exit_code == 0, answer.output
    assert "No Chromium was found on this machine to draw pictures with." in answer.output
    text = (out / "gains.html").read_text()
    assert 'class="still' not in text
    assert 'property="og:image"' not in text
    assert text.count('class="plot"') > 8
    assert not (out / "pictures").exists()


def bundle(kind: str, version: str) -> str:
    return f"/**\n* plotly.js{kind} v{version}\n* Copyright\n*/\nlet plotly;\n"


def version() -> str:
    found = BANNER.match(chart_library())
    assert found
    return found[2]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (lambda: "alert(1)", "is no basic or cartesian bundle of plotly.js"),
        (lambda: bundle(" (geo - minified)", version()), "is no basic or cartesian bundle"),
        (lambda: bundle(" (basic - minified)", "0.0.1"), "is plotly.js 0.0.1, and"),
        (lambda: "\0" * 2000, "is no basic or cartesian bundle"),
    ],
)
def test_another_script_than_that_of_charts_is_refused_before_anything_is_written(
    tmp_path: Path, text: Callable[[], str], said: str
) -> None:
    script, out = tmp_path / "plotly.js", tmp_path / "site"
    script.write_text(text())
    asked = ["site", "--out", str(out), "--no-pictures", "--charts-script", str(script)]
    answer = CliRunner().invoke(main, asked)
    assert answer.exit_code == 2
    assert said in answer.output
    assert answer.output.count("\n") == 1
    assert not out.exists()


def test_a_bundle_of_the_same_version_is_what_pages_load(context: SiteContext) -> None:
    site = Site(Edition("0", context.library.latest_day))
    page = Page("overview", Head("x", "x", "x"), (drawn_chart(cumulative(context)),))
    script = bundle(" (basic - minified)", version())
    add_pages(site, [page], context.texts.sources, WORDS, charts_script=script)
    (path,) = (path for path in site.files if path.startswith("assets/plotly-"))
    assert site.files[path].decode() == script
    assert path in site.files["index.html"].decode()


def test_the_bundle_that_is_installed_is_of_the_version_that_charts_are_made_for() -> None:
    installed = re.search(r"^PLOTLY_VERSION=(\S+)", (ROOT / "harness/install.sh").read_text(), re.M)
    assert installed
    assert installed[1] == version()
