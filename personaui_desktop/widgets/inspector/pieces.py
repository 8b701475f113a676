"""The pieces of a plan as a list in groups: what, how long, whether it is sent and why."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from personaui_desktop.conversation.plan import Segment
from personaui_desktop.operations.inspection import Since
from personaui_desktop.translation import translate
from personaui_desktop.widgets.common.theme import SECOND_SIZE, STRONG, font, theme
from personaui_desktop.widgets.inspector.words import beginning_of, group_of, heading, why

Piece = tuple[Segment, Since]
"""A segment, and what has become of its text since it was sent."""

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
TEXT_ROLE = Qt.ItemDataRole.UserRole
TOKENS_WIDTH, WHY_WIDTH = 80, 290


class PieceList(QTreeWidget):
    """Shows pieces in the order in which they are sent."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(translate("What is sent", "What is sent"))
        self.setHeaderLabels(
            [
                translate("What is sent", "Text"),
                translate("What is sent", "Tokens"),
                translate("What is sent", "Why"),
            ]
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setFont(font(SECOND_SIZE))
        self.headerItem().setTextAlignment(1, RIGHT)
        header = self.header()
        header.setFont(font(SECOND_SIZE))
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(1, TOKENS_WIDTH)
        header.resizeSection(2, WHY_WIDTH)

    def show_pieces(self, pieces: Sequence[Piece], names: tuple[str, str]) -> None:
        """Show these; ``names`` are the person's and the persona's."""
        self.clear()
        groups: dict[str, list[Piece]] = {}
        for piece in pieces:
            groups.setdefault(group_of(piece[0]), []).append(piece)
        for title, members in groups.items():
            self._add_group(title, members, names)
        self.expandAll()
        if groups:
            self.setCurrentIndex(self.model().index(0, 0, self.model().index(0, 0)))

    def text_of(self, item: QTreeWidgetItem | None) -> str:
        """The whole text of a piece; empty for a heading."""
        return "" if item is None else item.data(0, TEXT_ROLE) or ""

    def _add_group(self, title: str, members: Sequence[Piece], names: tuple[str, str]) -> None:
        words, tokens = heading(title, [segment for segment, _ in members])
        top = QTreeWidgetItem(self, [words, f"{tokens:,}", ""])
        top.setFont(0, font(SECOND_SIZE, STRONG))
        top.setTextAlignment(1, RIGHT)
        for segment, since in members:
            self._add_piece(top, segment, since, names)

    def _add_piece(
        self, top: QTreeWidgetItem, segment: Segment, since: Since, names: tuple[str, str]
    ) -> None:
        reason = why(segment, since, names[1])
        item = QTreeWidgetItem(top, [beginning_of(segment, names), f"{segment.tokens_estimate:,}", reason])
        item.setTextAlignment(1, RIGHT)
        item.setData(0, TEXT_ROLE, segment.text)
        item.setToolTip(2, reason)
        if not segment.included:
            for column in range(3):
                item.setForeground(column, theme().tokens.dim)
