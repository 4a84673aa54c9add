"""The headers that keep a page to itself are on every answer, whoever gives it."""

import pytest

from harness.server import Server
from harness.web import Answer, ask
from pokrovsk_front.server.headers import headers, policy, secure_cookie
from pokrovsk_front.server.settings import Settings
from pokrovsk_front.ui.site_map import PAGES

EVERYWHERE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "x-frame-options": "DENY",
    "strict-transport-security": "max-age=2592000",  # 30 days of 86,400 seconds
}


def has_them(answer: Answer) -> bool:
    found = {name: answer.headers.get(name) for name in EVERYWHERE}
    assert found == EVERYWHERE
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "camera=()" in answer.headers["permissions-policy"]
    assert answer.headers["cross-origin-resource-policy"] in {"same-origin", "cross-origin"}
    return True


@pytest.mark.parametrize("page", ["", *(name for name, _ in PAGES[1:])])
def test_a_page_has_them(production: Server, page: str) -> None:
    answer = ask(production.url, f"/{page}?day=2025-10-31")
    assert (answer.status, has_them(answer)) == (200, True)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/healthz", 200),
        ("GET", "/api/figures.json", 200),
        ("HEAD", "/", 200),
        ("GET", "/_stcore/health", 200),
        ("GET", "/_stcore/host-config", 200),
        ("GET", "/_stcore/metrics", 200),
        ("GET", "/app/static/style.light.json", 200),
        ("GET", "/favicon.png", 200),
        ("GET", "/gains/", 301),
        ("GET", "/gains/x", 404),
        ("GET", "/nothing.json", 404),
        ("GET", "/robots.txt", 200),
        ("GET", "/app/static/nothing.json", 404),
        ("GET", "/static/js/nothing.js", 404),
        ("GET", "/media/nothing.csv", 404),
        ("GET", "/component/nothing/index.html", 404),
        ("GET", "/_stcore/agent/openapi.json", 404),
        ("POST", "/_stcore/agent/interact", 404),
        ("GET", "/auth/login", 404),
        ("GET", "/oauth2callback?code=1", 404),
        ("POST", "/", 405),
        ("PUT", "/gains", 405),
        ("DELETE", "/app/static/land.geojson", 405),
        ("OPTIONS", "/app/static/land.geojson", 405),
        ("PUT", "/_stcore/upload_file/nobody/nothing", 403),
        ("GET", "//example.org/", 400),
        ("GET", "/..%2f..%2fetc/passwd", 400),
        ("GET", "/_stcore/stream", 404),
    ],
)
def test_every_answer_has_them(production: Server, method: str, path: str, status: int) -> None:
    answer = ask(production.url, path, method)
    assert (answer.status, has_them(answer)) == (status, True)


def test_who_may_frame_is_a_setting() -> None:
    newsrooms = Settings(frame_ancestors=("https://www.example.org", "https://*.example.net"))
    assert policy(newsrooms).endswith(
        "frame-ancestors https://www.example.org https://*.example.net"
    )
    # It knows only nobody and oneself, and would forbid what the policy allows.
    assert "x-frame-options" not in headers(newsrooms)
    assert headers(Settings(frame_ancestors=("'self'",)))["x-frame-options"] == "SAMEORIGIN"


def test_browsers_are_bound_to_https_by_setting_alone() -> None:
    assert "strict-transport-security" not in headers(Settings())


def test_cookies_go_over_https_alone_where_the_operator_says_so(production: Server) -> None:
    cookie = ask(production.url, "/_stcore/health").headers["set-cookie"]
    name, *attributes = cookie.split("; ")
    assert name.startswith("_streamlit_xsrf=")
    assert attributes.count("Secure") == 1


@pytest.mark.parametrize("cookie", ["a=b; secure; Path=/", "a=b;Secure"])
def test_a_cookie_is_marked_once(cookie: str) -> None:
    assert secure_cookie(cookie) == cookie


def test_the_value_of_a_cookie_marks_nothing() -> None:
    assert secure_cookie("secure=secure") == "secure=secure; Secure"


def test_scripts_are_those_of_the_server_and_none_is_made_of_text() -> None:
    directives = dict(part.split(" ", 1) for part in policy(Settings()).split("; "))
    hashes = set(directives["script-src"].split()) - {"'self'", "'wasm-unsafe-eval'"}
    # Streamlit's first page, a line for each language, and the script of every page.
    assert len(hashes) == 4
    assert all(each.startswith("'sha256-") for each in hashes)
    assert "unsafe-eval'" not in directives["script-src"].replace("'wasm-unsafe-eval'", "")
    assert directives["connect-src"] == "'self' https://tiles.openfreemap.org"
    for name in ("default-src", "worker-src", "base-uri", "form-action"):
        assert directives[name] == "'none'"
