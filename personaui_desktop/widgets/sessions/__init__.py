"""The pane of the chosen persona's sessions."""
