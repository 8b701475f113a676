"""Where everything in a message lies: plain rectangles and text lines, no painting but of text itself."""
