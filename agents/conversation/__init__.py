"""Talking with a person: about one hypothesis, and about the goal before a run."""
