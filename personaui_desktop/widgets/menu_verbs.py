"""What the menu bar does with messages and memories, and when it could do nothing."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from personaui_desktop.widgets.columns import Side

if TYPE_CHECKING:
    from personaui_desktop.widgets.main_window import MainWindow

SORTS = ("newest", "conversation", "pinned")
Verbs = dict[str, Callable[[], object]]
Conditions = dict[str, Callable[[], bool]]


def message_verbs(window: "MainWindow") -> Verbs:
    """What is done with messages, by the action's name."""
    return {
        "find_next": lambda: window.chat.find_next(forward=True),
        "find_previous": lambda: window.chat.find_next(forward=False),
        "remember_message": lambda: window.chat.verbs.remember(),
        "remember_selected": lambda: window.chat.verbs.remember_selected(),
        "show_memory": lambda: window.chat.verbs.show_memory(),
        "inspect_reply": lambda: window.chat.verbs.inspect(),
    }


def memory_verbs(window: "MainWindow") -> Verbs:
    """What is done with memories, by the action's name."""

    def within(verb: Callable[[], object]) -> None:
        window.columns.reveal(Side.MEMORIES)
        verb()

    verbs: Verbs = {
        "add_memory": lambda: within(window.memories.add_memory),
        "edit_memory": lambda: within(window.memories.edit_memory),
        "switch_memory": lambda: window.memories.switch_memory(),
        "delete_memory": lambda: window.memories.delete_memory(),
        "pin_memory": lambda: window.memories.pin_memory(),
        "rewrite_memory": lambda: within(window.memories.rewrite_memory),
        "show_place": lambda: window.memories.show_place(),
        "remember": lambda: within(window.memories.remember),
        "stop_remembering": lambda: window.memories.stop_remembering(),
        "accept_suggestion": lambda: within(window.memories.accept_suggestion),
        "edit_suggestion": lambda: within(window.memories.edit_suggestion),
        "discard_suggestion": lambda: within(window.memories.discard_suggestion),
        "next_suggestion": lambda: within(window.memories.next_suggestion),
        "search_memories": lambda: within(window.memories.focus_search),
    }
    for order in SORTS:
        verbs[f"sort_{order}"] = lambda order=order: window.memories.choose_order(order)  # type: ignore[misc]
    return verbs


def conditions(window: "MainWindow") -> Conditions:
    """Whether these could do anything now, by the action's name; asked when their menu opens."""
    shelf = window.memories.shelf

    def has_memory() -> bool:
        return shelf.view.current_memory is not None

    answers: Conditions = {
        "remember_message": lambda: window.chat.verbs.meant is not None,
        "remember_selected": lambda: window.chat.verbs.selected is not None,
        "show_memory": lambda: window.chat.verbs.can_show_memory,
        "inspect_reply": lambda: window.chat.verbs.can_inspect,
        "rewrite_memory": lambda: window.memories.has_source,
        "show_place": lambda: window.memories.has_source,
        "stop_remembering": lambda: window.memories.is_remembering,
        "search_memories": lambda: shelf.has_rows,
    }
    for name in ("edit_memory", "switch_memory", "pin_memory", "delete_memory"):
        answers[name] = has_memory
    for name in ("accept_suggestion", "edit_suggestion", "discard_suggestion", "next_suggestion"):
        answers[name] = lambda: window.memories.has_suggestions
    for name in ("find_next", "find_previous"):
        answers[name] = lambda: window.chat.has_messages
    return answers
