"""Every map says the same in both languages: the same numbers, and no English in Ukrainian."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pandas as pd
import pydeck as pdk

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.catalog.records import events, places
from pokrovsk_front.catalog.tables import read_table
from pokrovsk_front.maps.audit import audit_figure
from pokrovsk_front.maps.difference import difference_figure
from pokrovsk_front.maps.events import places_figure
from pokrovsk_front.maps.focus import answer_text, around_text, focus_on
from pokrovsk_front.maps.front import Setting
from pokrovsk_front.maps.months import months_figure
from pokrovsk_front.maps.pairs import Star, pairs_figure
from pokrovsk_front.maps.state import state_figure
from pokrovsk_front.maps.views import POKROVSK
from pokrovsk_front.model.audit import Comparison, Extent, NearestMap
from pokrovsk_front.model.changes import Change
from pokrovsk_front.model.distances import distance_km
from pokrovsk_front.model.figure import Figure
from pokrovsk_front.model.readings import reading_on
from tests.maps.hromadas import hromadas_of

DAY, EARLIER, LATEST = date(2025, 7, 31), date(2024, 7, 31), date(2026, 8, 21)
NEAREST = NearestMap((DAY,), 1.5)
LATIN_NAMES = ("DeepState", "WGS84")


def _figures(locale: str) -> Iterator[Figure[pdk.Deck]]:
    setting = Setting("app/static/{}".format, POKROVSK, "light", wording(locale))
    daily, listed, distances = (
        read_table(name) for name in ("daily_area", "places", "front_distance")
    )
    known: dict[str, Any] = {"setting": setting, "source_ids": ("a",)}
    earlier, later, latest = (reading_on(daily, day) for day in (EARLIER, DAY, LATEST))
    for reading in (later, latest):
        of_day = distances[distances["as_of_date"] == pd.Timestamp(reading.as_of_date)]
        yield state_figure(reading, daily_area=daily, places=listed, distances=of_day, **known)
        yield months_figure(reading, daily_area=daily, **known)
        shown = list(events(locale=locale).values())
        for some in (shown, [each for each in shown if each.place_id == "pokrovsk"]):
            yield places_figure(some, reading=reading, places=listed, distances=of_day, **known)
    yield difference_figure(earlier, later, Change(4_100.0, 40.0), daily_area=daily, **known)
    compared = Comparison(
        Extent(("UA-14",), ("UA12020010000033698",)),
        *(NEAREST, NEAREST, 21.0, 3.5, 1.0, ("a", "b"), ("c",), 0.0, "cells", (), ()),
    )
    yield audit_figure(compared, **known)
    by_id = places()
    names = {key: place.name(locale) for key, place in by_id.items()}
    points = {key: place.point_deg for key, place in by_id.items()}
    for others in (("avdiivka",), ("avdiivka", "kramatorsk")):
        lengths = {key: distance_km(points["pokrovsk"], points[key]) for key in others}
        yield pairs_figure(Star("pokrovsk", names, points, lengths), latest, **known)
    yield hromadas_of(DAY, locale=locale)
    yield hromadas_of(DAY, EARLIER, locale=locale)


@cache
def figures(locale: str) -> list[Figure[pdk.Deck]]:
    return list(_figures(locale))


def without_names(text: str) -> str:
    for name in LATIN_NAMES:
        text = text.replace(name, " ")
    return re.sub("<style>.*?</style>|<[^>]*>", " ", text)


def test_a_ukrainian_map_has_no_latin_word() -> None:
    found = {
        (figure.figure_id, text)
        for figure in figures("uk")
        for text in (
            *(figure.headline, figure.subtitle, figure.alt, figure.long_text, figure.legend),
            *map(str, figure.table.columns),
            *map(str, figure.table.to_numpy().ravel()),
        )
        if re.search("[A-Za-z]{2,}", without_names(text))
    }
    assert not found


def digits(text: str) -> list[str]:
    return sorted(re.findall(r"\d+", re.sub(r"(?<=\d)[,.\u00a0](?=\d)", "", text)))


def test_both_languages_give_the_same_numbers() -> None:
    for english, ukrainian in zip(figures("en"), figures("uk"), strict=True):
        assert english.figure_id == ukrainian.figure_id
        for one, other in (
            (english.headline, ukrainian.headline),
            (english.subtitle, ukrainian.subtitle),
            (english.alt, ukrainian.alt),
            (english.long_text, ukrainian.long_text),
        ):
            assert digits(one) == digits(other), (one, other)


READING = reading_on(read_table("daily_area"), DAY)


def test_a_place_in_focus_is_said_without_a_latin_word() -> None:
    listed, words = read_table("places"), wording("uk")
    distances = read_table("front_distance")
    of_day = distances[distances["as_of_date"] == pd.Timestamp(DAY)]
    place = places()["pokrovsk"]
    focus = focus_on("pokrovsk", place.name_uk, place.point_deg, of_day)
    share = Library().place_shares.of_places_on(["pokrovsk"], DAY)["pokrovsk"]
    answer, around = answer_text(focus, share, words), around_text(focus, listed, READING, words)
    assert answer.startswith("**Покровськ**: ")
    assert around.startswith("**Покровськ** і найближчі населені пункти")
    assert set(re.findall("[A-Za-z]{2,}", answer + around)) <= {"DeepState"}
