"""The page Themes: claims, what they rest on, and what speaks against them."""
