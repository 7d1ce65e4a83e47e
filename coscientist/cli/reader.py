"""Whoever reads what a command prints, and may leave before it has said everything."""


class ReaderLeftError(Exception):
    """Whoever read the output has gone, as `head` does when it has enough."""
