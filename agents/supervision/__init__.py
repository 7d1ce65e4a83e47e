"""Who works next: which strategies can run here, and how much each is asked for."""
