"""What machines take of the static site: cards, descriptions of data, lists of pages, icons."""

import io
import json
import re
import subprocess
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from harness.folder import serve_folder
from harness.web import ask
from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.export.home_screen import ICONS, TOUCH_ICON, icon
from pokrovsk_front.export.site import Edition, Site
from pokrovsk_front.export.site_files import not_found_page, robots, site_files, sitemap
from tests.export import made

pytestmark = pytest.mark.whole

URL = "https://front.example/story"
CACHE = Path(__file__).parents[2] / ".cache"
VALIDATOR = CACHE / "html-validate/node_modules/.bin/html-validate"
COMPILER, VOCABULARY = CACHE / "typescript/tsc.js", CACHE / "schema-dts/node_modules"
NO_VALIDATOR = (
    "The pages are validated by html-validate and schema-dts in .cache/: run `make html`."
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return made.site(tmp_path_factory)


def test_fonts_come_with_their_licence(site: Site) -> None:
    (licence,) = (path for path in site.files if path.startswith("assets/OFL-"))
    assert any(path.endswith(".woff2") for path in site.files)
    text = site.files[licence].decode()
    assert text.count("with Reserved Font Name ‘Source’.") == 2
    assert "SIL OPEN FONT LICENSE Version 1.1 - 26 February 2007" in text


def descriptions(text: str) -> list[dict[str, object]]:
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    return [json.loads(block) for block in blocks]


def faults_of_types(said: Iterable[str], folder: Path) -> list[str]:
    """Hold descriptions to the vocabulary of schema.org, as Google's `schema-dts` types it.

    Args:
        said: Each as JSON; a JSON object is one of TypeScript, too.
        folder: Where they are compiled.
    """
    assert COMPILER.exists(), NO_VALIDATOR
    assert VOCABULARY.exists(), NO_VALIDATOR
    objects = "".join(f",\n{each}" for each in said).removeprefix(",\n")
    source = folder / "said.ts"
    source.write_text(
        'import type { Dataset, WithContext } from "schema-dts";\n'
        f"export const said: WithContext<Dataset>[] = [\n{objects}\n];\n",
        encoding="utf-8",
    )
    (folder / "node_modules").symlink_to(VOCABULARY)
    options = ["--noEmit", "--strict", "--skipLibCheck", "--ignoreConfig", "--preserveSymlinks"]
    command = ["node", str(COMPILER), *options, "--pretty", "false", str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    faults = re.findall(r"said\.ts\((\d+),\d+\): error (.*)", done.stdout)
    assert bool(faults) == bool(done.returncode), done.stdout + done.stderr
    return [f"{int(line) - 2}: {fault}" for line, fault in faults]


def test_each_figure_is_described_as_a_dataset_with_its_rows_and_licence(
    site: Site, tmp_path: Path
) -> None:
    described, shapes = 0, dict[str, str]()
    for path, data in site.files.items():
        if not path.endswith(".html"):
            continue
        text = data.decode()
        found = descriptions(text)
        assert len(found) == text.count('<section class="figure"'), path
        for each in found:
            assert (each["@context"], each["@type"]) == ("https://schema.org", "Dataset")
            # Google's guide to Dataset markup asks for 50 to 5,000 characters.
            assert 50 <= len(str(each["description"])) <= 5000, path
            date.fromisoformat(str(each["dateModified"]))
            assert each["isBasedOn"], path
            assert each["version"] == site.edition.data_version
            described += 1
            # Their texts differ; the types of what they say are those of a few.
            shapes.setdefault(
                re.sub(r'(?<=: )(?<!"@type": )"(?:[^"\\]|\\.)*"', '""', json.dumps(each)),
                json.dumps(each),
            )
    assert described > 200
    wrong = json.dumps(each | {"lisence": "none", "distribution": [{"@type": "DataDownloaded"}]})
    faults = faults_of_types([*shapes.values(), wrong], tmp_path)
    assert {fault.partition(":")[0] for fault in faults} == {str(len(shapes) + 1)}, faults


def test_the_list_of_pages_has_every_page_in_every_language(
    site: Site, tmp_path_factory: pytest.TempPathFactory
) -> None:
    by_language = {"en": f"{URL}/a&b.html", "uk": f"{URL}/uk/a&b.html"}
    tree = ET.fromstring(sitemap([by_language], date(2026, 8, 21)))  # noqa: S314 (our own)
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert [each.text for each in tree.iter(f"{space}loc")] == list(by_language.values())
    assert {each.text for each in tree.iter(f"{space}lastmod")} == {"2026-08-21"}
    links = [each.attrib["href"] for each in tree.iter("{http://www.w3.org/1999/xhtml}link")]
    assert links == 2 * list(by_language.values())

    placed = Site(Edition(site.edition.data_version, site.edition.latest, f"{URL}/"), made.LOCALES)
    placed.files = {path: data for path, data in site.files.items() if path != "404.html"}
    listed = site_files(placed, [wording(locale) for locale in made.LOCALES])["sitemap.xml"]
    addresses = re.findall("<loc>(.*?)</loc>", listed.decode())
    stories = {path for path in placed.files if path.endswith(".html") and "embed/" not in path}
    assert {"months.html", "months/2022-05.html", "uk/months/2026-08.html"} <= stories
    assert sorted(addresses) == sorted(f"{URL}/{path}" for path in stories)
    with serve_folder(made.site_folder(tmp_path_factory)) as url:
        answers = {ask(url, each.removeprefix(URL)).status for each in addresses}
    assert answers == {200}


def test_robots_may_read_all_and_are_led_to_the_pages() -> None:
    assert robots("") == b"User-agent: *\nAllow: /\n"
    assert robots(f"{URL}/").endswith(b"\nSitemap: https://front.example/story/sitemap.xml\n")


def test_the_page_for_no_page_says_so_in_each_language_and_leads_to_the_start() -> None:
    languages = [(wording("en"), ""), (wording("uk"), "uk/")]
    text = not_found_page(languages, URL).decode()
    assert '<section lang="en">\n<h1>There is no such page</h1>' in text
    assert '<section lang="uk">\n<h2>Такої сторінки немає</h2>' in text
    assert re.findall('<a href="(.*?)"', text) == ["/story/index.html", "/story/uk/index.html"]
    assert re.findall('<a href="(.*?)"', not_found_page(languages, "").decode()) == [
        "/index.html",
        "/uk/index.html",
    ]
    assert "src=" not in text


def test_the_icons_of_a_home_screen_are_there_in_the_sizes_that_are_said(site: Site) -> None:
    for locale in made.LOCALES:
        said = json.loads(site.files[f"{made.FOLDERS[locale]}site.webmanifest"])
        assert said["lang"] == locale
        assert [each["sizes"] for each in said["icons"]] == list(ICONS.values())
        paths = [each["src"].removeprefix("../") for each in said["icons"]]
        assert [site.files[path] for path in paths] == [icon(name) for name in ICONS]
    for name in [*ICONS, TOUCH_ICON]:
        if name.endswith(".png"):
            side = int(re.sub(r"\D", "", name))
            assert Image.open(io.BytesIO(icon(name))).size == (side, side)
            assert len(icon(name)) < 8_000


def test_pages_and_embeds_are_valid_html(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    assert VALIDATOR.exists(), NO_VALIDATOR
    folder = made.site_folder(tmp_path_factory)
    rules = tmp_path / "rules.json"
    rules.write_text('{"root": true, "extends": ["html-validate:standard"]}', encoding="utf-8")
    paths = sorted(path for path in folder.rglob("*.html") if path.parent.name != "embed")
    embeds = sorted(folder.rglob("embed/*.html"))
    command = [str(VALIDATOR), "--config", str(rules), "--formatter", "text"]
    found = subprocess.run(
        [*command, *map(str, paths), *map(str, embeds[::12])],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (found.returncode, found.stdout) == (0, "")
    broken = tmp_path / "broken.html"
    broken.write_text("<!doctype html><p><div></p>", encoding="utf-8")
    assert subprocess.run([*command, str(broken)], capture_output=True, check=False).returncode
