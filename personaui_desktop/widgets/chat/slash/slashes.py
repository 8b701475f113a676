"""Has what is written behind a slash done, in place of sending it, and offers what can be written there."""

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QTextCursor

from personaui_desktop.phrases import Phrase
from personaui_desktop.translation import translate
from personaui_desktop.widgets.chat.banner import Banner
from personaui_desktop.widgets.chat.foot import ChatFoot
from personaui_desktop.widgets.chat.slash.offer import by_slash, slash_rows
from personaui_desktop.widgets.chat.slash.written import SlashWritten, begun_word, read_slash
from personaui_desktop.widgets.commands.command import Command, Scope
from personaui_desktop.widgets.commands.commands import Commands
from personaui_desktop.widgets.common.wording import isolated

if TYPE_CHECKING:
    from personaui_desktop.widgets.chat.slash.completion import SlashList


class Slashes(QObject):
    """Stands between a composer and what it sends.

    Args:
        foot: with the composer, above which is said what cannot be done.
        commands: all of the window's.
        start: starts a command by its name.
    """

    def __init__(self, foot: ChatFoot, commands: Commands, start: Callable[[str], object]) -> None:
        super().__init__(foot)
        self._composer, self._commands, self._start = foot.composer, commands, start
        self._edit = foot.composer.edit
        self.commands = Commands(self._declared())
        send = (translate("Slash", "Send as message"), self._send_as_message)
        self.banner = Banner("info", "dim", [send], foot)
        foot.put_above(self.banner)
        self._composer.takes = self.take
        self._composer.text_changed.connect(self._follow)
        self._edit.focus_changed.connect(self._follow_focus)
        self._is_put_away = False

    @cached_property
    def list(self) -> "SlashList":
        """What is offered; made at the first slash."""
        from personaui_desktop.widgets.chat.slash.completion import SlashList

        made = SlashList(self._composer, self._edit)
        made.chosen.connect(self._complete)
        # Last, so that it is asked before whoever else listens to the field's keys.
        self._edit.installEventFilter(self)
        return made

    @property
    def is_offering(self) -> bool:
        """Whether the list is seen."""
        return "list" in self.__dict__ and self.list.isVisible()

    def take(self, text: str) -> bool:
        """Do what a text says, or say why not; answers whether it is no message."""
        written = read_slash(text)
        if written is None:
            return False
        command = by_slash(self._commands, written.word)
        problem = self._problem(command, written)
        self.banner.say(problem)
        if not problem and command is not None:
            self._composer.set_text("")
            if written.rest and command.slash_run is not None:
                command.slash_run(written.rest)
            else:
                self._start(command.name)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys for the list, while it is there: QObject.eventFilter."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if not self.is_offering or self._edit.is_composing():
            return False
        command = self.commands.pressed(event, Scope.SLASH)
        # Whoever has written the whole word means to have it done.
        if command is None or (command.name == "slash.choose" and self._is_whole):
            return False
        command.run()
        return True

    def _problem(self, command: Command | None, written: SlashWritten) -> str:
        word = isolated(f"/{written.word}")
        if command is None:
            return translate(
                "Slash", "There is no command {word}. With two slashes in front it is sent as a message."
            ).format(word=word)
        if written.rest and command.slash_run is None:
            return translate("Slash", "Nothing can follow {word}.").format(word=word)
        if not self._commands.can_start(command.name):
            return translate("Slash", "{word} can do nothing here now.").format(word=word)
        return ""

    @property
    def _is_whole(self) -> bool:
        begun = begun_word(self._composer.text)
        return begun is not None and by_slash(self._commands, begun) is not None

    def _send_as_message(self) -> None:
        text = self._composer.text
        if read_slash(text) is not None:
            self._edit.insert_in_front("/")
        self._edit.setFocus()
        self._composer.send()

    def _follow(self) -> None:
        self.banner.say("")
        # Only the beginning is looked at: a message may be as long as a book.
        text = self._edit.document().firstBlock().text() if self._edit.document().blockCount() == 1 else ""
        begun = begun_word(text) if text.startswith("/") else None
        if begun is None:
            self._is_put_away = False
        may_offer = begun is not None and not self._is_put_away and self._edit.hasFocus()
        if may_offer and begun is not None:
            self.list.offer(slash_rows(self._commands, begun))
        elif self.is_offering:
            self.list.hide()

    def _follow_focus(self) -> None:
        if self.is_offering and not self._edit.hasFocus():
            self.list.hide()

    def _complete(self, name: str = "") -> None:
        """Write the whole word of a command, or of the one that is gone to."""
        current = self.list.current
        wanted = self._commands.find(name) if name else None
        if wanted is None and current is not None:
            wanted = self._commands[current.key]
        if wanted is None:
            return
        cursor = self._edit.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(f"/{wanted.slash} " if wanted.slash_run is not None else f"/{wanted.slash}")
        self._edit.setTextCursor(cursor)
        self.list.hide()
        self._edit.setFocus()

    def _declared(self) -> tuple[Command, ...]:
        return (
            Command(
                "slash.choose",
                Phrase("Slash", "Complete the command"),
                self._complete,
                Scope.SLASH,
                pane_keys=("Tab", "Enter"),
            ),
            Command(
                "slash.next",
                Phrase("Slash", "Go to the next command"),
                partial(self._step, 1),
                Scope.SLASH,
                pane_keys=("Down",),
            ),
            Command(
                "slash.previous",
                Phrase("Slash", "Go to the previous command"),
                partial(self._step, -1),
                Scope.SLASH,
                pane_keys=("Up",),
            ),
            Command(
                "slash.leave",
                Phrase("Slash", "Put the list of commands away"),
                self._put_away,
                Scope.SLASH,
                pane_keys=("Esc",),
            ),
        )

    def _put_away(self) -> None:
        self._is_put_away = True
        self.list.hide()

    def _step(self, by: int) -> None:
        self.list.step(by)
