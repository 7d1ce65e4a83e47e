"""Every question and answer, kept, and what it cost."""
