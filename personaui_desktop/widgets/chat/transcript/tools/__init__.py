"""What a person does in the transcript, with mouse, keyboard and clipboard."""
