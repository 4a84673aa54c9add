"""Command `population`: the counts of a city, each with its source."""

from typing import Any

import click

from pokrovsk_front.catalog.library import ENGLISH, Library
from pokrovsk_front.catalog.records import Place
from pokrovsk_front.catalog.tables import CatalogError
from pokrovsk_front.commands.answer import Refusal, json_option, print_json, refusing
from pokrovsk_front.commands.places import find_measured, names_of
from pokrovsk_front.model import people_text
from pokrovsk_front.model.gazetteer import PlaceError
from pokrovsk_front.model.people import Count, Series, decline, main_series
from pokrovsk_front.model.wording import Wording


def _said(count: Count | None) -> dict[str, Any] | None:
    if count is None:
        return None
    return {
        "id": count.count_id,
        "value": count.people,
        "value_high": count.people_high,
        "qualifier": count.qualifier,
        "as_of_date": count.as_of_date.isoformat(),
        "date_precision": count.date_precision,
        "who": count.attributed_to,
        "area": count.area,
        "role": count.role,
        "confidence": count.confidence,
        "publisher": count.publisher,
        "url": count.url,
        "note": count.note,
    }


def _counted(count: Count, baseline: Count | None) -> dict[str, Any]:
    """Add the percentage of the baseline, where one of the same area exists."""
    is_set_against = baseline is not None and count.role == "count"
    pct = round(decline(baseline, count).pct, 2) if baseline and is_set_against else None
    return (_said(count) or {}) | {"decline_pct": pct}


def _answer(place: Place, found: tuple[Series, ...]) -> dict[str, Any]:
    baselines = {series.area: series.baseline for series in found}
    return {
        "place_id": place.place_id,
        "place": place.name_en,
        "baseline": _said(baselines.get("city")),
        "hromada_baseline": _said(baselines.get("hromada")),
        "counts": [_counted(count, series.baseline) for series in found for count in series.later],
    }


def _lines(place: Place, found: tuple[Series, ...], words: Wording) -> list[str]:
    marks = {
        "frozen": words.gettext("carried forward: "),
        "context": words.gettext("for comparison only: "),
    }
    said = [
        f"  {marks.get(count.role, '')}{people_text.said_by(count, words)} {count.url}"
        for series in found
        for count in series.numbers
    ]
    return [people_text.headline(place.name_en, main_series(found), words), *said]


@click.command()
@click.argument("place")
@json_option
def population(place: str, as_json: bool) -> None:
    """Print the baseline of PLACE and every count since, each with who counted it."""
    with refusing(PlaceError, CatalogError):
        library = Library()
        places, by_place = library.places, library.in_language(ENGLISH).people_by_place
        place_id = find_measured(library, names_of(library), place)
    if place_id not in by_place:
        names = ", ".join(places[key].name_en for key in sorted(by_place))
        raise Refusal(
            f"There is no number of people for {places[place_id].name_en}; there are for {names}."
        )
    if as_json:
        print_json(_answer(places[place_id], by_place[place_id]))
        return
    for line in _lines(places[place_id], by_place[place_id], Wording()):
        click.echo(line)
