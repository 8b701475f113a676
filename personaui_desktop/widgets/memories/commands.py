"""What can be done with memories and suggestions, and how messages become memories."""

from collections.abc import Callable
from functools import partial

from personaui_desktop.phrases import Phrase
from personaui_desktop.records.memories import Memory, Proposal
from personaui_desktop.records.messages import Message
from personaui_desktop.translation import translate
from personaui_desktop.widgets.commands.command import Command, Scope, Subject
from personaui_desktop.widgets.common.notices import Notices
from personaui_desktop.widgets.memories.matching import Order
from personaui_desktop.widgets.memories.pane import MemoriesPane
from personaui_desktop.widgets.memories.words import has_messages

_SORTS = (
    (Order.NEWEST, Phrase("Memories", "Memories newest &first"), "Ctrl+Alt+4"),
    (Order.CONVERSATION, Phrase("Memories", "Memories &by conversation"), "Ctrl+Alt+5"),
    (Order.PINNED, Phrase("Memories", "Memories p&inned first"), "Ctrl+Alt+6"),
)


def declare(pane: MemoriesPane, notices: Notices) -> None:
    """Give the memories pane its commands, and what they run on."""

    def tell_none_chosen() -> None:
        notices.show(
            translate("Memories", "No memory is selected."),
            translate("Memories", "Select one in the memories pane first."),
        )

    def tell_none_suggested() -> None:
        notices.show(translate("Memories", "No memory is suggested."))

    commands = (
        *_on_conversations(pane),
        *_on_messages(pane),
        *_on_memories(pane),
        *_on_cards(pane),
        *_on_suggestions(pane),
        *_orders(pane),
        *_in_fields(pane),
    )
    pane.commands.declare(
        commands,
        (
            Subject(Scope.MEMORY, lambda: pane.shelf.view.current_memory, tell_none_chosen),
            Subject(Scope.SUGGESTION, lambda: pane.shelf.proposals.proposal, tell_none_suggested),
        ),
    )


def _on_conversations(pane: MemoriesPane) -> tuple[Command, ...]:
    return (
        Command(
            "memory.add",
            Phrase("Memories", "&Add a memory…"),
            pane.add_memory,
            keys=("Ctrl+M",),
            slash="memory",
            slash_takes=Phrase("Slash", "TEXT"),
            slash_run=pane.add_memory,
        ),
        Command(
            "session.remember",
            Phrase("Memories", "&Remember this conversation"),
            pane.verbs.remember,
            keys=("Ctrl+Shift+K",),
            slash="remember",
        ),
        Command(
            "session.stop_remembering",
            Phrase("Memories", "S&top remembering"),
            pane.verbs.stop,
            keys=("Ctrl+Shift+.",),
            can=lambda: pane.verbs.are_under_way,
        ),
        Command(
            "memory.search",
            Phrase("Memories", "Search m&emories"),
            pane.focus_search,
            keys=("Ctrl+F10",),
            can=lambda: pane.shelf.has_rows,
        ),
    )


def _on_messages(pane: MemoriesPane) -> tuple[Command, ...]:
    def remember(message: Message) -> None:
        pane.remember_messages(message.id, message.id)

    def remember_selected(ids: tuple[int, int]) -> None:
        pane.verbs.remember_selected(*ids)

    def show_memory(message: Message) -> None:
        if message.memorized:
            pane.show_memory_of(message.id)

    return (
        Command(
            "message.remember",
            Phrase("Memories", "&Remember message…"),
            remember,
            Scope.MESSAGE,
            keys=("Ctrl+Shift+B",),
            near_words=Phrase("Memories", "Remember…"),
        ),
        Command(
            "message.remember_selected",
            Phrase("Memories", "Remember se&lected messages"),
            remember_selected,
            Scope.SELECTION,
            keys=("Ctrl+Shift+L",),
            near_words=Phrase("Memories", "Remember selected messages"),
        ),
        Command(
            "message.show_memory",
            Phrase("Memories", "S&how its memory"),
            show_memory,
            Scope.MESSAGE,
            keys=("Ctrl+Shift+H",),
            can=lambda message: message.memorized,
            near_words=Phrase("Memories", "Show its memory"),
        ),
    )


def _on_memories(pane: MemoriesPane) -> tuple[Command, ...]:
    return (
        Command(
            "memory.edit",
            Phrase("Memories", "&Edit memory…"),
            pane.edit_memory,
            Scope.MEMORY,
            keys=("Ctrl+Shift+M",),
            pane_keys=("F2", "Enter"),
            near_words=Phrase("Memories", "&Edit"),
        ),
        Command(
            "memory.switch",
            Phrase("Memories", "U&se / don't use memory"),
            pane.memory_actions.switch,
            Scope.MEMORY,
            keys=("Ctrl+Alt+S",),
            pane_keys=("Space",),
            near_words=lambda memory: (
                translate("Memories", "&Don't use") if memory.is_active else translate("Memories", "&Use")
            ),
        ),
        Command(
            "memory.pin",
            Phrase("Memories", "Pin / unpin memor&y"),
            pane.memory_actions.pin,
            Scope.MEMORY,
            keys=("Ctrl+Alt+I",),
            pane_keys=("P",),
            near_words=lambda memory: (
                translate("Memories", "Un&pin") if memory.pinned else translate("Memories", "&Pin")
            ),
        ),
        Command(
            "memory.rewrite",
            Phrase("Memories", "Re&write memory…"),
            pane.verbs.rewrite,
            Scope.MEMORY,
            keys=("Ctrl+Shift+W",),
            can=has_messages,
            near_words=Phrase("Memories", "Re&write…"),
        ),
        Command(
            "memory.show_messages",
            Phrase("Memories", "Show in con&versation"),
            pane.show_messages_of,
            Scope.MEMORY,
            keys=("Ctrl+Shift+G",),
            pane_keys=("G",),
            can=has_messages,
            near_words=Phrase("Memories", "Show in &conversation"),
        ),
        Command(
            "memory.delete",
            Phrase("Memories", "&Delete memory"),
            pane.memory_actions.delete,
            Scope.MEMORY,
            keys=("Ctrl+Alt+M",),
            pane_keys=("Del", "Backspace"),
            near_words=Phrase("Memories", "De&lete"),
        ),
    )


def _on_cards(pane: MemoriesPane) -> tuple[Command, ...]:
    view = pane.shelf.view

    def open_card(memory: Memory) -> None:
        view.open_card(memory, opened=True)

    def close_card(memory: Memory) -> None:
        view.open_card(memory, opened=False)

    return (
        Command(
            "memory.copy",
            Phrase("Memories", "Cop&y memory"),
            view.copy_memory,
            Scope.MEMORY,
            pane_keys=("Ctrl+C",),
            near_words=Phrase("Memories", "Cop&y"),
        ),
        Command(
            "memory.open",
            Phrase("Memories", "Show all o&f the memory"),
            open_card,
            Scope.MEMORY,
            keys=("Ctrl+O",),
            pane_keys=("Right",),
            can=view.can_open,
            near_words=Phrase("Memories", "Show &all"),
        ),
        Command(
            "memory.close",
            Phrase("Memories", "Show &less of the memory"),
            close_card,
            Scope.MEMORY,
            keys=("Ctrl+H",),
            pane_keys=("Left",),
            can=view.is_open,
            near_words=Phrase("Memories", "Show &less"),
        ),
    )


def _on_suggestions(pane: MemoriesPane) -> tuple[Command, ...]:
    def seen(do: Callable[[Proposal], object], proposal: Proposal) -> None:
        """Show the pane, then do it."""
        pane.wanted.emit()
        do(proposal)

    def show_next(_proposal: Proposal) -> None:
        pane.shelf.proposals.step()

    return (
        Command(
            "suggestion.accept",
            Phrase("Memories", "A&ccept suggestion"),
            partial(seen, pane.proposing.accept),
            Scope.SUGGESTION,
            keys=("Ctrl+Shift+A",),
        ),
        Command(
            "suggestion.edit",
            Phrase("Memories", "Edit s&uggestion…"),
            partial(seen, pane.proposing.preview),
            Scope.SUGGESTION,
            keys=("Ctrl+Shift+E",),
        ),
        Command(
            "suggestion.discard",
            Phrase("Memories", "Discard suggesti&on"),
            partial(seen, pane.proposing.discard),
            Scope.SUGGESTION,
            keys=("Ctrl+Shift+X",),
        ),
        Command(
            "suggestion.next",
            Phrase("Memories", "&Next suggestion"),
            partial(seen, show_next),
            Scope.SUGGESTION,
            keys=("Ctrl+Shift+Y",),
        ),
    )


def _orders(pane: MemoriesPane) -> list[Command]:
    def is_in(order: Order) -> bool:
        return pane.shelf.order is order

    return [
        Command(
            f"memory.sort_{order.value}",
            words,
            partial(pane.choose_order, order.value),
            keys=(keys,),
            tick=partial(is_in, order),
        )
        for order, words, keys in _SORTS
    ]


def _in_fields(pane: MemoriesPane) -> tuple[Command, ...]:
    shelf, editor = pane.shelf, pane.editor
    return (
        Command(
            "search.go_to_cards",
            Phrase("Memories", "Go to the memories found"),
            shelf.go_to_cards,
            Scope.SEARCH,
            pane_keys=("Enter",),
        ),
        Command(
            "search.clear",
            Phrase("Memories", "Clear the search"),
            shelf.search.clear,
            Scope.SEARCH,
            pane_keys=("Esc",),
        ),
        Command(
            "editor.save",
            Phrase("Memories", "Save the memory"),
            editor.save,
            Scope.EDITING,
            pane_keys=("Ctrl+Enter",),
        ),
        Command(
            "editor.leave",
            Phrase("Memories", "Leave without saving"),
            editor.leave,
            Scope.EDITING,
            pane_keys=("Esc",),
        ),
    )
