"""Cached measurement steps of an ingest run: results by content hash, on several processes."""
