"""Which hypotheses are the same, and which belong together."""
