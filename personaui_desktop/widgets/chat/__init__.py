"""The conversation: header, transcript, composer, and what stands in their place when there is none."""
