"""What stands in the conversation's place: nothing said yet, a file that cannot be used, still loading."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from personaui_desktop.phrases import Phrase
from personaui_desktop.records.personas import Profile
from personaui_desktop.text import beginning
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.chat.column import in_column
from personaui_desktop.widgets.chat.greeting import Greeting
from personaui_desktop.widgets.chat.portrait import Portrait
from personaui_desktop.widgets.common.avatar_sizes import BEFORE_FIRST_MESSAGE
from personaui_desktop.widgets.common.buttons import plain_button
from personaui_desktop.widgets.common.icons import icon
from personaui_desktop.widgets.common.theme import (
    BASE_SIZE,
    GROUP,
    RADIUS_BUBBLE,
    RELATED,
    SECOND_SIZE,
    SIDE,
    STRONG,
    font,
    theme,
)
from personaui_desktop.widgets.common.wording import breakable, isolated

NOTHING_SAID = Phrase("Chat", "No messages yet. Write the first one below.")
NAME_SIZE = 18.0
MEASURE = 440
PROBLEM_ICON = 28
DESCRIPTION_CHARACTERS = 240
GREETING_CHARACTERS = 4_000
"""More than this is read once it has been said."""


class _Scrolling(QScrollArea):
    """What stands in the conversation's place scrolls where the window is too low for it. Fill `page`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = QWidget()
        self.setWidget(self.page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # The pane's ground shows through.
        self.viewport().setAutoFillBackground(False)
        self.page.setAutoFillBackground(False)


class NothingSaid(_Scrolling):
    """The persona introduces itself before the first message.

    Signals:
        link_activated: the address of a link in the greeting that was clicked.
    """

    link_activated = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.portrait = Portrait(BEFORE_FIRST_MESSAGE)
        self.name = _text(NAME_SIZE, weight=STRONG)
        self.description = _text(BASE_SIZE, "dim")
        self.sentence = _text(SECOND_SIZE, "faint")
        self.sentence.setText(translated(NOTHING_SAID))
        self.greeting = Greeting()
        self.greeting.linkActivated.connect(self.link_activated)
        layout = _middle(self.page)
        layout.addWidget(self.portrait, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(RELATED)
        layout.addWidget(self.name)
        layout.addWidget(self.description)
        layout.addSpacing(RELATED)
        layout.addWidget(self.greeting)
        layout.addSpacing(RELATED)
        layout.addWidget(self.sentence)
        layout.addStretch(3)

    def show_persona(self, persona_id: str, profile: Profile, image: QImage | None) -> None:
        """Say with whom one could talk, and how they will greet."""
        name, description = profile.name, profile.description
        greeting = beginning(profile.greeting.strip(), GREETING_CHARACTERS)
        self.greeting.show_markdown(greeting)
        self.greeting.setAccessibleName(
            translate("Chat", "{name} will greet you: {greeting}").format(
                name=isolated(name), greeting=greeting
            )
            if greeting
            else ""
        )
        self.greeting.setVisible(bool(greeting))
        self.portrait.show_persona(persona_id, name, image)
        self.name.setText(breakable(name))
        self.description.setText(breakable(_shortened(description[: 2 * DESCRIPTION_CHARACTERS])))
        self.description.setVisible(bool(description.strip()))


class Problem(_Scrolling):
    """A known failure in the conversation's place, with one way out."""

    def __init__(self, act: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = QLabel()
        self.sentence = _text(BASE_SIZE)
        self.remedy = _text(SECOND_SIZE, "dim")
        self.button: QPushButton = plain_button(translate("Chat", "Try again"), act)
        layout = _middle(self.page)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.sentence)
        layout.addWidget(self.remedy)
        layout.addSpacing(RELATED)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self._draw_icon()
        theme().changed.connect(self._draw_icon)

    def say(self, sentence: str, remedy: str) -> None:
        """Say what is wrong and what can be done."""
        self.sentence.setText(sentence)
        self.remedy.setText(remedy)
        self.remedy.setVisible(bool(remedy))

    def _draw_icon(self) -> None:
        size = QSize(PROBLEM_ICON, PROBLEM_ICON)
        self._icon.setPixmap(icon("warning", "warn").pixmap(size, self.devicePixelRatioF()))


class ConversationSkeleton(QWidget):
    """The shape of a conversation that is still being read."""

    _BUBBLES = ((False, 0.62, 60), (True, 0.38, 40), (False, 0.74, 84), (True, 0.5, 40))

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(translate("Chat", "Loading the conversation"))
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw empty bubbles from the bottom up: QWidget.paintEvent."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().tokens.theirs)
        bottom = float(self.height() - GROUP)
        for is_mine, share, height in reversed(self._BUBBLES):
            width = self.width() * share
            left = self.width() - width if is_mine else 0.0
            painter.drawRoundedRect(
                QRectF(left, bottom - height, width, height), RADIUS_BUBBLE, RADIUS_BUBBLE
            )
            bottom -= height + RELATED


def _middle(widget: QWidget) -> QVBoxLayout:
    inner = QWidget()
    around = QVBoxLayout(widget)
    around.setContentsMargins(0, 0, 0, 0)
    around.addWidget(in_column(inner, MEASURE))
    layout = QVBoxLayout(inner)
    layout.setContentsMargins(0, SIDE, 0, SIDE)
    layout.setSpacing(RELATED)
    layout.addStretch(2)
    return layout


def _text(size: float, tone: str = "", weight: int = 400) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setFont(font(size, weight))
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    label.setProperty("tone", tone)
    return label


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    if len(line) <= DESCRIPTION_CHARACTERS:
        return line
    return line[:DESCRIPTION_CHARACTERS].rsplit(" ", 1)[0] + "…"
