"""The settings page of the keyboard: every command with its keys, and others chosen for it."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from personaui_desktop.folding import fold
from personaui_desktop.settings.shortcuts import KeysOf, in_force
from personaui_desktop.settings.table import Settings
from personaui_desktop.translation import translate
from personaui_desktop.widgets.commands.key_names import plain, shown
from personaui_desktop.widgets.commands.keys_in_force import all_shown, keys_in_force
from personaui_desktop.widgets.commands.menus import menu_letters, menu_of_each
from personaui_desktop.widgets.common.buttons import plain_button
from personaui_desktop.widgets.common.theme import BASE_SIZE, GROUP, REGULAR, RELATED, STRONG, font
from personaui_desktop.widgets.common.wording import quoted
from personaui_desktop.widgets.settings.fields import Note
from personaui_desktop.widgets.settings.key_recorder import KeyRecorder

_NAME = Qt.ItemDataRole.UserRole
LEAST_HEIGHT = 220


class ShortcutsPage(QWidget):
    """Edits the shortcuts; none is in force before the dialog saves.

    Args:
        settings: shown at first.
        words: what each command is called, by its name.
    """

    def __init__(self, settings: Settings, words: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen = dict(settings.shortcuts)
        self._words = {name: plain(each) for name, each in words.items() if name in keys_in_force().declared}
        self._groups: dict[str, QTreeWidgetItem] = {}
        self._items: dict[str, QTreeWidgetItem] = {}
        self._make_parts()
        self._lay_out()
        self._fill()
        self.search.textChanged.connect(self._filter)
        self.tree.currentItemChanged.connect(self._show_current)
        self.tree.itemDoubleClicked.connect(self._begin)
        for widget in (self.search, self.tree):
            widget.installEventFilter(self)
        self.recorder.recorded.connect(self._record)
        self.recorder.refused.connect(self._refuse)
        self.recorder.left.connect(self._go_back)
        self._show()

    @property
    def current(self) -> str:
        """The name of the command that is gone to; empty where none is."""
        item = self.tree.currentItem()
        return "" if item is None else str(item.data(0, _NAME) or "")

    def field(self, _setting: str) -> QWidget:
        """Where the keyboard begins."""
        return self.search

    def put_into(self, settings: Settings) -> Settings:
        """The settings with the shortcuts as they are here."""
        return settings.but(shortcuts=dict(self._chosen))

    def go_to(self, name: str) -> None:
        """Go to a command."""
        self.tree.setCurrentItem(self._items[name])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Down go on to the list and to the keys, and save nothing yet: QObject.eventFilter."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if watched is self.search and (is_enter or event.key() == Qt.Key.Key_Down):
            self._go_to_first()
        elif watched is self.tree and is_enter:
            self._begin()
        else:
            return False
        return True

    def _make_parts(self) -> None:
        self.search = QLineEdit()
        self.search.setPlaceholderText(translate("Settings", "Search commands and keys"))
        self.search.setAccessibleName(translate("Settings", "Search commands and keys"))
        self.search.setClearButtonEnabled(True)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(translate("Settings", "Keyboard shortcuts"))
        self.tree.setHeaderHidden(True)
        self.tree.setColumnCount(2)
        self.tree.setRootIsDecorated(False)
        self.tree.setMinimumHeight(LEAST_HEIGHT)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.recorder = KeyRecorder()
        self.recorder.setAccessibleName(translate("Settings", "Keys of the command"))
        self.none_button = plain_button(translate("Settings", "&No keys"), self._take_away)
        self.reset_button = plain_button(translate("Settings", "&Reset"), self._reset)
        self.reset_all_button = plain_button(translate("Settings", "Reset a&ll"), self._reset_all)
        self.note = Note()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(RELATED)
        row.addWidget(self.recorder, 1)
        for button in (self.none_button, self.reset_button, self.reset_all_button):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(RELATED)
        layout.addWidget(self.search)
        layout.addWidget(self.tree, 1)
        layout.addSpacing(GROUP - RELATED)
        layout.addLayout(row)
        layout.addWidget(self.note)

    def _fill(self) -> None:
        groups = self._groups
        menus = menu_of_each()
        in_order = [*(name for name in menus if name in self._words), *self._words]
        for name in dict.fromkeys(in_order):
            group = menus.get(name, translate("Settings", "Elsewhere"))
            if group not in groups:
                groups[group] = QTreeWidgetItem(self.tree, [group])
                groups[group].setFlags(Qt.ItemFlag.ItemIsEnabled)
                groups[group].setFont(0, font(BASE_SIZE, STRONG))
            item = self._items[name] = QTreeWidgetItem(groups[group], [self._words[name], ""])
            item.setData(0, _NAME, name)
        self.tree.expandAll()

    @property
    def _keys(self) -> KeysOf:
        """The keys as they would be in force."""
        return in_force(keys_in_force().declared, self._chosen)

    def _show(self) -> None:
        keys = self._keys
        for name, item in self._items.items():
            item.setText(1, all_shown(keys[name]))
            item.setFont(1, font(BASE_SIZE, STRONG if name in self._chosen else REGULAR))
        self.reset_all_button.setEnabled(bool(self._chosen))
        self._show_current()

    def _show_current(self, *_items: object) -> None:
        name = self.current
        for widget in (self.recorder, self.none_button, self.reset_button):
            widget.setEnabled(bool(name))
        self.note.say("")
        self.recorder.setPlaceholderText(
            translate("Settings", "Press the new keys") if name else translate("Settings", "Choose a command")
        )
        if not name:
            self.recorder.show_keys("")
            return
        keys = self._keys[name]
        self.recorder.show_keys(all_shown(keys))
        self.recorder.setAccessibleName(
            translate("Settings", "Keys of {command}").format(command=quoted(self._words[name]))
        )
        self.none_button.setEnabled(bool(keys))
        self.reset_button.setEnabled(name in self._chosen)
        self._say_what_it_lost(name)

    def _say_what_it_lost(self, name: str) -> None:
        """A command whose own keys were chosen for another says so."""
        own, keys = keys_in_force().declared[name], self._keys
        lost = [each for each in own if each not in keys[name]] if name not in self._chosen else []
        owners = [(each, owner) for each in lost for owner, its in keys.items() if each in its]
        if owners:
            said, owner = owners[0]
            self.note.say(
                translate("Settings", "{keys} is used by {command} now.").format(
                    keys=shown(said), command=quoted(self._words.get(owner, owner))
                )
            )

    def _begin(self, *_item: object) -> None:
        if self.current:
            self.recorder.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_first(self) -> None:
        found = (item for item in self._items.values() if not item.isHidden())
        item = next(found, None)
        if item is not None:
            self.tree.setCurrentItem(item)
            self._go_back()

    def _go_back(self) -> None:
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _record(self, keys: str) -> None:
        name = self.current
        if not name:
            return
        if keys in menu_letters():
            self.note.say(translate("Settings", "{keys} opens a menu.").format(keys=shown(keys)), "warn")
            return
        before = next((each for each, its in self._keys.items() if keys in its and each != name), None)
        if before is not None and before in self._chosen:
            self._chosen[before] = [each for each in self._keys[before] if each != keys]
        self._chosen[name] = [keys]
        if (keys,) == keys_in_force().declared[name]:
            del self._chosen[name]
        self._show()
        if before is not None:
            left = all_shown(self._keys[before])
            self.note.say(_taken(keys, self._words.get(before, before), left), "warn")

    def _refuse(self, keys: str) -> None:
        self.note.say(
            translate(
                "Settings", "{keys} alone is needed for writing. Hold Ctrl or Alt as well, or press an F key."
            ).format(keys=keys),
            "warn",
        )

    def _take_away(self) -> None:
        self._chosen[self.current] = []
        self._show()
        self._go_back()

    def _reset(self) -> None:
        self._chosen.pop(self.current, None)
        self._show()
        self._go_back()

    def _reset_all(self) -> None:
        self._chosen.clear()
        self._show()
        self._go_back()

    def _filter(self, written: str) -> None:
        words = fold(written).split()
        for group in self._groups.values():
            group.setHidden(True)
        for item in self._items.values():
            said = fold(f"{item.text(0)} {item.text(1)}")
            item.setHidden(not all(word in said for word in words))
            above = item.parent()
            if above is not None and not item.isHidden():
                above.setHidden(False)


def _taken(keys: str, command: str, left: str) -> str:
    """What became of a command whose keys are another's now."""
    if left:
        words = translate("Settings", "{keys} was used by {command}, which keeps {left}.")
    else:
        words = translate("Settings", "{keys} was used by {command}, which has no keys now.")
    return words.format(keys=shown(keys), command=quoted(command), left=left)
