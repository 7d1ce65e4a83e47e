"""What results do to beliefs: evidence like a paper's, e-values, calibration."""
