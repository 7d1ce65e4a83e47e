"""What all reviews and matches of a run together teach."""
