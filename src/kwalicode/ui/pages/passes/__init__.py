"""The page Passes: rounds of coding and what came of them."""
