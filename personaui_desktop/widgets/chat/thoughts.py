"""Shows what a model thought before a reply, above it or in a window: to be read, for it is never sent."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from personaui_desktop.background.operation import Run
from personaui_desktop.operations import replies
from personaui_desktop.records.messages import Message
from personaui_desktop.records.replies import Thought
from personaui_desktop.translation import translate
from personaui_desktop.widgets.chat.thinking_watch import ThinkingWatch
from personaui_desktop.widgets.chat.thought_dialog import ThoughtDialog
from personaui_desktop.widgets.chat.transcript.view import TranscriptView
from personaui_desktop.widgets.common.notices import Notices
from personaui_desktop.widgets.common.place import Where


class Thoughts(QObject):
    """Opens thoughts of the session that is shown.

    Args:
        run: reads them.
        where: answers the persona and session that are shown.
        notices: where it is told that there is none.
        thinking: follows what is being thought.
        view: above whose replies they unfold, and over which they open.
    """

    def __init__(
        self,
        run: Run,
        where: Callable[[], Where],
        notices: Notices,
        thinking: ThinkingWatch,
        view: TranscriptView,
    ) -> None:
        super().__init__(view)
        self._thinking = thinking
        self._run, self._where, self._notices, self._view = run, where, notices, view

    def can_show(self, message: Message) -> bool:
        """Whether the model told what it thought, or thinks."""
        return message.thought_ms is not None or message.thinking_ms is not None

    def show(self, message: Message) -> None:
        """Open what was thought before a reply, or is."""
        if message.thinking_ms is not None:
            self._thinking.show()
        else:
            self._read(message, self._open)

    def words(self, message: Message) -> str:
        """What a message's menu calls `turn_over`."""
        if self._view.hands.unfolding.is_unfolded(message):
            return translate("Chat", "Fold thought")
        return translate("Chat", "Unfold thought")

    def turn_over(self, message: Message) -> None:
        """Show what was thought above the reply, or no longer."""
        if self._view.hands.unfolding.is_unfolded(message):
            self._view.hands.unfolding.fold(message)
        elif message.thinking_ms is not None:
            self._view.hands.unfolding.unfold(message, self._thinking.text)
        else:
            self._read(message, partial(self._unfold, message))

    def _read(self, message: Message, show: Callable[[Thought], object]) -> None:
        where = self._where()

        def take(thought: Thought | None) -> None:
            if where != self._where():
                return
            if thought is None:
                self._notices.show(translate("Chat", "The model did not tell what it thought."))
            else:
                show(thought)

        self._run(replies.thought(where[0], message.id), self, take, self._notices.tell)

    def _open(self, thought: Thought) -> None:
        ThoughtDialog(thought, self._view).open()

    def _unfold(self, message: Message, thought: Thought) -> None:
        self._view.hands.unfolding.unfold(message, thought.text)
