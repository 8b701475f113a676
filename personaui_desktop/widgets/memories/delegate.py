"""Paints a memory as a card and answers clicks on its switch."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QPointF, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from personaui_desktop.item_models.rows import Index
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.memories import Memory
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.common.dates import full_date, local_now, to_local
from personaui_desktop.widgets.common.switch import paint_switch
from personaui_desktop.widgets.common.theme import RADIUS_CARD, RELATED, SMALL_SIZE, font, theme
from personaui_desktop.widgets.common.tokens import blend
from personaui_desktop.widgets.memories.badge import badge_width, paint_badge
from personaui_desktop.widgets.memories.card import (
    GAP,
    LINES_OF_CARD,
    LINES_OPENED,
    TEXT_SIZE,
    CardLayout,
    WrappedText,
    lay_out,
    text_width,
    wrap,
)
from personaui_desktop.widgets.memories.card_tools import TOOLS_WIDTH
from personaui_desktop.widgets.memories.matching import MatchingMemories
from personaui_desktop.widgets.memories.words import badge_of, has_messages, meta_line, meta_parts, whole_of

ANEW_TIP = Phrase(
    "Memories", "Suggest a new text from the messages as they are now. Nothing changes until you save it."
)
TEXTS_KEPT = 200
"""How many texts stay laid out: a few screens of cards."""


class MemoryDelegate(QStyledItemDelegate):
    """Draws the cards of a list of `MatchingMemories`.

    Signals:
        switch_clicked: the switch of a memory was clicked; its `records.Memory`.
        edit_wanted: a card was double-clicked; its `records.Memory`.
        anew_clicked: a memory is to be made anew from its messages; its `records.Memory`.
        place_clicked: the line that names a memory's messages was clicked; its `records.Memory`.
    """

    switch_clicked = Signal(object)
    edit_wanted = Signal(object)
    anew_clicked = Signal(object)
    place_clicked = Signal(object)

    def __init__(self, cards: MatchingMemories, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._cards = cards
        self._view = view
        self._font = font(TEXT_SIZE)
        self._meta_font = font(SMALL_SIZE)
        self._texts: dict[tuple[str, int], WrappedText] = {}
        self._width = 0.0
        self.opened: set[int] = set()
        """The memories whose cards show all of their text, by id."""
        self.with_tools: int | None = None
        """The memory on whose card the tools lie: its small line gives way to them."""
        self.edited: tuple[int, int] | None = None
        """The memory that is edited in its card, and the card's height for it, in pixels."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the card's lines need: QStyledItemDelegate.sizeHint."""
        memory = self._cards.memory_at(index)
        if self.edited is not None and self.edited[0] == memory.id:
            return QSize(1, self.edited[1] + int(GAP))
        return QSize(1, int(self.layout_of(memory).height))

    def layout_of(self, memory: Memory) -> CardLayout:
        """Where the parts of a memory's card lie, from the top left of its row."""
        lines = self._wrapped(memory).line_count
        return lay_out(self._view.width(), lines, bool(badge_of(memory)))

    def can_open(self, memory: Memory) -> bool:
        """Whether a card has more to show than it does."""
        return memory.id not in self.opened and self._wrapped(memory).is_cut

    def open_card(self, index: Index, *, opened: bool) -> None:
        """Show all of a card's text, or its first lines."""
        memory = self._cards.memory_at(index)
        if opened:
            self.opened.add(memory.id)
        else:
            self.opened.discard(memory.id)
        self.sizeHintChanged.emit(index)

    def is_link(self, memory: Memory, point: QPointF) -> bool:
        """Whether a click at a point of a memory's row, from its top left, leads somewhere."""
        return self._link_at(memory, point) is not None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the card: QStyledItemDelegate.paint."""
        memory = self._cards.memory_at(index)
        text = self._wrapped(memory)
        layout = self.layout_of(memory)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(option.rect.left(), option.rect.top())
        if self.edited is not None and self.edited[0] == memory.id:
            card = QRectF(layout.card.left(), 0, layout.card.width(), self.edited[1])
            self._paint_ground(painter, card, QStyle.StateFlag.State_HasFocus, active=True)
            painter.restore()
            return
        self._paint_ground(painter, layout.card, option.state, memory.is_active)
        self._paint_badge(painter, layout, memory)
        tokens = theme().tokens
        painter.setPen(tokens.text if memory.is_active else tokens.faint)
        text.layout.draw(painter, layout.text.topLeft())
        self._paint_meta(painter, layout, memory)
        paint_switch(painter, layout.switch, memory.is_active)
        painter.restore()

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Switch or edit by the mouse: QStyledItemDelegate.editorEvent."""
        if not isinstance(event, QMouseEvent) or event.button() != Qt.MouseButton.LeftButton:
            return False
        memory = self._cards.memory_at(index)
        if self.edited is not None and self.edited[0] == memory.id:
            return False
        on_switch = self._is_on_switch(memory, option, event.position())
        if event.type() == QEvent.Type.MouseButtonRelease and on_switch:
            self.switch_clicked.emit(memory)
            return True
        link = self._link_at(memory, event.position() - QPointF(option.rect.topLeft()))
        if link is not None:
            if event.type() == QEvent.Type.MouseButtonRelease:
                link.emit(memory)
            return True
        if event.type() == QEvent.Type.MouseButtonDblClick and not on_switch:
            self.edit_wanted.emit(memory)
            return True
        is_opened = memory.id in self.opened
        if event.type() == QEvent.Type.MouseButtonRelease and (is_opened or self.can_open(memory)):
            self.open_card(index, opened=not is_opened)
            return True
        return False

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Say what the switch does, and when the memory was made: QStyledItemDelegate.helpEvent."""
        if not index.isValid():
            return False
        memory = self._cards.memory_at(index)
        QToolTip.showText(event.globalPos(), self._tip(memory, option, QPointF(event.pos())), view)
        return True

    def _tip(self, memory: Memory, option: QStyleOptionViewItem, point: QPointF) -> str:
        if self._is_on_switch(memory, option, point):
            return (
                translate("Memories", "Don't use this memory (Space)")
                if memory.is_active
                else translate("Memories", "Use this memory (Space)")
            )
        link = self._link_at(memory, point - QPointF(option.rect.topLeft()))
        if link is not None:
            return translated(ANEW_TIP) if link == self.anew_clicked else self._place_tip(memory)
        made = full_date(to_local(memory.created_at))
        return (
            translate("Memories", "{made}. Click to read all of it.").format(made=made)
            if self.can_open(memory)
            else made
        )

    def _place_tip(self, memory: Memory) -> str:
        span = memory.span
        if span is None:
            return translate("Memories", "Click to show in the conversation.")
        what = whole_of(span, local_now())
        return translate("Memories", "{what}. Click to show in the conversation.").format(what=what)

    def _link_at(self, memory: Memory, point: QPointF) -> SignalInstance | None:
        layout = self.layout_of(memory)
        if layout.badge.contains(point) and has_messages(memory):
            return (
                self.anew_clicked if point.x() > layout.badge.left() + badge_width(badge_of(memory)) else None
            )
        on_line = layout.meta.contains(point) and point.x() < layout.meta.left() + self._meta_width(memory)
        return self.place_clicked if on_line and has_messages(memory) else None

    def _meta_width(self, memory: Memory) -> float:
        return QFontMetricsF(self._meta_font).horizontalAdvance(meta_line(memory, local_now()))

    def _meta_line(self, memory: Memory, width: float) -> str:
        """The small line, whose title gives way to what follows it."""
        metrics = QFontMetricsF(self._meta_font)
        when, title, rest = meta_parts(memory, local_now())
        room = width - metrics.horizontalAdvance(when + rest)
        title = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)
        return metrics.elidedText(when + title + rest, Qt.TextElideMode.ElideRight, width)

    def _paint_badge(self, painter: QPainter, layout: CardLayout, memory: Memory) -> None:
        words = badge_of(memory)
        if not words:
            return
        tokens = theme().tokens
        rect = paint_badge(painter, layout.badge.topLeft(), words, tokens.warn)
        if has_messages(memory):
            painter.setPen(tokens.accent)
            painter.setFont(self._meta_font)
            beside = layout.badge.adjusted(rect.width() + RELATED, 0, 0, 0)
            painter.drawText(
                beside,
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
                translate("Memories", "Rewrite"),
            )

    def _is_on_switch(self, memory: Memory, option: QStyleOptionViewItem, point: QPointF) -> bool:
        origin = QPointF(option.rect.topLeft())
        return self.layout_of(memory).is_on_switch(point - origin)

    def _paint_ground(self, painter: QPainter, card: QRectF, state: QStyle.StateFlag, active: bool) -> None:
        tokens = theme().tokens
        ground = tokens.page if active else blend(tokens.pane, tokens.page, 0.4)
        line = tokens.line
        if state & QStyle.StateFlag.State_Selected:
            ground, line = tokens.selected, blend(tokens.selected, tokens.accent, 0.35)
        elif state & QStyle.StateFlag.State_MouseOver:
            ground = tokens.hovered(ground)
        if state & QStyle.StateFlag.State_HasFocus:
            line = tokens.accent
        painter.setPen(QPen(QColor(line), 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CARD, RADIUS_CARD)

    def _paint_meta(self, painter: QPainter, layout: CardLayout, memory: Memory) -> None:
        tokens = theme().tokens
        is_narrow = self.with_tools == memory.id
        line = self._meta_line(memory, layout.meta.width() - (TOOLS_WIDTH if is_narrow else 0))
        painter.setFont(self._meta_font)
        painter.setPen(tokens.dim if memory.is_active else tokens.faint)
        painter.drawText(layout.meta, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line)

    def _lines_of(self, memory: Memory) -> int:
        return LINES_OPENED if memory.id in self.opened else LINES_OF_CARD

    def _wrapped(self, memory: Memory) -> WrappedText:
        self._forget_other_widths()
        wanted = (memory.content, self._lines_of(memory))
        text = self._texts.pop(wanted, None) or wrap(wanted[0], self._font, self._width, wanted[1])
        self._texts[wanted] = text
        if len(self._texts) > TEXTS_KEPT:
            del self._texts[next(iter(self._texts))]
        return text

    def _forget_other_widths(self) -> None:
        width = text_width(self._view.width())
        if width != self._width:
            self._width = width
            self._texts.clear()
