"""Validation of web addresses from users, before they go into a page, a citation or a zip."""

from urllib.parse import urlsplit

from pokrovsk_front.model.messages import as_typed

MAX_LENGTH = 2000
"""Characters of an address: what every browser, server and spreadsheet takes."""

MAX_REPEATED = 60
"""Characters of an address that a refusal repeats."""


class WebAddressError(ValueError):
    """A text that is not the whole address of a page on the web."""


def web_address(text: str) -> str:
    """Give a whole http or https address as it is.

    Raises:
        WebAddressError: It has another scheme, no host, a name or password, an impossible port, a
            sign that no address has, or more than `MAX_LENGTH` characters.

    >>> web_address("https://example.org/front/?day=2025-10-31")
    'https://example.org/front/?day=2025-10-31'
    """
    if len(text) > MAX_LENGTH:
        raise WebAddressError(
            f"An address has at most {MAX_LENGTH:,} characters, and this one has {len(text):,}."
        )
    if not _is_whole(text):
        cut = "…" if len(text) > MAX_REPEATED else ""
        raise WebAddressError(
            f"'{as_typed(text[:MAX_REPEATED])}{cut}' is not a web address, such as "
            "https://example.org/front/."
        )
    return text


def _is_whole(text: str) -> bool:
    # urlsplit drops line ends and tabs in silence, and takes quotes and brackets anywhere.
    if not text.isprintable() or set(text) & set(' "<>\\^`{|}'):
        return False
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    has_credentials = parts.username is not None or parts.password is not None
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not has_credentials
