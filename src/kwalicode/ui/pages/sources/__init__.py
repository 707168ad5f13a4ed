"""The page Sources: what came in, and from which files."""
