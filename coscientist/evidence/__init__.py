"""The evidence graph: signed claims between concepts and the paths through them."""
