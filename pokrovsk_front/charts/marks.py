"""The marks that tell how sure an event is: the same on every chart."""

SYMBOLS = {
    "confirmed": ("circle", "text"),
    "mapped": ("square", "earlier"),
    "claimed": ("diamond-open", "later"),
    "reported": ("triangle-up-open", "neutral"),
}
"""Mark and colour of each certainty; the marks are those of `Wording.certainty`."""
