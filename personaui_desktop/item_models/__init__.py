"""Qt item models: rows already fetched, roles, nothing else."""

import personaui_desktop.background  # noqa: F401 - guards what Qt calls
