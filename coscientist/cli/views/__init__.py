"""What commands print, as people read it."""
