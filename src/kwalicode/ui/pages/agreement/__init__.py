"""The page Agreement: how far coders agree, and where they differ."""
