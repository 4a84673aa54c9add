"""Links that name what a page does not have: one sentence says so, and what is shown instead."""

from datetime import date

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from pokrovsk_front.catalog.records import places
from tests.pages.opening import checked, in_the_address, landing, let_go

FIRST, LAST = date(2022, 4, 3), date(2026, 8, 21)


def opened(page: str, **asked: str | list[str]) -> AppTest:
    """Open a page by a link, as a browser does that was never here before."""
    app = landing()
    for key, value in asked.items():
        app.query_params[key] = value
    return checked(app.switch_page(f"pages/{page}.py").run())


def said(app: AppTest) -> list[str]:
    return [warning.value for warning in app.warning]


@pytest.mark.parametrize(
    ("asked", "sentence", "shown"),
    [
        (
            "2025-02-31",
            "31 February 2025 does not exist; the page shows 28 February 2025.",
            date(2025, 2, 28),
        ),
        (
            "2030-01-01",
            "1 January 2030 is not among the days of the archive; the page shows 21 August 2026.",
            LAST,
        ),
        (
            "1999-12-31",
            "31 December 1999 is not among the days of the archive; the page shows 3 April 2022.",
            FIRST,
        ),
        ("2031-99-99", "`2031-99-99` is not a day; the page shows 21 August 2026.", LAST),
        ("yesterday", "`yesterday` is not a day; the page shows 21 August 2026.", LAST),
        ("2025-10-31", None, date(2025, 10, 31)),
        ("2026-08-21", None, LAST),
        ("", "The link leaves a day empty; the page shows 21 August 2026.", LAST),
    ],
)
def test_a_day_of_a_link_is_shown_or_said_to_be_missing(
    asked: str, sentence: str | None, shown: date
) -> None:
    app = opened("front_map", day=asked)
    assert said(app) == ([sentence] if sentence else [])
    assert app.date_input(key="day").value == shown
    # A copied address opens the day that is shown.
    assert in_the_address(app, "day") == ([] if shown == LAST else [shown.isoformat()])


def test_what_is_said_of_a_link_stays_until_another_day_is_chosen() -> None:
    app = opened("front_map", day="2025-02-31")
    app.selectbox(key="view").set_value("pokrovsk").run()
    assert len(said(app)) == 1
    let_go(app, date(2025, 3, 1))
    assert said(app) == []


@pytest.mark.parametrize(
    ("page", "asked", "sentences"),
    [
        (
            "front_map",
            {"view": "the moon"},
            ["“View” has no option `the moon`; the page shows “Donetsk region”."],
        ),
        (
            "front_map",
            {"place": "Atlantis"},
            ["“Place” has no option `Atlantis`; none is chosen."],
        ),
        (
            "front_map",
            {"show": "Two days", "against": "2021-06-01"},
            ["1 June 2021 is not among the days of the archive; the page shows 3 April 2022."],
        ),
        (
            "front_map",
            {"street_map": "perhaps"},
            [
                "“Street map from openfreemap.org (your browser asks that site for tiles)” has no "
                "option `perhaps`; none is chosen."
            ],
        ),
        (
            "gains",
            {"a_from": "2025-02-29", "a_to": "2025-03-01", "section": "nowhere"},
            [
                "29 February 2025 does not exist; the page shows 28 February 2025.",
                "“Show” has no option `nowhere`; the page shows “Two windows”.",
            ],
        ),
        (
            "distances",
            {"since": "2020-01-01", "until": "2027-01-01"},
            [
                "1 January 2020 is not among the days of the archive; the page shows 3 April 2022.",
                "1 January 2027 is not among the days of the archive; the page shows 21 August "
                "2026.",
            ],
        ),
        (
            "distances",
            {"distances": "City to city", "start": "Paris"},
            ["“From which city” has no option `Paris`; the page shows “Pokrovsk”."],
        ),
        ("people", {"city": "Paris"}, ["“City” has no option `Paris`; the page shows “Pokrovsk”."]),
        (
            "timeline",
            {"kind": ["Withdrawals", "weather"]},
            ["“Subject” has no option `weather`; the page shows “Withdrawals”."],
        ),
        ("timeline", {"event": "nothing"}, ["There is no event `nothing`; all events are shown."]),
        ("claims", {"verdict": "true"}, ["“Verdict” has no option `true`; none is chosen."]),
        ("claims", {"claim": "nothing"}, ["There is no claim `nothing`; all claims are shown."]),
        ("method", {"lang": "de"}, ["There is no language `de` here; the page is in English."]),
    ],
)
def test_a_choice_of_a_link_that_is_not_there_is_said(
    page: str, asked: dict[str, str], sentences: list[str]
) -> None:
    assert said(opened(page, **asked)) == sentences


def test_a_link_to_more_cities_than_a_chart_takes_is_said() -> None:
    cities = [place.name_en for place in places().values()][:14]
    assert said(opened("distances", cities=cities)) == [
        "The link names 14, of which the page shows the first 12."
    ]
    assert said(opened("distances", cities=cities[:12])) == []


@pytest.mark.parametrize(
    ("page", "asked", "written"),
    [
        # What a reader saw of an option stood in the addresses of the first version.
        (
            "front_map",
            {"show": "Two days", "view": "Pokrovsk", "place": "Slavyansk"},
            {"show": ["difference"], "view": ["pokrovsk"], "place": ["sloviansk"]},
        ),
        ("front_map", {"show": "Два дні", "lang": "uk"}, {"show": ["difference"]}),
        ("front_map", {"show": "difference", "lang": "uk"}, {"show": ["difference"]}),
        ("front_map", {"view": "donetsk_region", "place": ""}, {"view": [], "place": []}),
        ("people", {"city": "Краматорськ"}, {"city": ["kramatorsk"]}),
        (
            "distances",
            {"cities": ["Kramatorsk", "Слов'янськ", "kramatorsk"]},
            {"cities": ["kramatorsk", "sloviansk"]},
        ),
        ("distances", {"cities": ""}, {"cities": [""]}),
        ("timeline", {"kind": ["Withdrawals", "attack"]}, {"kind": ["withdrawal", "attack"]}),
    ],
)
def test_the_address_has_options_by_their_ids(
    page: str, asked: dict[str, str | list[str]], written: dict[str, list[str]]
) -> None:
    for each in (asked, {**asked, **written}):
        app = opened(page, **each)
        assert {key: in_the_address(app, key) for key in written} == written


def test_the_language_can_be_switched_under_a_link_without_a_word() -> None:
    app = opened("front_map", view="Pokrovsk", show="Two days")
    app.button_group(key="language").set_value("uk").run()
    assert said(app) == []
    assert app.selectbox(key="view").value == "pokrovsk"


@pytest.mark.parametrize(
    ("page", "asked", "sentences"),
    [
        (
            "gains",
            {"Day": "2025-10-31", "a": "2024"},
            ["This page does not use a part of the link: `Day`, `a`."],
        ),
        ("overview", {"day": "2025-10-31"}, ["This page does not use a part of the link: `day`."]),
        (
            "method",
            {key: "1" for key in "abcd"},
            ["This page does not use parts of the link: `a`, `b`, `c` and more."],
        ),
        ("front_map", {"utm_source": "x", "fbclid": "y", "data": ""}, []),
        (
            "front_map",
            {"day": ["2025-02-31", "2025-10-31"]},
            ["The link has `day` more than once; only one of them counts."],
        ),
        (
            "front_map",
            {"view": ["Pokrovsk", "Ukraine"]},
            ["The link has `view` more than once; only one of them counts."],
        ),
        (
            "claims",
            {"claim": ["gain_2024", "gain_2025"]},
            ["The link has `claim` more than once; only one of them counts."],
        ),
        (
            "front_map",
            {"view": ""},
            ["The link leaves “View” empty; the page shows “Donetsk region”."],
        ),
        ("timeline", {"kind": ["Withdrawals", "Attacks"]}, []),
        ("timeline", {"kind": ""}, []),
        (
            "claims",
            {"claim": "gain_2025", "verdict": "unverifiable"},
            ["The link shows one entry alone, so its filter is ignored: “Verdict”."],
        ),
        (
            "timeline",
            {"event": "avdiivka_withdrawal", "place": "Pokrovsk", "kind": "Withdrawals"},
            ["The link shows one entry alone, so its filter is ignored: “Place”, “Subject”."],
        ),
    ],
)
def test_what_a_link_has_too_much_or_too_little_is_said(
    page: str, asked: dict[str, str | list[str]], sentences: list[str]
) -> None:
    assert said(opened(page, **asked)) == sentences


def test_of_days_that_stand_twice_the_last_is_shown() -> None:
    app = opened("front_map", day=["2025-02-31", "2025-10-31"], view=["Pokrovsk", "Ukraine"])
    assert app.date_input(key="day").value == date(2025, 10, 31)
    let_go(app, date(2025, 11, 1))
    assert said(app) == ["The link has `view` more than once; only one of them counts."]


@pytest.mark.parametrize(
    ("page", "key", "asked", "shown", "more"),
    [
        ("people", "city", "Краматорськ", "kramatorsk", {}),
        ("people", "city", "kramatorsk", "kramatorsk", {}),
        ("people", "city", "Slavyansk", "sloviansk", {}),
        ("front_map", "place", "Slavyansk", "sloviansk", {}),
        ("front_map", "place", "Pokrovsk", "pokrovsk", {}),
        ("distances", "start", "Покровськ", "pokrovsk", {"distances": "City to city"}),
    ],
)
def test_a_place_of_a_link_is_known_by_every_spelling(
    page: str, key: str, asked: str, shown: str, more: dict[str, str]
) -> None:
    app = opened(page, **{key: asked}, **more)
    assert said(app) == []
    assert app.selectbox(key=key).value == shown


@pytest.mark.parametrize(
    ("path", "sentences"),
    [
        ("/nope", ["There is no page `nope`; the overview is shown."]),
        ("/a/b", ["There is no page `a/b`; the overview is shown."]),
        *(("/", []), ("", []), ("/overview", []), ("/overview/", [])),
    ],
)
def test_an_address_of_no_page_is_said(
    monkeypatch: pytest.MonkeyPatch, path: str, sentences: list[str]
) -> None:
    url = property(lambda _context: f"http://127.0.0.1:8501{path}")
    monkeypatch.setattr(ContextProxy, "url", url)
    assert said(opened("overview")) == sentences
