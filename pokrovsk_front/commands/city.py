"""Command `city`: how much of a city is occupied, grey and neither, on a day or by day."""

from collections import Counter
from datetime import date
from typing import Any

import click

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.messages import LOCALES, wording
from pokrovsk_front.catalog.place_shares import PlaceShares
from pokrovsk_front.catalog.tables import CatalogError
from pokrovsk_front.commands.answer import Refusal, json_option, print_json, refusing
from pokrovsk_front.commands.places import find_measured, names_of
from pokrovsk_front.model.distances import distance_km
from pokrovsk_front.model.gazetteer import PlaceError, is_called
from pokrovsk_front.model.map_text import carried
from pokrovsk_front.model.place_share import Measure, MeasuredArea, PlaceShare, Reached
from pokrovsk_front.model.place_share_text import place_share_sentence, reached_sentence
from pokrovsk_front.model.windows import WindowError, parse_day

PCT_DECIMALS = 2


@click.command()
@click.argument("place")
@click.option("--on", "asked", help="The day, such as 2025-11-07; by default every map.")
@click.option(
    "--measure",
    type=click.Choice([each.value for each in Measure]),
    help="What to take for the city; its outline by default, or the circle where it has none.",
)
@click.option(
    "--language",
    type=click.Choice(LOCALES),
    default=LOCALES[0],
    show_default=True,
    help="Language of the output.",
)
@json_option
def city(place: str, asked: str | None, measure: str | None, language: str, as_json: bool) -> None:
    """Print how much of PLACE is occupied, in the grey zone and neither.

    PLACE is a city or a town, by any of its names. A percentage is of one measure alone: the
    outline of the city, its hromada, or what lies within 5 km of its centre.
    """
    with refusing(PlaceError, WindowError, CatalogError):
        library = Library()
        day = parse_day(asked) if asked else None
        place_id = _found(library, place)
        shares = library.place_shares
        area = _area(library, place_id, measure)
        share = shares.on(area.area_id, day or library.latest_day)
    if as_json:
        head = _head(library, area, place_id)
        print_json(head | (_share(share) if day else _series(library, shares, area)))
        return
    words = wording(language)
    name = _name(library, place_id, language)
    click.echo(
        " ".join(
            filter(None, [carried(share.reading, words), place_share_sentence(share, name, words)])
        )
    )
    if day is None:
        for reached in shares.days(area.area_id).all:
            click.echo(reached_sentence(reached, words))


def _found(library: Library, name: str) -> str:
    """Find a place by its names, else a town that is no place.

    Raises:
        PlaceError: Neither is called so, or several towns are, or no map has measured it yet.
    """
    places = names_of(library)
    known = {alike for names in places.values() for alike in names}
    towns = {
        key: (each.name_en, each.name_uk)
        for key, each in library.towns.items()
        if known.isdisjoint((each.name_en, each.name_uk))
    }
    shared = Counter(alike for names in towns.values() for alike in names)
    told_apart = {
        key: (f"{names[0]} {_where(library, key)} ({key})", *names)
        for key, names in towns.items()
        if any(shared[alike] > 1 for alike in names) and is_called(names, name)
    }
    return find_measured(library, {**places, **towns, **told_apart}, name)


def _where(library: Library, town_id: str) -> str:
    """Say how far a town is from the nearest place, which tells it from others of its name."""
    town = library.towns[town_id]
    km, nearest = min(
        (
            distance_km(
                (town.latitude_deg, town.longitude_deg), (place.latitude_deg, place.longitude_deg)
            ),
            place.name_en,
        )
        for place in library.places.values()
    )
    return f"{km:.0f} km from {nearest}"


def _name(library: Library, place_id: str, locale: str) -> str:
    if place_id in library.places:
        return library.places[place_id].name(locale)
    return library.towns[place_id].name(locale)


def _area(library: Library, place_id: str, measure: str | None) -> MeasuredArea:
    """Give the area of a place by a measure, or by the first that it has.

    Raises:
        Refusal: The place has no such area.
    """
    own = library.place_shares.of_place(place_id)
    if measure is None:
        return own.get(Measure.OUTLINE) or own[Measure.WITHIN_5_KM]
    if Measure(measure) not in own:
        name = _name(library, place_id, LOCALES[0])
        raise Refusal(f"{name} has no area by the measure {measure}; it has {', '.join(own)}.")
    return own[Measure(measure)]


def _head(library: Library, area: MeasuredArea, place_id: str) -> dict[str, Any]:
    return {
        "place": _name(library, place_id, LOCALES[0]),
        "measure": area.measure,
        "outline_kind": area.kind,
        "katottg": area.katottg,
        "area_km2": area.area_km2,
    }


def _share(share: PlaceShare) -> dict[str, Any]:
    reading = share.reading
    return {
        "occupied_km2": share.occupied_km2,
        "grey_zone_km2": share.grey_zone_km2,
        "occupied_pct": _rounded(share.occupied_pct),
        "grey_pct": _rounded(share.grey_pct),
        "neither_pct": _rounded(share.neither_pct),
        "as_of_date": reading.as_of_date.isoformat(),
        "edition": reading.edition,
        "certainty": reading.certainty.value,
    }


def _series(library: Library, shares: PlaceShares, area: MeasuredArea) -> dict[str, Any]:
    """Give the days of tenth, half and nine tenths, and the share on every map."""
    by_day = shares.by_day(area.area_id).merge(
        library.daily_area[["as_of_date", "edition", "certainty"]], on="as_of_date"
    )
    days = by_day["as_of_date"].dt.strftime("%Y-%m-%d")
    columns = ["occupied_pct", "grey_pct", "neither_pct", "edition", "certainty"]
    rows = by_day[columns].astype(object).where(by_day[columns].notna(), None)
    series = []
    for day, (occupied, grey, neither, edition, certainty) in zip(
        days, rows.to_numpy().tolist(), strict=True
    ):
        pcts = {"occupied_pct": occupied, "grey_pct": grey, "neither_pct": neither}
        row = {"as_of_date": day} | {name: _rounded(pct) for name, pct in pcts.items()}
        series.append(row | {"edition": edition, "certainty": certainty})
    return {
        "reached": [_reached(each) for each in shares.days(area.area_id).all],
        "series": series,
    }


def _reached(reached: Reached) -> dict[str, Any]:
    return {
        "pct": reached.pct,
        "first_date": _iso(reached.first_date),
        "is_on_first_map": reached.is_on_first_map,
        "since_date": _iso(reached.since_date),
        "has_stayed": reached.has_stayed,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _rounded(pct: float | None) -> float | None:
    return None if pct is None else round(pct, PCT_DECIMALS)
