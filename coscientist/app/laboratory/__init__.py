"""What goes to the laboratory and what comes back."""
