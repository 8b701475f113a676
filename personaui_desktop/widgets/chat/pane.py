"""The chat pane: header, conversation, composer, and what goes to and fro between them."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from personaui_desktop.conversation.limits import limits_of
from personaui_desktop.item_models.messages import MessageListModel
from personaui_desktop.phrases import Phrase
from personaui_desktop.settings.table import Settings
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.chat.area import AreaPage, ConversationArea
from personaui_desktop.widgets.chat.attempts import Attempts
from personaui_desktop.widgets.chat.banner import Banner
from personaui_desktop.widgets.chat.column import in_column
from personaui_desktop.widgets.chat.composer_room import ComposerRoom
from personaui_desktop.widgets.chat.cost_watch import CostWatch
from personaui_desktop.widgets.chat.draft_store import DraftStore
from personaui_desktop.widgets.chat.drafts import Drafts
from personaui_desktop.widgets.chat.feed import ConversationFeed
from personaui_desktop.widgets.chat.foot import ChatFoot
from personaui_desktop.widgets.chat.handed_over import HandedOver
from personaui_desktop.widgets.chat.header import ChatHeader
from personaui_desktop.widgets.chat.jumps import Jumps
from personaui_desktop.widgets.chat.links import open_link_or_tell
from personaui_desktop.widgets.chat.meant import Meant
from personaui_desktop.widgets.chat.reply_requests import Sent
from personaui_desktop.widgets.chat.text_size import TextSize
from personaui_desktop.widgets.chat.title import SessionTitle
from personaui_desktop.widgets.chat.transcript.view import TranscriptView
from personaui_desktop.widgets.chat.typing_relay import TypingRelay
from personaui_desktop.widgets.commands.commands import Commands
from personaui_desktop.widgets.common.notices import Notices
from personaui_desktop.widgets.common.place import Place, Where
from personaui_desktop.widgets.desk import Desk

if TYPE_CHECKING:
    from personaui_desktop.operations.beginning import Opened

DEMO = Phrase("Chat", "Demo mode: canned replies, no AI.")


class ChatPane(QWidget):
    """One conversation. It follows the place, and keeps what was written but not sent by session.

    Args:
        desk: what there is once.
        place: which persona and session are shown.
        notices: where passing failures are told.

    Signals:
        settings_requested: the connection is to be set up.
        rename_requested: the session's title is to be changed.
        messages_requested: a session and the first and last message of it that are to be shown.
        text_size_changed: the text has another size now, 1.0 being the design's.
        closing: whatever is written is to be in the file.
    """

    settings_requested = Signal()
    rename_requested = Signal()
    messages_requested = Signal(object, object, object)
    text_size_changed = Signal(float)
    closing = Signal()

    def __init__(self, desk: Desk, place: Place, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._model, self.place, self.run = MessageListModel(self), place, desk.run
        self.notices, self._personas = notices, desk.personas
        self._where: Where = (place.persona_id, place.session_id)
        self._is_choosing = False
        self._focus_waits = False
        self.requests = desk.requests
        self.feed = ConversationFeed(self._model, place, desk.run, desk.changed, desk.replies, self)
        self._make_parts(desk.drafts)
        self._lay_out()
        ComposerRoom(self.composer.edit, self)
        self._connect_parts()
        self._follow()
        self._title = SessionTitle(self.header, place, desk.run, desk.changed)
        self.costs = CostWatch(self.foot.cost_line, self.composer, place, desk.run, desk.changed)
        self._show_persona()
        self.feed.open()
        desk.preferences.changed.connect(self.apply_settings)
        self.apply_settings(desk.preferences.settings)

    def apply_settings(self, settings: Settings) -> None:
        """Take over what the settings say about conversations."""
        self.costs.set_limits(limits_of(settings))
        self.costs.set_count(self.desk.exact_count())
        self.text_size.set(settings.text_size)

    def set_responder(self, name: str, *, is_demo: bool) -> None:
        """Say who answers: a model's name, or the demo companion."""
        self.header.set_model_name(name)
        self.demo_banner.say(translated(DEMO) if is_demo else "")
        self.costs.set_responder(name, is_demo=is_demo)

    def focus_composer(self) -> None:
        """Write, as soon as there is a composer."""
        if self.foot.isHidden():
            self._focus_waits = True
        else:
            self.composer.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keep_written(self, *, others_go_on: bool = False) -> None:
        """The window closes: what is written but not sent is in the file, and for others there."""
        self.closing.emit()
        if others_go_on:
            self._drafts.leave()
        else:
            self._drafts.close()

    def take_typing_from(self, widget: QWidget) -> None:
        """What is typed in a list is meant for the composer."""
        self._relay.take_from(widget)

    def bring(self, opened: "Opened") -> None:
        """A session was read already, and is about to be shown: its first messages need no reading then."""
        self.feed.bring(opened)
        self._title.bring(opened.session)

    @property
    def is_replying(self) -> bool:
        """Whether a reply is being written here."""
        return self.requests.is_replying(self._where)

    @property
    def has_messages(self) -> bool:
        """Whether anything has been said here."""
        return self._model.rowCount() > 0

    def stop(self) -> None:
        """End the reply; what has arrived stays."""
        self.requests.stop(self._where)

    def inspect(self, message_id: int | None = None) -> None:
        """Show what the next message sends, or what was sent for a reply."""
        # Opened seldom, so it is no part of the start.
        from personaui_desktop.widgets.inspector.dialog import Inspected, Inspector

        listing = self._personas.listing(self._where[0])
        if listing is None or listing.problem is not None:
            return
        name, draft = listing.profile.name, self.composer.text
        subject = Inspected(*self._where, name, self.requests.limits, draft, message_id)
        Inspector(subject, self.run, self).show()

    def show_messages(self, first_id: int, last_id: int) -> None:
        """Go to a range of messages and select it."""
        self.jumps.select(first_id, last_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape stops the reply, or the countdown to an afterthought: QWidget.keyPressEvent."""
        if event.key() == Qt.Key.Key_Escape and self.requests.is_replying(self._where):
            self.stop()
        elif event.key() == Qt.Key.Key_Escape and self.desk.afterthoughts.coming(self._where):
            self.desk.afterthoughts.cancel(self._where)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes to the pane writes: QWidget.focusInEvent."""
        super().focusInEvent(event)
        self.focus_composer()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """What is dropped anywhere is meant for the composer: QWidget.dragEnterEvent."""
        if self.foot.isVisible() and self.composer.edit.canInsertFromMimeData(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand it over: QWidget.dropEvent."""
        self.composer.edit.insertFromMimeData(event.mimeData())
        event.acceptProposedAction()
        self.focus_composer()

    def _make_parts(self, drafts: DraftStore) -> None:
        self.header = ChatHeader(self)
        self.demo_banner = Banner(
            "info", "dim", [(translate("Chat", "Connect a model…"), self.settings_requested.emit)], self
        )
        self.transcript = TranscriptView(self._model, self)
        self.area = ConversationArea(self.transcript, self.place.recovery.try_again, self)
        self.foot = ChatFoot(self)
        self.composer = self.foot.composer
        self.attempts = Attempts(
            self._model,
            self.requests,
            self.shown,
            self.composer.send,
            self.focus_composer,
            self.notices,
        )
        self.jumps = Jumps(self.feed, self.transcript, self._model)
        self.meant = Meant(self.transcript, self._model)
        self._drafts = Drafts(self.composer, self._where, drafts, self)
        HandedOver(self.composer.edit, self.shown, self.run, self.notices)
        self.setAcceptDrops(True)
        self._relay = TypingRelay(self.composer.edit)
        self._relay.take_from(self.transcript)
        self.text_size = TextSize(self._show_text_size, self)
        self.text_size.chosen.connect(self.text_size_changed)
        self.commands = Commands()
        self.transcript.scene.commands = self.commands
        self.setProperty("ground", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(in_column(self.demo_banner))
        layout.addWidget(self.area, 1)
        layout.addWidget(in_column(self.foot))

    def _connect_parts(self) -> None:
        self.header.settings_requested.connect(self.settings_requested)
        self.header.rename_requested.connect(self.rename_requested)
        self.header.find_requested.connect(lambda: self.transcript.hands.explorer.open_bar())
        self.foot.settings_requested.connect(self.settings_requested)
        self.foot.retry_requested.connect(self.attempts.retry)
        self.foot.stop_requested.connect(self.stop)
        self.foot.cost_line.inspect_requested.connect(partial(self.inspect, None))
        self.composer.send_requested.connect(self._send)
        self.composer.stop_requested.connect(self.stop)
        self.requests.stored.connect(self._take_stored)
        self.requests.changed.connect(self._show_state)
        self.feed.changed.connect(self._show_state)
        self.feed.page_failed.connect(self.notices.tell)
        self.feed.text_arrived.connect(self.transcript.throttle.note)
        self.transcript.set_source(self.run, self.shown)
        verbs = self.transcript.scene.verbs
        verbs.older_needed.connect(self.feed.fetch_older)
        verbs.newer_needed.connect(self.feed.fetch_newer)
        verbs.latest_needed.connect(self.feed.go_to_newest)
        verbs.text_needed.connect(self.feed.take_text)
        verbs.place_needed.connect(self.feed.fetch_around)
        verbs.zoom_requested.connect(self.text_size.step)
        open_or_tell = partial(open_link_or_tell, self.notices)
        verbs.link_activated.connect(open_or_tell)
        self.area.link_activated.connect(open_or_tell)

    def _follow(self) -> None:
        self.place.persona_changed.connect(self._go_to_persona)
        self.place.session_changed.connect(self._go)
        for signal in (
            self._personas.dataChanged,
            self._personas.rowsInserted,
            self._personas.rowsRemoved,
            self._personas.modelReset,
        ):
            signal.connect(self._show_persona)

    def shown(self) -> Where:
        """The persona and session that are shown."""
        return self._where

    def _go_to_persona(self, _persona_id: str) -> None:
        self._go(choosing=True)

    def _go(self, _session_id: int | None = None, *, choosing: bool = False) -> None:
        """Follow the place; ``choosing``: the persona is new, and its session is still to be chosen."""
        where = (self.place.persona_id, self.place.session_id)
        if where == self._where:
            return
        # What is typed while a session is still to be chosen is meant for the one that then is.
        is_chosen_now = self._is_choosing and not choosing and where[0] == self._where[0]
        self._drafts.go_to(where, takes_along=is_chosen_now and not self.requests.is_sending(self._where))
        self._where = where
        self._is_choosing = choosing and where[1] is None
        # First, so that it is known that messages are on their way.
        self.feed.open()
        self._show_persona()

    def _show_persona(self) -> None:
        persona_id = self._where[0]
        listing = self._personas.listing(persona_id)
        name = listing.profile.name if listing else ""
        image = self._personas.image(persona_id)
        can_be_opened = listing is None or listing.problem is None
        self.header.show_persona(persona_id, name, image, can_be_opened=can_be_opened)
        self.composer.set_name(name)
        self.transcript.set_persona(persona_id, name, image)
        self.area.show_persona(persona_id, self._personas.cast(persona_id), image)
        self._show_state()

    def _show_state(self) -> None:
        """Show what fits the shown session now; called whenever any of it may have changed."""
        self._show_area()
        self.foot.show_state(
            is_replying=self.requests.is_replying(self._where),
            is_sending=self.requests.is_sending(self._where),
            server_wait=self.requests.server_wait(self._where),
            trouble=self.requests.trouble(self._where),
            last=self.attempts.last_message,
        )

    def _show_area(self) -> None:
        listing = self._personas.listing(self._where[0])
        problem = self.feed.problem
        if listing is not None and listing.problem is not None:
            self.area.show_problem(translated(listing.problem), "")
        elif problem is not None:
            self.area.show_problem(translated(problem.sentence), translated(problem.remedy))
        elif self.feed.is_loading:
            self.area.expect_messages()
        elif self._model.rowCount():
            self.area.show_messages()
        elif listing is None or self._is_choosing:
            self.area.expect_session()
        else:
            self.area.show_nothing_said()
        self._show_foot(self.area.shown is not AreaPage.PROBLEM)

    def _show_foot(self, shown: bool) -> None:
        """Without a usable file there is no composer; the keyboard focus comes back with it."""
        # Also where the window is not active yet: Qt sends what is typed later to a hidden field, too.
        if not shown and self.window().focusWidget() is self.composer.edit:
            self._focus_waits = True
            self.area.problem.setFocus()
        self.foot.setVisible(shown)
        if shown and self._focus_waits:
            self._focus_waits = False
            self.composer.edit.setFocus()

    def _send(self, text: str) -> None:
        # In the file as a draft first: storing the message takes it away again, with the same commit.
        self._drafts.keep_to_send()
        self.requests.send(self._where, text, self.place)

    def _take_stored(self, sent: Sent, session_id: int) -> None:
        if sent.where != self._where:
            return
        if sent.where[1] is None:
            self.place.show_session(session_id)
        elif sent.by is self.place:
            self.transcript.scroller.to_latest()

    def _show_text_size(self, size: float) -> None:
        self.transcript.set_text_size(size)
        self.composer.set_text_size(size)
