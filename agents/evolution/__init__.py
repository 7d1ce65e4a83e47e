"""Strategies that make new hypotheses out of old ones. Always a new entry with its lineage, never an edit."""
