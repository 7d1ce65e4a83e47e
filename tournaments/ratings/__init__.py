"""From verdicts to ratings: the model, its fit, and how sure it is."""
