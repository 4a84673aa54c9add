"""Commands of land: `gain` and `compare` (windows), `state` (a day), `diff` (two days)."""

from datetime import timedelta
from typing import Any

import click
import pandas as pd

from pokrovsk_front.catalog.library import ENGLISH, Library
from pokrovsk_front.catalog.tables import CatalogError
from pokrovsk_front.commands.answer import json_option, print_json, refusing
from pokrovsk_front.model.cells import cells_on, is_occupied
from pokrovsk_front.model.changes import change_between
from pokrovsk_front.model.comparison import compare
from pokrovsk_front.model.gains import Gain, check_map_within, gross_change, net_gain
from pokrovsk_front.model.grey_zone_text import (
    grey_zone_change,
    grey_zone_on,
    growth_with_grey_zone,
)
from pokrovsk_front.model.map_text import carried
from pokrovsk_front.model.readings import Reading
from pokrovsk_front.model.sentences import Style, comparison_sentence, gain_sentence
from pokrovsk_front.model.windows import Window, WindowError, parse_day, parse_window
from pokrovsk_front.model.wording import Wording


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "as_of_date": reading.as_of_date.isoformat(),
        "edition": reading.edition,
        "certainty": reading.certainty.value,
        "occupied_total_km2": reading.occupied_total_km2,
        "grey_zone_km2": _rounded(reading.grey_zone_km2, 3),
    }


def _gain(daily_area: pd.DataFrame, gain: Gain) -> dict[str, Any]:
    gross = gross_change(daily_area, gain)
    return {
        "from": gain.window.first_day.isoformat(),
        "to": gain.window.last_day.isoformat(),
        "days": gain.window.days,
        "net_km2": round(gain.net_km2, 3),
        "net_with_grey_zone_km2": _rounded(gain.net_with_grey_zone_km2, 3),
        "net_km2_bounds": [round(bound, 3) for bound in gain.bounds_km2],
        "redrawn_km2": round(gain.redrawn_km2, 3),
        "decisive_map_date": gain.decisive.as_of_date.isoformat() if gain.decisive else None,
        "opening": _reading(gain.opening),
        "closing": _reading(gain.closing),
        "gained_km2": round(gross.gained_km2, 3),
        "regained_km2": round(gross.regained_km2, 3),
        "net_km2_per_day": round(gain.net_km2_per_day, 3),
    }


def _rounded(value: float | None, decimals: int = 4) -> float | None:
    """Round a number; None stays None."""
    return None if value is None else round(value, decimals)


def _say(*sentences: str) -> None:
    click.echo(" ".join(filter(None, sentences)))


@click.command()
@click.option("--from", "first", required=True, help="First day that counts, such as 2024-01-01.")
@click.option("--to", "last", required=True, help="Last day that counts, such as 2024-10-31.")
@json_option
def gain(first: str, last: str, as_json: bool) -> None:
    """Measure the net gain over a window of days, both ends included."""
    with refusing(WindowError, CatalogError):
        window = Window(parse_day(first), parse_day(last))
        library = Library()
        daily, breaks = library.daily_area, library.in_language(ENGLISH).breaks
        measured = net_gain(daily, window, breaks)
    if as_json:
        print_json(_gain(daily, measured))
        return
    style = Style(Wording())
    _say(gain_sentence(measured, style), grey_zone_change(measured, style))


@click.command("compare")
@click.option("--a", "first", required=True, help="A window, such as 2024-01-01:2024-10-31.")
@click.option("--b", "second", required=True, help="The window compared with it.")
@json_option
def compare_windows(first: str, second: str, as_json: bool) -> None:
    """Compare the net gains of two windows, b against a."""
    with refusing(WindowError, CatalogError):
        windows = parse_window(first), parse_window(second)
        library = Library()
        daily, breaks = library.daily_area, library.in_language(ENGLISH).breaks
        comparison = compare(daily, *windows, breaks)
    if as_json:
        answer = {
            "a": _gain(daily, comparison.earlier),
            "b": _gain(daily, comparison.later),
            "difference_km2": round(comparison.difference_km2, 3),
            "difference_km2_per_day": round(comparison.difference_km2_per_day, 3),
            "ratio": _rounded(comparison.ratio),
            "ratio_per_day": _rounded(comparison.ratio_per_day),
        }
        print_json(answer)
        return
    style = Style(Wording())
    _say(comparison_sentence(comparison, style), growth_with_grey_zone(comparison, style))


@click.command()
@click.option("--on", "asked", required=True, help="The day, such as 2025-10-31.")
@json_option
def state(asked: str, as_json: bool) -> None:
    """Print the occupied land on a day, and the number of cells that the map draws."""
    with refusing(WindowError, CatalogError):
        library = Library()
        reading = library.reading_on(parse_day(asked))
        drawn = int(is_occupied(cells_on(library.table("cells"), reading.as_of_date)).sum())
    if as_json:
        print_json(_reading(reading) | {"cells": drawn})
        return
    words = Wording()
    sentence = (
        f"{words.area(reading.occupied_total_km2)} are Russian-occupied on the DeepState map of "
        f"{words.day(reading.as_of_date)}, drawn as {words.number(drawn)} cells."
    )
    _say(carried(reading, words), sentence, grey_zone_on(reading, words))


@click.command()
@click.option("--from", "first", required=True, help="Day of the opening state.")
@click.option("--to", "last", required=True, help="Day of the closing state.")
@json_option
def diff(first: str, last: str, as_json: bool) -> None:
    """Measure what changed between the states of two days."""
    with refusing(WindowError, CatalogError):
        days = Window(parse_day(first), parse_day(last))
        library = Library()
        opening, closing = (library.reading_on(day) for day in (days.first_day, days.last_day))
        if days.days > 1:
            after = Window(days.first_day + timedelta(days=1), days.last_day)
            check_map_within(after, closing.as_of_date)
        changed = change_between(library.cell_changes, opening.as_of_date, closing.as_of_date)
    if as_json:
        answer = {
            "from": days.first_day.isoformat(),
            "to": days.last_day.isoformat(),
            "gained_km2": round(changed.gained_km2, 3),
            "regained_km2": round(changed.regained_km2, 3),
            "net_km2": round(closing.occupied_total_km2 - opening.occupied_total_km2, 3),
            "opening": _reading(opening),
            "closing": _reading(closing),
        }
        print_json(answer)
        return
    words = Wording()
    if days.days == 1:
        click.echo(f"Both days are {words.day(days.first_day)}: there is no change to measure.")
        return
    sentence = (
        f"{words.area(changed.gained_km2)} came under Russian control and Ukrainian forces "
        f"regained {words.area(changed.regained_km2)} between {words.day(opening.as_of_date)} "
        f"and {words.day(closing.as_of_date)}, measured on DeepState maps."
    )
    _say(*(carried(reading, words) for reading in (opening, closing)), sentence)
