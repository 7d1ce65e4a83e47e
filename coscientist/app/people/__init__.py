"""What people say to a run: approval, interviews, questions, their own hypotheses and verdicts."""
