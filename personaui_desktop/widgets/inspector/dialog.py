"""The inspector's window: the pieces of the next message or of a past reply, one of them whole, the costs."""

from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from personaui_desktop.background.operation import Run
from personaui_desktop.conversation.context import ContextLimits, ContextPlan
from personaui_desktop.errors import KnownError
from personaui_desktop.operations import inspection
from personaui_desktop.operations.inspection import PastReply, Totals
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.common.buttons import plain_button, primary_button
from personaui_desktop.widgets.common.desktop import open_path
from personaui_desktop.widgets.common.dialogs import button_row, fit_on_screen
from personaui_desktop.widgets.common.theme import GROUP, RELATED, SECOND_SIZE, SIDE, STRONG, font, theme
from personaui_desktop.widgets.inspector.pieces import Piece, PieceList
from personaui_desktop.widgets.inspector.words import NOT_NOTED, facts, prices_line, totals_line

WIDTH, HEIGHT = 820, 680
TITLE_SIZE = 16.0


class Inspected(NamedTuple):
    """What is looked at: what the next message sends, or with a message id, what was sent for that reply."""

    persona_id: str
    session_id: int | None
    persona_name: str
    limits: ContextLimits
    draft: str = ""
    message_id: int | None = None


class Inspector(QDialog):
    """Shows how things stood when it was opened."""

    def __init__(self, subject: Inspected, run: Run, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._subject, self._run = subject, run
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(
            translate("What is sent", "What is sent")
            if subject.message_id is None
            else translate("What is sent", "What was sent")
        )
        fit_on_screen(self, WIDTH, HEIGHT)
        self.title = _label(TITLE_SIZE, STRONG)
        self.facts = _label(SECOND_SIZE)
        self.pieces = PieceList()
        self.text = _text()
        self.totals = _label(SECOND_SIZE)
        self.prices = _label(SECOND_SIZE, tone="dim")
        self.prices_button = plain_button(translate("What is sent", "Edit prices…"), self._edit_prices)
        self.close_button = primary_button(translate("What is sent", "Close"), self.reject)
        self.close_button.setDefault(True)
        self._lay_out()
        self.pieces.currentItemChanged.connect(
            lambda item, _before: self.text.setPlainText(self.pieces.text_of(item))
        )
        self._read()

    def _lay_out(self) -> None:
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.addWidget(self.pieces)
        halves.addWidget(self.text)
        halves.setStretchFactor(0, 3)
        halves.setStretchFactor(1, 1)
        halves.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIDE, GROUP, SIDE, GROUP)
        layout.setSpacing(RELATED)
        for widget in (self.title, self.facts):
            layout.addWidget(widget)
        layout.addWidget(halves, 1)
        for widget in (self.totals, self.prices):
            layout.addWidget(widget)
        layout.addLayout(button_row(self.prices_button, self.close_button))
        self.pieces.setFocus()

    def _read(self) -> None:
        about = self._subject
        if about.message_id is None or about.session_id is None:
            plan = inspection.plan_now(about.persona_id, about.session_id, about.draft, about.limits)
            self._run(plan, self, self._show_plan, self._refuse)
        else:
            past = inspection.past_reply(about.persona_id, about.session_id, about.message_id)
            self._run(past, self, self._show_past, self._refuse)
        self._run(
            inspection.totals(about.persona_id, about.session_id), self, self._show_totals, self._refuse
        )

    def _show_plan(self, plan: ContextPlan) -> None:
        limit = self._subject.limits.tokens
        self.title.setText(
            translate(
                "What is sent", "The next message sends about {tokens_estimate} of {limit} tokens"
            ).format(tokens_estimate=f"{plan.tokens_estimate:,}", limit=f"{limit:,}")
        )
        self.facts.setText(translate("What is sent", "In the order it is sent. Sizes are estimates."))
        self._show_pieces([(segment, inspection.Since.SAME) for segment in plan.segments])

    def _show_past(self, past: PastReply | None) -> None:
        if past is None:
            self.title.setText(translate("What is sent", "There is no record of this message"))
            self.facts.setText(translated(NOT_NOTED))
            return
        self.title.setText(translate("What is sent", "What was sent for this reply"))
        self.facts.setTextFormat(Qt.TextFormat.RichText)
        self.facts.setText(_table(facts(past.receipt)))
        self._show_pieces(past.segments)

    def _show_pieces(self, pieces: list[Piece]) -> None:
        self.pieces.show_pieces(pieces, (translate("What is sent", "You"), self._subject.persona_name))

    def _show_totals(self, totals: Totals) -> None:
        self.totals.setText(totals_line(totals, self._subject.persona_name))
        self.prices.setText(prices_line(totals))

    def _refuse(self, error: KnownError) -> None:
        self.title.setText(translated(error.sentence))
        self.facts.setText(translated(error.remedy))

    def _edit_prices(self) -> None:
        self._run(inspection.own_prices(), self, self._open_prices)

    def _open_prices(self, path: Path) -> None:
        if not open_path(path):
            self.prices.setText(
                translate("What is sent", "The file could not be opened. The prices are in {path}.").format(
                    path=path
                )
            )


def _table(rows: Iterable[tuple[str, str]]) -> str:
    dim = theme().tokens.dim.name()
    cells = [
        f"<td style='color: {dim}'>{escape(name)}&nbsp;&nbsp;</td><td>{escape(value)}</td>"
        for name, value in rows
    ]
    gap = "<td width='32'></td>"
    lines = [f"<tr>{gap.join(cells[at : at + 2])}</tr>" for at in range(0, len(cells), 2)]
    return f"<table cellspacing='0' cellpadding='2'>{''.join(lines)}</table>"


def _label(size: float, weight: int = 400, tone: str = "") -> QLabel:
    label = QLabel()
    label.setFont(font(size, weight))
    label.setProperty("tone", tone)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _text() -> QPlainTextEdit:
    text = QPlainTextEdit()
    text.setReadOnly(True)
    text.setTabChangesFocus(True)
    text.setAccessibleName(translate("What is sent", "Selected text"))
    text.setPlaceholderText(translate("What is sent", "Select a line to read all of it."))
    return text
