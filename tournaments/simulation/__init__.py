"""Tournaments with simulated judges, where the truth is known: what a schedule or a fit is worth is measured here."""
