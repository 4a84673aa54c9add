"""Pages of places on the static site: who has one, what it shows, and what it leads to."""

import csv
import re
from urllib.parse import unquote

import pytest

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.export.site import Site
from tests.export import made

pytestmark = pytest.mark.whole

LIBRARY = Library()
OWN_PAGES = sorted(
    {key for key, place in LIBRARY.places.items() if place.is_in_article}
    | set(LIBRARY.in_language("en").people_by_place)
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return made.site(tmp_path_factory)


def page(site: Site, name: str, locale: str = "en") -> str:
    return site.files[f"{made.FOLDERS[locale]}{name}.html"].decode()


def ids_in(text: str) -> set[str]:
    return set(re.findall(r' id=["\']([\w-]+)["\']', text))


@pytest.mark.parametrize("locale", made.LOCALES)
def test_each_place_of_the_article_or_with_counts_of_people_has_a_page(
    site: Site, locale: str
) -> None:
    assert len(OWN_PAGES) == 17
    text = page(site, "cities", locale)
    # Once by name, once in the list of all places.
    linked = re.findall(r"href=[\"']city_(\w+)\.html", text)
    assert sorted(linked) == sorted([*OWN_PAGES, *OWN_PAGES])
    assert text.count("<tr>") == len(LIBRARY.places) + 1
    assert text.count("class='in-dark'><img ") == len(LIBRARY.places)
    rows = site.files[f"{made.FOLDERS[locale]}data/cities-{site.edition.data_version}.csv"]
    assert len(list(csv.reader(rows.decode("utf-8-sig").splitlines()))) == len(LIBRARY.places) + 1
    for place_id in OWN_PAGES:
        shown = ids_in(page(site, f"city_{place_id}", locale))
        figures = {f"city_{kind}_{place_id}" for kind in ("map", "share", "distance")}
        assert figures | {"sentences", "facts"} <= shown, place_id


def test_pokrovsk_reads_as_the_article_found_it(site: Site) -> None:
    text = unquote(page(site, "city_pokrovsk"))
    quotation = re.search(r"<blockquote>(.*?)</blockquote>", text, re.DOTALL)
    assert quotation
    # 5.9 of 31.1 km2 occupied, 17.8 grey (golden numbers: tests/model/test_place_share.py).
    assert (
        "Pokrovsk (settlement outline, 31.1 km²): 19.0% occupied, 57.3% in the grey zone and "
        "23.6% neither on the DeepState map of 7 November 2025."
    ) in quotation[1]
    assert 'href="#day=2025-11-07"' in text
    assert "60,127 (city)" in text
    assert "“road and rail hub”" in text
    assert "© OpenStreetMap" in text


@pytest.mark.parametrize("locale", made.LOCALES)
def test_links_from_a_place_lead_to_what_is_there(site: Site, locale: str) -> None:
    anchors = 0
    for place_id in OWN_PAGES:
        text = page(site, f"city_{place_id}", locale)
        for name, anchor in re.findall(r'href=["\'](\w+)\.html(?:#([\w=-]+))?["\']', text):
            there = page(site, name, locale)
            if anchor and "=" not in anchor:
                assert anchor in ids_in(there), (place_id, name, anchor)
                anchors += 1
    assert anchors > 20
