"""PersonaUI Desktop: create AI personas and talk with them, everything kept on your machine."""

__version__ = "0.1.0"
