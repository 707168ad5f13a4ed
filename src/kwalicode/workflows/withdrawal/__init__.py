"""Withdrawal: everything of one participant goes from both files for good (W32, W33)."""
