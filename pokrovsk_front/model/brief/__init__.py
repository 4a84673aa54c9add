"""The brief of a period: what changed, as records that are ranked by how far they stand out."""
