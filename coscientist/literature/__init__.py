"""Corpora, sources and passages: what has been published and where it says so."""
