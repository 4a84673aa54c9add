"""The code of an embed under More: where the static site is known, and where it is not."""

import re
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from pokrovsk_front.ui import cached, embeds
from tests.pages.opening import checked, open_page, text, to_copy

SITE = "https://front.example/site"


@pytest.fixture
def _site_is_known() -> Iterator[None]:
    embeds.static_site_at(SITE)
    yield
    embeds.static_site_at("")


def more(page: str, figure_id: str, **query: str) -> AppTest:
    """Open what is under More of a figure."""
    app = open_page(page, **query)
    app.session_state[f"more_{figure_id}"] = True
    return checked(app.run())


def frames(app: AppTest) -> list[str]:
    """Give the address of each frame that a reader is shown the code of."""
    return [
        found for code in to_copy(app) for found in re.findall(r'<iframe[^>]* src="([^"]+)"', code)
    ]


@pytest.mark.usefixtures("_site_is_known")
@pytest.mark.parametrize(
    ("page", "query", "figure_id", "path"),
    [
        ("gains", {}, "cumulative_gain", "embed/cumulative_gain"),
        ("overview", {"lang": "uk"}, "cumulative_gain", "uk/embed/cumulative_gain"),
        ("front_map", {}, "front_state", "embed/front_by_day"),
        ("cities", {"place": "avdiivka"}, "city_share", "embed/city_share_avdiivka"),
        ("people", {"city": "pokrovsk"}, "people_of_city", "embed/people_of_pokrovsk"),
    ],
)
def test_a_figure_of_the_site_has_its_code(
    page: str, query: dict[str, str], figure_id: str, path: str
) -> None:
    app = more(page, figure_id, **query)
    assert frames(app) == [f"{SITE}/{path}-{cached.figures().data_version}.html"]
    assert cached.figures().data_version in text(app)


@pytest.mark.usefixtures("_site_is_known")
def test_a_figure_that_the_site_lacks_has_none() -> None:
    app = more("hromadas", "hromadas")
    assert to_copy(app), "the citation"
    assert frames(app) == []


def test_without_a_site_there_is_no_code_and_no_word_of_a_command() -> None:
    app = more("gains", "cumulative_gain")
    assert to_copy(app), "the citation"
    assert frames(app) == []
    assert "--url" not in text(app)
