"""The HTTP face: results upload and read access."""
