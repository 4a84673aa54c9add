"""Addresses that may be asked, redirects that may be followed, and how both read in a message.

It refuses what is neither HTTPS nor on this machine, and a redirect to another host. A message
shows no password and no character that a terminal would obey.
"""

from urllib.parse import SplitResult, urljoin, urlsplit

from pokrovsk_front.ingest.source.remote import SourceError

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
DEFAULT_PORTS = {"http": 80, "https": 443}
MAX_SHOWN_CHARACTERS = 200


def checked_address(url: str) -> str:
    """Give an address back if it may be asked: HTTPS, or HTTP on this machine.

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
    """Give the target of a redirect on the same host.

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
    """Show an address in a message: without a password, in plain characters and not too long."""
    scheme, mark, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    plain = f"{scheme}{mark}{host.rpartition('@')[2]}{slash}{path}"
    shown = "".join(letter if letter.isprintable() else "?" for letter in plain)
    is_short = len(shown) <= MAX_SHOWN_CHARACTERS
    return shown if is_short else f"{shown[:MAX_SHOWN_CHARACTERS]}…"


def shown_file(url: str) -> str:
    """Name the file and the host of an address that `checked_address` has passed."""
    name = urlsplit(url).path.rpartition("/")[2]
    return f"{name} of {urlsplit(url).hostname}"
