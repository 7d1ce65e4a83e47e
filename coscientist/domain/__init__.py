"""Frozen values that every room shares: what a goal, a claim, a hypothesis or a brief is."""
