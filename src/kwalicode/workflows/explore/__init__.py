"""The page Explore: counts with their unit and denominator, and words that are said."""
