"""Addresses carry the hash of their file."""

import hashlib

from pokrovsk_front.ingest.encoding import version
from pokrovsk_front.ingest.files import stamped_style


def test_a_version_is_the_start_of_the_hash() -> None:
    # FIPS 180-2, appendix B.1: the SHA-256 of "abc" begins ba7816bf.
    assert version(b"abc") == "ba7816bf" == hashlib.sha256(b"abc").hexdigest()[:8]


def test_a_style_is_stamped_with_the_version_of_each_file() -> None:
    style = b'{"a": "app/static/land.geojson?v=00000000", "b": "app/static/other.json?v=1"}'
    stamped = stamped_style(style, {"land.geojson": b"abc"})
    assert stamped == style.replace(b"00000000", b"ba7816bf")
    assert stamped_style(stamped, {"land.geojson": b"abc"}) == stamped
