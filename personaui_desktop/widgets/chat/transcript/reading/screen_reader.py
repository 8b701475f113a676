"""What screen readers are told, and when; costs next to nothing while there is none."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QWidget

from personaui_desktop.background.guard import guarded
from personaui_desktop.records.messages import Message
from personaui_desktop.widgets.chat.transcript.scene import Scene

LONGEST = 20_000
"""More of a reply is not read out at once, characters."""


class ScreenReader(QObject):
    """Tells what a screen reader is to say about a view.

    Args:
        view: who is read.
        scene: what it shows.
    """

    def __init__(self, view: QWidget, scene: Scene) -> None:
        super().__init__(view)
        self._view, self._scene = view, scene
        self._current_id: int | None = None
        scene.changed.connect(self._follow)

    def tell_focus(self) -> None:
        """Say that another message is current."""
        current = self._scene.current_id
        row = None if current is None else self._scene.model.row_of(current)
        if row is not None and QAccessible.isActive():
            event = QAccessibleEvent(self._view, QAccessible.Event.Focus)
            event.setChild(row)
            QAccessible.updateAccessibility(event)

    def say(self, text: str) -> None:
        """Have something said that is seen otherwise."""
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._view, text))

    def announce(self, message: Message) -> None:
        """Read out a finished reply, once."""
        if not QAccessible.isActive():
            return
        # Only who reads aloud needs it: loading it takes a while.
        from personaui_desktop.widgets.chat.transcript.tools.copied_text import plain_text

        name = self._scene.speaker.name or message.character_name
        self.say(f"{name}: {plain_text(message.text)[:LONGEST]}")

    def _follow(self) -> None:
        if self._scene.current_id != self._current_id:
            self._current_id = self._scene.current_id
            if self._view.hasFocus():
                self.tell_focus()


def install() -> None:
    """Have Qt ask views for their interfaces. To be called before there is a view; needed once."""
    if not _installed:
        QAccessible.installFactory(_interface_for)
        _installed.append(True)


_installed: list[bool] = []


@guarded
def _interface_for(_class_name: str, made_for: QObject) -> QAccessibleInterface | None:
    make = getattr(made_for, "accessible_interface", None)
    return make() if callable(make) else None
