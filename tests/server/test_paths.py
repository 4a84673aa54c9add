"""No way of writing a path leads out of the folders that are served."""

import itertools

import pytest

from harness.server import PROJECT, Server
from pokrovsk_front.catalog.tables import DATA_DIR
from tests.server.client import exchange

UP = (
    *("..", "%2e%2e", "%2E.", ".%2e", "%252e%252e", "..%00", "..;", "....", "%c0%ae%c0%ae"),
    *("%uff0e%uff0e", "\uff0e\uff0e", "..%5c..", "..\\.."),
)
BETWEEN = ("/", "%2f", "%2F", "%5c", "\\", "//", "/./", "%252f")
FOLDERS = ("/app/static", "/static", "/media", "/component", "/_stcore/bidi-components", "")
TARGETS = ("etc/passwd", "serve.py", "pyproject.toml", "data/datapackage.json", ".git/config")
WHOLE = (
    *("//etc/passwd", "/%2fetc/passwd", "/app/static//etc/passwd", "/static//etc/passwd"),
    *("/app/static/%2fetc%2fpasswd", "/app/static/C:/windows/win.ini", "/static/C%3a%5cboot.ini"),
    *(
        "/app/static/\\\\host\\share",
        "/app/static/%5c%5chost%5cshare",
        "/app/static/.%00./serve.py",
    ),
    *(
        "/app/static/land.geojson%00.html",
        "/app/static/" + "a" * 5000,
        "/app/static/" + "../" * 900,
    ),
    *("/app/static/" + "%2e%2e%2f" * 400 + "etc/passwd", "/app/static/.", "/app/static/"),
    *("http://127.0.0.1/etc/passwd", "file:///etc/passwd", "/?file=../../etc/passwd", "*"),
)

SECRET_PARTS = (
    b"root:x:0:0",
    b"from pokrovsk_front",  # the source of the server
    b"[project]",
    b'"profile": "tabular-data-package"',
    b'"resources"',
    b"[core]",
    b"Traceback",
    str(PROJECT).encode(),
    b"site-packages",
)


def request(path: str) -> bytes:
    return b"GET " + path.encode() + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"


def leaks(answer: bytes) -> list[bytes]:
    return [part for part in SECRET_PARTS if part in answer]


def test_what_is_looked_for_is_there_to_be_found() -> None:
    source = (PROJECT / "serve.py").read_bytes()
    dictionary = (DATA_DIR / "datapackage.json").read_bytes()
    assert leaks(source)
    assert leaks(dictionary)
    assert leaks((PROJECT / "pyproject.toml").read_bytes())


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_way_up_leads_out(production: Server, folder: str) -> None:
    depths = (1, 3, 8)
    for up, between, depth in itertools.product(UP, BETWEEN, depths):
        target = TARGETS[(len(up) + depth) % len(TARGETS)]
        path = folder + "/" + (up + between) * depth + target
        answer = exchange(production.url, request(path))
        assert leaks(answer) == [], path
        status = int(answer.split(b" ", 2)[1])
        # Streamlit answers an unknown page with its first page; a folder of files never does.
        assert status < 500, path
        if folder in {"/app/static", "/static"}:
            assert status in {400, 404}, path


@pytest.mark.parametrize("target", TARGETS)
def test_no_file_of_the_project_has_an_address(production: Server, target: str) -> None:
    for folder in ("", "/app", "/app/static/..", "/static/../../../../.."):
        assert leaks(exchange(production.url, request(f"{folder}/{target}"))) == []


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path[:40])
def test_no_other_trick_does_either(production: Server, path: str) -> None:
    answer = exchange(production.url, request(path))
    assert answer.startswith(b"HTTP/1.1 ")
    assert int(answer.split(b" ", 2)[1]) < 500
    assert leaks(answer) == []
