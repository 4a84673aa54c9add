"""Entity tags (RFC 9110, section 8.8.3) from content hashes."""

import hashlib


def etag(body: bytes) -> str:
    """Return the strong entity tag of a body: its hash.

    >>> etag(b"{}")
    '"44136fa355b3678a"'
    """
    return f'"{hashlib.sha256(body).hexdigest()[:16]}"'


def is_known(tag: str, if_none_match: str) -> bool:
    """Return whether `If-None-Match` names the tag, by weak comparison.

    Args:
        tag: The entity tag of the answer.
        if_none_match: The value of the header `If-None-Match`, or empty.

    >>> [is_known('"ab"', value) for value in ('"ab"', 'W/"ab", "c"', "*", '"abc"', "ab", "")]
    [True, True, True, False, False, False]
    """
    known = {each.strip().removeprefix("W/") for each in if_none_match.split(",")}
    return tag in known or "*" in known
