"""Briefs and verdicts as Markdown for people."""
