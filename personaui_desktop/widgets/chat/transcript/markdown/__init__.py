"""Markdown as chat models write it, read into flat blocks piece by piece; knows nothing of Qt."""
