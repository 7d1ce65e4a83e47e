"""The research directions of a run."""
