"""Citations and their four states: it exists, its metadata are right, it supports the claim, it is not retracted."""
