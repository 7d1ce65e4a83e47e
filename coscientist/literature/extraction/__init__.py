"""Concepts and claims read from sentences by rules, without a language model."""
