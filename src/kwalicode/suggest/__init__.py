"""Suggestions from the words of segments: a person takes or refuses each."""
