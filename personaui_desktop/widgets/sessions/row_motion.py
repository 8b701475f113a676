"""Rows that change their places glide there, and do not jump."""

from collections.abc import Mapping

from PySide6.QtCore import QEasingCurve, QVariantAnimation
from PySide6.QtWidgets import QWidget

from personaui_desktop.widgets.common.motion import may_animate

LASTS_MS = 160


class RowMotion(QVariantAnimation):
    """How far rows are still from where they belong.

    Args:
        viewport: painted anew while they glide.
    """

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._distances: dict[object, int] = {}
        self.setDuration(LASTS_MS)
        self.setStartValue(1.0)
        self.setEndValue(0.0)
        self.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.valueChanged.connect(viewport.update)
        self.finished.connect(self._distances.clear)

    def begin(self, distances: Mapping[object, int]) -> None:
        """Have rows glide from so many pixels below where they belong, negative from above."""
        left = {key: self.offset(key) + distance for key, distance in distances.items()}
        self.stop()
        self._distances.clear()
        if any(left.values()) and may_animate():
            self._distances.update(left)
            self.start()

    def offset(self, key: object) -> int:
        """How many pixels below its place a row is drawn now."""
        distance = self._distances.get(key, 0)
        return round(distance * float(self.currentValue())) if distance else 0
