"""Measurements on one map and between two: areas, hexagons, oblasts, distances.

Pure functions of polygons; they read no file and keep nothing.
"""
