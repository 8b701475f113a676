"""A button beside a field whose menu picks lines for it; a line that is there has a tick, and goes again."""

from functools import partial

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from personaui_desktop.personas.options import PersonaOption
from personaui_desktop.translation import translate
from personaui_desktop.widgets.common.buttons import quiet_button
from personaui_desktop.widgets.personas.text_field import TextField

LONGEST_WORDS = 90


def choose_button(field: TextField, options: tuple[PersonaOption, ...], parent: QWidget) -> QPushButton:
    """The button of a field that has several lines."""
    button = quiet_button(translate("Personas", "Choose…"))
    button.setAccessibleDescription(field.edit.accessibleName())
    button.clicked.connect(partial(_pop_up, button, field, options, parent))
    return button


def menu_for(field: TextField, options: tuple[PersonaOption, ...], parent: QWidget) -> QMenu:
    """The options, those of a group in a menu of its own."""
    menu = QMenu(parent)
    groups: dict[str, QMenu] = {}
    there = _lines(field.text)
    for option in options:
        within = menu
        if option.group:
            if option.group not in groups:
                groups[option.group] = menu.addMenu(_plain(option.group))
            within = groups[option.group]
        action = within.addAction(_plain(option.words))
        action.setCheckable(True)
        action.setChecked(option.line in there)
        action.toggled.connect(partial(_toggle, field, option.line))
    return menu


def _pop_up(
    button: QPushButton,
    field: TextField,
    options: tuple[PersonaOption, ...],
    parent: QWidget,
    _checked: bool = False,
) -> None:
    menu = menu_for(field, options, parent)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))


def _toggle(field: TextField, line: str, is_wanted: bool) -> None:
    lines = [each for each in _lines(field.text) if each != line]
    field.write("\n".join([*lines, line] if is_wanted else lines))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _plain(words: str) -> str:
    """As a menu shows it: no letter is underlined, and it is not wider than a window."""
    cut = words if len(words) <= LONGEST_WORDS else words[: LONGEST_WORDS - 1] + "…"
    return cut.replace("&", "&&")
