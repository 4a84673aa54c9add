"""Commands `distance` (city to city) and `front-distance` (city to the front on a day)."""

import click

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.records import Place
from pokrovsk_front.catalog.tables import CatalogError
from pokrovsk_front.commands.answer import json_option, print_json, refusing
from pokrovsk_front.commands.places import find_measured, names_of
from pokrovsk_front.model.distances import distance_km
from pokrovsk_front.model.front_distance import front_distance_on
from pokrovsk_front.model.gazetteer import PlaceError
from pokrovsk_front.model.map_text import carried
from pokrovsk_front.model.sentences import distance_sentence, front_distance_sentence
from pokrovsk_front.model.windows import WindowError, parse_day
from pokrovsk_front.model.wording import Wording


def _place(name: str, library: Library) -> Place:
    return library.places[find_measured(library, names_of(library), name)]


@click.command()
@click.argument("one")
@click.argument("other")
@json_option
def distance(one: str, other: str, as_json: bool) -> None:
    """Measure how far apart two places are, from centre to centre.

    Names may be Ukrainian or other spellings; put one of several words in quotes.
    """
    with refusing(PlaceError, CatalogError):
        library = Library()
        here, there = _place(one, library), _place(other, library)
    km = distance_km(here.point_deg, there.point_deg)
    names = here.name_en, there.name_en
    if as_json:
        answer = {
            "from": names[0],
            "to": names[1],
            "distance_km": round(km, 3),
            "from_height_m": here.height_m,
            "to_height_m": there.height_m,
        }
        print_json(answer)
        return
    click.echo(distance_sentence(names, km, Wording()))


@click.command("front-distance")
@click.argument("place")
@click.option("--on", "asked", required=True, help="The day, such as 2023-12-31.")
@json_option
def front_distance(place: str, asked: str, as_json: bool) -> None:
    """Measure the distance of a place to Russian-occupied land on a day: 0 inside it."""
    with refusing(PlaceError, WindowError, CatalogError):
        library = Library()
        found, day = _place(place, library), parse_day(asked)
        distances = library.distances_of(found.place_id)
        distance = front_distance_on(distances, library.daily_area, day)
    if as_json:
        answer = {
            "place": found.name_en,
            "as_of_date": distance.reading.as_of_date.isoformat(),
            "certainty": distance.reading.certainty.value,
            "distance_km": distance.distance_km,
            "height_m": found.height_m,
        }
        print_json(answer)
        return
    words = Wording()
    sentence = front_distance_sentence(distance, found.name_en, words)
    click.echo(" ".join(filter(None, [carried(distance.reading, words), sentence])))
