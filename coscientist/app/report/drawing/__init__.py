"""Drawings as inline SVG; colours come from the page, so that they follow its light and dark dress."""
