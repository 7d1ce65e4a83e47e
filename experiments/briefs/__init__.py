"""From a hypothesis to an experiment brief that a laboratory can carry out."""
