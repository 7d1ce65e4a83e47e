"""Biology: what can be computed from a sequence at hand (Biopython)."""
