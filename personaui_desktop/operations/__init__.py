"""One verbs file a noun; every verb answers work that has not run yet."""
