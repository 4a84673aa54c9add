"""The pages of months on the static site: every month, its brief, and the ways between them."""

import posixpath
import re

import pytest

from pokrovsk_front.catalog.brief import brief_of
from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.export.site import Site
from pokrovsk_front.model.brief.periods import months_between, parse_month
from pokrovsk_front.model.brief.sentences import sentence
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
