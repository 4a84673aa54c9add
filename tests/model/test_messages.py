"""Messages that carry their values: plain, in another language, and from one process to another."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokrovsk_front.model.gazetteer import PlaceError, find_place
from pokrovsk_front.model.isw import isw_areas, isw_reading_on
from pokrovsk_front.model.messages import Message, RefusalError, Value, joined
from pokrovsk_front.model.readings import reading_on
from pokrovsk_front.model.shares import Denominator, oblast_share, share_of
from pokrovsk_front.model.windows import Window, parse_day, parse_window
from pokrovsk_front.model.wording import Wording
from tests.model.made_up import daily_area
from tests.model.made_up_words import in_ukrainian, unmarked

NESTED = Message("{place}: {size}", {"place": Message("ring {number}", {"number": 3}), "size": 0.5})
MANY = 10_000


def test_a_message_is_said_with_all_that_stands_in_it() -> None:
    words = in_ukrainian(
        {"{place}: {size}": "{size} – {place}", "ring {number}": "кільце {number}"}
    )
    assert words.say(NESTED) == "0,5 – кільце 3"
    assert str(NESTED) == "ring 3: 0.5"


def test_numbers_and_days_are_in_the_language_and_text_is_as_it_is() -> None:
    message = Message(
        "{count}, {size}, {day}, {typed}",
        {"count": MANY, "size": 1234.56, "day": date(2025, 10, 31), "typed": "unknown"},
    )
    assert str(message) == "10,000, 1,234.6, 2025-10-31, unknown"
    assert Wording().say(message) == "10,000, 1,234.6, 31 October 2025, unknown"
    words = in_ukrainian({"unknown": "невідомо"})
    assert words.say(message) == "10\u00a0000, 1\u00a0234,6, 31 жовтня 2025, unknown"


def test_text_in_a_value_is_no_place_for_another_value() -> None:
    message = Message("{typed}", {"typed": "{typed} {0} {"})
    assert str(message) == Wording().say(message) == "{typed} {0} {"


LEAVES = st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.builds(lambda value: Message("{value}", {"value": value}), inner),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(["one", "two", "three"]), VALUES))
def test_a_message_comes_back_from_json_as_it_was_sent(values: dict[str, Value]) -> None:
    message = Message(" ".join(f"{{{name}}}" for name in values), values)
    back = Message.from_json(json.loads(json.dumps(asdict(message))))
    assert back == message
    assert hash(back) == hash(message)


def test_messages_are_joined_in_their_order() -> None:
    assert str(joined([NESTED], "; ")) == str(NESTED)
    assert (
        str(joined([NESTED, Message("two"), Message("three")], "; ")) == "ring 3: 0.5; two; three"
    )


THREE_DAYS = daily_area({date(2024, 1, day): 100.0 for day in (1, 2, 20)})
OBLASTS = THREE_DAYS.assign(oblast_iso="UA-14", occupied_km2=1.0, oblast_land_km2=2.0)
ISW = isw_areas(
    THREE_DAYS.assign(
        is_incomplete=False, control_km2=1.0, assessed_advances_km2=1.0, claimed_km2=1.0
    ),
    "assessed",
)
CASES: dict[str, Callable[[], object]] = {
    "reversed": lambda: Window(date(2024, 2, 1), date(2024, 1, 1)),
    "no eve": lambda: Window(date.min, date(2024, 1, 1)),
    "moved too far": lambda: Window(date(2024, 1, 1), date(2024, 1, 1)).shifted(-MANY * 100),
    "no day": lambda: parse_day("soon"),
    "no window": lambda: parse_window("soon"),
    "before the archive": lambda: reading_on(THREE_DAYS, date(2023, 1, 1)),
    "in a gap of the archive": lambda: reading_on(THREE_DAYS, date(2024, 1, 15)),
    "before the ISW series": lambda: isw_reading_on(ISW, date(2023, 1, 1), "assessed"),
    "in a gap of the ISW series": lambda: isw_reading_on(ISW, date(2024, 1, 15), "assessed"),
    "no ISW series": lambda: isw_reading_on(ISW.iloc[:0], date(2024, 1, 1), "assessed"),
    "no size": lambda: share_of(1.0, Denominator("a", "A", 0.0), date(2024, 1, 1)),
    "no occupied land": lambda: oblast_share(OBLASTS, "UA-53", date(2024, 1, 1)),
    "no place": lambda: find_place({"kyiv": ("Kyiv",)}, "Atlantis"),
    "two places": lambda: find_place({"a": ("Lyman",), "b": ("Lyman",)}, "Lyman"),
}


@pytest.mark.parametrize("case", CASES)
def test_every_refusal_can_be_said_in_another_language(case: str) -> None:
    with pytest.raises(RefusalError) as refusal:
        CASES[case]()
    message = refusal.value.message
    assert str(refusal.value) == str(message)
    assert not unmarked(message)
    there = "".join(f"[{{{name}}}]" for name in message.values)
    words = in_ukrainian({message.text: f"Ні: {there}"})
    assert words.refusal(refusal.value).startswith("Ні: ")
    assert words.refusal(refusal.value).count("[") == len(message.values)


def test_a_name_of_an_oblast_in_a_refusal_is_translated_too() -> None:
    with pytest.raises(RefusalError) as refusal:
        CASES["no occupied land"]()
    words = in_ukrainian({"Poltava oblast": "Полтавська область"})
    assert "Полтавська область" in words.refusal(refusal.value)


def test_the_nearest_names_stand_in_the_sentence_and_beside_it() -> None:
    with pytest.raises(PlaceError) as refusal:
        find_place({"kyiv": ("Київ", "Kyiv"), "lviv": ("Львів",)}, "Кив")
    assert refusal.value.nearest == ("Київ", "Львів")
    assert refusal.value.message.values == {"typed": "'Кив'", "nearest": "Київ, Львів"}
