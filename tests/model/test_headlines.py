"""The headline figures: those of the article and of DeepState, and what became of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokrovsk_front.catalog.records import reference_areas
from pokrovsk_front.catalog.tables import read_table
from pokrovsk_front.model.headlines import LABELS, headlines, then_and_now

DAILY = read_table("daily_area")
COUNTRY_KM2 = reference_areas()["ukraine"].area_km2
NOW = headlines(DAILY, COUNTRY_KM2)


def test_the_headlines_are_the_published_figures() -> None:
    values = {each.headline_id: each.value for each in NOW}
    assert list(values) == list(LABELS)
    # Bloomberg, 7 November 2025.
    assert values["gain_2024_ten_months"] == pytest.approx(2194, abs=2)
    assert values["gain_2025_ten_months"] == pytest.approx(3386, abs=2)
    assert values["growth_ten_months"] == pytest.approx(54, abs=0.5)
    # DeepState, 1 January 2026.
    assert values["gain_2025"] == pytest.approx(4336, abs=2)
    assert values["occupied_end_of_2025"] == pytest.approx(116_165, abs=2)
    assert values["occupied_share_latest"] == pytest.approx(
        values["occupied_latest"] / 603_628 * 100, abs=0.001
    )


def test_a_figure_whose_days_the_archive_lacks_is_left_out() -> None:
    until_2025 = DAILY[DAILY["as_of_date"] < "2025-06-01"]
    found = {each.headline_id for each in headlines(until_2025, COUNTRY_KM2)}
    assert found == {
        *("gain_2024_ten_months", "gain_2024", "occupied_latest", "occupied_share_latest"),
    }


@given(st.dictionaries(st.sampled_from([*LABELS, "gone"]), st.floats(-1e6, 1e6)))
def test_then_and_now_differ_by_what_they_say(then: dict[str, float]) -> None:
    rows = then_and_now(then, NOW)
    assert [row.headline_id for row in rows] == [key for key in LABELS if key in then]
    for row in rows:
        assert row.then + row.difference == pytest.approx(row.now)
