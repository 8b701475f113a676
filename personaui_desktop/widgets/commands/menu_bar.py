"""Fills a menu bar with the commands that `menus` names, and keeps their words and what can be done true."""

from functools import partial

from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import QMenu, QMenuBar, QToolButton

from personaui_desktop.phrases import Phrase
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.commands.actions import Actions
from personaui_desktop.widgets.commands.menu_leaving import MenuLeaving
from personaui_desktop.widgets.commands.menus import DIVIDER, MENU_BAR, SUBMENUS
from personaui_desktop.widgets.common.icons import icon

FURTHER_PIXELS = 12
"""As wide as Qt makes the button of menus that do not fit."""


class Menus(QObject):
    """Fills a menu bar.

    Args:
        bar: gets the menus at once.
        actions: those that there are; `fill` follows when there are more.
    """

    def __init__(self, bar: QMenuBar, actions: Actions) -> None:
        super().__init__(bar)
        self._actions = actions
        self._menus: dict[Phrase, QMenu] = {}
        self._within: dict[str, QMenu] = {}
        """The menu within a menu in which a command stands, by its name."""
        for title, names in SUBMENUS.items():
            self._within.update(dict.fromkeys(names, QMenu(translated(title), bar)))
        leaving = MenuLeaving(bar)
        for title in MENU_BAR:
            menu = self._menus[title] = bar.addMenu(translated(title))
            leaving.watch(menu)
            menu.aboutToShow.connect(partial(self._grey_out, title))
            menu.aboutToHide.connect(partial(self._enable, title))
        self.fill()
        _mark_further_menus(bar)

    def fill(self) -> None:
        """Put in every action that there is by now."""
        for title, menu in self._menus.items():
            menu.clear()
            for name in MENU_BAR[title]:
                if name == DIVIDER:
                    menu.addSeparator()
                elif name in self._actions:
                    self._put(menu, name)

    def _put(self, menu: QMenu, name: str) -> None:
        within = self._within.get(name)
        if within is not None and within.menuAction() not in menu.actions():
            menu.addMenu(within)
        (menu if within is None else within).addAction(self._actions[name])

    def _grey_out(self, title: Phrase) -> None:
        self._actions.grey_out(self._names(title))

    def _enable(self, title: Phrase) -> None:
        self._actions.enable(self._names(title))

    def _names(self, title: Phrase) -> list[str]:
        return [name for name in MENU_BAR[title] if name in self._actions]


def _mark_further_menus(bar: QMenuBar) -> None:
    """Let the button of those menus that find no room be seen: the style's own is black and tiny."""
    button = bar.findChild(QToolButton, "qt_menubar_ext_button")
    if button is not None:
        button.setIcon(icon("more"))
        button.setIconSize(QSize(FURTHER_PIXELS, FURTHER_PIXELS))
        button.setAccessibleName(translate("Menus", "More menus"))
