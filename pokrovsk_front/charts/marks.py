"""Marks of the certainty of an event, the same on every chart."""

SYMBOLS = {
    "confirmed": ("circle", "text"),
    "mapped": ("square", "earlier"),
    "claimed": ("diamond-open", "later"),
    "reported": ("triangle-up-open", "neutral"),
}
"""Mark and colour of each certainty; the marks are those of
`model.timeline_text.certainty_label`."""
