"""The addresses that the server knows, by name, so that a log line holds no word of a reader's."""

from pokrovsk_front.server.settings import Settings
from pokrovsk_front.ui.site_map import PAGES

STREAM = "/_stcore/stream"
UPLOADS = "/_stcore/upload_file/"
HEALTH = "/healthz"
FIGURES = "/api/figures.json"
MONITOR = "/_front/connection.js"
METRICS = "/_stcore/metrics"
ROBOTS = "/robots.txt"
ELSEWHERE = "elsewhere"

PAGE_PATHS = frozenset({"/", *(f"/{name}" for name, _ in PAGES)})
SERVICES = (
    *("/app/static/", "/static/", "/media/", "/component/", "/favicon.png", "/manifest.json"),
    *(UPLOADS, STREAM, METRICS, "/_stcore/", FIGURES, HEALTH, MONITOR, ROBOTS),
)
FOLDERS = ("/app/static/", "/static/", "/media/", "/component/")
FILES = frozenset({"/favicon.png", "/manifest.json", FIGURES, HEALTH, MONITOR, ROBOTS})
# Streamlit answers these whether a site needs them or not: agents, sign-in, a run of the script.
UNUSED = ("/_stcore/agent", "/_stcore/script-health-check", "/auth", "/oauth2callback")


def name_of(path: str) -> str:
    """Name what was asked for: a page, a service, or `elsewhere`; never what a reader made up."""
    if path in PAGE_PATHS:
        return path
    return next((service for service in SERVICES if path.startswith(service)), ELSEWHERE)


def is_page(path: str) -> bool:
    """Tell whether a page is asked for, known or not."""
    return not path.startswith(SERVICES) and "/_stcore/" not in path


def is_known_page(path: str) -> bool:
    """Tell whether a page is at an address; Streamlit leads from one with a slash at its end."""
    return path in PAGE_PATHS or path.removesuffix("/") in PAGE_PATHS


def is_file(path: str) -> bool:
    """Tell whether an address is one of a file: only there Streamlit never opens a page."""
    return path in FILES or path.startswith(FOLDERS)


def is_closed(path: str, settings: Settings) -> bool:
    """Tell whether nothing answers at an address though Streamlit would."""
    return path.startswith(UNUSED) or (path.startswith(METRICS) and not settings.has_metrics)
