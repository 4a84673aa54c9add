"""The base map: borders, land, rivers and lakes drawn on the H3 grid, and dissolved land.

It is for display alone; areas come from the polygons of the archive.
"""
