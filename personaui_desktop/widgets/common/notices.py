"""Short notices for the person: a bus that knows nothing of widgets, and the bar that shows them."""

from typing import Literal, NamedTuple

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from personaui_desktop.errors import KnownError
from personaui_desktop.phrases import Phrase
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.commands.command import Command, Scope
from personaui_desktop.widgets.commands.commands import Commands
from personaui_desktop.widgets.common.buttons import Action, quiet_button, tool_button
from personaui_desktop.widgets.common.icons import icon
from personaui_desktop.widgets.common.theme import GROUP, RADIUS_CARD, RELATED, SECOND_SIZE, font, theme
from personaui_desktop.widgets.common.wording import breakable

INFO_MS = 6_000
ACTION_MS = 10_000
KEPT = 20
MOST_WIDTH = 560

NoticeKind = Literal["info", "warning"]


class Notice(NamedTuple):
    """One notice. ``action`` is a label and what it does."""

    text: str
    remedy: str = ""
    action: Action | None = None
    kind: NoticeKind = "info"

    @property
    def lasts_ms(self) -> int | None:
        """How long it stands; a warning until it is closed."""
        if self.kind == "warning":
            return None
        return ACTION_MS if self.action else INFO_MS


class Notices(QObject):
    """Where anything tells something. Nothing here is drawn.

    Signals:
        shown: a `Notice`.
        withdrawn: a `Notice` that is not true any more.
    """

    shown = Signal(object)
    withdrawn = Signal(object)

    def show(
        self, text: str, remedy: str = "", action: Action | None = None, kind: NoticeKind = "info"
    ) -> Notice:
        """Tell the person something, with what they can do about it."""
        notice = Notice(text, remedy, action, kind)
        self.shown.emit(notice)
        return notice

    def withdraw(self, notice: Notice) -> None:
        """Take a notice away, if it still stands: it is not true any more."""
        self.withdrawn.emit(notice)

    def tell(self, error: KnownError, action: Action | None = None) -> None:
        """Tell the person what went wrong, and what to do about it; it stands until it is closed."""
        self.show(translated(error.sentence), translated(error.remedy), action, "warning")


class NoticeBar(QWidget):
    """The newest notice in one calm line over the bottom; older warnings come back when it goes.

    It lies over its parent and moves nothing but what wants to stay clear of it.

    Args:
        notices: what is told.
        parent: over which it lies.
        foot: it stays clear of this, and in its middle.

    Signals:
        covering: how much it takes of the room above its foot, pixels; 0 where it is away.
    """

    covering = Signal(int)

    def __init__(self, notices: Notices, parent: QWidget | None = None, foot: QWidget | None = None) -> None:
        super().__init__(parent)
        self._foot = foot
        for widget in filter(None, (parent, foot)):
            widget.installEventFilter(self)
        self._waiting: list[Notice] = []
        dismiss = Command(
            "notice.close",
            Phrase("Notices", "Close the notice"),
            self.dismiss,
            Scope.NOTICE,
            pane_keys=("Esc",),
        )
        self.commands = Commands((dismiss,))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)
        notices.shown.connect(self._add)
        notices.withdrawn.connect(self._take_away)
        self._is_built = False
        self.hide()

    @property
    def notice(self) -> Notice | None:
        """The notice that is shown."""
        return self._waiting[-1] if self._waiting else None

    def dismiss(self) -> None:
        """Take the shown notice away."""
        if self._waiting:
            self._waiting.pop()
        self._show_last()

    def enterEvent(self, event: QEnterEvent) -> None:
        """A notice stays while it is pointed at: QWidget.enterEvent."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """And goes some time after: QWidget.leaveEvent."""
        self._start_timer()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape takes it away: QWidget.keyPressEvent."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what it lies over, and stay while one of its buttons has the focus: QObject.eventFilter."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move}:
            self._place()
        elif isinstance(event, QFocusEvent) and watched in {self._button, self._close}:
            self._timer.stop() if event.gotFocus() else self._start_timer()
        return super().eventFilter(watched, event)

    def _add(self, notice: Notice) -> None:
        # Only warnings outlast a newer notice, and the same one is not told twice.
        self._waiting = [old for old in self._waiting if old.kind == "warning" and old != notice][-KEPT:]
        self._waiting.append(notice)
        self._show_last()
        self._announce(notice)

    def _take_away(self, notice: Notice) -> None:
        if notice in self._waiting:
            self._waiting.remove(notice)
            self._show_last()

    def _show_last(self) -> None:
        notice = self.notice
        self._timer.stop()
        if notice is None:
            self.hide()
            self.covering.emit(0)
            return
        if not self._is_built:
            self._build()
        self._icon.setPixmap(self._picture(notice))
        self._text.setText(breakable(notice.text))
        self._remedy.setText(notice.remedy)
        self._remedy.setVisible(bool(notice.remedy))
        self._button.setText(notice.action[0] if notice.action else "")
        self._button.setVisible(notice.action is not None)
        # Shown first: only then do its words have their fonts, and with them their height.
        self.show()
        self._place()
        self.raise_()
        self._start_timer()

    def _place(self) -> None:
        """Lie in the middle above the foot, as wide as its words need and there is room for."""
        parent, foot, layout = self.parentWidget(), self._foot, self.layout()
        if layout is None or parent is None:
            return
        area = parent.rect().adjusted(GROUP, 0, -GROUP, -GROUP)
        if foot is not None and foot.isVisible():
            at = foot.mapTo(parent, foot.rect().topLeft())
            area = QRect(at.x(), 0, foot.width(), at.y())
        width = min(MOST_WIDTH, area.width())
        # The words' own layout would else tell the height of those before.
        layout.activate()
        height = layout.totalHeightForWidth(width)
        self.setGeometry(area.center().x() - width // 2, area.bottom() - height, width, height)
        if self.isVisible():
            self.covering.emit(height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card: QWidget.paintEvent."""
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.edge, 1))
        painter.setBrush(tokens.page)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CARD, RADIUS_CARD)

    def _start_timer(self) -> None:
        lasts = self.notice.lasts_ms if self.notice else None
        has_focus = self._is_built and (self._button.hasFocus() or self._close.hasFocus())
        if lasts is not None and not self.underMouse() and not has_focus:
            self._timer.start(lasts)

    def _act(self) -> None:
        notice = self.notice
        self.dismiss()
        if notice is not None and notice.action is not None:
            notice.action[1]()

    def _build(self) -> None:
        """Make the controls at the first notice: most starts have none."""
        self._is_built = True
        self.setAccessibleName(translate("Notices", "Notice"))
        self._icon = QLabel()
        self._text = _line("")
        self._remedy = _line("dim")
        self._button = quiet_button("", self._act)
        self._close = tool_button("close", translate("Notices", "Close this notice"), self.dismiss)
        for button in (self._button, self._close):
            button.installEventFilter(self)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._text)
        words.addWidget(self._remedy)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GROUP, RELATED, RELATED, RELATED)
        layout.setSpacing(RELATED)
        layout.addWidget(self._icon)
        layout.addLayout(words, 1)
        layout.addWidget(self._button)
        layout.addWidget(self._close)
        theme().changed.connect(self._show_last)

    def _picture(self, notice: Notice) -> QPixmap:
        name, token = ("warning", "warn") if notice.kind == "warning" else ("info", "dim")
        return icon(name, token).pixmap(QSize(20, 20), self.devicePixelRatioF())

    def _announce(self, notice: Notice) -> None:
        # Loaded at the first notice: start does without it.
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        words = f"{notice.text} {notice.remedy}".strip()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))


def _line(tone: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setFont(font(SECOND_SIZE))
    label.setProperty("tone", tone)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
