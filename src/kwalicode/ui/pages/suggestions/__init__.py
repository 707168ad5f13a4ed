"""The page Suggestions: proposals with reasons."""
