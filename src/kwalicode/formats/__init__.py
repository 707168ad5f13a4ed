"""Files to model objects."""
