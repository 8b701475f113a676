"""What a person sees, one folder a pane."""

import personaui_desktop.background  # noqa: F401 - guards what Qt calls
