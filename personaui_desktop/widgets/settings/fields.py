"""Parts of a form: a name above a field, and beneath it what there is to say about it."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSpinBox, QToolButton, QVBoxLayout, QWidget

from personaui_desktop.translation import translate
from personaui_desktop.widgets.common.buttons import tool_button
from personaui_desktop.widgets.common.theme import CONTROL_HEIGHT, RELATED, SECOND_SIZE, STEP, STRONG, font

Tone = Literal["dim", "warn", "ok"]
MARKS = {"dim": "", "warn": "⚠ ", "ok": "✓ "}
"""Before a sentence, so that its colour is not all that tells."""
NUMBER_WIDTH = 160
STEPPER_WIDTH, STEPPER_ICON = 24, 12


class Note(QLabel):
    """A sentence about a field; takes no room while there is none."""

    def __init__(self, sentence: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFont(font(SECOND_SIZE))
        self.say(sentence)

    def say(self, sentence: str, tone: Tone = "dim") -> None:
        """Show a sentence, or nothing."""
        self.setText(MARKS[tone] + sentence if sentence else "")
        self.setProperty("tone", tone)
        # A style sheet looks at a property again only where asked.
        self.style().unpolish(self)
        self.style().polish(self)
        self.setVisible(bool(sentence))


class NumberField(QSpinBox):
    """A whole number within bounds: typed, or stepped by buttons, arrow keys, or the wheel while focused."""

    def __init__(self, lowest: int, highest: int, step: int, unit: str) -> None:
        super().__init__()
        self.setRange(lowest, highest)
        self.setSingleStep(step)
        self.setSuffix(unit)
        self.setGroupSeparatorShown(True)
        # Under a style sheet the style's own buttons have no arrows.
        self.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.more_button = self._stepper("chevron-up", translate("Settings", "More"), self.stepUp)
        self.less_button = self._stepper("chevron-down", translate("Settings", "Less"), self.stepDown)
        self.valueChanged.connect(self._follow_value)
        self.setFixedSize(NUMBER_WIDTH, CONTROL_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the number the room beside its buttons: QWidget.resizeEvent."""
        super().resizeEvent(event)
        self._place_parts()

    def changeEvent(self, event: QEvent) -> None:
        """The same after the look has changed: QWidget.changeEvent."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._place_parts()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page that scrolls, unless the field has the focus: QWidget.wheelEvent."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _stepper(self, icon_name: str, name: str, step: Callable[[], None]) -> QToolButton:
        button = tool_button(icon_name, name, step)
        button.setParent(self)
        button.setFixedSize(STEPPER_WIDTH, (CONTROL_HEIGHT - 4) // 2)
        button.setIconSize(QSize(STEPPER_ICON, STEPPER_ICON))
        button.setAutoRepeat(True)
        # The arrow keys do the same from within the field.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setStyleSheet("padding: 0; border-radius: 4px")
        return button

    def _follow_value(self, value: int) -> None:
        self.more_button.setEnabled(value < self.maximum())
        self.less_button.setEnabled(value > self.minimum())

    def _place_parts(self) -> None:
        left = self.width() - STEPPER_WIDTH - 2
        self.more_button.move(left, 2)
        self.less_button.move(left, self.height() - 2 - self.less_button.height())
        # Under a style sheet Qt leaves no room at all for the number of a spin box without buttons.
        self.lineEdit().setGeometry(self.rect().adjusted(RELATED, 1, left - self.width(), -1))


def named(name: str, field: QWidget, *beside: QWidget) -> QVBoxLayout:
    """A field under its name, which holds its mnemonic, with small controls beside it."""
    label = QLabel(name)
    label.setBuddy(field)
    field.setAccessibleName(name.replace("&", ""))
    row = QHBoxLayout()
    row.setSpacing(RELATED)
    row.addWidget(field, 0 if isinstance(field, NumberField) else 1)
    for widget in beside:
        row.addWidget(widget)
    if isinstance(field, NumberField):
        row.addStretch(1)
    layout = QVBoxLayout()
    layout.setSpacing(STEP)
    layout.addWidget(label)
    layout.addLayout(row)
    return layout


def explained(field: QWidget | QVBoxLayout, sentence: str) -> QVBoxLayout:
    """A field with what there is to say about it beneath."""
    layout = QVBoxLayout()
    layout.setSpacing(STEP)
    if isinstance(field, QWidget):
        layout.addWidget(field)
    else:
        layout.addLayout(field)
    layout.addWidget(Note(sentence))
    return layout


def heading(text: str) -> QLabel:
    """The title of a group."""
    label = QLabel(text)
    label.setFont(font(SECOND_SIZE, STRONG))
    return label


def mark_wrong(field: QWidget, *, wrong: bool) -> None:
    """Frame a field whose content cannot be used; a `Note` says why."""
    if field.property("wrong") != wrong:
        field.setProperty("wrong", wrong)
        field.style().unpolish(field)
        field.style().polish(field)
