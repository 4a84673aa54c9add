"""JSON as it is committed, and its version: the same content gives the same bytes."""

import hashlib
import json


def as_json(document: object) -> bytes:
    """Encode a value as compact JSON with sorted keys, in UTF-8."""
    return (
        json.dumps(document, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"
    ).encode()


def version(data: bytes) -> str:
    """Return the first eight characters of the content hash, for cache busting."""
    return hashlib.sha256(data).hexdigest()[:8]
