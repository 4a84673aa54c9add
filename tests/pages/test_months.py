"""Page of months: month and days in the address, figures and sentences, in both languages."""

import pytest

from pokrovsk_front.catalog.messages import LOCALES
from tests.pages.opening import checked, html, in_the_address, maps, open_page, text, to_copy

pytestmark = pytest.mark.pages


def headlines(page: object) -> list[str]:
    """Give the headings of a page."""
    return [each.value for each in page.header]  # type: ignore[attr-defined]


def test_october_2025_has_its_headline_figures_and_sentences() -> None:
    app = open_page("months", month="2025-10", lang="en")
    assert headlines(app)[0] == "October 2025: Russia's net gain was 267 km²"
    figures = html(app)
    assert "Net gain<strong>+267 km²</strong>+8.6 km² a day" in figures
    assert "Against Oct 2024<strong>−47%</strong>+502 km² then" in figures
    assert "Occupied at the end<strong>115,215 km²</strong>19.1% of Ukraine" in figures
    assert "the most of any month since January 2024, when daily maps began" in text(app)
    (given,) = maps(app)
    assert given["description"]["shown"]["mode"] == "pair"
    assert len(app.get("plotly_chart")) == 1
    assert to_copy(app)[-1].startswith(f"{headlines(app)[0]}\n\nIn October 2025, ")


def test_without_a_month_it_is_the_last_whole_one_and_arrows_lead_to_its_neighbours() -> None:
    app = open_page("months", lang="en")
    assert headlines(app)[0].startswith("July 2026: ")
    assert "month" not in app.query_params
    checked(app.button(key="month_after").click().run())
    # August is not over.
    assert headlines(app)[0].startswith("1 Aug to 21 Aug 2026: ")
    assert "So far: the last map is of 21 August 2026." in text(app)
    assert app.button(key="month_after").disabled
    for _time in range(2):
        checked(app.button(key="month_before").click().run())
    assert headlines(app)[0].startswith("June 2026: ")
    assert in_the_address(app, "month") == ["2026-06"]


def test_any_days_are_a_brief_and_those_of_a_month_are_that_of_the_month() -> None:
    app = open_page("months", **{"from": "2025-10-01", "to": "2025-10-31"}, lang="en")
    month = open_page("months", month="2025-10", lang="en")
    assert to_copy(app)[-1] == to_copy(month)[-1]
    assert in_the_address(app, "from") == ["2025-10-01"]
    assert in_the_address(app, "to") == ["2025-10-31"]
    checked(app.selectbox(key="month").set_value("2025-09").run())
    assert headlines(app)[0].startswith("September 2025: ")
    assert "from" not in app.query_params


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "asked",
    [
        {"month": "2022-05"},
        {"month": "2022-09"},
        {"month": "2023-12"},
        {"month": "2024-11"},
        {"from": "2023-11-01", "to": "2024-02-29"},
        {"from": "2025-01-01", "to": "2025-12-31"},
        {"from": "2024-05-18", "to": "2024-05-18"},
    ],
)
def test_months_of_every_time_and_days_across_them_open(asked: dict[str, str], locale: str) -> None:
    app = open_page("months", **asked, lang=locale)
    assert not app.error
    assert not app.warning
    assert maps(app)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (
            {"month": "2025-13"},
            "“Month” has no option `2025-13`; the page shows “July 2026”.",
        ),
        (
            {"from": "2025-02-30", "to": "2025-03-31"},
            "30 February 2025 does not exist; the page shows 28 February 2025.",
        ),
    ],
)
def test_what_is_not_there_is_said_in_one_sentence(asked: dict[str, str], sentence: str) -> None:
    app = open_page("months", **asked, lang="en")
    assert [each.value for each in app.warning] == [sentence]
    assert maps(app)


def test_a_month_beside_days_is_set_aside_in_a_sentence_until_the_reader_chooses() -> None:
    app = open_page("months", month="2025-10", **{"from": "2024-01-01", "to": "2024-02-01"})
    assert [each.value for each in app.warning] == [
        "The link names a month and other days; the page shows the days."
    ]
    assert headlines(app)[0].startswith("1 Jan to 1 Feb 2024: ")
    checked(app.run())
    assert len(app.warning) == 1
    checked(app.selectbox(key="month").set_value("2025-09").run())
    assert not app.warning
    assert headlines(app)[0].startswith("September 2025: ")


@pytest.mark.parametrize(
    ("asked", "headline", "sentence"),
    [
        (
            {"from": "\0", "to": "2025-10-01"},
            "1 Oct 2025: ",
            "is not a day; the page shows 1 October 2025.",
        ),
        (
            {"from": "2027-01-01", "to": "2025-10-20"},
            "1 Oct to 20 Oct 2025: ",
            "1 January 2027 is not among the days of the archive; the page shows 1 October 2025.",
        ),
        (
            {"from": "2026-08-10", "to": "soon"},
            "10 Aug to 21 Aug 2026: ",
            "`soon` is not a day; the page shows 21 August 2026.",
        ),
        ({"from": "2026-08-10"}, "10 Aug to 21 Aug 2026: ", ""),
    ],
)
def test_a_wrong_end_gives_way_to_one_that_fits_the_other(
    asked: dict[str, str], headline: str, sentence: str
) -> None:
    app = open_page("months", **asked, lang="en")
    assert not app.error
    assert headlines(app)[0].startswith(headline)
    assert "".join(each.value for each in app.warning).endswith(sentence)
    assert len(app.warning) == bool(sentence)
    assert maps(app)


def test_a_wrong_end_of_two_windows_gives_way_to_one_that_fits_the_other() -> None:
    app = open_page("gains", a_from="\0", a_to="2023-05-05", b_to="2023-10-31", lang="en")
    # The default of the later window starts in 2025: what is left out stays it, and is said.
    assert len(app.error) == 1
    app = open_page(
        "gains", a_from="\0", a_to="2023-05-05", b_from="2026-02-01", b_to="x", lang="en"
    )
    assert not app.error
    # The last map before 5 May is of April.
    assert in_the_address(app, "a_from") == ["2023-04-01"]
    assert in_the_address(app, "b_to") == ["2026-02-28"]
    assert [each.value.rpartition("; ")[2] for each in app.warning] == [
        "the page shows 1 April 2023.",
        "the page shows 28 February 2026.",
    ]


def test_days_in_the_wrong_order_and_days_without_a_map_are_said() -> None:
    app = open_page("months", **{"from": "2025-10-31", "to": "2025-10-01"}, lang="en")
    assert [each.value for each in app.error] == [
        "The window ends on 1 October 2025, before it starts on 31 October 2025."
    ]
    app = open_page("months", **{"from": "2022-05-02", "to": "2022-05-03"}, lang="en")
    assert len(app.error) == 1
    assert "No map was published from 2 May 2022 to 3 May 2022" in app.error[0].value
