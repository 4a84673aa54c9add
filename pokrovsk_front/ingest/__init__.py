"""Ingest: builds `data/derived` and the map files in `static` from the map archives.

The only package that touches polygons. It refuses a snapshot that it cannot read whole, names
the file and the reason, and leaves the old figures untouched when a run fails.
"""
