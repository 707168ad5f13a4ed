"""Whole documents made public with all that identifies masked (Woo)."""
