"""The script alone in its folder, away from `pages`."""
