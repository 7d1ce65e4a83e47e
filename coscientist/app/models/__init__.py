"""The language models of a run: how they are asked, and what they are going to cost."""
