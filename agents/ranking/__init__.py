"""Judges of pairs of hypotheses."""
