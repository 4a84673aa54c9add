"""What the map in the browser reports to the page."""

import pytest
import streamlit as st

from pokrovsk_front.ui.front_map import report_of_the_map


def test_a_report_is_passed_on_while_the_page_has_the_map(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[object] = []
    session = {"map_front": {"place": "pokrovsk", "shown": None}}
    monkeypatch.setattr(st, "session_state", session)
    report_of_the_map("map_front", "place", heard.append)
    report_of_the_map("map_front", "shown", heard.append)
    report_of_the_map("map_front", "place", None)
    # The reader has left for another page meanwhile.
    report_of_the_map("map_of_elsewhere", "place", heard.append)
    assert heard == ["pokrovsk"]
