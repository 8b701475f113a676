"""What can be done in a conversation: with its messages, its replies, and what is written."""

from functools import partial

from personaui_desktop.phrases import Phrase
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.chat.afterthought_commands import afterthought_commands
from personaui_desktop.widgets.chat.afterthought_line import AfterthoughtLine
from personaui_desktop.widgets.chat.bookmarks import Bookmarks
from personaui_desktop.widgets.chat.branch_commands import branch_commands
from personaui_desktop.widgets.chat.branch_origin import OriginLink
from personaui_desktop.widgets.chat.branching import Branching
from personaui_desktop.widgets.chat.context_watch import ContextWatch
from personaui_desktop.widgets.chat.effort_choice import EffortChoice
from personaui_desktop.widgets.chat.mark_commands import mark_commands
from personaui_desktop.widgets.chat.marking import Marking
from personaui_desktop.widgets.chat.message_commands import message_commands
from personaui_desktop.widgets.chat.message_keys import MessageKeys
from personaui_desktop.widgets.chat.message_verbs import MessageVerbs
from personaui_desktop.widgets.chat.pane import ChatPane
from personaui_desktop.widgets.chat.queue_commands import queue_commands
from personaui_desktop.widgets.chat.queueing import Queueing
from personaui_desktop.widgets.chat.regenerating import Regenerating
from personaui_desktop.widgets.chat.rewriting.resend_commands import resend_commands
from personaui_desktop.widgets.chat.rewriting.resending import Resending
from personaui_desktop.widgets.chat.rewriting.rewriting import Rewriting
from personaui_desktop.widgets.chat.taken_back import TakenBack
from personaui_desktop.widgets.chat.thinking_watch import ThinkingWatch
from personaui_desktop.widgets.chat.thoughts import Thoughts
from personaui_desktop.widgets.chat.transcript.copy_commands import copy_commands
from personaui_desktop.widgets.chat.transcript.layout.message import ReplyAction
from personaui_desktop.widgets.chat.turn_commands import turn_commands
from personaui_desktop.widgets.chat.turn_drafting import TurnDrafting
from personaui_desktop.widgets.chat.version_commands import version_commands
from personaui_desktop.widgets.chat.versions import Versions
from personaui_desktop.widgets.commands.command import Command, Scope, Subject
from personaui_desktop.widgets.common.undo_history import UndoHistory


def declare(pane: ChatPane, history: UndoHistory) -> None:
    """Give the chat pane its commands, and what they run on; ``history`` takes back what they do."""
    versions = Versions(pane.run, pane.shown, pane.notices, history, pane.transcript)
    regenerating = Regenerating(pane)
    thinking = ThinkingWatch(pane)
    thoughts = Thoughts(pane.run, pane.shown, pane.notices, thinking, pane.transcript)
    marking = Marking(pane.run, pane.shown, pane.meant, history, pane)
    verbs = MessageVerbs(pane.transcript, pane.composer, pane.meant, pane.run, history, pane)
    MessageKeys(pane.transcript, pane.commands)
    TakenBack(pane, history)
    rewriting = Rewriting(pane)
    branching = Branching(pane, history)
    bookmarks = Bookmarks(pane, history, branching.go_to)
    drafting, afterthought = TurnDrafting(pane), AfterthoughtLine(pane)
    ContextWatch(pane)
    pane.commands.declare(
        (
            *copy_commands(pane.transcript),
            *_on_size(pane),
            *_on_places(pane),
            *_on_writing(pane, drafting, afterthought),
            *turn_commands(drafting),
            *message_commands(pane, verbs),
            *_on_rewriting(rewriting),
            *resend_commands(Resending(pane, rewriting, history)),
            *branch_commands(branching, OriginLink(pane, branching)),
            *_on_replies(pane, regenerating),
            *afterthought_commands(pane.attempts, pane.desk.preferences),
            *_on_thinking(thinking, EffortChoice(pane)),
            *queue_commands(Queueing(pane, history)),
            *version_commands(versions, regenerating, thoughts, pane.transcript),
            *mark_commands(marking, bookmarks),
        ),
        (
            Subject(Scope.VERSIONS, lambda: pane.meant.with_versions, versions.tell_only_one),
            Subject(Scope.MESSAGE, lambda: pane.meant.message),
            Subject(Scope.BOOKMARK, lambda: bookmarks.current),
            Subject(Scope.SELECTION, lambda: pane.meant.selected),
            Subject(Scope.REPLY, lambda: pane.attempts.last_message),
        ),
    )


def _on_size(pane: ChatPane) -> tuple[Command, ...]:
    size = pane.text_size
    return (
        Command(
            "text.larger", Phrase("Chat", "L&arger message text"), partial(size.step, 1), keys=("Ctrl++",)
        ),
        Command(
            "text.smaller", Phrase("Chat", "Smaller message te&xt"), partial(size.step, -1), keys=("Ctrl+-",)
        ),
        Command("text.normal", Phrase("Chat", "&Normal message text size"), size.reset, keys=("Ctrl+0",)),
    )


def _on_places(pane: ChatPane) -> tuple[Command, ...]:
    explorer = pane.transcript.hands.explorer

    def has_messages() -> bool:
        return pane.has_messages

    return (
        Command(
            "find.text",
            Phrase("Chat", "&Find in conversation…"),
            explorer.open_bar,
            keys=("Ctrl+F",),
            can=has_messages,
            slash="find",
            slash_takes=Phrase("Slash", "TEXT"),
            slash_run=explorer.find_text,
        ),
        Command(
            "find.next",
            Phrase("Chat", "Find &next"),
            partial(explorer.find_next, forward=True),
            Scope.FINDING,
            keys=("F3",),
            pane_keys=("Enter",),
            can=has_messages,
        ),
        Command(
            "find.previous",
            Phrase("Chat", "Find pre&vious"),
            partial(explorer.find_next, forward=False),
            Scope.FINDING,
            keys=("Shift+F3",),
            pane_keys=("Shift+Enter",),
            can=has_messages,
        ),
        Command(
            "find.close",
            Phrase("Chat", "Close the find bar"),
            explorer.close_bar,
            Scope.FINDING,
            pane_keys=("Esc",),
        ),
        Command(
            "find.date",
            Phrase("Chat", "&Go to date…"),
            explorer.choose_date,
            keys=("Ctrl+G",),
            can=has_messages,
        ),
        Command(
            "message.latest",
            Phrase("Chat", "&Jump to latest message"),
            pane.transcript.scroller.to_latest,
            keys=("Ctrl+Shift+End",),
            can=has_messages,
        ),
    )


def _on_writing(
    pane: ChatPane, drafting: TurnDrafting, afterthought: AfterthoughtLine
) -> tuple[Command, ...]:
    composer = pane.composer

    def stop_words() -> str:
        if afterthought.is_shown:
            return translate("Chat", "&Stop afterthought")
        words = Phrase("Chat", "&Stop drafting") if drafting.is_arriving else Phrase("Chat", "&Stop reply")
        return translated(words)

    return (
        Command("message.write", Phrase("Chat", "&Write a message"), pane.focus_composer, keys=("Ctrl+L",)),
        Command(
            "message.send",
            Phrase("Chat", "Send the message"),
            composer.send,
            Scope.WRITING,
            pane_keys=("Enter",),
        ),
        Command(
            "message.new_line",
            Phrase("Chat", "New line in the message"),
            composer.edit.begin_line,
            Scope.WRITING,
            pane_keys=("Shift+Enter",),
        ),
        Command(
            "reply.stop",
            stop_words,
            composer.stop_requested.emit,
            Scope.WRITING,
            keys=("Ctrl+.",),
            pane_keys=("Esc",),
            can=lambda: pane.is_replying or drafting.is_arriving or afterthought.is_shown,
            slash="stop",
        ),
        Command(
            "session.inspect",
            Phrase("Chat", "What &is sent…"),
            pane.inspect,
            keys=("Ctrl+I",),
            slash="sent",
        ),
    )


def _on_rewriting(rewriting: Rewriting) -> tuple[Command, ...]:
    editor = rewriting.editor
    return (
        Command(
            "message.edit",
            Phrase("Chat", "Ed&it message"),
            rewriting.edit,
            Scope.MESSAGE,
            keys=("F4",),
            pane_keys=("E",),
            can=rewriting.can_edit,
            near_words=Phrase("Chat", "Edit"),
        ),
        Command(
            "message.save",
            Phrase("Chat", "Save the message"),
            editor.save,
            Scope.REWRITING,
            pane_keys=("Ctrl+Enter",),
        ),
        Command(
            "message.leave",
            Phrase("Chat", "Leave without saving"),
            editor.leave,
            Scope.REWRITING,
            pane_keys=("Esc",),
        ),
        Command(
            "message.edit_last",
            Phrase("Chat", "Edit your last message, where nothing is written"),
            rewriting.edit_last,
            Scope.WRITING,
            pane_keys=("Up",),
        ),
    )


def _on_thinking(watch: ThinkingWatch, effort: EffortChoice) -> tuple[Command, ...]:
    return (
        Command(
            "reply.thinking",
            Phrase("Chat", "Sh&ow what the model is thinking…"),
            watch.show,
            keys=("Ctrl+Alt+T",),
            can=lambda: watch.can_show,
        ),
        Command(
            "reply.effort",
            Phrase("Chat", "Choose effo&rt…"),
            effort.open_menu,
            keys=("Ctrl+Alt+L",),
            can=lambda: effort.can_choose,
        ),
    )


def _on_replies(pane: ChatPane, regenerating: Regenerating) -> tuple[Command, ...]:
    attempts = pane.attempts
    return (
        Command(
            "reply.try_again",
            attempts.words,
            attempts.retry,
            keys=("Ctrl+R",),
            can=lambda: attempts.can_retry,
            slash="regenerate",
            slash_takes=Phrase("Slash", "HOW"),
            slash_run=regenerating.regenerate_as,
        ),
        Command(
            "reply.retry",
            Phrase("Chat", "Retry"),
            attempts.retry_reply,
            Scope.REPLY,
            can=partial(attempts.offers, ReplyAction.RETRY),
        ),
        Command(
            "reply.continue",
            Phrase("Chat", "&Continue reply"),
            attempts.continue_reply,
            Scope.REPLY,
            keys=("Ctrl+Shift+J",),
            can=partial(attempts.offers, ReplyAction.CONTINUE),
            slash="continue",
        ),
        Command(
            "reply.keep",
            Phrase("Chat", "&Keep reply as it is"),
            attempts.keep_reply,
            Scope.REPLY,
            keys=("Ctrl+Alt+K",),
            can=partial(attempts.offers, ReplyAction.KEEP),
        ),
    )
