"""A file of quotes: what it says, and the formats it is written in."""
