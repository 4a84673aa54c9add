"""Maps: frames in, pydeck decks out; the one place that writes (longitude, latitude).

The large geometry never passes through here. Layers name hashed files of `static/` by
relative URL and the browser filters them by day, so a change of day is a few hundred bytes.

It refuses whatever would call a tile server, and anything that shows positions of troops.
"""
