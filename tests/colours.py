"""How colours are seen: contrast, and what is left of a difference in a colour-blind eye."""

import warnings

import numpy as np

from pokrovsk_front.maps.palette import Colour

with warnings.catch_warnings():
    # It tells on import what it could do with packages that nothing here needs.
    warnings.simplefilter("ignore")
    import colour
    from colour.blindness import matrix_cvd_Machado2009

DEFICIENCIES = ("Protanomaly", "Deuteranomaly", "Tritanomaly")
"""What Machado, Oliveira and Fernandes (2009) call them; at full severity the cones are missing.

The third, which is rare, the model only approximates.
"""


def rgb(written: str) -> Colour:
    """Read #rrggbb."""
    red, green, blue = (int(written[at : at + 2], 16) for at in (1, 3, 5))
    return (red, green, blue, 255)


def seen_by(deficiency: str, seen: Colour) -> Colour:
    """Give an opaque colour as an eye without one kind of cones sees it."""
    linear = colour.cctf_decoding(np.array(seen[:3]) / 255)
    with colour.utilities.suppress_warnings(colour_usage_warnings=True):
        matrix = matrix_cvd_Machado2009(deficiency, 1.0)
    left = np.clip(matrix @ linear, 0, 1)
    red, green, blue = (round(float(part) * 255) for part in colour.cctf_encoding(left))
    return (red, green, blue, 255)


def difference(one: Colour, other: Colour) -> float:
    """Give the difference of two opaque colours (CIE 2000): 1 is the least that can be seen."""
    one_lab, other_lab = (
        colour.XYZ_to_Lab(colour.sRGB_to_XYZ(np.array(each[:3]) / 255)) for each in (one, other)
    )
    return float(colour.delta_E(one_lab, other_lab, method="CIE 2000"))


def contrast(one: Colour, other: Colour) -> float:
    """Give the contrast of two opaque colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(seen: Colour) -> float:
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in (value / 255 for value in seen[:3])
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
