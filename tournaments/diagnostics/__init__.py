"""A tournament's own faults: circles, calibration, coin flips, planted copies."""
