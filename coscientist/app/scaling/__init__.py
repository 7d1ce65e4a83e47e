"""Whether later ideas of a run beat its first ones."""
