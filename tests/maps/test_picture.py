"""The static picture of a map: the cells it draws, its words, its size, its bytes."""

import gzip
import json
import re
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import Any

import h3
import numpy as np
import pandas as pd
import pydeck as pdk
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pokrovsk_front.export.picture import map_poster
from pokrovsk_front.export.sheet_script import font_rules
from pokrovsk_front.labels.boxes import Box
from pokrovsk_front.maps.palette import LIGHT, Ramp
from pokrovsk_front.maps.picture.camera import Camera
from pokrovsk_front.maps.picture.cells import by_month
from pokrovsk_front.maps.picture.land import PictureError
from pokrovsk_front.maps.picture.lettering import Type, css
from pokrovsk_front.maps.picture.names import placed_anew
from pokrovsk_front.maps.picture.sheet import POSTER, SHAPES, SQUARE, WIDE, Shape
from pokrovsk_front.maps.views import VIEWS
from pokrovsk_front.model.cells import cells_on, day_number, is_occupied
from tests.advances import advances
from tests.maps.pictures import (
    SVG,
    Read,
    are_inside,
    centres_px,
    context,
    figure_of,
    number,
    picture_of,
    plain,
)

pytestmark = pytest.mark.whole

DAYS = [day.date() for day in context().library.daily_area["as_of_date"]]
CELLS_LOOKED_AT = 400
VIEW_IDS = st.sampled_from(list(VIEWS))
EXAMPLES = settings(max_examples=4, phases=[Phase.generate])


def camera_of(view_id: str) -> Camera:
    view = VIEWS[view_id]
    size = POSTER.width_px, POSTER.height_px
    return Camera(view.longitude_deg, view.latitude_deg, view.zoom, *size)


@cache
def cells_in_view(view_id: str) -> pd.DataFrame:
    cells = context().library.table("cells")["cell"].drop_duplicates()
    return centres_px(cells, camera_of(view_id))


def some_cells(view_id: str, seed: int) -> pd.DataFrame:
    """Choose cells at random out of those whose centres the picture shows."""
    seen = cells_in_view(view_id)
    return seen.sample(min(len(seen), CELLS_LOOKED_AT), random_state=seed)


def occupied_on(day: date) -> set[str]:
    state = cells_on(context().library.table("cells"), day)
    return set(state.loc[is_occupied(state), "cell"])


def inside(read: Read, layer: str, seen: pd.DataFrame) -> set[str]:
    """Give the cells whose centres are inside the areas of a layer."""
    return set(seen.index[are_inside(seen.to_numpy(), read.rings(layer))])


def before_2022(seen: pd.DataFrame) -> set[str]:
    """Give the cells whose centres are inside the land that every map draws as occupied."""
    file = context().files.file("app/static/occupied_before_2022.geojson")
    area = next(
        each["geometry"]["coordinates"]
        for each in context().files.read(file)["features"]
        if each["geometry"]["type"] == "MultiPolygon"
    )
    rings = [np.array(ring) for polygon in area for ring in polygon]
    centres = np.array([h3.cell_to_latlng(cell) for cell in seen.index])[:, ::-1]
    return set(seen.index[are_inside(centres, rings)])


@EXAMPLES
@given(st.sampled_from(DAYS), VIEW_IDS, st.integers(0, 99))
def test_the_cells_of_a_day_are_those_that_are_more_than_half_occupied(
    day: date, view_id: str, seed: int
) -> None:
    seen, occupied = some_cells(view_id, seed), occupied_on(day)
    read = Read.of(picture_of(figure_of(day, view_id)))
    before = inside(read, "before-2022", seen)
    assert before == before_2022(seen)
    drawn = inside(read, "always-occupied", seen) | inside(read, "cells", seen)
    assert drawn | before == occupied & set(seen.index) | before


@EXAMPLES
@given(st.sampled_from(DAYS), st.sampled_from(DAYS), VIEW_IDS, st.integers(0, 99))
def test_the_cells_of_two_days_are_those_that_changed_hands(
    one: date, other: date, view_id: str, seed: int
) -> None:
    earlier, later = sorted((one, other))
    seen = some_cells(view_id, seed)
    first, second = (occupied_on(day) & set(seen.index) for day in (earlier, later))
    read = Read.of(picture_of(figure_of(later, view_id, against=earlier)))
    assert inside(read, "came-under-control", seen) == second - first
    assert inside(read, "regained", seen) == first - second


@EXAMPLES
@given(st.sampled_from(DAYS), VIEW_IDS, st.integers(0, 99))
def test_the_months_of_a_day_are_all_the_land_occupied_on_it(
    day: date, view_id: str, seed: int
) -> None:
    seen, occupied = some_cells(view_id, seed), occupied_on(day)
    read = Read.of(picture_of(figure_of(day, view_id, is_by_month=True)))
    before = inside(read, "before-2022", seen)
    drawn = inside(read, "always-occupied", seen) | inside(read, "cells-by-month", seen)
    assert drawn | before == occupied & set(seen.index) | before


def test_a_cell_has_the_month_since_which_it_has_been_occupied() -> None:
    rows = [{"h": cell, "f": day_number(day)} for cell, day in zip("abcd", CHANGED, strict=True)]
    ramp = Ramp((0, 0, 0, 255), (200, 100, 50, 255), day_number(FIRST), day_number(FIRST) + 400)
    months = by_month(rows, ramp)
    assert [cells for _colour, cells in months] == [["a", "b"], ["c"], ["d"]]
    # Cells occupied since before the first day have the colour of its month.
    assert months[0][0] == ramp.at(day_number(date(2024, 1, 15)))
    assert months[2][0] == ramp.last


FIRST = date(2024, 1, 1)
CHANGED = [date(2023, 5, 1), date(2024, 1, 30), date(2024, 2, 1), date(2025, 3, 1)]


def test_the_grey_zone_is_drawn_on_a_day_that_has_one_and_as_dots_on_the_earlier_of_two() -> None:
    day, earlier = date(2025, 7, 31), date(2024, 10, 31)
    seen = some_cells("donetsk_region", 1)
    grey = context().library.table("grey_cells").rename(columns={"grey_zone_km2": "occupied_km2"})
    on_day, before = (
        set(state.loc[is_occupied(state), "cell"]) & set(seen.index)
        for state in (cells_on(grey, each) for each in (day, earlier))
    )
    assert on_day
    assert (
        inside(Read.of(picture_of(figure_of(day, "donetsk_region"))), "grey-zone", seen) == on_day
    )
    both = Read.of(picture_of(figure_of(day, "donetsk_region", against=earlier)))
    assert inside(both, "grey-zone", seen) == on_day
    assert inside(both, "grey-zone-earlier", seen) == before


@pytest.mark.parametrize("shape", SHAPES.values(), ids=list(SHAPES))
@pytest.mark.parametrize("locale", ["en", "uk"])
def test_a_picture_says_what_its_figure_says(shape: Shape, locale: str) -> None:
    figure = figure_of(DAY, "donetsk_region", against=AGAINST, locale=locale, scheme="dark")
    read, words = Read.of(picture_of(figure, shape, locale)), context(locale).words
    texts = read.texts
    assert read.child("title").text == figure.headline
    assert str(read.child("desc").text).startswith(figure.alt)
    assert (read.root.get("role"), read.root.get("lang")) == ("img", locale)
    said = [figure.headline, figure.words_of_picture, *(entry.text for entry in figure.entries)]
    assert set(map(plain, said)) <= set(texts)
    foot = next(text for text in texts if context().library.data_version in text)
    assert plain(words.day(DAY)) in foot
    assert "DeepState" in foot
    assert "OpenStreetMap" in foot, "the lines of the base map are credited"
    assert {plain(words.distance(km)) for km in (20, 50)} & set(texts)
    ids = [each.get("id") for each in read.root.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    named = set(re.findall(r"url\(#([^)]+)\)", picture_of(figure, shape, locale).decode()))
    assert named <= set(ids)


DAY, AGAINST = date(2025, 11, 7), date(2024, 10, 31)


@pytest.mark.parametrize("shape", SHAPES.values(), ids=list(SHAPES))
@pytest.mark.parametrize("locale", ["en", "uk"])
@pytest.mark.parametrize("view_id", ["pokrovsk", "donetsk_region"])
def test_no_text_leaves_the_picture_and_the_map_has_most_of_it(
    shape: Shape, locale: str, view_id: str
) -> None:
    kinds: tuple[dict[str, Any], ...] = ({}, {"against": AGAINST}, {"is_by_month": True})
    for kind in kinds:
        read = Read.of(picture_of(figure_of(DAY, view_id, locale=locale, **kind), shape, locale))
        land = read.child("svg")
        left, top, width, height = (number(land, key) for key in ("x", "y", "width", "height"))
        assert width * height > 0.5 * shape.width_px * shape.height_px
        words_px = Box(0, 0, left or shape.width_px, shape.height_px)
        for text in read.root.findall(f"{SVG}text"):
            size, sign = number(text, "font-size"), text.get("text-anchor", "start")
            is_serif = "Serif" in text.get("font-family", "")
            lettering = Type(size, is_bold="font-weight" in text.attrib, is_serif=is_serif)
            for line in text:
                wide = lettering.width_px(str(line.text))
                x, y = number(line, "x"), number(line, "y")
                start = x - {"start": 0, "middle": wide / 2, "end": wide}[sign]
                assert words_px.holds(Box(start, y - size, start + wide, y + size / 4)), line.text
                if shape is not WIDE:
                    assert y < top or y - size / 2 > top + height, line.text


def test_no_name_covers_another_or_is_cut_by_the_edge() -> None:
    figure = figure_of(DAY, "donetsk_region")
    land = Read.of(picture_of(figure, SQUARE)).child("svg")
    names = [each for each in land.iter(f"{SVG}text") if len(each)]
    assert len(names) > 10
    boxes = []
    for name in names:
        size = number(name, "font-size")
        wide = max(Type(size, is_bold=True).width_px(str(line.text)) for line in name)
        sign = {"start": 0, "middle": wide / 2, "end": wide}[name.get("text-anchor", "start")]
        x, top, low = (
            number(name[0], "x") - sign,
            number(name[0], "y"),
            number(name[-1], "y"),
        )
        boxes.append(Box(x, top - 0.7 * size, x + wide, low + 0.1 * size))
    frame = Box(0, 0, number(land, "width"), number(land, "height"))
    assert all(frame.holds(box) for box in boxes)
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))


def test_the_name_of_a_region_is_quiet_and_has_no_dot() -> None:
    land = Read.of(picture_of(figure_of(DAY, "donetsk_region"), WIDE)).child("svg")
    colours = css(LIGHT.region_text), css(LIGHT.label_text)
    groups = {group.get("fill"): group for group in land.iter(f"{SVG}g")}
    regions, places = (list(groups[colour].iter(f"{SVG}text")) for colour in colours)
    assert "Kharkiv oblast" in {" ".join(name.itertext()) for name in regions}
    dots = [each for group in land.iter(f"{SVG}g") for each in group.findall(f"{SVG}circle")]
    assert len(dots) == len(places) > 15


def test_names_of_all_zooms_are_chosen_by_that_of_the_picture() -> None:
    said = {}
    for view_id in ("front", "pokrovsk"):
        figure = figure_of(DAY, view_id)
        figure.picture.names = "app/static/names_en.json"
        land = Read.of(picture_of(figure, POSTER)).child("svg")
        said[view_id] = {" ".join(name.itertext()) for name in land.iter(f"{SVG}text")}
    assert {"Pokrovsk", "Donetsk", "Donetsk oblast", "RUSSIA", "Sea of Azov"} <= said["front"]
    assert {"Pokrovsk", "Hrodivka", "Udachne"} <= said["pokrovsk"]
    assert not {"Hrodivka", "Udachne"} & said["front"]


def test_the_ties_of_railways_are_dashes_as_in_the_style() -> None:
    land = Read.of(picture_of(figure_of(DAY, "donetsk_region"), WIDE)).child("svg")
    (ties,) = (each for each in land.iter(f"{SVG}path") if each.get("id") == "base-railway-ties")
    width = number(ties, "stroke-width")
    lengths = [float(each) / width for each in ties.get("stroke-dasharray", "").split()]
    assert lengths == pytest.approx([0.3, 3.2], abs=0.02), "static/style.light.json"
    assert ties.get("stroke-linecap") is None, "a round end would close the gaps"


def test_the_same_day_gives_the_same_bytes_and_few_of_them() -> None:
    whole_war: dict[str, Any] = {"against": date(2022, 4, 3)}
    for view_id, kind in (("ukraine", whole_war), ("front", whole_war), ("front", {})):
        figure = figure_of(DAY, view_id, **kind)
        svg = picture_of(figure, WIDE)
        assert svg == picture_of(figure, WIDE)
        drawn = svg.replace(font_rules().encode(), b"")
        assert len(svg) - len(drawn) < 95_000
        assert len(drawn) < 400_000
        assert len(gzip.compress(drawn)) < 120_000


def test_a_picture_carries_its_fonts_and_what_stands_for_a_map_of_a_page_does_not() -> None:
    figure = figure_of(DAY, "pokrovsk")
    svg = picture_of(figure, SQUARE).decode()
    assert svg.count("@font-face") == 2
    families = re.findall(r'@font-face\{font-family:"([^"]+)"', svg)
    used = {family.split(",")[0].strip("'") for family in re.findall(r'font-family="([^"]+)"', svg)}
    assert used == set(families) == {"Front Sans", "Front Serif"}
    assert not re.findall(r"url\((?!data:|#)", svg), "nothing is asked for"
    poster = map_poster(figure, context().files, context().words)
    assert b"@font-face" not in poster
    assert len(poster) < 150_000


def test_text_is_as_wide_as_the_letters_of_the_fonts() -> None:
    path = files("pokrovsk_front.maps.picture").joinpath("advances.json")
    assert json.loads(path.read_text(encoding="utf-8")) == advances(), "make fonts"
    # The metrics of Source Sans Regular as Adobe ships it: A 544, v 467 thousandths.
    assert Type(100).width_px("Av") == pytest.approx(54.4 + 46.7, abs=0.2)


def test_a_street_map_and_an_unknown_layer_are_refused() -> None:
    figure = figure_of(DAY, "pokrovsk")
    figure.picture.map_style = "https://example.org/style"
    with pytest.raises(PictureError, match="no street map"):
        picture_of(figure)
    figure = figure_of(DAY, "pokrovsk")
    figure.picture.layers = [pdk.Layer("ArcLayer", [], id="arcs")]
    with pytest.raises(PictureError, match="The layer arcs is a ArcLayer"):
        picture_of(figure)


def test_a_description_has_no_marks_of_markdown() -> None:
    figure = replace(figure_of(DAY, "pokrovsk"), long_text="**Bold** and [a link](https://x.org).")
    about = Read.of(picture_of(figure)).child("desc").text
    assert str(about).endswith("Bold and a link.")


def placed(named: list[dict[str, Any]], **more: Any) -> dict[str, str]:  # noqa: ANN401
    """Place names at the zoom of a picture of Pokrovsk and give the side of each."""
    view = VIEWS["pokrovsk"]
    camera = Camera(view.longitude_deg, view.latitude_deg, view.zoom, 600, 600)
    options: dict[str, Any] = {"taken": [], "ring_px": {}, "avoided": []} | more
    return {name.text: name.anchor for name in placed_anew(named, camera, 1.0, **options)}


def test_a_name_keeps_off_rings_and_lines_where_it_can() -> None:
    at = [37.2, 48.27]
    row = {"n": "Here", "p": at, "r": 1}
    assert placed([row]) == {"Here": "start"}
    assert placed([row], avoided=[Box(310, 290, 330, 310)]) == {"Here": "end"}
    assert placed([row], ring_px={(at[0] + 0.05, at[1]): 12.0}) == {"Here": "end"}
    assert placed([row], taken=[Box(0, 0, 600, 600)]) == {}


def test_a_date_and_a_measure_stay_on_one_line_and_a_count_does_not() -> None:
    lines = Type(10).lines("Events at 22 places on 7 November 2025 and 12 km", 100)
    text = "/".join(lines)
    assert "7\N{NO-BREAK SPACE}November\N{NO-BREAK SPACE}2025" in text
    assert "12\N{NO-BREAK SPACE}km" in text
    assert "22\N{NO-BREAK SPACE}" not in text


def test_no_line_begins_with_a_dash_or_ends_with_a_word_of_one_letter() -> None:
    said = "Між містами Покровськ і Авдіївка – 45,3 км; у 14 з 16 міст – менше · 97 % людей"
    for width in range(60, 300, 12):
        lines = Type(10).lines(said, width)
        assert " ".join(map(plain, lines)) == said
        assert not [line for line in lines if line[0] in "–·%"], lines
        assert not [line for line in lines if line.split()[-1] in {"і", "у", "з"}], lines
