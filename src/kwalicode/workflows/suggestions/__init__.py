"""Suggestions: what might belong together; a person takes or refuses each (W35)."""
