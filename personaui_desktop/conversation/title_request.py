"""Has a model give a conversation its title: what is asked, and what of the answer is of use."""

from personaui_desktop.conversation.answers import tidied
from personaui_desktop.conversation.prompts import prompt
from personaui_desktop.records.messages import ContextMessage, Message
from personaui_desktop.records.replies import ReplyRequest
from personaui_desktop.text import clean_text

MOST_CHARACTERS = 60
"""A longer answer is no title."""
TOLD_CHARACTERS = 2_000
"""How much of each message is told: its beginning says what it is about."""
_MARKS = " \t#*_`.。"


def title_request(said: Message, reply: Message) -> ReplyRequest:
    """What is sent to have a conversation titled that began with these."""
    lines = [f"{who}: {_told(message)}" for who, message in (("Person", said), ("Reply", reply))]
    content = "\n\n".join(["<conversation>", *lines, "</conversation>"])
    return ReplyRequest((prompt("title"),), (ContextMessage(role="user", content=content),))


def title_in(answer: str) -> str:
    """The title that an answer gives; empty where it is of no use."""
    title = tidied(answer).strip(_MARKS)
    is_one = len(title) <= MOST_CHARACTERS and "\n" not in title
    return title if is_one and any(map(str.isalnum, title)) else ""


def _told(message: Message) -> str:
    return clean_text(message.text).strip()[:TOLD_CHARACTERS]
