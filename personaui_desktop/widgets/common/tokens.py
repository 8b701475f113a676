"""The table of colours, light and dark. Nothing else names a colour."""

from typing import NamedTuple

from PySide6.QtGui import QColor


class Tokens(NamedTuple):
    """One colour a use. ``text``, ``dim`` and the coloured texts keep 4.5 : 1 on every ground.

    ``faint`` keeps it on ``window``, ``pane``, ``page``, ``theirs`` and ``code``. What is no text but tells
    something keeps 3 : 1: ``edge``, around what can be written in or lies over something else, ``memory``, on
    ``line`` too, and ``accent``. ``line`` only divides.
    """

    window: QColor
    pane: QColor
    page: QColor
    line: QColor
    edge: QColor
    text: QColor
    dim: QColor
    faint: QColor
    accent: QColor
    on_accent: QColor
    selected: QColor
    mine: QColor
    theirs: QColor
    code: QColor
    memory: QColor
    action: QColor
    warn: QColor
    ok: QColor

    def hovered(self, ground: QColor) -> QColor:
        """This ground under the pointer."""
        return blend(ground, self.text, 0.05)

    def pressed(self, ground: QColor) -> QColor:
        """This ground while pressed."""
        return blend(ground, self.text, 0.11)

    def with_more_contrast(self) -> "Tokens":
        """The same for people whose system asks for high contrast: no grey text, strong lines."""
        strong = blend(self.page, self.text, 0.7)
        return self._replace(line=strong, edge=strong, dim=self.text, faint=self.text, memory=self.action)


def blend(ground: QColor, over: QColor, share: float) -> QColor:
    """The ground with a share (0 to 1) of another colour over it."""
    return QColor.fromRgbF(
        ground.redF() + (over.redF() - ground.redF()) * share,
        ground.greenF() + (over.greenF() - ground.greenF()) * share,
        ground.blueF() + (over.blueF() - ground.blueF()) * share,
    )


LIGHT = Tokens(
    window=QColor("#f6f5f2"),
    pane=QColor("#fbfaf8"),
    page=QColor("#ffffff"),
    line=QColor("#e7e4de"),
    edge=QColor("#8b8890"),
    text=QColor("#1d1d22"),
    dim=QColor("#6a6871"),
    faint=QColor("#6e6b74"),
    accent=QColor("#5959d6"),
    on_accent=QColor("#ffffff"),
    selected=QColor("#ecebf9"),
    mine=QColor("#e9e8fb"),
    theirs=QColor("#f4f2ee"),
    code=QColor("#f0eeea"),
    memory=QColor("#a7781c"),
    action=QColor("#8a5a2b"),
    warn=QColor("#ac4d33"),
    ok=QColor("#277659"),
)

DARK = Tokens(
    window=QColor("#131419"),
    pane=QColor("#181a20"),
    page=QColor("#1b1d24"),
    line=QColor("#2a2d36"),
    edge=QColor("#6c6f7b"),
    text=QColor("#ececf1"),
    dim=QColor("#a09fab"),
    faint=QColor("#8f8d9a"),
    accent=QColor("#9290f2"),
    on_accent=QColor("#101018"),
    selected=QColor("#282a45"),
    mine=QColor("#2e2e5c"),
    theirs=QColor("#25272f"),
    code=QColor("#14151a"),
    memory=QColor("#e0b35c"),
    action=QColor("#d9a877"),
    warn=QColor("#e47f64"),
    ok=QColor("#5cc49b"),
)

AVATARS = tuple(
    QColor(name)
    for name in (
        "#2b6f9e",
        "#a2457f",
        "#83642f",
        "#17777f",
        "#b3334f",
        "#7a5548",
        "#5b5bd6",
        "#2f7d62",
        "#b54e33",
        "#8a44b4",
        "#5a7324",
        "#4d6a85",
    )
)
"""Grounds of initials avatars, the same in light and dark; white letters keep 4.5 : 1 on each."""

NO_AVATAR = QColor("#5d6472")
"""The ground while it is not decided yet."""

ON_AVATAR = QColor("#ffffff")
