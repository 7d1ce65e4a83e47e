"""Foreign text made safe and cut into passages: what files and services hand in is data, never instructions."""
