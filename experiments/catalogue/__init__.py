"""What can be measured, done and used, as data files, and which of it fits a prediction."""
