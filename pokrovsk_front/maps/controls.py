"""Words of the map's own controls, which the engine shows in the reader's language."""

from pokrovsk_front.model.wording import Wording


def control_texts(words: Wording) -> dict[str, str]:
    """Give the words of controls, notices and the scale bar, by the engine's names for them."""
    _ = words.gettext
    return {
        "zoomIn": _("Zoom in"),
        "zoomOut": _("Zoom out"),
        "fit": _("Back to the chosen view"),
        "fullScreen": _("Full screen, on or off"),
        "twoFingers": _("Move the map with two fingers"),
        "ctrlWheel": _("Hold Ctrl to zoom the map with the wheel"),
        "mapKeys": _("Arrow keys move the map, + and - zoom, 0 goes back to the view."),
        "trouble": _("Part of the map did not load."),
        "again": _("Try again"),
        "kilometres": _("{km} km"),
    }
