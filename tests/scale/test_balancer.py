"""The balancer by itself: what it accepts, serves and says while no replica lives."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit

from harness import cluster
from harness.server import PROJECT, free_port
from harness.web import ask

FOR_EVER = "public, max-age=31536000, immutable"
LIBRARY = next((Path(streamlit.__file__).parent / "static/static/js").glob("PlotlyChart.*.js"))


@pytest.fixture(scope="module")
def alone(scratch: Path) -> Iterator[str]:
    """The balancer before three addresses where nobody listens."""
    with cluster.balance(scratch, [free_port() for _ in range(3)]) as (url, _):
        yield url


@pytest.mark.parametrize(
    ("path", "kind", "file"),
    [
        (f"/static/js/{LIBRARY.name}", "application/javascript", LIBRARY),
        (
            "/app/static/cells_recent.json?v=1",
            "application/json",
            PROJECT / "static/cells_recent.json",
        ),
        (
            "/app/static/land.geojson?v=1",
            "application/geo+json",
            PROJECT / "static/land.geojson",
        ),
    ],
)
def test_static_files_come_from_nginx_compressed_and_kept_for_ever(
    alone: str, path: str, kind: str, file: Path
) -> None:
    answer = ask(alone, path, Accept_Encoding="gzip")

    headers = answer.headers
    assert answer.status == 200
    assert headers["content-type"] == kind
    assert headers["content-encoding"] == "gzip"
    assert headers["cache-control"] == FOR_EVER
    assert headers["x-content-type-options"] == "nosniff"
    assert gzip.decompress(answer.body) == file.read_bytes()
    assert len(answer.body) < file.stat().st_size / 2


def test_a_file_without_the_hash_of_its_content_is_asked_for_again(alone: str) -> None:
    headers = ask(alone, "/app/static/land.geojson").headers

    assert headers["cache-control"] == "no-cache"
    again = ask(alone, "/app/static/land.geojson", If_None_Match=headers["etag"])
    assert again.status == 304


@pytest.mark.parametrize("path", ["/static/../nginx.conf", "/app/static/..%2fnginx.conf"])
def test_nothing_else_of_its_folder_is_served(alone: str, path: str) -> None:
    assert b"upstream" not in ask(alone, path).body


def test_without_a_replica_a_reader_is_told_so_in_a_page_that_asks_again(alone: str) -> None:
    answer = ask(alone, "/gains?b_to=2025-08-31")

    assert answer.status == 503
    assert answer.headers["retry-after"] == "5"
    assert answer.headers["cache-control"] == "no-store"
    assert b'http-equiv="refresh"' in answer.body
    assert b"<h1>One moment</h1>" in answer.body


@pytest.mark.parametrize(
    ("query", "accepted", "lang"),
    [("", "uk-UA,uk;q=0.9", "uk"), ("?lang=uk", "en", "uk"), ("?lang=en", "uk", "en")],
)
def test_it_speaks_the_readers_language(alone: str, query: str, accepted: str, lang: str) -> None:
    body = ask(alone, f"/gains{query}", Accept_Language=accepted).body.decode()

    assert f'<html lang="{lang}">' in body
    assert ("Хвилинку" in body) == (lang == "uk")


def test_the_numbers_for_operators_are_not_for_readers(alone: str) -> None:
    assert ask(alone, "/_stcore/metrics").status == 404
