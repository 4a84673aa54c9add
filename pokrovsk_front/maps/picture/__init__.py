"""Static picture of a map: the deck of a figure drawn as SVG, without a browser.

What a deck names is read, filtered by its days and drawn as few paths: the base map of its style
file, outlines, hexagons dissolved by class, rings, lines and names. Whatever joins the style file
or the layers of `maps.layers` is drawn here too.

It refuses a deck over a street map from elsewhere, and a layer that it does not know.
"""
