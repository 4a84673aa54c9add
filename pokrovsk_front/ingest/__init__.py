"""From the map archives to `data/derived` and `static`.

The only package that touches polygons. It refuses a snapshot that it cannot read whole, names
the file and the reason, and leaves the old figures untouched when a run fails.
"""
