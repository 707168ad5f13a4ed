"""Tables of closed questions, as numbers, words, bars and files."""
