"""The page Saturation: is it enough?"""
