"""The static site: every page asks no other host, weighs little and is the same twice."""

import gzip
import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pandas as pd
import plotly.graph_objects as go
import pytest
from click.testing import CliRunner

from pokrovsk_front.__main__ import main
from pokrovsk_front.catalog import records
from pokrovsk_front.charts.template import plot
from pokrovsk_front.export import claim_blocks
from pokrovsk_front.export.day_map import day_controls
from pokrovsk_front.export.site import Edition, Page, Site, Table, drawn_chart
from pokrovsk_front.export.story import Material, make_site
from pokrovsk_front.model.figure import Figure
from pokrovsk_front.model.wording import Wording

WORDS = Wording()
LIBRARIES = ("assets/plotly-", "assets/deck-")
MOST_BYTES = 1_500_000
LOADING = {
    ("script", "src"),
    ("link", "href"),
    ("img", "src"),
    ("iframe", "src"),
    ("form", "action"),
}
HOSTILE = '"><script>alert(1)</script>'
FORMULA = '=HYPERLINK("https://example.org","x")'


class Elements(HTMLParser):
    """Every element of a page with its attributes, and whether scripts have text to run."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.styles = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {key: value or "" for key, value in attrs}))
        self.styles += (dict(attrs).get("style") or "") + "\n"


@pytest.fixture(scope="module")
def site() -> Site:
    return make_site(WORDS)


def pages_of(site: Site) -> dict[str, str]:
    return {path: data.decode() for path, data in site.files.items() if path.endswith(".html")}


def test_the_site_has_the_story_and_a_page_to_embed_for_each_figure(site: Site) -> None:
    pages = pages_of(site)
    for name in ("index", "map", "gains", "people", "distances", "timeline", "claims", "method"):
        assert f"{name}.html" in pages
    figures = {
        figure_id
        for path, text in pages.items()
        if "/" not in path
        for figure_id in re.findall(r'data-figure="(\w+)"', text)
    }
    version = site.edition.data_version
    assert {f"embed/{figure_id}-{version}.html" for figure_id in figures} == {
        path for path in pages if path.startswith("embed/")
    }


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
                    assert not urlsplit(value).scheme, f"{path}: {tag} {name} {value}"
                    assert not value.startswith("//"), f"{path}: {tag} {name} {value}"
                assert not name.startswith("on"), f"{path}: {tag} has a script of its own: {name}"
        assert "url(" not in elements.styles, path
    styles = [data.decode() for path, data in site.files.items() if path.endswith(".css")]
    assert styles
    assert not any("url(" in style or "@import" in style for style in styles)


def test_every_page_forbids_what_it_does_not_need(site: Site) -> None:
    for path, text in pages_of(site).items():
        policies = [
            attributes["content"]
            for tag, attributes in Elements(text).found
            if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
        ]
        assert len(policies) == 1, path
        assert "default-src 'none'" in policies[0]
        assert "script-src 'self';" in policies[0]
        scripts = [attributes for tag, attributes in Elements(text).found if tag == "script"]
        assert all("src" in each or each["type"] == "application/json" for each in scripts), path


def test_ids_are_unique_and_every_link_within_the_site_leads_somewhere(site: Site) -> None:
    pages = pages_of(site)
    ids = {
        path: [attributes["id"] for _, attributes in Elements(text).found if "id" in attributes]
        for path, text in pages.items()
    }
    for path, found in ids.items():
        twice = [name for name, count in Counter(found).items() if count > 1]
        assert not twice, f"{path}: {twice}"
    for path, text in pages.items():
        for tag, attributes in Elements(text).found:
            for name in ("href", "src"):
                address = urlsplit(unquote(attributes.get(name, "")))
                if address.scheme or name not in attributes:
                    continue
                folder = "embed/" if path.startswith("embed/") else ""
                target = f"{folder}{address.path}" if address.path else path
                target = target.removeprefix("embed/../")
                assert target in site.files, f"{path}: {tag} {address.path}"
                if address.fragment and not address.fragment.startswith("day="):
                    assert address.fragment in ids[target], f"{path}: #{address.fragment}"
        for _, attributes in Elements(text).found:
            for name in ("aria-labelledby", "for"):
                assert attributes.get(name, ids[path][0] if ids[path] else "") in ids[path] or (
                    name not in attributes
                )


def test_headings_are_in_order_and_a_page_has_one_title(site: Site) -> None:
    for path, text in pages_of(site).items():
        levels = [int(tag[1]) for tag, _ in Elements(text).found if re.fullmatch("h[1-6]", tag)]
        if not path.startswith("embed/"):
            assert levels[0] == 1, path
            assert levels.count(1) == 1, path
        assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_each_page_weighs_little_besides_the_libraries(site: Site) -> None:
    sizes = {path: len(gzip.compress(data, mtime=0)) for path, data in site.files.items()}
    for path, text in pages_of(site).items():
        loaded = {
            urlsplit(attributes.get("src") or attributes.get("href", "")).path.removeprefix("../")
            for tag, attributes in Elements(text).found
            if tag in {"script", "link"}
        } - {""}
        weight = sizes[path] + sum(sizes[each] for each in loaded if not each.startswith(LIBRARIES))
        assert weight < MOST_BYTES, f"{path}: {weight}"


def test_the_same_data_give_the_same_bytes(site: Site) -> None:
    again = make_site(WORDS).files
    assert again.keys() == site.files.keys()
    assert [path for path in again if again[path] != site.files[path]] == []


def test_a_page_is_the_same_whatever_the_address_of_the_site(site: Site) -> None:
    there = make_site(WORDS, "https://front.example/story/").files
    assert there.keys() == site.files.keys()
    changed = {path for path in there if there[path] != site.files[path]}
    assert all(path.endswith(".html") and not path.startswith("embed/") for path in changed)
    assert b"https://front.example/story/embed/cumulative_gain-" in there["gains.html"]


def test_no_script_or_style_holds_the_address_of_a_host(site: Site) -> None:
    for path, data in site.files.items():
        if path.endswith((".js", ".css")) and not path.startswith(LIBRARIES):
            assert b"://" not in data, path


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
    site = Site(
        Edition("0", date(2025, 1, 1), 'https://x.example/"><script>'),
        {"geonames": hostile_source},
        WORDS,
    )
    parts = (drawn_chart(hostile_figure()), Table("rows", HOSTILE, hostile_figure().table))
    site.add([Page("overview", HOSTILE, HOSTILE, HOSTILE, parts)])
    for path, text in pages_of(site).items():
        assert "<script>alert" not in text, path
        scripts = [attributes for tag, attributes in Elements(text).found if tag == "script"]
        assert all(each.get("src") or each["type"] == "application/json" for each in scripts)
    tables = [data.decode() for path, data in site.files.items() if path.endswith(".csv")]
    assert len(tables) == 2
    assert all("\n\"'=HYPERLINK(" in text for text in tables)


def test_a_hostile_name_of_a_place_is_inert_on_the_map_and_in_a_claim() -> None:
    material = Material(WORDS)
    places = material.table("places").head(2).assign(name_en=HOSTILE)
    assert "<script>alert" not in day_controls(material.daily, places, material.distances, WORDS)
    key = "gain_2024"
    claim = replace(material.claims[key], label=HOSTILE, claim=HOSTILE, note=HOSTILE)
    block = claim_blocks.block(
        claim, material.checks[key], claim_blocks.Names({}, {}), f"#{HOSTILE}", WORDS
    )
    assert "<script" not in block
    assert [tag for tag, _ in Elements(block).found if tag == "script"] == []


def test_the_command_writes_the_site_and_says_how_large_it_is(tmp_path: Path) -> None:
    kept = tmp_path / "embed" / "of_an_older_version.html"
    kept.parent.mkdir()
    kept.write_text("stays")
    answer = CliRunner().invoke(main, ["site", "--out", str(tmp_path)])
    assert answer.exit_code == 0, answer.output
    assert re.search(r"Wrote \d+ pages and \d+ other files, [\d.]+ MB", answer.output)
    assert (tmp_path / "index.html").is_file()
    assert kept.read_text() == "stays"
