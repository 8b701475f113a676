"""The inspector: what is sent, piece by piece, and what it costs."""
