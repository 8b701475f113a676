"""What the program remembers between starts: settings, and how the window was left, a readable file each."""
