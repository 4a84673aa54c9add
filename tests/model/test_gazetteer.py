"""A place by any of its names, and a refusal that helps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokrovsk_front.catalog.records import places
from pokrovsk_front.model.gazetteer import PlaceError, find_place

NAMES = {place_id: place.names for place_id, place in places().items()}


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Pokrovsk", "pokrovsk"),
        ("pOKROVSK ", "pokrovsk"),
        ("Покровськ", "pokrovsk"),
        ("Krasnoarmiisk", "pokrovsk"),
        ("Sloviansk", "sloviansk"),
        ("Слов'янськ", "sloviansk"),
        ("Слов’янськ", "sloviansk"),
        ("СловʼЯнськ", "sloviansk"),
        ("chasiv_yar", "chasiv_yar"),
        ("Chasiv  Yar", "chasiv_yar"),
        ("niu york", "niu_york"),
        ("Pokrovske", "pokrovske_dnipropetrovsk"),
    ],
)
def test_any_name_finds_the_place(name: str, place_id: str) -> None:
    assert find_place(NAMES, name) == place_id


def test_every_name_in_the_table_finds_its_own_place() -> None:
    for place_id, names in NAMES.items():
        assert {find_place(NAMES, name) for name in names} == {place_id}


def test_an_unknown_name_is_refused_with_the_three_nearest() -> None:
    with pytest.raises(PlaceError) as refusal:
        find_place(NAMES, "Pokrovsik")

    assert refusal.value.nearest[0] == "Pokrovsk"
    assert len(refusal.value.nearest) == 3
    assert str(refusal.value) == (
        f"No place is called 'Pokrovsik'. The nearest names: {', '.join(refusal.value.nearest)}."
    )


def test_a_place_is_suggested_once_though_several_of_its_names_are_near() -> None:
    with pytest.raises(PlaceError) as refusal:
        find_place({"a": ("Ab", "Abb", "Abbb"), "b": ("Xy",)}, "Abbbb")
    assert refusal.value.nearest == ("Ab", "Xy")


def test_a_name_of_two_places_is_refused_and_both_are_named() -> None:
    shared = {"north": ("Lyman (north)", "Lyman"), "south": ("Lyman (south)", "Lyman")}
    with pytest.raises(PlaceError, match=r"several places: Lyman \(north\), Lyman \(south\)"):
        find_place(shared, "lyman")


@given(st.text())
def test_any_text_is_a_place_or_a_refusal_of_three_names(name: str) -> None:
    try:
        assert find_place(NAMES, name) in NAMES
    except PlaceError as error:
        assert len(set(error.nearest)) == 3  # noqa: PT017 (either outcome is right)
