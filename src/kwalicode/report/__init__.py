"""Quotes and tables as files that may leave the study."""
