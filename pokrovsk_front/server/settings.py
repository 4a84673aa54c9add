"""Settings of the operator, read and validated once from the environment.

A value that makes no sense stops the start with one sentence; none is guessed or repaired. A
variable that is not set, or empty, stands for its default.
"""

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from streamlit import config

from pokrovsk_front.model.web_address import WebAddressError, web_address

Value = TypeVar("Value")

NOBODY = "'none'"
ITSELF = "'self'"
ANYBODY = "*"
ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:[0-9]{1,5})?", re.IGNORECASE)
HOST = re.compile(r"(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*", re.IGNORECASE)
LOG_LEVELS = ("debug", "info", "warning", "error")
PREFIX = "POKROVSK_FRONT_"
OF_THE_TESTS = frozenset({"POKROVSK_FRONT_ARCHIVES", "POKROVSK_FRONT_BOUNDARIES"})

RENAMED = {
    "POKROVSK_FRONT_MAX_SESSIONS": "POKROVSK_FRONT_MOST_SESSIONS",
    "POKROVSK_FRONT_MAX_REQUESTS": "POKROVSK_FRONT_MOST_REQUESTS",
    "POKROVSK_FRONT_MAX_UPLOAD_MB": "POKROVSK_FRONT_MOST_UPLOAD_MB",
}
"""Former names of variables, which 0.2 still reads with a warning; 0.3 will not."""

MAX_UPLOAD_MB = 25
"""Maximum size that the audit accepts; the server may be set to less."""

MAX_HSTS_DAYS = 730
"""Two years, which is what lists of browsers ask for at most."""


class SettingError(ValueError):
    """Invalid value of an environment variable."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of the server.

    Attributes:
        hosts: Names that the server answers to, `*.` before one for all below it; empty for any.
        frame_ancestors: Who may show the pages in a frame, as a policy writes it.
        static_site_url: Where the static site stands, or empty.
        max_sessions: Readers at a time, before others are asked to wait.
        max_requests: Requests under way at a time.
        max_upload_mb: Size of a map that a reader brings.
        max_uploads_mb: Size of all the maps of readers that are held at a time.
        log_level: From which level on a line is logged.
        has_metrics: Whether `/_stcore/metrics` answers.
        hsts_days: Days for which a browser asks for this host over HTTPS alone; 0 for no such rule.
        are_cookies_secure: Whether browsers send the cookies over HTTPS alone.
        former_names: Variables that were read by their former name, each with its name now.
        ignored_names: Variables of the project's prefix that the server does not read.
    """

    hosts: tuple[str, ...] = ()
    frame_ancestors: tuple[str, ...] = (NOBODY,)
    static_site_url: str = ""
    max_sessions: int = 200
    max_requests: int = 500
    max_upload_mb: int = MAX_UPLOAD_MB
    max_uploads_mb: int = 100
    log_level: str = "info"
    has_metrics: bool = False
    hsts_days: int = 0
    are_cookies_secure: bool = False
    former_names: tuple[tuple[str, str], ...] = ()
    ignored_names: tuple[str, ...] = ()


def from_environment(environment: Mapping[str, str]) -> Settings:
    """Read the settings.

    Args:
        environment: The variables by name.

    Returns:
        The settings, each checked.

    Raises:
        SettingError: A value makes no sense; the message is one sentence that names it.
    """
    default = Settings()
    former_names: list[tuple[str, str]] = []
    ignored = {name for name in environment if name.startswith(PREFIX)} - OF_THE_TESTS

    def read(name: str, reader: Callable[[str], Value], default: Value) -> Value:
        ignored.discard(name)
        text = environment.get(name, "").strip()
        former = RENAMED.get(name, "")
        if not text and (text := environment.get(former, "").strip()):
            former_names.append((former, name))
            ignored.discard(former)
            name = former
        if not text:
            return default
        try:
            return reader(text)
        except ValueError as error:
            raise SettingError(f"{name} is {text!r}, but it must be {error}.") from None

    settings = Settings(
        hosts=read("POKROVSK_FRONT_HOSTS", _hosts, default.hosts),
        frame_ancestors=read("POKROVSK_FRONT_FRAME_ANCESTORS", _framers, default.frame_ancestors),
        static_site_url=read("POKROVSK_FRONT_STATIC_SITE_URL", _address, default.static_site_url),
        max_sessions=read("POKROVSK_FRONT_MAX_SESSIONS", _count(10_000), default.max_sessions),
        max_requests=read("POKROVSK_FRONT_MAX_REQUESTS", _count(10_000), default.max_requests),
        max_upload_mb=read(
            "POKROVSK_FRONT_MAX_UPLOAD_MB", _count(MAX_UPLOAD_MB), default.max_upload_mb
        ),
        max_uploads_mb=read(
            "POKROVSK_FRONT_MAX_UPLOADS_MB", _count(10_000), default.max_uploads_mb
        ),
        log_level=read("POKROVSK_FRONT_LOG_LEVEL", _level, default.log_level),
        has_metrics=read("POKROVSK_FRONT_METRICS", _on_or_off, default.has_metrics),
        hsts_days=read(
            "POKROVSK_FRONT_HSTS_DAYS", _count(MAX_HSTS_DAYS, least=0), default.hsts_days
        ),
        are_cookies_secure=read(
            "POKROVSK_FRONT_SECURE_COOKIES", _on_or_off, default.are_cookies_secure
        ),
    )
    return replace(settings, former_names=tuple(former_names), ignored_names=tuple(sorted(ignored)))


def apply(settings: Settings) -> None:
    """Override Streamlit's configuration with these settings."""
    config.set_option("server.maxUploadSize", settings.max_upload_mb)
    config.set_option("client.showErrorDetails", "none")
    # It would print what went wrong past the log.
    config.set_option("logger.enableRich", False)


def level_number(settings: Settings) -> int:
    """Return the log level as a number of `logging`."""
    return logging.getLevelNamesMapping()[settings.log_level.upper()]


def _hosts(text: str) -> tuple[str, ...]:
    found = tuple(text.lower().split())
    if not all(HOST.fullmatch(name) for name in found):
        raise ValueError(
            "names of hosts without a port, with a space between, such as "
            "front.example.org *.example.org"
        )
    return found


def _framers(text: str) -> tuple[str, ...]:
    words = {"none": NOBODY, NOBODY: NOBODY, "self": ITSELF, ITSELF: ITSELF, ANYBODY: ANYBODY}
    found = tuple(words.get(word.lower(), word) for word in text.split())
    is_known = all(word in words.values() or ORIGIN.fullmatch(word) for word in found)
    if not is_known or (len(found) > 1 and {NOBODY, ANYBODY} & set(found)):
        raise ValueError(
            "none, self, * or origins with a space between, such as "
            "https://www.example.org https://*.example.org"
        )
    return found


def _address(text: str) -> str:
    try:
        return web_address(text)
    except WebAddressError:
        raise ValueError("the address of a site, such as https://example.org/front/") from None


def _count(maximum: int, *, least: int = 1) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not re.fullmatch("[0-9]{1,6}", text) or not least <= int(text) <= maximum:
            raise ValueError(f"a whole number from {least} to {maximum}")
        return int(text)

    return read


def _level(text: str) -> str:
    if text.lower() not in LOG_LEVELS:
        raise ValueError(", ".join(LOG_LEVELS[:-1]) + f" or {LOG_LEVELS[-1]}")
    return text.lower()


def _on_or_off(text: str) -> bool:
    if text.lower() not in {"on", "off"}:
        raise ValueError("on or off")
    return text.lower() == "on"
