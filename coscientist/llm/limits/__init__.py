"""What may be spent and how fast."""
