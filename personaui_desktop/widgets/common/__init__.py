"""Building blocks that every pane uses: the look, and small controls."""
