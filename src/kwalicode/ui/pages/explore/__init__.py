"""The page Explore: codes and words, counted."""
