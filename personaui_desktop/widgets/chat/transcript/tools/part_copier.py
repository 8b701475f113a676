"""Copies a message, or one of its links or code blocks: the chosen one, the only one, or one of a list."""

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from personaui_desktop.phrases import Phrase
from personaui_desktop.records.messages import Message
from personaui_desktop.text import beginning
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.chat.transcript.layout.body import Body
from personaui_desktop.widgets.chat.transcript.layout.fences import code_of
from personaui_desktop.widgets.chat.transcript.parts import Part, PartKind
from personaui_desktop.widgets.chat.transcript.scene import Scene
from personaui_desktop.widgets.chat.transcript.tools.clipboard import Clipboard
from personaui_desktop.widgets.chat.transcript.tools.copied_mark import CopiedMark
from personaui_desktop.widgets.chat.transcript.tools.under_mouse import parts_in_text
from personaui_desktop.widgets.common.wording import isolated

_LIST_NAMES = {
    PartKind.LINK: Phrase("Chat", "Links of the message"),
    PartKind.COPY_CODE: Phrase("Chat", "Code blocks of the message"),
}


class PartCopier:
    """Copies for a view, and has what was copied marked.

    Args:
        scene: what the view shows.
        clipboard: copies.
        copied: shows that something was copied.
        view: over which lists open.
    """

    def __init__(self, scene: Scene, clipboard: Clipboard, copied: CopiedMark, view: QWidget) -> None:
        self._scene, self._clipboard, self._copied, self._view = scene, clipboard, copied, view

    def has_link(self, message: Message) -> bool:
        """Whether a message has a link to copy."""
        return self._has(PartKind.LINK, message)

    def has_code(self, message: Message) -> bool:
        """Whether a message has a code block to copy."""
        return self._has(PartKind.COPY_CODE, message)

    def copy_message(self, message: Message) -> None:
        """Copy a message as it reads."""
        self._copy(message.id, Part(PartKind.COPY))

    def copy_link(self, message: Message) -> None:
        """Copy the address of a link of a message; where it is not clear of which, offer them all."""
        self._copy_any(PartKind.LINK, message)

    def copy_code(self, message: Message) -> None:
        """Copy a code block of a message; where it is not clear which, offer them all."""
        self._copy_any(PartKind.COPY_CODE, message)

    def _has(self, kind: PartKind, message: Message) -> bool:
        body = self._body_of(message)
        return body is not None and any(True for _ in parts_in_text(body, kind))

    def _copy_any(self, kind: PartKind, message: Message) -> None:
        scene, body = self._scene, self._body_of(message)
        chosen = scene.part if scene.current_id == message.id else None
        if chosen is not None and chosen.kind is kind:
            self._copy(message.id, chosen)
            return
        parts = [] if body is None else list(parts_in_text(body, kind))
        if len(parts) == 1:
            self._copy(message.id, parts[0])
        elif body is not None and parts:
            self._offer(message.id, body, parts)

    def _copy(self, message_id: int, part: Part) -> None:
        match part.kind:
            case PartKind.LINK:
                QGuiApplication.clipboard().setText(part.address)
                is_copied = True
            case PartKind.COPY_CODE:
                is_copied = self._clipboard.copy_code(message_id, part.fence)
            case _:
                is_copied = self._clipboard.copy_message(message_id)
        if is_copied:
            # A link has no tool of its own: that of its message says so.
            self._copied.show(message_id, Part(PartKind.COPY) if part.kind is PartKind.LINK else part)

    def _offer(self, message_id: int, body: Body, parts: list[Part]) -> None:
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(translated(_LIST_NAMES[parts[0].kind]))
        for part in parts:
            line = part.address or _first_line(code_of(body, part.fence))
            # A lone ampersand would underline what follows it.
            menu.addAction(isolated(line).replace("&", "&&"), partial(self._copy, message_id, part))
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self._place_of(message_id))

    def _place_of(self, message_id: int) -> QPoint:
        """A point of the screen on a message, or on the view where it is out of sight."""
        row, view = self._scene.row_of(message_id), self._view
        if row is None:
            return view.mapToGlobal(view.rect().center())
        bubble = row.laid.rects.bubble.translated(0, row.top).toRect()
        return view.mapToGlobal(bubble.intersected(view.rect()).center())

    def _body_of(self, message: Message) -> Body | None:
        row = self._scene.model.row_of(message.id)
        return None if row is None else self._scene.messages.at(row).body


def _first_line(code: str) -> str:
    lines = beginning(code, 1_000).splitlines()
    return next(filter(str.strip, lines), translate("Chat", "Empty code block"))
