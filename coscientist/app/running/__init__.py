"""How a run goes on: read, taken up, ended, written, and which run continues which."""
