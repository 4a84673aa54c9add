"""The server for production: the headline figures for scripts beside the dashboard."""

import hashlib
import json
import urllib.request
from typing import Any

import pytest

from harness.server import PROJECT, serve
from pokrovsk_front.catalog.records import sources
from pokrovsk_front.catalog.version import data_version
from pokrovsk_front.model.headlines import LABELS

pytestmark = pytest.mark.server

Answer = dict[str, Any]


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> Answer:
    script = PROJECT / "serve.py"
    with (
        serve(script, tmp_path_factory.mktemp("server")) as server,
        urllib.request.urlopen(f"{server.url}/api/figures.json", timeout=30) as response,  # noqa: S310 (our own server)
    ):
        assert response.headers["content-type"] == "application/json"
        body = response.read()
        # Of what is answered, not of the tables behind it: code changes the answer, too.
        assert response.headers["etag"] == f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        figures: Answer = json.loads(body)
    return figures


def test_the_figures_have_stable_keys(answer: Answer) -> None:
    assert list(answer) == ["product", "data_version", "latest_map_date", "figures", "sources"]
    assert list(answer["figures"]) == list(LABELS)
    for figure in answer["figures"].values():
        assert list(figure) == [
            *("label", "value", "unit", "as_of_date", "certainty", "definition", "printed"),
        ]


def test_the_figures_are_those_of_the_article_with_their_sources(
    answer: Answer,
) -> None:
    gain = answer["figures"]["gain_2025_ten_months"]
    # Bloomberg, 7 November 2025.
    assert gain["printed"]["value"] == 3386
    assert gain["value"] == pytest.approx(3386, abs=2)
    assert gain["printed"]["difference"] == pytest.approx(gain["value"] - 3386, abs=0.001)
    assert {each["url"] for each in answer["sources"]} <= {each.url for each in sources().values()}
    assert answer["data_version"] == data_version()
