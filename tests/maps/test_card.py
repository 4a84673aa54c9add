"""Card of the map: the people left in cities, and its texts."""

import re

import pytest

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.catalog.tables import DATA_DIR
from pokrovsk_front.maps.card import card_texts, cities_file, dashboard_page, people_left
from pokrovsk_front.model.cells import day_of
from pokrovsk_front.model.people import main_series
from pokrovsk_front.model.people_text import people

LIBRARY = Library()
TEXTS = LIBRARY.in_language("en")


def test_each_city_has_its_last_count_and_no_list_carried_forward() -> None:
    left = people_left(TEXTS.people_by_place)
    assert left["pokrovsk"]["people"] == 1256
    assert left["kurakhove"] | {"day": 0} == {
        "people": 700,
        "high": 800,
        "qualifier": "range",
        "day": 0,
        "precision": "day",
        "area": "city",
    }
    for place_id, series in TEXTS.people_by_place.items():
        last = main_series(series).last
        assert last is not None
        assert day_of(int(str(left[place_id]["day"]))) == last.as_of_date


@pytest.mark.parametrize("locale", ["en", "uk"])
def test_every_count_has_a_sentence_as_on_the_page_of_people(locale: str) -> None:
    words = wording(locale)
    texts = card_texts(words, dashboard_page(locale))
    for place_id, series in TEXTS.people_by_place.items():
        count = main_series(series).last
        assert count is not None, place_id
        said = texts[f"card_people_{count.qualifier}"].format(
            number=words.number(count.people), high=words.number(count.people_high or 0)
        )
        assert said == people(count, words)
        whole = texts["card_people" if count.area == "city" else f"card_people_{count.area}"]
        assert set(re.findall(r"\{(\w+)\}", whole)) == {"people", "day"}


def test_the_committed_cities_are_those_of_the_tables() -> None:
    for name, data in cities_file(TEXTS.people_by_place).items():
        assert (DATA_DIR.parent / "static" / name).read_bytes() == data, (
            "run: pokrovsk-front labels"
        )
