"""What leaves the dashboard: a figure as a document, its tables, its citation, and a pack of all.

Nothing here asks a network for anything, and what it makes asks for nothing either: a document
brings its own libraries. The same figure gives the same bytes.
"""
