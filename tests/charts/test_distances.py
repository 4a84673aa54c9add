"""Distances as readers see them: lines named at their end, events numbered, tables in words."""

from dataclasses import fields
from datetime import date, timedelta
from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go
import pytest

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.records import events, places
from pokrovsk_front.catalog.tables import read_table
from pokrovsk_front.charts.distances import matrix, to_front, two_days
from pokrovsk_front.charts.distances.to_front import NUMBER_PX
from pokrovsk_front.charts.template import COLOURS
from pokrovsk_front.model.figure import Figure, Scheme
from pokrovsk_front.model.front_distance import (
    Line,
    Movement,
    events_near,
    lines_to_front,
    movement,
)
from pokrovsk_front.model.timeline import Event, lasting_coverage
from pokrovsk_front.model.wording import Wording
from tests.model.made_up import every_day

WORDS = Wording()
SCHEMES: list[Scheme] = ["light", "dark"]
FIRST = date(2024, 1, 1)


def line(name: str, kilometres: list[float]) -> Line:
    days = pd.to_datetime([FIRST + timedelta(days=number) for number in range(len(kilometres))])
    distances = pd.DataFrame(
        {
            "place_id": name.lower(),
            "as_of_date": days,
            "distance_km": kilometres,
            "nearest_lat_deg": 48.0,
            "nearest_lon_deg": 37.0,
        }
    )
    daily = every_day(FIRST, [100.0] * len(kilometres))
    moved = movement(distances, daily, FIRST, days[-1].date())
    return Line(name, distances, moved, lasting_coverage(distances)[name.lower()])


def event(number: int, title: str = "Something was reported") -> Event:
    values = {field.name: "" for field in fields(Event)} | {
        "event_date": FIRST + timedelta(days=number),
        "title": title,
        "publisher": "A paper",
        "url": "https://example.org",
        "host_is_weak": False,
    }
    return Event(**values)  # type: ignore[arg-type]


NEAR, FAR = [40.0, 40.0, 30.0, 30.0, 0.0], [60.0, 60.0, 55.0, 58.0, 58.0]
LINES = [line("Near", NEAR), line("Far", FAR)]


def figure(
    lines: list[Line] = LINES, shown: list[Event] | None = None, scheme: Scheme = "light"
) -> Figure[go.Figure]:
    return to_front(lines, events=shown or [], words=WORDS, scheme=scheme, source_ids=("maps",))


def notes(drawn: Figure[go.Figure]) -> dict[str, go.layout.Annotation]:
    return {str(note.text): note for note in drawn.picture.layout.annotations}


def test_a_line_has_a_corner_where_the_map_changed_and_stands_in_between() -> None:
    near, far = figure().picture.data
    assert list(near.x) == ["2024-01-01", "2024-01-03", "2024-01-05"]
    assert list(near.y) == [40.0, 30.0, 0.0]
    assert list(far.y) == [60.0, 55.0, 58.0, 58.0], "the last day is there although nothing moved"
    assert near.line.shape == far.line.shape == "hv"


def test_a_line_is_named_at_its_end_in_its_colour() -> None:
    drawn = figure()
    for trace, kilometres in zip(drawn.picture.data, (0.0, 58.0), strict=True):
        note = notes(drawn)[f"<b>{trace.name}</b>"]
        assert (note.x, note.y) == ("2024-01-05", kilometres)
        assert note.font.color == trace.line.color


def test_the_axis_is_linear_and_says_what_zero_is() -> None:
    drawn = figure()
    low, high = drawn.picture.layout.yaxis.range
    assert low < 0 < 60 < high
    assert drawn.picture.layout.yaxis.type is None
    assert "0 = centre inside occupied land" in notes(drawn)


def test_twelve_lines_differ_in_dash_or_colour_and_neighbours_in_dash() -> None:
    traces = figure([line(f"City {at}", [30.0, 20.0]) for at in range(12)]).picture.data
    styles = [(trace.line.color, trace.line.dash) for trace in traces]
    assert len(set(styles)) == 12
    assert all(one[1] != other[1] for one, other in pairwise(styles))


def test_events_are_numbered_and_close_ones_share_a_mark() -> None:
    long = line("Near", [50.0 - number / 10 for number in range(101)])
    drawn = figure([long], [event(10), event(12), event(60)])
    assert [shape.x0 for shape in drawn.picture.layout.shapes] == [
        "2024-01-11",
        "2024-01-13",
        "2024-03-01",
    ]
    assert {"1–2", "3"} <= set(notes(drawn))
    assert "1. 11 Jan 2024: Something was reported. A paper" in (drawn.long_text)
    assert "the first city chosen" in drawn.long_text


def test_a_number_of_events_rises_only_where_it_would_cover_another() -> None:
    long = line("Near", [50.0 - number / 10 for number in range(101)])
    drawn = figure([long], [event(day) for day in (10, 12, 18, 20, 60, 90)])
    rows = {note.text: note.yshift for note in drawn.picture.layout.annotations}
    assert [rows[text] for text in ("1–2", "3–4", "5", "6")] == [0, NUMBER_PX, 0, 0]


def test_without_events_the_text_says_so() -> None:
    drawn = figure()
    assert not drawn.picture.layout.shapes
    assert "no confirmed or mapped event within 30 km of Near" in drawn.long_text


@pytest.mark.parametrize(
    ("kilometres", "headline"),
    [
        ([40.0, 10.0], "The front moved 30.0 km towards Town"),
        ([40.0, 0.0], "The front moved 40.0 km towards Town, up to its centre"),
        ([10.0, 40.0], "The front moved 30.0 km away from Town"),
        ([0.0, 40.0], "The front moved 40.0 km away from Town"),
        ([0.0, 0.0], "The centre of Town lies inside occupied land on both days"),
        ([10.0, 10.0], "The front was as far from Town on the last day as on the first"),
    ],
)
def test_the_headline_says_how_the_front_moved(kilometres: list[float], headline: str) -> None:
    assert figure([line("Town", kilometres), LINES[0]]).headline == headline


def test_the_words_tell_inside_outside_and_earlier() -> None:
    lines = [*LINES, line("Back", [5.0, 0.0, 2.0])]
    text = figure(lines).long_text
    assert "up to the last map, 5 January 2024: Near (since 5 Jan 2024)." in text
    assert (
        "Far (nearest 55.0 km, 3 Jan 2024), Back (last inside on 2 Jan 2024; nearest since then "
        "2.0 km, 3 Jan 2024)." in text
    )
    assert figure().alt == (
        "Line chart of the distance to occupied land by day, 1 January 2024 to 5 January 2024: "
        "Near 40.0 km, then inside; Far 60.0 km, then 58.0 km."
    )


def test_the_table_has_the_month_ends() -> None:
    long = line("Near", [float(number) for number in range(70, 0, -1)])
    assert figure([long]).table.to_dict(orient="list") == {
        "Map date": ["1 Jan 2024", "31 Jan 2024", "29 Feb 2024", "10 Mar 2024"],
        "Near, km": ["70.0", "40.0", "11.0", "1.0"],
    }


def test_two_days_side_by_side() -> None:
    lines = [
        *LINES,
        line("Back", [5.0, 0.0, 2.0, 3.0, 9.0]),
        line("Twice", [3.0, 0.0, 2.0, 0.0, 0.0]),
        line("Old", [0.0] * 5),
    ]
    heights_m = {"near": 208, "far": -3, "back": None, "twice": 1205, "old": 0}
    assert two_days(lines, heights_m, WORDS).to_dict(orient="list") == {
        "Place": ["Near", "Far", "Back", "Twice", "Old"],
        "1 Jan 2024": ["40.0 km", "60.0 km", "5.0 km", "3.0 km", "inside"],
        "5 Jan 2024": ["inside", "58.0 km", "9.0 km", "inside", "inside"],
        "Nearer (+), farther (−)": ["+40.0 km", "+2.0 km", "−4.0 km", "+3.0 km", "0.0 km"],
        "Centre inside occupied land": [
            "inside since 5 Jan 2024",
            "never inside",
            "inside from 2 Jan 2024; outside on the last map",
            "inside first on 2 Jan 2024, without a break since 4 Jan 2024",
            "inside on every map",
        ],
        "Half of it occupied since": ["–"] * 5,
        "Nine tenths occupied since": ["–"] * 5,
        "Height of the centre": ["208 m", "−3 m", "unknown", "1,205 m", "0 m"],
    }


def test_one_day_alone_is_a_figure_and_a_table() -> None:
    distance = LINES[0].moved.earlier
    still = Line("Near", LINES[0].distances, Movement(distance, distance), LINES[0].coverage)
    assert list(two_days([still], {"near": 208}, WORDS).columns) == [
        "Place",
        "1 Jan 2024",
        "Nearer (+), farther (−)",
        "Centre inside occupied land",
        "Half of it occupied since",
        "Nine tenths occupied since",
        "Height of the centre",
    ]
    assert figure([still]).picture.layout.xaxis.range is None


def test_a_matrix_in_words() -> None:
    kilometres = pd.DataFrame([[0.0, 45.27], [45.27, 0.0]], index=["a", "b"], columns=["a", "b"])
    shown = matrix(kilometres, {"a": "One", "b": "Other"}, WORDS)
    assert shown.to_dict(orient="list") == {
        "km, centre to centre": ["One", "Other"],
        "One": ["–", "45.3"],
        "Other": ["45.3", "–"],
    }


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_place_of_the_project_can_be_drawn_by_plotly(scheme: Scheme) -> None:
    daily, distances = read_table("daily_area"), read_table("front_distance")
    since = lasting_coverage(distances)
    points = {key: place.point_deg for key, place in places().items()}
    for place_id, rows in distances.groupby("place_id"):
        moved = movement(rows, daily, date(2022, 4, 3), date(2026, 8, 20))
        near = events_near(events().values(), str(place_id), points, moved)
        drawn = figure([Line(str(place_id), rows, moved, since[str(place_id)])], near, scheme)
        # Made without Plotly's check of each property: here it is made up for.
        go.Figure(drawn.picture.to_dict())
        assert drawn.headline
        assert drawn.alt.endswith(".")
        assert {trace.type for trace in drawn.picture.data} == {"scatter"}
        assert drawn.picture.data[0].line.color in COLOURS[scheme].values()
        assert len(drawn.picture.data[0].x) <= 2000


def test_the_events_beside_pokrovsk_are_sure_and_near() -> None:
    rows = read_table("front_distance")
    rows = rows[rows["place_id"] == "pokrovsk"]
    moved = movement(rows, read_table("daily_area"), date(2023, 12, 31), date(2026, 8, 20))
    points = {key: place.point_deg for key, place in places().items()}
    near = events_near(events().values(), "pokrovsk", points, moved)
    assert {each.certainty for each in near} <= {"confirmed", "mapped"}
    assert {"novohrodivka_withdrawal", "pokrovsk_operation"} <= {each.event_id for each in near}
    assert "pokrovsk_claim" not in {each.event_id for each in near}, "a claim"
    assert "avdiivka_withdrawal" not in {each.event_id for each in near}, "45 km away"
    in_2024 = movement(rows, read_table("daily_area"), date(2023, 12, 31), date(2024, 12, 31))
    assert {
        each.event_date.year for each in events_near(events().values(), "pokrovsk", points, in_2024)
    } == {2024}


def test_the_text_says_since_when_half_is_occupied_and_of_whom_less() -> None:
    library = Library()
    names = {"pokrovsk": "Pokrovsk", "kramatorsk": "Kramatorsk"}
    shares = {key: library.place_shares.days_of_place(key) for key in names}
    days = date(2025, 1, 1), library.latest_day
    tables = library.distances_by_place, library.coverage, library.daily_area
    text = to_front(
        lines_to_front(names, *tables, days, shares),
        events=[],
        words=WORDS,
        scheme="light",
        source_ids=("maps",),
    ).long_text
    assert (
        "where none is known): Pokrovsk: half since 2 Dec 2025, within one day, nine tenths "
        "since 11 Feb 2026. Of the others less than half was occupied."
    ) in text
