"""Scores of pairs of concepts: how strongly the evidence around two concepts speaks for a link nobody has stated."""
