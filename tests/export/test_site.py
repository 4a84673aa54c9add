"""The static site: every page asks no other host, weighs little and is the same twice.

Both languages have the same pages with the same numbers, and the Ukrainian ones no English.
"""

import csv
import gzip
import json
import posixpath
import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pandas as pd
import plotly.graph_objects as go
import pytest
from click.testing import CliRunner

from pokrovsk_front.__main__ import main
from pokrovsk_front.catalog import records
from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.charts.template import plot
from pokrovsk_front.export.moving_map import day_panel
from pokrovsk_front.export.site import Edition, Site
from pokrovsk_front.export.site_context import SiteContext
from pokrovsk_front.export.site_page import Page, drawn_chart
from pokrovsk_front.export.site_pages import add_pages
from pokrovsk_front.model.figure import Figure
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import claims as claims_text
from pokrovsk_front.page_text.heads import HEADS, Head
from pokrovsk_front.page_text.navigation import menu_of
from pokrovsk_front.page_text.parts import Table
from tests.export import made
from tests.export.reading import Elements, Reading, english_in, words_of

pytestmark = pytest.mark.whole

WORDS = Wording()
LIBRARIES = ("assets/plotly-", "assets/deck-")
MAX_BYTES = 800_000
TILES_FROM_ZOOM = 9.5
NAMED = re.compile(r'"(\w+-[0-9a-f]{8})"')
"""The name of data in the description of a map."""
LOADING = {
    ("script", "src"),
    ("link", "href"),
    ("img", "src"),
    ("source", "srcset"),
    ("iframe", "src"),
    ("form", "action"),
}
DATA = {"application/json", "application/ld+json"}
SHAPES = {"g", "path", "rect", "line", "circle", "polygon", "polyline", "text", "tspan"}
LINKED = {"id", "href", "aria-labelledby"}
"""What of a shape in a picture matters to its page."""
Found = dict[str, list[tuple[str, dict[str, str]]]]
HOSTILE = '"><script>alert(1)</script>'
FORMULA = '=HYPERLINK("https://example.org","x")'


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return made.site(tmp_path_factory)


@pytest.fixture(scope="module")
def elements(site: Site) -> Found:
    """The elements of each page, read once; of its pictures only those that it may lead to."""
    return {
        path: [
            (tag, attributes)
            for tag, attributes in Elements(text).found
            if tag not in SHAPES or attributes.keys() & LINKED
        ]
        for path, text in pages_of(site).items()
    }


def pages_of(site: Site) -> dict[str, str]:
    """Give the pages by path, without that for an address that is none (`test_site_files.py`)."""
    return {
        path: data.decode()
        for path, data in site.files.items()
        if path.endswith(".html") and path != "404.html"
    }


def in_language(paths: Iterable[str], locale: str) -> set[str]:
    """Give the paths in the folder of a language, seen from there."""
    uk = {path.removeprefix("uk/") for path in paths if path.startswith("uk/")}
    return uk if locale == "uk" else {path for path in paths if not path.startswith("uk/")}


@pytest.mark.parametrize("locale", made.LOCALES)
def test_the_site_has_the_story_and_a_page_to_embed_for_each_figure(
    site: Site, locale: str
) -> None:
    pages = in_language(pages_of(site), locale)
    story = {
        "index",
        "map",
        "months",
        "gains",
        "cities",
        "people",
        "distances",
        "timeline",
        "claims",
        "method",
    }
    assert {f"{name}.html" for name in story} <= pages
    figures = {
        figure_id
        for path in pages
        if not path.startswith("embed/")
        for figure_id in re.findall(
            r'data-figure="(\w+)"', site.files[made.FOLDERS[locale] + path].decode()
        )
    }
    version = site.edition.data_version
    assert {f"embed/{figure_id}-{version}.html" for figure_id in figures} == {
        path for path in pages if path.startswith("embed/")
    }


def test_an_embed_says_under_its_chart_what_the_numbers_on_it_stand_for(site: Site) -> None:
    version, first = site.edition.data_version, "1)\N{NO-BREAK SPACE}24 Jul 2024: "
    embedded = site.files[f"embed/distance_to_front-{version}.html"].decode()
    before_the_fold, _ = embedded.split("<details>", 1)
    assert first in before_the_fold
    assert "7)\N{NO-BREAK SPACE}28 Nov 2025: DeepState shows half of Pokrovsk" in before_the_fold
    # A page has room for the events as a list, with their sources.
    assert "numbered" not in site.files["distances.html"].decode()


def test_both_languages_have_the_same_files_and_share_what_has_no_language(site: Site) -> None:
    english, ukrainian = (in_language(site.files, locale) for locale in made.LOCALES)
    shared = {path for path in english if path.startswith("assets/")}
    once = {"api/figures.json", "api/place_share.json", "robots.txt", "sw.js", "404.html"}
    assert english == ukrainian | shared | once
    assert not any(path.startswith("assets/") for path in ukrainian)


def test_each_page_says_its_language_and_leads_to_itself_in_the_other(elements: Found) -> None:
    for path, found in elements.items():
        locale = "uk" if path.startswith("uk/") else "en"
        assert next(each["lang"] for tag, each in found if tag == "html") == locale, path
        here = posixpath.dirname(path)
        beside = {
            each["hreflang"]: posixpath.normpath(posixpath.join(here, each["href"]))
            for tag, each in found
            if tag == "link" and "hreflang" in each
        }
        name = path.removeprefix("uk/")
        assert beside == {"en": name, "uk": f"uk/{name}", "x-default": name}
        (link,) = (each for tag, each in found if each.get("class") == "language")
        other = {"en": "uk", "uk": "en"}[locale]
        assert (link["lang"], link["hreflang"]) == (other, other)
        assert posixpath.normpath(posixpath.join(here, link["href"])) == beside[other]


def test_each_page_has_the_day_of_the_latest_map_and_the_overview_its_month(
    site: Site, elements: Found
) -> None:
    for path, text in pages_of(site).items():
        if "embed/" in path:
            continue
        found = [each for tag, each in elements[path] if tag == "time"]
        assert {"datetime": site.edition.latest.isoformat(), "class": "age"} in found, path
        is_first = path.removeprefix("uk/") == "index.html"
        assert ('data-older-than="31" hidden' in text) == is_first, path


@pytest.mark.parametrize("locale", made.LOCALES)
def test_every_page_leads_to_all_others_by_group_and_marks_itself(site: Site, locale: str) -> None:
    pages = {path for path in in_language(pages_of(site), locale) if "/" not in path}
    # The page of a place stands below the one that lists them, which is marked instead.
    listed = {path for path in pages if not path.startswith("city_")}
    menus = {menu_of(page) for page in HEADS} - {""}
    for path in pages:
        text = site.files[made.FOLDERS[locale] + path].decode()
        navigation = text.partition("<nav ")[2].partition("</nav>")[0]
        found = Elements(navigation).found
        links = [each["href"] for tag, each in found if tag == "a"]
        assert sorted(links) == sorted(listed), path
        is_listed = path in listed
        mark = "page" if is_listed else "true"
        current = [
            each["href"] for tag, each in found if tag == "a" and each.get("aria-current") == mark
        ]
        assert current == [path if is_listed else "cities.html"]
        summaries = re.findall(r"<summary.*?>(.*?)</summary>", navigation)
        # A group of which the site has one page is a plain link: it has no page of a reader's map.
        assert set(summaries) == {
            wording(locale).gettext(each) for each in menus - {menu_of("your_map")}
        }


def test_a_site_in_one_language_has_no_folder_for_it_and_no_way_to_another() -> None:
    site = Site(Edition("0", date(2025, 1, 1)), ["uk"])
    add_pages(site, [Page("overview", Head("x", "x", "x"), ())], {}, Wording("uk"))
    text = site.files["index.html"].decode()
    assert '<html lang="uk">' in text
    assert "hreflang" not in text


def test_the_address_of_the_site_stands_in_what_is_copied_and_in_what_search_engines_read() -> None:
    sources = records.sources()
    site = Site(Edition("0", date(2025, 1, 1), "https://front.example/story/"), made.LOCALES)
    page = Page("overview", Head("x", "x", "x"), (drawn_chart(hostile_figure()),))
    for locale in made.LOCALES:
        add_pages(site, [page], sources, Wording(locale))
    text = site.files["uk/index.html"].decode()
    assert "https://front.example/story/uk/embed/hostile-0.html" in text
    assert 'hreflang="en" href="https://front.example/story/index.html"' in text
    assert '<a class="language" href="../index.html"' in text
    oembed = json.loads(site.files["uk/embed/hostile-0.json"])
    assert 'src="https://front.example/story/uk/embed/hostile-0.html"' in oembed["html"]
    assert oembed["provider_url"] == "https://front.example/story/uk/"


def test_a_site_that_does_not_know_its_address_shows_no_code_to_copy(site: Site) -> None:
    assert not any("iframe" in text for text in pages_of(site).values())


def test_no_english_is_left_on_a_ukrainian_page(site: Site) -> None:
    texts = {
        text
        for path, page in pages_of(site).items()
        if path.startswith("uk/")
        for text in (*Reading(page).texts, *map(str, words_of(charts_of(site, path))))
    }
    assert len(texts) > 1000
    left = english_in(texts)
    assert not left, "\n".join(sorted(left))


def numbers_in(text: str) -> list[str]:
    """List the numbers of a text as a machine writes them, whatever its language."""
    plain = re.sub(r"(?<=\d)(?:,(?=\d{3})|\xa0(?=\d))", "", text)
    return re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d),(?=\d)", ".", plain))


def cell_numbers(table: bytes, cell_is: str) -> Counter[str]:
    """Count the numbers in the cells of a CSV that are as a pattern says."""
    rows = list(csv.reader(table.decode().splitlines()))[1:]
    cells = (cell for row in rows for cell in row if re.fullmatch(cell_is, cell))
    return Counter(number for cell in cells for number in numbers_in(cell))


def charts_of(site: Site, path: str) -> list[dict[str, Any]]:
    """Read the charts of a page from the scripts that hold them."""
    asked = re.findall(r'data-chart="([^"]+)"', site.files[path].decode())
    scripts = [posixpath.normpath(posixpath.join(posixpath.dirname(path), each)) for each in asked]
    texts = [site.files[each].decode().partition(" = '")[2].rstrip(";\n'") for each in scripts]
    return [json.loads(text.replace("\\'", "'").replace("\\\\", "\\")) for text in texts]


def drawn_numbers(charts: list[dict[str, Any]]) -> list[str]:
    """List the numbers and days that charts are drawn from, sorted."""
    traces = [trace for chart in charts for trace in chart["data"]]
    return sorted(
        json.dumps([value for value in points if not re.search(r"[^\W\d]", str(value))])
        if isinstance(points := trace[axis], list)
        else json.dumps(points)
        for trace in traces
        for axis in ("x", "y")
        if axis in trace
    )


def test_the_numbers_are_the_same_in_both_languages(site: Site) -> None:
    drawn = 0
    for path in in_language(pages_of(site), "uk"):
        english, ukrainian = (
            drawn_numbers(charts_of(site, folder + path)) for folder in ("", "uk/")
        )
        assert english == ukrainian, path
        drawn += len(english)
    assert drawn > 100
    compared = 0
    for path in in_language(site.files, "uk"):
        if path.endswith(".csv"):
            tables = [site.files[folder + path] for folder in ("", "uk/")]
            for one, other in (tables, tables[::-1]):
                # A figure or a day may stand behind a word in the other language.
                figures, every = cell_numbers(one, r"[+−-]?\d.{,30}"), cell_numbers(other, ".*")
                assert figures <= every, f"{path}: {figures - every}"
                compared += figures.total()
    assert compared > 1000


@pytest.mark.parametrize("locale", made.LOCALES)
def test_a_month_has_its_own_chart_to_take_away_and_every_page_names_the_feeds(
    site: Site, locale: str
) -> None:
    folder = made.FOLDERS[locale]
    text = site.files[f"{folder}months/2025-10.html"].decode()
    assert re.findall(r'class="plot" data-figure="(\w+)"', text) == ["month_2025_10"]
    assert f"{folder}{site.edition.table_path('month_2025_10')}" in site.files
    for path in in_language(pages_of(site), locale):
        up = "../" * path.count("/")
        links = [each for tag, each in Elements(site.files[folder + path].decode()).found]
        feeds = [each["href"] for each in links if each.get("type") == "application/atom+xml"]
        assert feeds == [f"{up}months.atom", f"{up}figures_changed.atom"], path
        for each in feeds:
            there = posixpath.normpath(posixpath.join(posixpath.dirname(folder + path), each))
            assert there in site.files, path


def test_the_figures_for_scripts_lie_in_the_site(site: Site) -> None:
    answer = json.loads(site.files["api/figures.json"])
    # Bloomberg, 7 November 2025: 3,386 km2.
    assert abs(answer["figures"]["gain_2025_ten_months"]["value"] - 3386) <= 2
    assert answer["data_version"] == site.edition.data_version


def test_no_page_loads_anything_from_another_host(site: Site) -> None:
    for path, text in pages_of(site).items():
        elements = Elements(text)
        for tag, attributes in elements.found:
            for name, value in attributes.items():
                if (tag, name) in LOADING or name in {"srcset", "poster", "data", "background"}:
                    inline = {"data"} if tag == "img" else set()
                    assert urlsplit(value).scheme in {"", *inline}, f"{path}: {tag} {name} {value}"
                    assert not value.startswith("//"), f"{path}: {tag} {name} {value}"
                assert not name.startswith("on"), f"{path}: {tag} has a script of its own: {name}"
        # The patterns of a still are parts of it.
        assert set(re.findall(r"url\(.", elements.styles)) <= {"url(#"}, path
    styles = [data.decode() for path, data in site.files.items() if path.endswith(".css")]
    assert styles
    for style in styles:
        assert "@import" not in style
        fonts = re.findall(r'url\("?(.*?)"?\)', style)
        assert fonts
        assert {f"assets/{name}" for name in fonts} <= site.files.keys()


@pytest.mark.parametrize("locale", made.LOCALES)
def test_each_map_has_its_picture_in_both_schemes(site: Site, locale: str) -> None:
    for path in in_language(pages_of(site), locale):
        page = made.FOLDERS[locale] + path
        text = site.files[page].decode()
        boxes = re.findall(r'class="map" id="(\w+)-map"', text)
        pictures = re.findall(r'(?:srcset|<img src)="([^"]+\.svg)"', text)
        names = [f"{box}_{scheme}" for box in boxes for scheme in ("dark", "light")]
        assert [re.sub(r"^.*assets/|-\w+\.svg$", "", each) for each in pictures] == names, page
        for each in pictures:
            svg = site.files[posixpath.normpath(posixpath.join(posixpath.dirname(page), each))]
            assert svg.startswith(b"<svg "), each
            assert len(gzip.compress(svg)) < 120_000, each


def test_every_page_forbids_what_it_does_not_need(elements: Found) -> None:
    for path, found in elements.items():
        policies = [
            attributes["content"]
            for tag, attributes in found
            if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
        ]
        assert len(policies) == 1, path
        assert "default-src 'none'" in policies[0]
        assert "script-src 'self';" in policies[0]
        scripts = [attributes for tag, attributes in found if tag == "script"]
        assert all("src" in each or each["type"] in DATA for each in scripts), path


def test_ids_are_unique_and_every_link_within_the_site_leads_somewhere(
    site: Site, elements: Found
) -> None:
    ids = {
        path: [attributes["id"] for _, attributes in found if "id" in attributes]
        for path, found in elements.items()
    }
    for path, named in ids.items():
        twice = [name for name, count in Counter(named).items() if count > 1]
        assert not twice, f"{path}: {twice}"
    for path, found in elements.items():
        for tag, attributes in found:
            for name in ("href", "src"):
                address = urlsplit(unquote(attributes.get(name, "")))
                if address.scheme or name not in attributes:
                    continue
                there = posixpath.join(posixpath.dirname(path), address.path)
                target = posixpath.normpath(there) if address.path else path
                assert target in site.files, f"{path}: {tag} {address.path}"
                if address.fragment and not address.fragment.startswith(("day=", "show=")):
                    assert address.fragment in ids[target], f"{path}: #{address.fragment}"
        for _, attributes in found:
            for name in ("aria-labelledby", "for"):
                assert attributes.get(name, ids[path][0] if ids[path] else "") in ids[path] or (
                    name not in attributes
                )


def test_headings_are_in_order_and_a_page_has_one_title(elements: Found) -> None:
    for path, found in elements.items():
        levels = [int(tag[1]) for tag, _ in found if re.fullmatch("h[1-6]", tag)]
        if "embed/" not in path:
            assert levels[0] == 1, path
            assert levels.count(1) == 1, path
        assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def map_files(path: str, text: str, left_out: Collection[str] = ()) -> set[str]:
    """List the files that the maps of a page may load, without those of some data."""
    found = re.search(r'<script type="application/json" id="map-files">(.*?)</script>', text)
    named = json.loads(found[1]) if found else {}
    return {
        posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
        for name, address in named.items()
        if name not in left_out and not address.endswith("/")
    }


def only_asked_for(text: str) -> set[str]:
    """List the data that the maps of a page do not load until the reader asks for them."""
    blocks = re.findall(r'<script type="application/json">(\{.*?)</script>', text)
    described = [each for each in map(json.loads, blocks) if "layers" in each]
    opening, every = set(), set()
    for each in described:
        day = each["shown"]["day"]
        layers = [
            layer
            for layer in each["layers"]
            if "days" not in layer or layer["days"][0] <= day <= layer["days"][1]
        ]
        asked = {"layers", "modes", "changes", "focus"}
        if each["initialViewState"]["zoom"] < TILES_FROM_ZOOM:
            asked |= {"tiles"}
        seen = {key: value for key, value in each.items() if key not in asked}
        opening |= set(NAMED.findall(json.dumps(seen | {"layers": layers})))
        every |= set(NAMED.findall(json.dumps(each)))
    return every - opening


def test_every_file_that_a_map_may_load_lies_in_the_site_and_is_named(site: Site) -> None:
    named: set[str] = set()
    for path, text in pages_of(site).items():
        files = map_files(path, text)
        assert files <= site.files.keys(), path
        assert bool(files) == ('class="map"' in text), path
        named |= files
    data = {
        path
        for path in site.files
        if re.match(
            r"assets/(?!(plotly|sheet|chart_\w+|charts|site|scheme|print|embedded)-).*js$", path
        )
    }
    (index,) = (site.files[path].decode() for path in named if "/tiles_9-" in path)
    entries = re.findall(r'"tile":"(\w+)","version":"(\w+)"', index)
    named |= {f"assets/tiles_9/{tile}-{version}.js" for tile, version in entries}
    assert data - named == {path for path in data if path.startswith("assets/map_engine-")}


def test_each_page_weighs_little_besides_the_libraries(site: Site, elements: Found) -> None:
    sizes = {path: len(gzip.compress(data, mtime=0)) for path, data in site.files.items()}
    for path, text in pages_of(site).items():
        loaded = {
            posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
            for tag, attributes in elements[path]
            if (address := attributes.get("src" if tag == "script" else "href", ""))
            and (tag == "script" or attributes.get("rel") == "stylesheet")
        }
        asked = only_asked_for(text)
        assert bool(asked) == ('class="days"' in text), path
        loaded |= map_files(path, text, asked)
        assert len(loaded) > 1
        weight = sizes[path] + sum(sizes[each] for each in loaded if not each.startswith(LIBRARIES))
        assert weight < MAX_BYTES, f"{path}: {weight}"


def test_no_script_or_style_holds_the_address_of_a_host(site: Site) -> None:
    for path, data in site.files.items():
        if path.endswith((".js", ".css")) and not path.startswith(LIBRARIES):
            assert b"://" not in data.replace(b"http://www.w3.org/2000/svg", b""), path


def hostile_figure() -> Figure[go.Figure]:
    rows = pd.DataFrame({HOSTILE: [HOSTILE, FORMULA]})
    drawn = plot([{"type": "bar", "x": [HOSTILE], "y": [1], "name": HOSTILE}], {}, "light", WORDS)
    return Figure(
        figure_id="hostile",
        headline=HOSTILE,
        subtitle=HOSTILE,
        picture=drawn,
        alt=HOSTILE,
        long_text=HOSTILE,
        make_table=lambda: rows,
        source_ids=("geonames",),
        as_of_date=date(2025, 1, 1),
    )


def test_hostile_text_is_inert_in_every_page_and_every_csv() -> None:
    sources = records.sources()
    hostile_source = replace(sources["geonames"], name=HOSTILE, url="https://example.org/?\"'<")
    site = Site(Edition("0", date(2025, 1, 1), 'https://x.example/"><script>'), made.LOCALES)
    parts = (drawn_chart(hostile_figure()), Table("rows", HOSTILE, hostile_figure().make_table))
    page = Page("overview", Head(HOSTILE, HOSTILE, HOSTILE), parts)
    add_pages(site, [page], {"geonames": hostile_source}, WORDS)
    for path, text in pages_of(site).items():
        assert "<script>alert" not in text, path
        scripts = [attributes for tag, attributes in Elements(text).found if tag == "script"]
        assert all(each.get("src") or each["type"] in DATA for each in scripts)
    tables = [data.decode() for path, data in site.files.items() if path.endswith(".csv")]
    assert len(tables) == 2
    assert all("\n\"'=HYPERLINK(" in text for text in tables)


def test_a_hostile_name_of_a_place_is_inert_on_the_map_and_in_a_claim() -> None:
    context = SiteContext(WORDS)
    library = context.library
    places = library.table("places").head(2).assign(name_en=HOSTILE)
    said = {"place": {"avdiivka": HOSTILE}}
    assert "<script>alert" not in day_panel("x", library, places, WORDS, said)
    key = "gain_2024"
    claim = replace(context.texts.claims[key], label=HOSTILE, claim=HOSTILE, note=HOSTILE)
    block = claims_text.block(
        claim, library.checks[key], claims_text.Names({}, {}), f"#{HOSTILE}", WORDS
    )
    assert "<script" not in block
    assert [tag for tag, _ in Elements(block).found if tag == "script"] == []


def test_the_command_writes_the_same_bytes_and_says_how_many(
    site: Site,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(made.cache_folder(tmp_path_factory)))
    kept = tmp_path / "embed" / "of_an_older_version.html"
    kept.parent.mkdir()
    kept.write_text("stays")
    answer = CliRunner().invoke(main, ["site", "--out", str(tmp_path)])
    assert answer.exit_code == 0, answer.output
    assert re.search(r"Wrote \d+ pages and \d+ other files, [\d.]+ MB", answer.output)
    assert re.search(r"Drew 0 of its \d{3} pictures", answer.output)
    assert kept.read_text() == "stays"
    kept.unlink()
    written = {
        path.relative_to(tmp_path).as_posix(): path.read_bytes()
        for path in tmp_path.rglob("*")
        if path.is_file()
    }
    assert written.keys() == site.files.keys()
    assert [path for path in written if written[path] != site.files[path]] == []
