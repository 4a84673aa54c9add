"""What the map reports of a release is selected where it is a day of the archive."""

from datetime import date

import pytest
import streamlit as st

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.model.cells import day_number
from pokrovsk_front.ui import cached, pickers

FIRST, LAST = date(2022, 4, 3), date(2026, 8, 21)
INSIDE, OUTSIDE = date(2025, 10, 31), date(2026, 8, 22)


@pytest.mark.parametrize(
    ("shown", "selected"),
    [
        ({"day": day_number(INSIDE), "from": None, "mode": "day"}, {"day": INSIDE}),
        (
            {"day": day_number(LAST), "from": day_number(FIRST), "mode": "pair"},
            {"day": LAST, "against": FIRST},
        ),
        ({"day": day_number(OUTSIDE), "from": day_number(FIRST) - 1}, {}),
        ({"day": "2025-10-31", "from": [1]}, {}),
        ({}, {}),
        ("2025-10-31", {}),
    ],
)
def test_a_release_selects_days_of_the_archive(
    shown: object, selected: dict[str, date], monkeypatch: pytest.MonkeyPatch
) -> None:
    session: dict[str, object] = {}
    monkeypatch.setattr(st, "session_state", session)
    pickers.take_days(shown, FIRST, LAST)
    assert session == selected


@pytest.mark.parametrize(
    ("place", "selected"), [("pokrovsk", "pokrovsk"), ("Atlantis", None), ([], None)]
)
def test_a_place_of_the_map_is_selected_where_it_is_one_of_ours(
    place: object, selected: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    session: dict[str, object] = {}
    monkeypatch.setattr(st, "session_state", session)
    monkeypatch.setattr(cached, "figures", lambda: Library())
    pickers.take_place(place)
    assert session.get("place") == selected
