"""Which pairs to ask about next, and when to stop asking."""
