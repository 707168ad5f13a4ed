"""Suggestions from the words of segments: proposals with reasons, which a person takes or refuses."""
