"""A thin bar above the composer: how full the request is, and of what."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from personaui_desktop.conversation.fullness import Fullness
from personaui_desktop.phrases import Phrase
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.common.theme import theme
from personaui_desktop.widgets.common.tokens import Tokens
from personaui_desktop.widgets.common.tooltips import tooltip

THICKNESS = 4.0
REACH = 3
"""Above and beneath the bar, in pixels: it can be hit without aiming, and its focus has room."""
PER_CENT = 100
_MESSAGES = Phrase("Chat", "{n} of at most {most} messages is sent.|{n} of at most {most} messages are sent.")


class ContextMeter(QAbstractButton):
    """Fills from the left; a click or Space presses it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fullness: Fullness | None = None
        self.setAccessibleName(translate("Chat", "How full the request is"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def show_fullness(self, fullness: Fullness) -> None:
        """Say this."""
        self._fullness = fullness
        words = fullness_words(fullness)
        self.setToolTip(tooltip(words))
        self.setAccessibleDescription(words)
        self.update()

    @property
    def parts(self) -> tuple[float, float, float]:
        """How much of the bar the persona, the memories and the conversation take, 0 to 1 each."""
        found = self._fullness
        if found is None or not found.taken:
            return 0.0, 0.0, 0.0
        unit = found.share / found.taken
        return found.persona * unit, found.memories * unit, found.talk * unit

    def sizeHint(self) -> QSize:
        """Thin: QWidget.sizeHint."""
        return QSize(100, int(THICKNESS) + 2 * REACH)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it: QWidget.paintEvent."""
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(0, REACH, self.width(), THICKNESS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.hovered(tokens.line) if self.underMouse() or self.isDown() else tokens.line)
        painter.drawRoundedRect(track, THICKNESS / 2, THICKNESS / 2)
        whole = QPainterPath()
        whole.addRoundedRect(track, THICKNESS / 2, THICKNESS / 2)
        painter.setClipPath(whole)
        left = 0.0
        for part, colour in zip(self.parts, _colours(tokens), strict=True):
            painter.fillRect(QRectF(left, REACH, track.width() * part, THICKNESS), colour)
            left += track.width() * part
        painter.setClipping(False)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(tokens.accent, 1))
            around = track.adjusted(0.5, -2.5, -0.5, 2.5)
            painter.drawRoundedRect(around, around.height() / 2, around.height() / 2)


def fullness_words(fullness: Fullness) -> str:
    """How full the request is, of what, and how many messages are in it."""
    full = translate("Chat", "The request is {share} % full.").format(share=round(fullness.share * PER_CENT))
    shares = translate(
        "Chat",
        "Of {room:,} tokens the persona takes {persona:,}, memories {memories:,}, the conversation {talk:,}.",
    ).format(room=fullness.tokens, persona=fullness.persona, memories=fullness.memories, talk=fullness.talk)
    messages = _MESSAGES.filled(most=fullness.most_messages).of(fullness.messages)
    return " ".join((full, shares, translated(messages)))


def _colours(tokens: Tokens) -> tuple[QColor, QColor, QColor]:
    return tokens.action, tokens.memory, tokens.edge
