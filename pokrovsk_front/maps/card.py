"""Card of the map: its texts in the reader's language, and the people left in each city.

The engine writes the card in the browser, of land and of cities, from these sentences. It holds
no figure that the page and its tables do not.
"""

import json
from collections.abc import Mapping, Sequence

from pokrovsk_front.model.cells import day_number
from pokrovsk_front.model.people import Series, main_series
from pokrovsk_front.model.wording import Wording

CITIES_FILE, CITY_DISTANCES_FILE = "cities.json", "city_distances.json"


def dashboard_page(locale: str) -> str:
    """Give the address of the page of a city on the dashboard, with `{id}` for its `place_id`."""
    return f"cities?place={{id}}&lang={locale}"


def card_texts(words: Wording, city_page: str) -> dict[str, str]:
    """Give the sentences of the card by name, with `{placeholders}` that the browser fills.

    Args:
        words: The reader's language.
        city_page: Address of the page of a city, with `{id}` for it; empty where there is none.
    """
    _ = words.gettext
    return {
        **pointing_texts(words),
        "card_city_page": city_page,
        "card_since": _("Occupied since {day} on this map"),
        "card_always_recent": _("Occupied on every map since the end of 2023"),
        "card_always_early": _("Occupied on every map of 2022 and 2023"),
        "card_before_2022": _("Occupied before 2022"),
        "card_grey": _("Grey zone since {day}, status unknown"),
        "card_regained": _("Regained on {day} on this map"),
        "card_free": _("Not occupied on {day} on this map"),
        "card_month": _("Month of change: {month}"),
        "card_distance": _("{km} km from its centre to occupied land on {day}"),
        "card_inside": _("Its centre lay inside occupied land on {day}"),
        "card_people": _("Left in the city: {people}, {day}"),
        "card_people_hromada": _("Left in the hromada: {people}, {day}"),
        "card_people_right_bank": _("Left on the right bank of the city: {people}, {day}"),
        "card_people_not_stated": _("People left: {people}, {day}; area not stated"),
        "card_people_exact": "{number}",
        "card_people_about": _("about {number}"),
        "card_people_more_than": _("at least {number}"),
        "card_people_less_than": _("at most {number}"),
        "card_people_range": _("{number} to {high}"),
        "card_calculated": _("calculated"),
        "card_published": _("published"),
        "card_choose": _("Choose this place"),
        "card_link": _("More about this city"),
    }


def pointing_texts(words: Wording) -> dict[str, str]:
    """Give what every map says that has a card."""
    return {
        "card_label": words.gettext("What is here"),
        "crosshair": words.gettext(
            "Press C for a crosshair in the middle of the map; Enter says what is under it."
        ),
    }


def people_left(by_place: Mapping[str, Sequence[Series]]) -> dict[str, dict[str, object]]:
    """Give the last count of people of each city that has one.

    Args:
        by_place: The series of numbers by `place_id`.

    Returns:
        By `place_id` the `people`, `high` (upper end of a range), `qualifier`, `day` (its number),
        `precision` of the day and the `area` counted, all as `model.people.Count` has them.
    """
    last = {place_id: main_series(series).last for place_id, series in by_place.items()}
    return {
        place_id: {
            "people": count.people,
            "high": count.people_high,
            "qualifier": count.qualifier,
            "day": day_number(count.as_of_date),
            "precision": count.date_precision,
            "area": count.area,
        }
        for place_id, count in sorted(last.items())
        if count is not None
    }


def cities_file(by_place: Mapping[str, Sequence[Series]]) -> dict[str, bytes]:
    """Write the last counts of people, by file name."""
    text = json.dumps(people_left(by_place), separators=(",", ":"))
    return {CITIES_FILE: f"{text}\n".encode()}
