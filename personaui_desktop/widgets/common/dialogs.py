"""Questions and reports in dialogs: always the same order of buttons, Escape always the harmless way."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from personaui_desktop.translation import translate
from personaui_desktop.widgets.common.buttons import plain_button, primary_button
from personaui_desktop.widgets.common.theme import GROUP, RELATED, SIDE

AROUND = QSize(16, 56)
"""What the system's frame and title bar may take of the screen."""


def confirm_deletion(
    parent: QWidget,
    question: str,
    consequence: str,
    then: Callable[[], object],
    verb: str = "",
) -> QMessageBox:
    """Ask before something is deleted; ``then`` is called if the person means it.

    Args:
        parent: the widget over which the question stands.
        question: names the thing, such as ``Delete “Mia”?``.
        consequence: what goes with it.
        then: the deletion.
        verb: what the deleting button says, if not *Delete*.
    """
    return _ask(parent, question, consequence, verb or translate("Dialogs", "Delete"), then)


def confirm_discard(parent: QWidget, question: str, then: Callable[[], object]) -> QMessageBox:
    """Ask before changes are thrown away."""
    return _ask(
        parent,
        question,
        translate("Dialogs", "Your changes will be lost."),
        translate("Dialogs", "Discard changes"),
        then,
    )


def tell(parent: QWidget, sentence: str, explanation: str = "") -> QMessageBox:
    """Say why something cannot be done."""
    box = QMessageBox(parent)
    _say(box, sentence, explanation)
    button = box.addButton(translate("Dialogs", "Close"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(button)
    box.setEscapeButton(button)
    box.open()
    return box


class BugReportDialog(QDialog):
    """Shows a report of a mistake of the program's own, to be copied."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("Dialogs", "Something went wrong"))
        fit_on_screen(self, 640, 420)
        sentence = QLabel(
            translate(
                "Dialogs",
                "This is a fault in the program. Nothing you wrote is lost. "
                "You can continue. If it happens again, report it with this text.",
            )
        )
        sentence.setWordWrap(True)
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setAccessibleName(translate("Dialogs", "Report"))
        self.copy_button = plain_button(translate("Dialogs", "Copy report"), self._copy)
        self.close_button = primary_button(translate("Dialogs", "Close"), self.reject)
        self.close_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIDE, SIDE, SIDE, GROUP)
        layout.setSpacing(GROUP)
        layout.addWidget(sentence)
        layout.addWidget(self.report, 1)
        layout.addLayout(button_row(self.copy_button, self.close_button))
        self.close_button.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.copy_button.setText(translate("Dialogs", "Copied"))


def fit_on_screen(dialog: QWidget, width: int, height: int) -> None:
    """Give a dialog this size in pixels, or as much of it as the screen over which it opens has room for."""
    screen = (dialog.parentWidget() or dialog).screen()
    dialog.resize(QSize(width, height).boundedTo(screen.availableSize() - AROUND))


def scrolling(form: QWidget) -> QScrollArea:
    """A form that scrolls where a dialog has no room for all of it."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    inner = QWidget()
    layout = QVBoxLayout(inner)
    # Room for the fields' frames at the left, for the scroll bar at the right.
    layout.setContentsMargins(2, 2, GROUP, 2)
    layout.addWidget(form)
    area.setWidget(inner)
    return area


def button_row(*buttons: QWidget) -> QHBoxLayout:
    """The buttons of a dialog at its right, the main one last."""
    row = QHBoxLayout()
    row.setSpacing(RELATED)
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return row


def _ask(
    parent: QWidget, question: str, explanation: str, verb: str, then: Callable[[], object]
) -> QMessageBox:
    box = _Question(parent, then)
    _say(box, question, explanation)
    cancel = box.addButton(translate("Dialogs", "Cancel"), QMessageBox.ButtonRole.RejectRole)
    # The accepting role puts it last, where the main button of every dialog stands.
    go = box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
    go.setProperty("kind", "danger")
    go.style().polish(go)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)
    box.open()
    return box


class _Question(QMessageBox):
    """Does what was agreed to once it is gone itself, and gives the keyboard back to the window."""

    def __init__(self, parent: QWidget, then: Callable[[], object]) -> None:
        super().__init__(parent)
        self._then = then
        self.accepted.connect(self._go_on)

    def _go_on(self) -> None:
        self._then()
        parent = self.parentWidget()
        dialog = None if parent is None else parent.window()
        below = None if dialog is None or dialog.isVisible() else dialog.parentWidget()
        # Where the dialog has gone with its question, the system gives the keyboard to nobody.
        if below is not None:
            below.window().activateWindow()


def _say(box: QMessageBox, sentence: str, explanation: str) -> None:
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle("PersonaUI Desktop")
    # Names that people gave must not be taken for marks.
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(sentence)
    box.setInformativeText(explanation)
