"""People: what the war did to the cities, in counts that can be traced."""

from functools import partial

from pokrovsk_front.charts import people as people_charts
from pokrovsk_front.ui import cached, choice, frame, people, render_lock

words = frame.open_page("people")

frame.head("people", words)


def one_city(place_id: str, *, is_log: bool) -> None:
    """Show the counts of a city, and how they stand to the map, the article and each other."""
    texts = cached.texts(words.locale)
    people.without_percentage(place_id, words)
    draw = partial(
        people_charts.one_city,
        texts.place_names[place_id],
        texts.people_by_place[place_id],
        people.conflicts_of(place_id, words),
        is_log=is_log,
        words=words,
        scheme=frame.scheme(),
    )
    frame.show_once(f"people_{place_id}", draw, words, variant=str(is_log))
    people.occupied(place_id, words)
    people.article_check(place_id, words)
    people.conflicts(place_id, words)


def all_cities() -> None:
    """Show what was left of the people of each city, then every count of each."""
    cities = cached.texts(words.locale).cities
    draws = {
        "people_slopes": people_charts.slopes,
        "people_of_cities": people_charts.small_multiples,
    }
    for name, draw in draws.items():
        drawn = partial(draw, cities, words=words, scheme=frame.scheme())
        frame.show_once(name, drawn, words)


@render_lock.fragment
def city_or_all() -> None:
    """Choose a city or all and show their people: only this runs again with another."""
    with choice.row():
        section = people.section(words)
        place_id = people.choose(words) if section == people.ONE_CITY else ""
        is_log = section == people.ONE_CITY and people.is_log(words)
    if section == people.ONE_CITY:
        one_city(place_id, is_log=is_log)
    else:
        all_cities()


city_or_all()
people.caveats(words)
people.all_numbers(words)
