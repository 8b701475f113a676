"""Changing messages: what the editor was opened for, where its text goes, and what was not saved."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from personaui_desktop.errors import InvalidInput, KnownError
from personaui_desktop.operations import edit_drafts, messages
from personaui_desktop.records.messages import Message
from personaui_desktop.text import clean_text
from personaui_desktop.translation import translate
from personaui_desktop.widgets.chat.banner import Banner
from personaui_desktop.widgets.chat.drafts import KEEP_MS
from personaui_desktop.widgets.chat.pane import ChatPane
from personaui_desktop.widgets.chat.rewriting.editor import RewriteEditor
from personaui_desktop.widgets.chat.rewriting.in_bubble import InBubble
from personaui_desktop.widgets.chat.transcript.facts import is_streaming
from personaui_desktop.widgets.common.place import Where


class Rewriting(QObject):
    """Opens the editor for messages of the shown session, and offers again what was not saved.

    Args:
        pane: whose messages.
    """

    def __init__(self, pane: ChatPane) -> None:
        super().__init__(pane)
        self._pane, self._run = pane, pane.run
        self._scene = pane.transcript.scene
        self.editor = RewriteEditor()
        self._in_bubble = InBubble(pane.transcript, self.editor)
        self._where: Where = pane.shown()
        self._unsaved: dict[int, str] = {}
        self._opens: int | None = None
        self.offer = self._make_offer()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(KEEP_MS)
        self._soon.timeout.connect(self.keep)
        self._connect()
        self._read()

    def can_edit(self, message: Message) -> bool:
        """Whether a message is there to be changed: it has arrived, and so has the reply to it."""
        return not is_streaming(message) and not self._is_being_answered(message)

    def edit(self, message: Message) -> None:
        """Change a message where it stands."""
        now = self.editor.message
        if now is not None and now.id != message.id and self.editor.is_changed:
            self._pane.notices.show(
                translate("Chat", "You are still editing a message."),
                translate("Chat", "Save or cancel that first."),
            )
            message = now
        elif not self.can_edit(message):
            self._pane.notices.show(translate("Chat", "The reply is still being written."))
            return
        elif now is None or now.id != message.id:
            self.editor.open_editor(message, self._unsaved.get(message.id, message.text))
            self._in_bubble.follow()
            self._show_offer()
        if self._scene.row_of(message.id) is None:
            self._pane.transcript.hands.explorer.show_message(message.id)
        self.editor.field.setFocus()

    def edit_last(self) -> bool:
        """Change one's own last message; answers whether there is one."""
        last = self._own_last()
        if last is not None:
            self.edit(last)
        return last is not None

    def keep(self) -> None:
        """Have what a message is being changed to in the file."""
        self._soon.stop()
        message = self.editor.message
        if message is None:
            return
        text = self.editor.text if self.editor.is_changed else None
        if text == self._unsaved.get(message.id):
            return
        if text is None:
            del self._unsaved[message.id]
        else:
            self._unsaved[message.id] = text
        operation = edit_drafts.put(self._where[0], message.id, text)
        self._run(operation, self, otherwise=self._pane.notices.tell)

    def forget(self, where: Where, message: Message) -> None:
        """A message was said anew elsewhere: what it was being changed to is in the file no more."""
        if where == self._where:
            self._soon.stop()
            self._unsaved.pop(message.id, None)
            if self._is_editing(message):
                self.editor.close_editor()
                self._in_bubble.follow()
            self._show_offer()
        self._run(edit_drafts.put(where[0], message.id, None), self)

    def refuse(self, where: Where, message: Message, error: KnownError) -> None:
        """Say why what was written was not stored; it stays."""
        is_here = where == self._where and self._is_editing(message)
        if is_here and self._scene.model.row_of(message.id) is not None:
            self.editor.show_problem(error)
            self.editor.field.setFocus()
        else:
            self._pane.notices.tell(error)
        if is_here and self._scene.model.row_of(message.id) is None and isinstance(error, InvalidInput):
            self._take_gone([message.id])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow up in an empty composer is meant for one's own last message: QObject.eventFilter."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        field = self._pane.composer.edit
        if (
            event.key() != Qt.Key.Key_Up
            or modifiers
            or not field.document().isEmpty()
            or field.is_composing()
        ):
            return False
        return self.edit_last()

    def _make_offer(self) -> Banner:
        go_on = (translate("Chat", "Continue editing"), self._continue)
        banner = Banner("edit", "dim", [go_on, (translate("Chat", "Discard"), self._discard)])
        self._pane.foot.put_above(banner)
        return banner

    def _connect(self) -> None:
        pane = self._pane
        self.editor.save_requested.connect(self._save)
        self.editor.text_changed.connect(self._take_text)
        self.editor.left.connect(self._leave)
        pane.place.persona_changed.connect(self._follow)
        pane.place.session_changed.connect(self._follow)
        pane.feed.arrived.connect(self._open_arrived)
        self._scene.model.gone.connect(self._take_gone)
        pane.composer.edit.installEventFilter(self)
        pane.closing.connect(self.keep)

    def _follow(self, _whither: object = None) -> None:
        """Another session is shown: what is being changed here waits in the file."""
        if self._pane.shown() == self._where:
            return
        self.keep()
        self.editor.close_editor()
        self._in_bubble.follow()
        self._where, self._unsaved, self._opens = self._pane.shown(), {}, None
        self._show_offer()
        self._read()

    def _read(self) -> None:
        where = persona_id, session_id = self._where
        if session_id is not None:
            self._run(
                edit_drafts.all_in(persona_id, session_id), self, partial(self._take_read, where), _silent
            )

    def _take_read(self, where: Where, found: dict[int, str]) -> None:
        if where == self._where:
            self._unsaved = {**found, **self._unsaved}
            self._show_offer()

    def _show_offer(self) -> None:
        waits = self.editor.message is None and bool(self._unsaved)
        self.offer.say(translate("Chat", "You were editing a message.") if waits else "")

    def _continue(self) -> None:
        self._opens = max(self._unsaved, default=None)
        if self._opens is not None:
            self._pane.feed.fetch_around(self._opens)

    def _open_arrived(self, message_id: int) -> None:
        row = self._scene.model.row_of(message_id)
        if message_id == self._opens and row is not None:
            self._opens = None
            self.edit(self._scene.model.message(row))

    def _discard(self) -> None:
        """Throw away what the banner offers; it can be taken back."""
        where, unsaved = self._where, dict(self._unsaved)
        for message_id in unsaved:
            self._run(edit_drafts.put(where[0], message_id, None), self)
        self._unsaved = {}
        self._show_offer()
        self._pane.composer.edit.setFocus()
        action = (translate("Chat", "Undo"), partial(self._put_back, where, unsaved))
        self._pane.notices.show(translate("Chat", "Your changes were discarded."), action=action)

    def _put_back(self, where: Where, unsaved: dict[int, str]) -> None:
        for message_id, text in unsaved.items():
            self._run(edit_drafts.put(where[0], message_id, text), self)
        self._take_read(where, unsaved)

    def _take_text(self) -> None:
        message = self.editor.message
        if message is None:
            return
        if not self._soon.isActive():
            self._soon.start()
        if self.editor.field.hasFocus() and self._scene.row_of(message.id) is None:
            # Nobody writes where it cannot be seen.
            self._pane.transcript.hands.explorer.show_message(message.id)

    def _leave(self) -> None:
        message = self.editor.message
        if message is not None:
            self.editor.field.begin_anew(message.text)
            self._end(message)

    def _end(self, message: Message) -> None:
        self.keep()
        self._unsaved.pop(message.id, None)
        self.editor.close_editor()
        self._in_bubble.follow()
        self._show_offer()
        self._scene.set_current(message.id)
        self._pane.transcript.setFocus()

    def _save(self, text: str) -> None:
        message, where = self.editor.message, self._where
        if message is None or where[1] is None:
            return
        self.keep()
        self._run(
            messages.edit(where[0], where[1], message.id, text),
            self,
            partial(self._take_saved, where, message),
            partial(self.refuse, where, message),
        )

    def _take_saved(self, where: Where, message: Message, _step_id: int | None) -> None:
        self._soon.stop()
        if where != self._where:
            return
        self._unsaved.pop(message.id, None)
        if self._is_editing(message):
            # The text is the message's, which is about to be read again.
            self.editor.message = message._replace(text=self.editor.text)
            self._end(message)

    def _take_gone(self, message_ids: list[int]) -> None:
        """The message is not there any more: what was written goes on in the composer."""
        message = self.editor.message
        for message_id in message_ids:
            self._unsaved.pop(message_id, None)
        if message is not None and message.id in message_ids:
            text, is_changed = clean_text(self.editor.text), self.editor.is_changed
            self._soon.stop()
            self.editor.close_editor()
            self._in_bubble.follow()
            if is_changed:
                self._pane.composer.add_text(text)
                self._pane.notices.show(
                    translate("Chat", "The message you were editing is gone."),
                    translate("Chat", "Your text is in the message box."),
                )
            self._pane.composer.edit.setFocus()
        self._show_offer()

    def _is_editing(self, message: Message) -> bool:
        return self.editor.message is not None and self.editor.message.id == message.id

    def _is_being_answered(self, message: Message) -> bool:
        last = self._own_last()
        return last is not None and message.id >= last.id and self._pane.is_replying

    def _own_last(self) -> Message | None:
        model = self._scene.model
        if model.has_newer:
            return None
        rows = range(model.rowCount() - 1, -1, -1)
        return next((model.message(row) for row in rows if model.message(row).is_user), None)


def _silent(_error: KnownError) -> None:
    """A file that cannot be read has no conversation to show either, which is said there."""
