"""Documents that are made public, and the inventory of them."""
