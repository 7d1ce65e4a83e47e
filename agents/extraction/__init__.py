"""Reading claims out of papers with a language model."""
