"""Strategies that make hypotheses."""
