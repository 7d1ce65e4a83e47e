"""Safety screens: what may not be pursued, by name, by structure and by what is asked."""
