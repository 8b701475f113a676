"""What is sent to a model and why: pure functions, no network."""
