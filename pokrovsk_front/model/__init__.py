"""The arithmetic: windows, gains, cells, distances, claims and their wording.

Pure: it takes frames and records and gives frames and records. It reads no file, knows no
chart and no page, and refuses to fill a day that the archive does not cover.
"""
