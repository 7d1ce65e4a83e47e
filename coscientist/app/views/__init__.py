"""A run's record as values to be shown: one reading of it for the report, the notebook and the command line."""
