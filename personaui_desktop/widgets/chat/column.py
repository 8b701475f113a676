"""The conversation's measure: what lies in the middle of the pane, as wide as is good to read."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

MEASURE = 744
SIDE_ROOM = 20


def in_column(widget: QWidget, measure: int = MEASURE) -> QWidget:
    """The widget in the middle of whatever room there is, at most ``measure`` pixels wide."""
    widget.setMaximumWidth(measure)
    widget.setSizePolicy(QSizePolicy.Policy.Expanding, widget.sizePolicy().verticalPolicy())
    around = QWidget(widget.parentWidget())
    layout = QHBoxLayout(around)
    layout.setContentsMargins(SIDE_ROOM, 0, SIDE_ROOM, 0)
    layout.setSpacing(0)
    layout.addStretch(1)
    layout.addWidget(widget, 1_000)
    layout.addStretch(1)
    return around
