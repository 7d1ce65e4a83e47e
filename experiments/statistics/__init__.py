"""Tests, sample sizes and decision rules: numbers in, numbers out."""
