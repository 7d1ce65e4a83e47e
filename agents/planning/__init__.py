"""From the words of a goal to a plan."""
