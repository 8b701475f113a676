"""Claude and servers that speak its protocol: the only room that knows the anthropic package."""
