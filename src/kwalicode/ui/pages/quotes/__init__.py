"""The page Quotes: register, member check, labels and export."""
