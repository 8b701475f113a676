"""What the demo companion is asked."""

from support.builders import a_memory

from personaui_desktop.conversation.context import plan_context
from personaui_desktop.records.memories import Memory
from personaui_desktop.records.messages import ContextMessage
from personaui_desktop.records.personas import Profile
from personaui_desktop.records.replies import ReplyRequest

MEMORY = a_memory(content="Sam prefers tea\nto coffee")


def a_request(text: str, *before: str, memories: tuple[Memory, ...] = ()) -> ReplyRequest:
    system = plan_context(Profile("Mia"), memories, ()).system()
    said = [*before, text]
    messages = tuple(
        ContextMessage(role="assistant" if n % 2 else "user", content=words) for n, words in enumerate(said)
    )
    return ReplyRequest(system, messages, "Mia")
