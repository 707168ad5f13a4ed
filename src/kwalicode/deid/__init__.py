"""Find and replace identifying text. The only room that knows Presidio and spaCy."""
