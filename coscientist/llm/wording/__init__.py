"""What is said to a model, and what its reply says."""
