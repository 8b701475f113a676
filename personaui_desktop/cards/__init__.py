"""Characters as other programs keep them: bytes to values and back, pure."""
