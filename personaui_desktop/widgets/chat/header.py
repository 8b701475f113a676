"""The head of the conversation: who one talks with, about what, and which model answers."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QAction, QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from personaui_desktop.phrases import Phrase
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.chat.origin_button import OriginButton
from personaui_desktop.widgets.chat.portrait import Portrait
from personaui_desktop.widgets.commands.key_tip import KeyTip
from personaui_desktop.widgets.common.avatar_sizes import IN_HEADER
from personaui_desktop.widgets.common.buttons import plain_button, tool_button
from personaui_desktop.widgets.common.dot import Dot
from personaui_desktop.widgets.common.elided_label import ElidedLabel
from personaui_desktop.widgets.common.painting import fill
from personaui_desktop.widgets.common.theme import RELATED, ROW_HEIGHT, SECOND_SIZE, STRONG, font, theme
from personaui_desktop.widgets.common.wording import isolated

TITLE_SIZE = 14.5
CHIP_HEIGHT = 24
CHIP_WIDTH = 190
NAME_WIDTH = 130
"""The most of the persona's name beside where the conversation branched off."""
QWIDGETSIZE_MAX = (1 << 24) - 1
LEFT, GAP, RIGHT = 20, 4, 16
SHOW_MEMORIES = Phrase("Chat", "Show memories")


class ChatHeader(QWidget):
    """Title and persona at the left, the model and the conversation's actions at the right.

    Signals:
        rename_requested: the title is to be changed.
        settings_requested: the model was pressed.
        effort_requested: the effort was pressed.
        find_requested: something is to be found in the conversation.
        words_changed: the title or the persona's name is another.
        origin_requested: where the conversation branched off is to be shown.
        sessions_requested, memories_requested: a pane that has no place beside the conversation is wanted.
    """

    rename_requested = Signal()
    settings_requested = Signal()
    effort_requested = Signal()
    find_requested = Signal()
    words_changed = Signal()
    origin_requested = Signal()
    sessions_requested = Signal()
    memories_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(ROW_HEIGHT)
        self._name = ""
        self._can_be_opened = True
        self._session_title: str | None = None
        self._model_name, self._needs_model = "", False
        self.portrait = Portrait(IN_HEADER)
        self.title = _Title()
        self.second = ElidedLabel()
        self.second.setFont(font(SECOND_SIZE))
        self.second.setProperty("tone", "dim")
        self.origin = OriginButton(self.origin_requested.emit)
        self.chip = _chip(self.settings_requested.emit)
        self.effort = _chip(self.effort_requested.emit)
        self.effort.setToolTip(translate("Chat", "How hard the model tries. Click to choose."))
        self.find_button = tool_button(
            "search", translate("Chat", "Find in conversation"), self.find_requested.emit
        )
        self.sessions_button = tool_button(
            "sidebar", translate("Chat", "Show conversations"), self.sessions_requested.emit
        )
        self.memories_button = tool_button(
            "sidebar-right", translated(SHOW_MEMORIES), self.memories_requested.emit
        )
        KeyTip(self.sessions_button, self.sessions_button.accessibleName(), "pane.sessions")
        self._memories_tip = KeyTip(self.memories_button, translated(SHOW_MEMORIES), "pane.memories")
        self.memories_dot = Dot(self.memories_button)
        self.offer_panes(sessions=False, memories=False)
        rename = QAction(translate("Chat", "Rename conversation…"), self.title)
        rename.triggered.connect(self.rename_requested)
        self.title.addAction(rename)
        self.title.rename_requested.connect(self.rename_requested)
        self._lay_out()
        self.set_model_name("")
        theme().changed.connect(self.update)

    def show_persona(
        self, persona_id: str, name: str, image: QImage | None, *, can_be_opened: bool = True
    ) -> None:
        """Say with whom one talks, or would if its file could be opened."""
        self.portrait.show_persona(persona_id, name, image)
        self._name, self._can_be_opened = name, can_be_opened
        self._show_words()

    @property
    def persona_name(self) -> str:
        """With whom one talks."""
        return self._name

    @property
    def session_title(self) -> str:
        """What the conversation is called; empty where there is none yet."""
        return self._session_title or ""

    def show_title(self, title: str | None) -> None:
        """Say what the conversation is called; ``None`` where there is none yet."""
        self._session_title = title
        self.title.can_be_renamed = title is not None
        self._show_words()

    def show_origin(self, words: str, title: str, *, can_go: bool) -> None:
        """Say where the conversation branched off, or nothing; ``can_go`` where that is still there.

        Where room is short, the isolated ``title`` in the words is shortened.
        """
        self.origin.say(words, title, can_go=can_go)
        # The link shortens before the name does, unless that is a long one.
        policy = QSizePolicy.Policy.Minimum if words else QSizePolicy.Policy.Preferred
        self.second.setSizePolicy(policy, QSizePolicy.Policy.Preferred)
        self.second.setMaximumWidth(NAME_WIDTH if words else QWIDGETSIZE_MAX)

    def set_model_name(self, name: str) -> None:
        """Say which model answers; nothing is shown until it is known."""
        self._needs_model = False
        self._show_chip(
            name, translate("Chat", "{name}. Click to change the model or connection.").format(name=name)
        )

    def ask_for_model(self) -> None:
        """Say that no model is chosen yet."""
        self._needs_model = True
        self._show_chip(
            translate("Chat", "No model chosen"),
            translate("Chat", "Click to choose a model for this server."),
        )

    def show_effort(self, words: str) -> None:
        """Say how hard the model is to try; nothing where it cannot be asked to."""
        self.effort.setText(words)
        self._give_way_to_title()

    def offer_panes(self, *, sessions: bool, memories: bool) -> None:
        """Offer to show the panes that have no place of their own now."""
        self.sessions_button.setVisible(sessions)
        self.memories_button.setVisible(memories)
        self._give_way_to_title()

    def mark_memories(self, *, marked: bool) -> None:
        """Whether a suggested memory waits where it cannot be seen."""
        self.memories_dot.setVisible(marked)
        words = translate("Chat", "Show memories: new suggestion") if marked else translated(SHOW_MEMORIES)
        self.memories_button.setAccessibleName(words)
        self._memories_tip.say(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow header leaves the room to the title: QWidget.resizeEvent."""
        super().resizeEvent(event)
        self._give_way_to_title()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line beneath: QWidget.paintEvent."""
        fill(QPainter(self), QRect(0, self.height() - 1, self.width(), 1), theme().tokens.line)

    def _show_words(self) -> None:
        if not self._can_be_opened:
            self.title.setText(self._name)
            self.second.setText(translate("Chat", "Cannot be opened"))
        else:
            self.title.setText(
                translate("Chat", "New conversation") if self._session_title is None else self._session_title
            )
            self.second.setText(
                translate("Chat", "with {name}").format(name=isolated(self._name)) if self._name else ""
            )
        self._give_way_to_title()
        self.words_changed.emit()

    def _show_chip(self, name: str, explanation: str) -> None:
        self._model_name = name
        shown = self.chip.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, CHIP_WIDTH)
        self.chip.setText(shown.replace("&", "&&"))
        self._give_way_to_title()
        self.chip.setAccessibleName(translate("Chat", "Model: {name}").format(name=name))
        self.chip.setToolTip(explanation)

    def _give_way_to_title(self) -> None:
        """Where not all of it has room, the effort goes, then the model's name, before the title shortens.

        Unless no model is chosen: that is to be seen, or nothing will be answered.
        """
        room = self._room_beside_title() - self.chip.sizeHint().width() - RELATED
        self.chip.setVisible(bool(self._model_name) and (self._needs_model or room >= 0))
        has_room = room >= self.effort.sizeHint().width() + RELATED
        self.effort.setVisible(bool(self.effort.text()) and has_room)

    def _room_beside_title(self) -> int:
        """The pixels that would be left beside the whole title if there were no chip."""
        buttons = (self.sessions_button, self.find_button, self.memories_button)
        shown = [self.portrait, *(button for button in buttons if not button.isHidden())]
        taken = sum(widget.minimumWidth() + RELATED for widget in shown)
        return self.width() - LEFT - RIGHT - GAP - taken - self.title.sizeHint().width()

    def _lay_out(self) -> None:
        second = QHBoxLayout()
        second.setSpacing(RELATED)
        second.addWidget(self.second)
        second.addWidget(self.origin)
        second.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addLayout(second)
        words.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(LEFT, 0, RIGHT, 0)
        layout.setSpacing(RELATED)
        layout.addWidget(self.sessions_button)
        layout.addWidget(self.portrait)
        layout.addSpacing(GAP)
        layout.addLayout(words, 1)
        for widget in (self.chip, self.effort, self.find_button, self.memories_button):
            layout.addWidget(widget)


class _Title(ElidedLabel):
    """The session's title; a double click renames it."""

    rename_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFont(font(TITLE_SIZE, STRONG))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.can_be_renamed = False

    @property
    def can_be_renamed(self) -> bool:
        """Whether there is something to rename."""
        return self._can_be_renamed

    @can_be_renamed.setter
    def can_be_renamed(self, can_be: bool) -> None:
        self._can_be_renamed = can_be
        policy = Qt.ContextMenuPolicy
        self.setContextMenuPolicy(policy.ActionsContextMenu if can_be else policy.NoContextMenu)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for another title: QWidget.mouseDoubleClickEvent."""
        if self.can_be_renamed:
            self.rename_requested.emit()


def _chip(on_click: object) -> QPushButton:
    chip = plain_button("")
    chip.setObjectName("chip")
    chip.setFont(font(SECOND_SIZE))
    # Its colours stay those of plain buttons; the placeholder's is the theme's dim text.
    chip.setStyleSheet(
        f"#chip {{ min-height: {CHIP_HEIGHT}px; max-height: {CHIP_HEIGHT}px; padding: 0 10px;"
        f" border-radius: {CHIP_HEIGHT // 2 + 1}px; color: palette(placeholder-text); }}"
    )
    chip.clicked.connect(on_click)
    return chip
