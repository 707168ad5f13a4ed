"""Surveys: what comes in from a file of answers, and tables of the closed ones."""
