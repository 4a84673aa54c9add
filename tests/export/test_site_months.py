"""The pages of months on the static site: every month, its brief, and the ways between them."""

import csv
import posixpath
import re

import pytest

from pokrovsk_front.catalog.brief import brief_of
from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.messages import LOCALES, wording
from pokrovsk_front.export.gallery import NO_PICTURES
from pokrovsk_front.export.site import Edition, Site
from pokrovsk_front.export.site_context import SiteContext
from pokrovsk_front.export.site_parts import SiteParts
from pokrovsk_front.export.story.months import months
from pokrovsk_front.model.brief.periods import months_between, parse_month
from pokrovsk_front.model.brief.sentences import sentence
from pokrovsk_front.page_text.parts import Table
from tests.export import made

pytestmark = pytest.mark.whole

LIBRARY = Library()
MONTHS = months_between(LIBRARY.first_day, LIBRARY.latest_day)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return made.site(tmp_path_factory)


def page(site: Site, path: str) -> str:
    """Give a page with its entities resolved, as far as sentences have any."""
    text = site.files[path].decode()
    return text.replace("&#39;", "'").replace("&#34;", '"').replace("&amp;", "&")


@pytest.mark.parametrize("locale", made.LOCALES)
def test_every_month_has_a_page_and_all_are_in_the_table(site: Site, locale: str) -> None:
    folder = made.FOLDERS[locale]
    index = page(site, f"{folder}months.html")
    listed = set(re.findall(r"""href=["'](months/[\d-]+\.html)["']""", index))
    assert listed == {f"months/{key}.html" for key in MONTHS}
    assert (next(iter(MONTHS)), list(MONTHS)[-1], len(MONTHS)) == ("2026-08", "2022-05", 52)
    assert {folder + path for path in listed} <= site.files.keys()


@pytest.mark.parametrize("locale", made.LOCALES)
@pytest.mark.parametrize("month", ["2022-09", "2024-11", "2025-10"])
def test_a_page_has_every_sentence_of_its_brief(site: Site, locale: str, month: str) -> None:
    text = page(site, f"{made.FOLDERS[locale]}months/{month}.html")
    words = wording(locale)
    brief = brief_of(LIBRARY.in_language(locale), parse_month(month))
    for fact in brief.facts:
        assert text.count(sentence(fact, words)) == 1


def test_each_way_from_a_page_leads_to_a_page(site: Site) -> None:
    for path in (f"{folder}months/{key}.html" for folder in ("", "uk/") for key in MONTHS):
        here = posixpath.dirname(path)
        links = re.findall(r'<a [^>]*href="(?!https?:)([^"#]+)', page(site, path))
        assert len(links) > 10
        for link in links:
            assert posixpath.normpath(posixpath.join(here, link)) in site.files, (path, link)


def written_rows(locale: str, url: str = "") -> list[dict[str, str]]:
    """Give the rows of the CSV of all months, as a site at an address has it."""
    context = SiteContext(wording(locale), LIBRARY)
    made = Site(Edition("1", LIBRARY.latest_day, url), LOCALES)
    parts = SiteParts(made, {}, context.words, NO_PICTURES)
    table = next(part for part in months(context).parts if isinstance(part, Table))
    parts.part(table, "months.html")
    ((_path, data),) = made.files.items()
    return list(csv.DictReader(data.decode("utf-8-sig").splitlines()))


@pytest.mark.parametrize("locale", LOCALES)
def test_the_csv_of_all_months_has_numbers_alone_and_whole_addresses(locale: str) -> None:
    rows = written_rows(locale, "https://front.example/story")
    header = list(rows[0])
    numbers = header[1:-1]
    assert len(numbers) == 7
    assert all(name.endswith((", km²", ", %", ", км²")) for name in numbers)
    for row in rows:
        for name in numbers:
            # A month whose net change, or the one before, was a loss has no percentage.
            assert re.fullmatch(r"-?\d+\.\d", row[name]) or (row[name] == "" and "," in name)
    folder = "" if locale == "en" else "uk/"
    links = [row[header[-1]] for row in rows]
    assert links == [f"https://front.example/story/{folder}months/{key}.html" for key in MONTHS]
    # July 2026: +35.7 km² after +84.0, or 1.15 a day after 2.80; 116,971.128 km² on the 31st.
    assert rows[0][header[4]] == ""
    assert rows[1][header[3]] == "-48.3"
    assert rows[1][header[4]][:3] == "-58"
    assert rows[1][header[7]] == "116971.1"
    assert written_rows(locale)[0].keys() == set(header[:-1])
