"""Pokrovsk front: figures that can be recomputed from the open map archive."""
