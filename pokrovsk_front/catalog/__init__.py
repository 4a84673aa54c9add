"""Reads and validates the tables of data/; refuses what its dictionary does not describe."""
