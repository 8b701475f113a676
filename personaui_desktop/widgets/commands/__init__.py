"""What a person can have done: commands as values, and the menus, keys and help that read them."""
