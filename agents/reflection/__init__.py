"""Strategies that criticise hypotheses."""
