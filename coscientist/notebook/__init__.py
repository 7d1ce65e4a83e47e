"""Views for Jupyter."""
