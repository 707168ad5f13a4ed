"""Agreement: how far coders of one pass agree, by code and in all."""
