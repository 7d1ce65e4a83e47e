"""Chemistry: structures, what they predict, and how names lead to them (RDKit)."""
