"""Page of hromadas: oblasts and days in the address, in both languages."""

from datetime import date

import pytest

from tests.pages.opening import html, maps, open_page, said_of_map, text

pytestmark = pytest.mark.pages

LEFT = "Donetsk oblast: 21.5% of the land was not occupied on 6 February 2026"


def test_the_page_says_what_is_left_and_what_was_printed() -> None:
    app = open_page("hromadas", day="2026-02-06", lang="en")
    assert LEFT in said_of_map(app)
    assert "DeepState published an occupied share of 78.5% for the oblast" in text(app)
    assert "Oleksandrivka settlement hromada" in html(app)
    assert app.get("plotly_chart")


@pytest.mark.parametrize("locale", ["en", "uk"])
@pytest.mark.parametrize("oblast", ["UA-09", "UA-23", "UA-59", "UA-63", "UA-65"])
def test_every_oblast_opens_on_a_day_and_between_two(oblast: str, locale: str) -> None:
    app = open_page("hromadas", oblast=oblast, lang=locale)
    assert len(maps(app)) == 1
    app.session_state["show"] = "difference"
    assert not app.run().exception
    assert maps(app)[0]["description"]["shown"]["mode"] == "pair"


def test_two_days_in_either_order_are_one_change() -> None:
    said = {
        said_of_map(open_page("hromadas", show="difference", day=one, against=other, lang="en"))
        for one, other in (("2026-08-20", "2025-08-20"), ("2025-08-20", "2026-08-20"))
    }
    assert len(said) == 1
    assert "the most in Lyman urban hromada (+221 km²)" in said.pop()


def test_an_oblast_and_a_day_that_are_not_there_are_said_in_one_sentence_each() -> None:
    app = open_page("hromadas", oblast="UA-12", day="2026-02-31", lang="en")
    assert [each.value for each in app.warning] == [
        "“Oblast” has no option `UA-12`; the page shows “Donetsk oblast”.",
        "31 February 2026 does not exist; the page shows 28 February 2026.",
    ]


def test_an_early_day_without_a_grey_zone_opens() -> None:
    app = open_page("hromadas", day=date(2022, 5, 1).isoformat(), lang="en")
    assert "not known" in html(app) or "0%" in html(app)
