"""Exports: figures as HTML documents, CSV, citations and packs, and the static site.

Nothing here uses a network, and neither does what it makes: a document brings its own libraries.
The same figure gives the same bytes.
"""
