"""Goals for measuring the safety screens."""
