"""What paints messages."""
