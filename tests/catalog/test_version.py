"""The version of the data: told by its files alone, and kept with its headline figures."""

from hypothesis import given
from hypothesis import strategies as st

from pokrovsk_front.catalog.records import reference_areas
from pokrovsk_front.catalog.tables import read_table
from pokrovsk_front.catalog.version import data_version, version_of
from pokrovsk_front.model.headlines import headlines

FILES = st.dictionaries(st.text(min_size=1, max_size=8), st.binary(max_size=20), max_size=4)


@given(FILES, FILES)
def test_two_states_have_one_version_only_if_they_are_the_same(
    first: dict[str, bytes], second: dict[str, bytes]
) -> None:
    assert (version_of(first) == version_of(second)) == (first == second)


def test_the_committed_figures_have_their_version_and_its_headlines() -> None:
    versions = read_table("versions")
    ours = versions[versions["data_version"] == data_version()]
    found = headlines(read_table("daily_area"), reference_areas()["ukraine"].area_km2)
    kept = list(zip(ours["headline_id"], ours["value"], ours["as_of_date"].dt.date, strict=True))
    assert kept == [(each.headline_id, each.value, each.as_of_date) for each in found]
