"""What the engine is told of pictures and videos: the sheet of the packs, in both languages."""

import re
from datetime import date
from typing import Any

import pytest

from pokrovsk_front.export.picture import foot_of
from pokrovsk_front.maps.palette import DARK, LIGHT, Ramp, blend
from pokrovsk_front.maps.picture.sheet import SHAPES
from pokrovsk_front.maps.record import described_entries, record_description, sheet_description
from tests.maps.pictures import context, figure_of

DAY = date(2025, 11, 7)


def test_the_shapes_are_those_of_the_packs() -> None:
    described = record_description(context().words)["shapes"]
    assert [each["name"] for each in described] == list(SHAPES)
    pixels = [(each["width"] * each["scale"], each["height"] * each["scale"]) for each in described]
    assert pixels == [(2400, 1350), (2160, 2160), (2160, 2700)]


def test_the_words_have_the_same_values_in_both_languages() -> None:
    english, ukrainian = (record_description(context(each).words)["texts"] for each in ("en", "uk"))
    assert english.keys() == ukrainian.keys()
    for name, text in english.items():
        named = [sorted(re.findall(r"{\w+}", each)) for each in (text, ukrainian[name])]
        assert named[0] == named[1], name
        assert text != ukrainian[name]


@pytest.mark.parametrize(
    ("more", "looks"),
    [
        ({}, ["plain", "hatched", "apart"]),
        ({"against": date(2025, 1, 1)}, ["plain", "apart", "plain", "hatched", "apart", "dot"]),
        ({"is_by_month": True}, ["ramp", "plain", "hatched", "apart"]),
    ],
)
def test_a_legend_is_described_as_it_is_seen(more: dict[str, Any], looks: list[str]) -> None:
    figure = figure_of(DAY, "donetsk_region", scheme="dark", **more)
    described = described_entries(figure.entries, DARK)
    assert [each.get("look", "ramp") for each in described] == looks
    for entry, told in zip(figure.entries, described, strict=True):
        if isinstance(entry, Ramp):
            assert (told["ramp"]["firstDay"], told["ramp"]["lastDay"]) == (
                entry.first_day,
                entry.last_day,
            )
        elif told["look"] in {"plain", "hatched"}:
            assert told["fill"] == blend(entry.fill, DARK.land)
            assert ("hatch" in told) == (told["look"] == "hatched")
        else:
            assert told["fill"] == entry.fill


def test_the_foot_leaves_the_day_open() -> None:
    here, figure = context(), figure_of(DAY, "donetsk_region")
    foot = foot_of(figure, here.texts.sources, here.words, "0a1b2c")
    told = sheet_description(figure, LIGHT, foot)
    assert "As of {day}. Data version 0a1b2c. Base map drawn from: " in told["foot"]
    assert told["foot"].count("{") == 1
    assert (told["figure"], told["headline"]) == ("front_state", figure.headline)
    assert told["asOf"] == 1406
    assert told["colours"]["paper"] == LIGHT.land
