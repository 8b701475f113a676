from support.turns import say

from personaui_desktop.background.reply_thread import BegunReply
from personaui_desktop.conversation.limits import ContextLimits
from personaui_desktop.operations import replies


def sent(begun: BegunReply) -> list[str]:
    """What is sent, without the notes on the time."""
    return [message["content"].split("]\n\n")[-1] for message in begun.request.messages]


def test_the_limits_bound_what_is_sent(session: int) -> None:
    say(session, *(f"message {number}" for number in range(9)))
    assert sent(replies.answer("default", session, ContextLimits(messages=1)).prepare.work()) == ["message 8"]
