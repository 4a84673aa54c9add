"""What the day control is given: days, words in both languages, and the fills of the legend."""

import re
from datetime import date

import pytest

from pokrovsk_front.catalog.messages import wording
from pokrovsk_front.catalog.records import breaks
from pokrovsk_front.maps.legend import Entry
from pokrovsk_front.maps.scrubber import Moves, PairChange, scrubber, scrubber_texts, swatches
from pokrovsk_front.model.changes import Change

FIRST, LAST = date(2022, 1, 2), date(2022, 1, 31)


def test_a_map_says_between_which_days_it_moves() -> None:
    described = scrubber("app/static/{}?v=1".format, Moves(FIRST, LAST))
    assert (described["days"], described["first"], described["last"]) == (
        "app/static/days.json?v=1",
        1,
        30,
    )
    assert "change" not in described
    assert described["redrawn"] == []
    (break_,) = (each for each in breaks() if each.as_of_date == date(2022, 9, 25))
    assert scrubber(str, Moves(FIRST, LAST, (break_,)))["redrawn"] == [[267, 782.71]]
    change = PairChange(FIRST, LAST, Change(301.2345, 20.0))
    assert scrubber(str, Moves(FIRST, LAST), change)["change"] == {
        "from": 1,
        "day": 30,
        "gained": 301.2345,
        "regained": 20.0,
    }


def test_a_fill_whose_day_moves_keeps_the_place_of_its_day() -> None:
    still = Entry((1, 2, 3, 4), "Occupied", (5, 6, 7, 8), is_dashed=True)
    moving = Entry((1, 2, 3, 4), "on 31 Oct", follows="from", moving_text="on {day}")
    first, second = swatches([still, "a ramp", moving])
    assert (first["text"], first["edge"], first["isDashed"]) == ("Occupied", [5, 6, 7, 8], True)
    assert (first["follows"], second["follows"]) == ("", "from")
    assert (second["text"], second["edge"]) == ("on {day}", None)


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"\{\w+\}", text))


@pytest.mark.parametrize("name", list(scrubber_texts(wording("en"))))
def test_both_languages_have_the_same_words(name: str) -> None:
    english, ukrainian = (
        [text] if isinstance(text := scrubber_texts(wording(locale))[name], str) else text
        for locale in ("en", "uk")
    )
    assert len(english) == len(ukrainian)
    assert [placeholders(text) for text in english] == [placeholders(text) for text in ukrainian]
