"""Quotes: picked, adapted, checked, shown to participants, and exported without names."""
