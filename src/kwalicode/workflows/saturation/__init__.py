"""Saturation: is it enough? What is counted, by which setting, and what came of it."""
