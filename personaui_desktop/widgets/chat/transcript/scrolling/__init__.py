"""Where in the conversation the view is, and how it moves."""
