"""Searching everything there is: the page, its list, and how the index follows."""
