"""One request out, one reply or one classified error back: hosted services and servers on one's own machine."""
