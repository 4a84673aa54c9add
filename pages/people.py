"""People: what the war did to the cities, in counts that can be traced."""

from functools import partial
from typing import Any

from pokrovsk_front.charts import people as people_charts
from pokrovsk_front.ui import cached, choice, frame, people

words = frame.open_page("people")

frame.head("people", words)
texts = cached.texts(words.locale)
with choice.row():
    section = people.section(words)
    place_id = people.choose(words) if section == people.ONE_CITY else ""
    is_log = section == people.ONE_CITY and people.is_log(words)
drawn: dict[str, Any] = {"words": words, "scheme": frame.scheme()}

if section == people.ONE_CITY:
    people.without_percentage(place_id, words)
    city = texts.place_names[place_id], texts.people_by_place[place_id]
    draw = partial(
        people_charts.one_city, *city, people.conflicts_of(place_id, words), is_log=is_log, **drawn
    )
    frame.show_once(f"people_{place_id}", draw, words, variant=str(is_log))
    people.occupied(place_id, words)
    people.article_check(place_id, words)
    people.conflicts(place_id, words)

if section == people.ALL_CITIES:
    draw = partial(people_charts.slopes, texts.cities, **drawn)
    frame.show_once("people_slopes", draw, words)
    draw = partial(people_charts.small_multiples, texts.cities, **drawn)
    frame.show_once("people_of_cities", draw, words)

people.caveats(words)
people.all_numbers(words)
