"""Unfolds what a model thought above its reply, and folds it again; what the reader is at stays there."""

from personaui_desktop.records.messages import Message
from personaui_desktop.widgets.chat.transcript.facts import is_streaming
from personaui_desktop.widgets.chat.transcript.reading.screen_reader import LONGEST, ScreenReader
from personaui_desktop.widgets.chat.transcript.scene import Scene
from personaui_desktop.widgets.chat.transcript.throttle import Throttle

EDGE = 8.0
"""So far below the view's top the line stays that was out of view above it, pixels."""


class Unfolding:
    """Acts on the thoughts of a scene.

    Args:
        scene: what is shown.
        throttle: shows it.
        reader: reads out what is unfolded.
    """

    def __init__(self, scene: Scene, throttle: Throttle, reader: ScreenReader) -> None:
        self._scene, self._throttle, self._reader = scene, throttle, reader

    def is_unfolded(self, message: Message) -> bool:
        """Whether what was thought before a message is shown."""
        return self._scene.messages.thought_of(message) is not None

    def unfold(self, message: Message, thought: str) -> None:
        """Show what was thought before a message."""
        self._scene.messages.unfolded[message.id] = message.version, thought
        self._show(message)
        self._reader.say(thought[:LONGEST])

    def go_on(self, message_id: int, thought: str) -> None:
        """The thought is longer by now, where it is shown."""
        unfolded = self._scene.messages.unfolded
        if message_id in unfolded and unfolded[message_id][1] != thought:
            unfolded[message_id] = unfolded[message_id][0], thought
            self._throttle.note((message_id,))

    def fold(self, message: Message) -> None:
        """Show it no longer."""
        self._scene.messages.unfolded.pop(message.id, None)
        self._show(message)

    def _show(self, message: Message) -> None:
        """Show a message anew, with its line where it was; who follows a reply goes on doing so."""
        placement, placed = self._scene.placement, self._scene.row_of(message.id)
        if placed is not None and not (placement.sticks_to_end and is_streaming(message)):
            laid = self._scene.messages.at(placed.row)
            top = max(placed.top, EDGE - laid.rects.thought.top())
            placement.go_to(placed.row, top + laid.block_top(laid.first_block), laid.first_block)
        self._throttle.note((message.id,))
