"""What moves by itself: only where the system's settings allow it."""

from PySide6.QtWidgets import QApplication


def may_animate() -> bool:
    """Whether the system's settings allow what moves by itself."""
    # It takes a while to load, and nothing moves at a start.
    from PySide6.QtWidgets import QStyle

    return bool(QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration))
