"""What screen readers are told, and when; costs next to nothing while there is none."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent, QAccessibleInterface

from personaui_desktop.background.guard import guarded
from personaui_desktop.records import Message

if TYPE_CHECKING:
    from personaui_desktop.widgets.chat.transcript.view import TranscriptView

LONGEST = 20_000
"""More of a reply is not read out at once, characters."""


def tell_focus(view: "TranscriptView") -> None:
    """Say that another message is current."""
    current = view.keyboard.current_id
    row = None if current is None else view.model.row_of(current)
    if row is not None and QAccessible.isActive():
        event = QAccessibleEvent(view, QAccessible.Event.Focus)
        event.setChild(row)
        QAccessible.updateAccessibility(event)


def say(view: "TranscriptView", text: str) -> None:
    """Have something said that is seen otherwise."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(view, text))


def announce(view: "TranscriptView", message: Message) -> None:
    """Read out a finished reply, once."""
    if not QAccessible.isActive():
        return
    from personaui_desktop.widgets.chat.transcript.tools.copying import plain_text

    text = f"{view.speaker.name or message.character_name}: {plain_text(message.text)[:LONGEST]}"
    say(view, text)


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
