"""Known addresses by name, so that the log holds no text of a reader."""

from pokrovsk_front.server.settings import Settings
from pokrovsk_front.ui.site_map import PAGES

STREAM = "/_stcore/stream"
UPLOADS = "/_stcore/upload_file/"
HEALTH = "/healthz"
FIGURES = "/api/figures.json"
PLACE_SHARE = "/api/place_share.json"
OWN = "/_front/"
METRICS = "/_stcore/metrics"
ROBOTS = "/robots.txt"
ELSEWHERE = "elsewhere"

PAGE_PATHS = frozenset({"/", *(f"/{name}" for name, _ in PAGES)})
SERVICES = (
    *("/app/static/", "/static/", "/media/", "/component/", "/favicon.png", "/manifest.json"),
    *(UPLOADS, STREAM, METRICS, "/_stcore/", FIGURES, PLACE_SHARE, HEALTH, OWN, ROBOTS),
)
FOLDERS = ("/app/static/", "/static/", "/media/", "/component/", OWN)
FILES = frozenset({"/favicon.png", "/manifest.json", FIGURES, PLACE_SHARE, HEALTH, ROBOTS})
# Streamlit answers these whether a site needs them or not: agents, sign-in, a run of the script.
UNUSED = ("/_stcore/agent", "/_stcore/script-health-check", "/auth", "/oauth2callback")


def name_of(path: str) -> str:
    """Classify a path: a page, a service, or `elsewhere`."""
    if path in PAGE_PATHS:
        return path
    return next((service for service in SERVICES if path.startswith(service)), ELSEWHERE)


def page_of(path: str) -> str:
    """Return the name of the page at the path of a known page.

    >>> page_of("/"), page_of("/gains/")
    ('overview', 'gains')
    """
    return path.strip("/") or PAGES[0][0]


def is_page(path: str) -> bool:
    """Return whether a path is that of a page, known or not."""
    return not path.startswith(SERVICES) and "/_stcore/" not in path


def is_known_page(path: str) -> bool:
    """Return whether a known page is at a path; Streamlit redirects a trailing slash."""
    return path in PAGE_PATHS or path.removesuffix("/") in PAGE_PATHS


def is_file(path: str) -> bool:
    """Return whether a path is that of a file, where Streamlit never opens a page."""
    return path in FILES or path.startswith(FOLDERS)


def is_closed(path: str, settings: Settings) -> bool:
    """Return whether a path that Streamlit would answer is closed."""
    return path.startswith(UNUSED) or (path.startswith(METRICS) and not settings.has_metrics)
