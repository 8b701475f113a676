"""Plain panes that stand for the window's own."""

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from personaui_desktop.widgets.columns import Columns


class Pane(QWidget):
    """A pane with something in it that can be clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.button = QPushButton("Here")
        QVBoxLayout(self).addWidget(self.button)
        self.setFocusProxy(self.button)


def resize(columns: Columns, width: int) -> None:
    columns.resize(width, 800)
