"""Where samples go, and what goes into every well."""
