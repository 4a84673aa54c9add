"""Cities: Pokrovsk when the article appeared, asked from the overview; the list on a telephone."""

import re
from datetime import date

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.model.city_text import headline, measure_line
from pokrovsk_front.model.place_share import Measure
from tests.browser.conftest import OpenVisit
from tests.browser.map_pixels import wait_for_map

ARTICLE_DAY = date(2025, 11, 7)
OTHER_DAYS = date(2025, 12, 31), date(2026, 8, 21), date(2022, 4, 3)
TELEPHONE_PX = 390
PLACES_STAY = """
() => {
  const list = document.querySelector('.city-list'), name = list.querySelector('td');
  const before = name.getBoundingClientRect().left;
  list.scrollLeft = list.scrollWidth;
  return list.scrollLeft > 0 && name.getBoundingClientRect().left === before;
}
"""
LINK = "Pokrovsk: 19.0% occupied when the article appeared"


def test_the_overview_answers_in_two_clicks_and_the_map_writes_as_python_does(
    visit: OpenVisit,
) -> None:
    library, words = Library(), wording("en")
    area = library.place_shares.of_place("pokrovsk")[Measure.OUTLINE]
    unknown = library.daily_area[library.daily_area["grey_zone_km2"].isna()]["as_of_date"]
    opened = visit("")
    page = opened.page
    page.get_by_role("link", name=LINK).click()
    page.wait_for_url(re.compile(r"/cities\?.*place=pokrovsk"))
    wait_for_map(opened)
    assert "day=2025-11-07" in page.url
    said, line = page.locator(".map-headline"), page.locator(".map-line")
    field = page.locator(".map-date input")
    for day in (ARTICLE_DAY, *OTHER_DAYS, unknown.iloc[-1].date()):
        share = library.place_shares.on(area.area_id, day)
        field.fill(day.isoformat())
        field.press("Enter")
        said.filter(has_text=headline(share, "Pokrovsk", words)).wait_for()
        assert line.inner_text().endswith(measure_line(share, words))
    opened.wait_until_idle()
    assert opened.problems() == []


def test_the_place_of_a_row_stays_in_sight_where_the_list_scrolls(visit: OpenVisit) -> None:
    opened = visit("cities", TELEPHONE_PX)
    opened.page.locator(".city-list td").first.wait_for()
    assert opened.page.evaluate(PLACES_STAY)
