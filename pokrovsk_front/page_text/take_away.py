"""Texts of the buttons under a figure: its picture, its data and more."""

from collections.abc import Mapping

from pokrovsk_front.model.messages import N_

PICTURE, DATA, MORE = N_("Picture"), N_("Data"), N_("More")
CITE = N_("To cite it in a line, or in full:")
FITTING = N_(
    "With its script the frame is always as high as the figure. A page in one scheme asks for it: "
    "add ?scheme=light or ?scheme=dark to the address."
)
SAVE = N_("Save as a picture (PNG)")
SHAPES: Mapping[str, str] = {"wide": N_("Wide"), "square": N_("Square"), "upright": N_("Upright")}

TOLD: Mapping[str, str] = {
    "begun": N_("The picture is being drawn."),
    "saved": N_("Saved: {name}"),
    "failed": N_("The picture could not be drawn. Reload the page and try again."),
}
"""What a reader is told while one is drawn, by the name that `sheet/saving.js` has for it."""
