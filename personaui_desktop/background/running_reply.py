"""A reply under way: what of it was taken in, shown and stored so far."""

from personaui_desktop.background.reply_thread import BegunReply, ReplyThread
from personaui_desktop.background.thinking import ThinkingNow, joined
from personaui_desktop.records.endings import Ending
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.replies import ReplyOutcome, ServerWait, Thought

STORE_THOUGHT_MS = 1000
"""How much of a thought a kill may cost at most: all of it is packed anew each time."""


class RunningReply:
    """A reply under way: its thread, the text taken in so far, and how much of it is committed."""

    def __init__(self, begun: BegunReply, thread: ReplyThread) -> None:
        self.begun = begun
        self.thread = thread
        self.text = begun.prefix
        self._stored_text = begun.prefix
        self._given = len(begun.prefix)
        self._is_told = self._is_thinking_told = False
        self._is_storing = False
        self._stored_thought = begun.thought
        self._server_wait = ServerWait()
        self._is_closing = False

    def has_news(self) -> bool:
        """Whether there is text that was not given out, and nobody was told of; answers so once."""
        is_more = self.thread.has_text or len(self.text) > self._given
        is_news = is_more and not self._is_told
        self._is_told = self._is_told or is_news
        return is_news

    def thinks_on(self) -> bool:
        """Whether the model has thought on, or stopped thinking, and nobody was told; answers so once."""
        is_news = self.thread.has_thought and not self._is_thinking_told
        self._is_thinking_told = self._is_thinking_told or is_news
        return is_news

    def give_thinking(self) -> ThinkingNow | None:
        """What the model is thinking, for somebody who shows it."""
        self._is_thinking_told = False
        return self.thread.take_thinking()

    def give(self) -> str:
        """The whole text, for somebody who shows it."""
        self._given, self._is_told = len(self.take()), False
        return self.text

    def take(self) -> str:
        """Take in what has arrived since the last call; answers the whole text."""
        self.text += self.thread.take_text()
        return self.text

    def close(self) -> None:
        """End it because the program ends, which the person does not mean by it."""
        self._is_closing = True
        self.thread.stop()

    def outcome(self) -> ReplyOutcome:
        """How it ended; one that is complete and said nothing has failed."""
        outcome = self.thread.outcome()
        outcome = outcome._replace(thought=joined(self.begun.thought, outcome.thought))
        if outcome.status is ReplyStatus.STOPPED and self._is_closing:
            return outcome._replace(status=ReplyStatus.INTERRUPTED, problem=Ending.CLOSED.value)
        is_without_text = not self.text[len(self.begun.prefix) :].strip()
        if outcome.status is ReplyStatus.COMPLETE and is_without_text:
            return outcome._replace(status=ReplyStatus.FAILED, problem=Ending.NO_TEXT.value)
        return outcome

    def waits_otherwise(self) -> bool:
        """Whether a wait for the server began or ended since the last call."""
        before, self._server_wait = self._server_wait, self.thread.server_wait
        return before != self._server_wait

    def is_due(self) -> bool:
        """Whether there is text or some thought that is not stored, and none is on its way into the file."""
        return not self._is_storing and (self.take() != self._stored_text or self._has_thought_on())

    def begins_storing(self) -> Thought | None:
        """Text is on its way into the file, and with it what was thought by now, unless that is there."""
        self._is_storing = True
        thought = self._thought()
        return None if thought == self._stored_thought else thought

    def _has_thought_on(self) -> bool:
        """Whether a thought goes on, the last second of which may be missing in the file."""
        thought, stored = self._thought(), self._stored_thought
        if thought is None or stored is None:
            return thought is not None
        is_more = len(thought.text) > len(stored.text)
        return is_more and thought.milliseconds - stored.milliseconds >= STORE_THOUGHT_MS

    def _thought(self) -> Thought | None:
        return joined(self.begun.thought, self.thread.thought())

    def has_stored(self, text: str | None, thought: Thought | None = None) -> None:
        """These are in the file now; without text, storing failed."""
        self._is_storing = False
        if text is not None:
            self._stored_text = text
            self._stored_thought = thought or self._stored_thought
