"""Audit of a reader's own map: validity, areas, comparison with the archive.

`sandbox` is the entry; it loads no polygon library, the process that it starts does.
"""
