"""Fonts of the dashboard, reduced to the letters of its languages, for site and pictures."""

from functools import cache
from importlib.resources import files


@cache
def font(name: str) -> bytes:
    """Read a font of `fonts/`, as WOFF 2.

    Args:
        name: Of its file, without `.woff2`.
    """
    return files("pokrovsk_front.export").joinpath("fonts", f"{name}.woff2").read_bytes()


@cache
def licence() -> bytes:
    """Read the licence of the fonts, which goes wherever their files go."""
    return files("pokrovsk_front.export").joinpath("fonts", "OFL.txt").read_bytes()
