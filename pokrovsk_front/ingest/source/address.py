"""Allowed addresses and redirects of a source, and their form in messages.

It refuses what is neither HTTPS nor on this machine, and a redirect to another host. A message
shows no password and no character that a terminal would obey.
"""

from urllib.parse import SplitResult, urljoin, urlsplit

from pokrovsk_front.ingest.source.remote import SourceError

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
DEFAULT_PORTS = {"http": 80, "https": 443}
MAX_SHOWN_CHARACTERS = 200


def checked_address(url: str) -> str:
    """Check an address: HTTPS, or HTTP on this machine.

    Raises:
        SourceError: It may not.
    """
    try:
        parts = urlsplit(url)
        is_safe = bool(parts.hostname) and (
            parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
        )
        _origin(parts)
    except ValueError:
        is_safe = False
    if not is_safe:
        raise SourceError(f"{shown_address(url)} is not an HTTPS address.")
    return url


def _origin(parts: SplitResult) -> tuple[str, str | None, int | None]:
    return parts.scheme, parts.hostname, parts.port or DEFAULT_PORTS.get(parts.scheme)


def followed(url: str, location: str) -> str:
    """Return the target of a redirect, on the same host only.

    Raises:
        SourceError: It lies elsewhere or is no address.
    """
    host = urlsplit(url).hostname
    try:
        target = urljoin(url, location)
        is_here = _origin(urlsplit(target)) == _origin(urlsplit(url))
    except ValueError:
        raise SourceError(f"{host} sends us to a place that is no address.") from None
    if not is_here:
        raise SourceError(
            f"{host} sends us to another place, {shown_address(target)}, which is not followed."
        )
    return target


def shown_address(url: str) -> str:
    """Format an address for a message: no password, printable, cut short."""
    scheme, mark, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    plain = f"{scheme}{mark}{host.rpartition('@')[2]}{slash}{path}"
    shown = "".join(letter if letter.isprintable() else "?" for letter in plain)
    is_short = len(shown) <= MAX_SHOWN_CHARACTERS
    return shown if is_short else f"{shown[:MAX_SHOWN_CHARACTERS]}…"


def shown_file(url: str) -> str:
    """Format file name and host of a checked address for a message."""
    name = urlsplit(url).path.rpartition("/")[2]
    return f"{name} of {urlsplit(url).hostname}"
